import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { confidenceNames, credibilityNames, documentKindNames } from '../../../shared/domain/wording.ts';
import type { Report, ReportAnnex, ReportSource } from './model.ts';
import { addressLink, badge, claimId, count, dateWords, day, instantWords, sourceId, type Child } from './parts.ts';

/** The numbered sources with what is kept of each. */
export function sourcesSection({ sources, sourceStyle }: Report): Element {
  return h('section.sources', { id: 'sources' }, [
    h('h2', 'Sources'),
    sourceStyle === null || sources.length === 0
      ? null
      : h('p.style-note', ['Set in the style “', h('bdi', sourceStyle), '”, in the order in which the report refers to them.']),
    sources.length > 0 ? h('ol', sources.map(sourceItem)) : h('p', 'No source is referred to.'),
  ]);
}

function sourceItem(source: ReportSource): Element {
  return h('li', { id: sourceId(source), value: source.number }, [
    ...(source.entry ? styledEntry(source, source.entry) : [ownEntry(source)]),
    keptLine(source),
  ]);
}

const imprintOf = ({ kind, accessed }: ReportSource): string[] =>
  [kind ? `${documentKindNames[kind]}.` : '', accessed ? `Accessed ${dateWords(accessed)}.` : ''].filter((fact) => fact !== '');

function ownEntry(source: ReportSource): Element {
  const facts = [source.publisher, source.published ? dateWords(source.published) : ''].filter((fact) => fact !== '');
  const imprint = imprintOf(source);
  return h('p', [
    source.byline ? h('bdi', `${source.byline}: `) : null,
    h('cite', [h('bdi', source.title)]),
    facts.length > 0 ? `. ${facts.join(', ')}.` : '.',
    imprint.length > 0 ? ` ${imprint.join(' ')}` : '',
    ...(source.address ? [' ', addressLink(source.address)] : []),
  ]);
}

/** The entry as the style has it. What a style may leave out, and a reader of a report needs, stands under it. */
function styledEntry(source: ReportSource, entry: readonly ElementContent[]): Element[] {
  const linked = withAddress(entry, source.address.trim());
  const imprint = imprintOf(source);
  const beside: Child[] = [imprint.join(' '), ...(linked.found || source.address === '' ? [] : [' ', addressLink(source.address)])];
  return [h('p', { dir: 'auto' }, linked.nodes), ...(beside.every((child) => child === '') ? [] : [h('p.imprint', beside)])];
}

/** Text in which the address of its source is a link, where it is named. */
function withAddress(nodes: readonly ElementContent[], address: string): { nodes: ElementContent[]; found: boolean } {
  let found = false;
  const link = (list: readonly ElementContent[]): ElementContent[] =>
    list.flatMap((node): ElementContent[] => {
      if (node.type === 'element') return [{ ...node, children: link(node.children) }];
      const at = node.type === 'text' && address !== '' ? node.value.indexOf(address) : -1;
      if (at < 0 || node.type !== 'text') return [node];
      found = true;
      const pieces = [node.value.slice(0, at), node.value.slice(at + address.length)].map((value) => ({ type: 'text' as const, value }));
      return [pieces[0]!, addressLink(address), pieces[1]!];
    });
  return { nodes: link(nodes), found };
}

function keptLine({ kept }: ReportSource): Element {
  if (!kept) return h('p.kept', 'Cited only: no copy is kept in the case, and its words were not checked against one.');
  return h('p.kept', [
    `Kept as ${kept.fileName}${kept.version > 1 ? `, version ${kept.version}` : ''} (${count(kept.size, 'byte')}), imported `,
    day(kept.importedAt),
    '. SHA-256 of the original: ',
    h('code', kept.sha256),
    ...(kept.transcript ? ['. Its words are a transcript that was written by hand: the file itself was not read by a machine.'] : []),
  ]);
}

