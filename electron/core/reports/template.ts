import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Rating } from '../../../shared/domain/ratings.ts';
import { confidenceNames } from '../../../shared/domain/wording.ts';
import { headline, type Report, type ReportClaim, type ReportGroup } from './model.ts';
import { badge, claimId, count, dateWords, day, sourceLink } from './parts.ts';
import { annexSection, methodSection, sourcesSection } from './template-back.ts';
import { claimSection } from './template-claim.ts';

/**
 * The report as elements, the one tree that the preview, HTML, PDF and Markdown are written from. Every class stands under
 * `.assay-report`; ids are `claim-3`, `source-2`.
 */
export function reportTree(report: Report): Element {
  return h('article.assay-report', { lang: 'en' }, [
    reportHead(report),
    summarySection(report),
    gapsSection(report),
    ...report.groups.map(groupSection),
    sourcesSection(report),
    methodSection(report),
    ...(report.annex.length > 0 ? [annexSection(report.annex)] : []),
  ]);
}

function reportHead(report: Report): Element {
  const articles = new Set(report.claims.flatMap((claim) => claim.sightings.map((sighting) => sighting.quote.source.number))).size;
  const found = articles > 0 ? ` from ${count(articles, 'article')}` : '';
  return h('header.report-head', [
    h('p.kicker', 'Fact-check'),
    h('h1', { dir: 'auto' }, report.title),
    h('p.standfirst', `${count(report.claims.length, 'claim')}${found}, with ${count(report.sources.length, 'numbered source')}.`),
    h('p.byline', ['Checked by ', h('bdi', report.checker), '. ', day(report.generatedAt), '.']),
  ]);
}

function summarySection(report: Report): Element {
  if (report.claims.length === 0) {
    return h('section.summary', { id: 'summary' }, [h('h2', 'The claims at a glance'), h('p', 'This report has no claims.')]);
  }
  const order = (claim: ReportClaim): number => {
    const verdict = headline(claim);
    if (!verdict) return report.scale.ratings.length + 1;
    return verdict.rating ? report.scale.ratings.findIndex((rating) => rating.id === verdict.rating!.id) : report.scale.ratings.length;
  };
  const rows = report.claims.toSorted((a, b) => order(a) - order(b) || a.number - b.number);
  return h('section.summary', { id: 'summary' }, [
    h('h2', 'The claims at a glance'),
    h(
      'ul.tally',
      tally(report).map(([rating, words, number]) => h('li', [badge(rating, words), `: ${number}`])),
    ),
    h('table', [
      h('thead', [
        h('tr', [
          ...['Rating', 'Claim', 'Claimant', 'Confidence'].map((name) => h('th', { scope: 'col' }, name)),
          h('th.number', { scope: 'col' }, 'For'),
          h('th.number', { scope: 'col' }, 'Against'),
        ]),
      ]),
      h('tbody', rows.map(summaryRow)),
    ]),
  ]);
}

/** How many claims stand under each rating, in the order of the scale. */
function tally(report: Report): [rating: Rating | null, words: string, number: number][] {
  const verdicts = report.claims.map(headline);
  const all: [Rating | null, string, number][] = [
    ...report.scale.ratings.map((rating): [Rating, string, number] => [
      rating,
      '',
      verdicts.filter((verdict) => verdict?.rating?.id === rating.id).length,
    ]),
    [null, 'Verdict in words', verdicts.filter((verdict) => verdict?.rating === null).length],
    [null, 'No verdict', verdicts.filter((verdict) => verdict === null).length],
  ];
  return all.filter(([, , number]) => number > 0);
}

function summaryRow(claim: ReportClaim): Element {
  const verdict = headline(claim);
  const stances = (stance: string): string => String(claim.evidence.filter((item) => item.stance === stance).length);
  return h('tr', [
    h('td', [verdict ? badge(verdict.rating, 'Verdict in words') : badge(null)]),
    h('td', { dir: 'auto' }, [h('a', { href: `#${claimId(claim.number)}` }, `${claim.number}. ${claim.shortText || claim.text}`)]),
    h('td', [h('bdi', claim.claimant || '–')]),
    h('td', verdict ? confidenceNames[verdict.confidence].split(' ')[0]! : '–'),
    h('td.number', stances('supports')),
    h('td.number', stances('refutes')),
  ]);
}

function gapsSection(report: Report): Element {
  const lacking = report.claims.filter((claim) => claim.gaps.length > 0);
  return h('section.gaps', { id: 'gaps' }, [
    h('h2', 'What this report lacks'),
    ...(lacking.length === 0
      ? [h('p', 'Every claim has a verdict, evidence of more than one origin, and evidence on both sides.')]
      : [
          h(
            'ul',
            lacking.map((claim) =>
              h('li', [
                h('a', { href: `#${claimId(claim.number)}` }, `Claim ${claim.number}`),
                `: ${claim.gaps.map((gap) => gap.message).join(' ')}`,
              ]),
            ),
          ),
        ]),
    h('p', 'No verdict in this report has had a second reading.'),
  ]);
}

function groupSection(group: ReportGroup): Element {
  return h('section.group', [
    h('header.group-head', [h('h2', { dir: 'auto' }, group.rating ? [badge(group.rating)] : group.title), groupDetail(group)]),
    ...group.claims.map(claimSection),
  ]);
}

function groupDetail({ source, rating, claims }: ReportGroup): Element {
  if (rating) return h('p.group-detail', `${rating.definition} ${count(claims.length, 'claim')}.`);
  if (!source) return h('p.group-detail', `${count(claims.length, 'claim')}.`);
  const facts = [source.publisher, source.published ? dateWords(source.published) : '', source.byline].filter((fact) => fact !== '');
  return h('p.group-detail', [
    facts.length > 0 ? `${facts.join(', ')} ` : '',
    sourceLink(source),
    ` First found here: ${count(claims.length, 'claim')}.`,
  ]);
}
