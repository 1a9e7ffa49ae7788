import type { Element } from 'hast';
import { h } from 'hastscript';
import {
  checkabilityNames,
  claimTypeNames,
  confidenceNames,
  credibilityName,
  relationPhrases,
  verdictAxisNames,
  wordingNames,
} from '../../../shared/domain/wording.ts';
import { headline, type ReportClaim, type ReportEvidence, type ReportSighting, type ReportVerdict } from './model.ts';
import { badge, claimId, dateWords, day, paragraphs, quotation, reference, time } from './parts.ts';
import { afterFirstSentence, plain, prose } from './prose.ts';

/** One claim: what was said, by whom and where; what speaks for and against it; the verdict; what is missing. */
export function claimSection(claim: ReportClaim): Element {
  const stances = [
    ['Evidence for', 'supports'],
    ['Evidence against', 'refutes'],
    ['Context', 'context'],
  ] as const;
  return h('article.claim', { id: claimId(claim.number) }, [
    claimHead(claim),
    h('h4', 'Who said it, and where'),
    whoSaidIt(claim),
    ...(claim.sightings.length > 0 ? [h('ul.items', claim.sightings.map(sightingItem))] : []),
    ...(claim.selectionReason.trim() ? [h('h4', 'Why it was selected'), ...paragraphs(claim.selectionReason)] : []),
    ...stances.flatMap(([title, stance]) => {
      const items = claim.evidence.filter((item) => item.stance === stance);
      return items.length > 0 ? [h('h4', title), h('ul.items', items.map(evidenceItem))] : [];
    }),
    ...claim.standing.flatMap((verdict) => analysis(verdict, claim.standing.length > 1)),
    ...earlierVerdicts(claim.earlier),
    ...missing(claim),
  ]);
}

function claimHead(claim: ReportClaim): Element {
  const verdict = headline(claim);
  return h('header.claim-head', [
    h('h3', { dir: 'auto' }, [h('span.claim-number', `Claim ${claim.number}.`), ' ', claim.text]),
    ...(verdict ? claim.standing.map((standing) => ruling(standing, claim.standing.length > 1)) : [h('p.ruling', [badge(null)])]),
    verdict ? h('p.conclusion', { dir: 'auto' }, verdict.conclusion) : null,
  ]);
}

function ruling(verdict: ReportVerdict, named: boolean): Element {
  return h('p.ruling', [
    named ? h('span.axis', `${verdictAxisNames[verdict.axis]} `) : null,
    badge(verdict.rating, 'Verdict in words'),
    h('span.aside', [`, ${confidenceNames[verdict.confidence].toLowerCase()}, as of `, time(verdict.asOf)]),
  ]);
}

function whoSaidIt(claim: ReportClaim): Element {
  const role = claim.claimantRole ? ` (${claim.claimantRole})` : '';
  return h('p.facts', [
    claim.claimant ? h('bdi', `${claim.claimant}${role}`) : 'Claimant not recorded',
    claim.claimDate ? `, ${dateWords(claim.claimDate)}` : '',
    `. ${claimTypeNames[claim.type]} claim, ${checkabilityNames[claim.checkability].toLowerCase()}.`,
    claim.labels.length > 0 ? ` Labels: ${claim.labels.join(', ')}.` : '',
  ]);
}

function sightingItem(sighting: ReportSighting): Element {
  const { statementDate, venue, attribution } = sighting;
  const circumstances = [statementDate ? `said ${dateWords(statementDate)}` : '', venue].filter((part) => part !== '').join(', ');
  return h('li', [
    quotation(sighting.quote),
    reference(sighting.quote),
    h('p.facts', [
      `The article ${relationPhrases[sighting.relation]} (${wordingNames[sighting.wording].toLowerCase()})`,
      circumstances ? `; ${circumstances}.` : '.',
      attribution.trim() ? ` ${asSentence(`Relayed: ${attribution.trim()}`)}` : '',
    ]),
  ]);
}

function evidenceItem(item: ReportEvidence): Element {
  const facts = [
    item.credibility ? `Credibility ${item.credibility}: ${credibilityName(item.credibility).toLowerCase()}.` : '',
    item.relays ? `Relays item ${item.relays}: the same origin.` : '',
    item.quote.source.kept ? '' : 'Cited, not kept: these words were not checked.',
  ].filter((fact) => fact !== '');
  return h('li', [
    h('p.item-number', `Item ${item.number}`),
    quotation(item.quote),
    reference(item.quote),
    ...(item.comment.trim() ? [h('div.prose', { dir: 'auto' }, prose(item.comment))] : []),
    facts.length > 0 ? h('p.facts', facts.join(' ')) : null,
  ]);
}

function analysis(verdict: ReportVerdict, named: boolean): Element[] {
  // The opening sentence of the verdict that leads stands above as the conclusion; a second axis has no such place.
  const body = named && verdict.axis === 'said' ? prose(verdict.rationale) : afterFirstSentence(verdict.rationale);
  return [
    h('h4', named ? `Analysis: ${verdictAxisNames[verdict.axis].toLowerCase()}` : 'Analysis'),
    ...(body.length > 0 ? [h('div.prose', { dir: 'auto' }, body)] : []),
    ...(verdict.whatWouldChange.trim()
      ? [
          h('div.prose.change', { dir: 'auto' }, [
            h('p.run-in', [h('strong', 'What would change this')]),
            ...prose(verdict.whatWouldChange),
          ]),
        ]
      : []),
    ...(verdict.noEvidenceReason.trim() ? [h('p.facts', `Why there is no evidence: ${asSentence(verdict.noEvidenceReason.trim())}`)] : []),
    h('p.facts', ['Verdict by ', h('bdi', verdict.author), ', recorded ', day(verdict.at), '.']),
  ];
}

function earlierVerdicts(earlier: readonly ReportVerdict[]): Element[] {
  if (earlier.length === 0) return [];
  return [
    h('h4', earlier.length === 1 ? 'Earlier verdict' : 'Earlier verdicts'),
    h(
      'ul.items',
      earlier.map((verdict) =>
        h('li', [
          h('p.ruling', [
            verdict.axis === 'said' ? h('span.axis', `${verdictAxisNames.said} `) : null,
            badge(verdict.rating, 'Verdict in words'),
            h('span.aside', [
              `, ${confidenceNames[verdict.confidence].toLowerCase()}, as of `,
              time(verdict.asOf),
              '; by ',
              h('bdi', verdict.author),
              ', recorded ',
              day(verdict.at),
              '. Superseded.',
            ]),
          ]),
          h('p.typed', { dir: 'auto' }, plain(verdict.rationale)),
        ]),
      ),
    ),
  ];
}

function missing(claim: ReportClaim): Element[] {
  if (claim.gaps.length === 0) return [];
  return [
    h('aside.missing', [
      h('p.run-in', [h('strong', 'What is missing')]),
      h(
        'ul',
        claim.gaps.map((gap) => h('li', gap.message)),
      ),
    ]),
  ];
}

const asSentence = (text: string): string => (/[.!?…”"’]$/.test(text) ? text : `${text}.`);