/** How the report came about and how to read it: scale, confidence, origins, what was compared, state of the record. */
export function methodSection(report: Report): Element {
  return h('section.method', { id: 'method' }, [
    h('h2', 'Method'),
    h('p', quoteCheck(report)),
    h(
      'p',
      'Items of evidence whose words stand in the same source count as one origin; an item recorded as relaying another has that one’s origin. The stance of an item, for or against, is the checker’s; its credibility is judged apart from that of its source.',
    ),
    h(
      'p.second-reader',
      'No second reader: this version of Assay does not record a second reading. Every verdict is the judgement of the person named under it.',
    ),
    h('h3', 'The scale'),
    scaleTable(report),
    h('p', [
      `Confidence (${Object.values(confidenceNames)
        .map((name) => name.split(' ')[0]!.toLowerCase())
        .join(', ')}) says how firmly a verdict stands on the evidence at hand. It is not a likelihood.`,
    ]),
    ...credibilityScale(report),
    h('h3', 'The record'),
    record(report),
  ]);
}

function quoteCheck({ claims, sources }: Report): string {
  const quotes = claims.flatMap((claim) => [...claim.sightings, ...claim.evidence].map((item) => item.quote));
  const checked = quotes.filter((quote) => quote.matches !== null);
  const matching = checked.filter((quote) => quote.matches).length;
  const cited = sources.filter((source) => !source.kept).length;
  const loose = cited > 0 ? ` ${count(cited, 'source')} ${cited === 1 ? 'is' : 'are'} cited only, without a copy to compare with.` : '';
  if (checked.length === 0) return `There was no quotation to compare with a stored text.${loose}`;
  const outcome = matching === checked.length ? 'all of them match' : `${matching} match, and the others are marked where they stand`;
  return `When this report was made, ${count(checked.length, 'quotation')} ${checked.length === 1 ? 'was' : 'were'} compared, letter by letter, with the stored text of the source: ${outcome}.${loose}`;
}

function scaleTable({ scale }: Report): Element {
  return h('table.scale', [
    h('thead', [h('tr', [h('th', { scope: 'col' }, 'Rating'), h('th', { scope: 'col' }, 'Meaning')])]),
    h(
      'tbody',
      scale.ratings.map((rating) => h('tr', [h('th', { scope: 'row' }, [badge(rating)]), h('td', rating.definition)])),
    ),
  ]);
}

function credibilityScale({ claims }: Report): Element[] {
  if (!claims.some((claim) => claim.evidence.some((item) => item.credibility !== null))) return [];
  const steps = Object.entries(credibilityNames).map(([step, name]) => `${step} ${name.toLowerCase()}`);
  return [h('p', `Credibility of an item of evidence: ${steps.join('; ')}.`)];
}

function record(report: Report): Element {
  const facts: [string, Child][] = [
    ['Case', h('bdi', report.caseName)],
    ['Checked by', h('bdi', report.checker)],
    ['State of the case', `operation ${report.journal.seq} of its journal`],
    ['As of', instantWords(report.generatedAt)],
    ['Journal hash', h('code', report.journal.hash)],
    ['Made with', `Assay ${report.version}`],
  ];
  return h('table.record', [
    h(
      'tbody',
      facts.map(([name, value]) => h('tr', [h('th', { scope: 'row' }, name), h('td', value === null ? [] : [value])])),
    ),
  ]);
}

/** The articles with the passages that claims refer to marked and numbered. */
export function annexSection(annex: readonly ReportAnnex[]): Element {
  return h('section.annex', { id: 'annex' }, [
    h('h2', 'Annex: the articles'),
    h('p', 'Passages that claims refer to are marked; the number after a mark names the claim.'),
    ...annex.map(annexedArticle),
  ]);
}

function annexedArticle({ source, text, blocks, marks }: ReportAnnex): Element {
  return h('article.annexed', [
    h('h3', [h('bdi', source.title), ` [${source.number}]`]),
    ...blocks.map((block) => {
      const children: Child[] = block.marker === undefined ? [] : [`${block.marker} `];
      let at = block.start;
      for (const mark of marks) {
        const [start, end] = [Math.max(mark.start, block.start), Math.min(mark.end, block.end)];
        if (text.slice(start, end).trim() === '') continue;
        if (start > at) children.push(text.slice(at, start));
        const words = text.slice(start, end).trimEnd();
        children.push(
          h('mark', words),
          h(
            'sup',
            mark.claims.flatMap((number, index) => [index > 0 ? ', ' : '', h('a', { href: `#${claimId(number)}` }, `${number}`)]),
          ),
        );
        at = start + words.length;
      }
      if (at < block.end) children.push(text.slice(at, block.end));
      return h(block.kind === 'heading' ? 'p.annex-heading' : 'p', { dir: 'auto' }, children);
    }),
  ]);
}
