/**
 * `ASSAY_CORPORA=<folder> npm run corpora -- [NAME…] [--part tune|report] [--worst N] [--json]`: imports every page of the corpora in
 * a folder and prints how well. Pages fall into two parts by their names: rules are made on one, and the other says how good they are.
 */
import { createHash } from 'node:crypto';
import { decodeHtml } from '../../electron/core/importers/html/decodeHtml.ts';
import { extract } from '../../electron/core/importers/extract.ts';
import type { ParseResult } from '../../electron/core/importers/parser.ts';
import { corporaIn, type Sample } from './adapters.ts';
import { printDocuments } from './documents.ts';
import { plainly, shingleScore, wordScore, type Score } from './score.ts';
import { daysOf, statesDay, statesSome, statesTitle, titleScore, type TitleScore } from './stated.ts';

interface Measured {
  name: string;
  words: Score | null;
  shingles: Score | null;
  /** Word by word, without captions: most people who mark articles leave them out. */
  body: Score | null;
  /** Share of the marked words that are in, and of those that should be out and are. */
  within: number | null;
  without: number | null;
  title: TitleScore | null;
  /** The page states the title that people give it. */
  titled: boolean;
  titles: [found: string, method: string, wanted: string];
  published: boolean | null;
  /** The page states when it was published. */
  dated: boolean;
  dates: [found: string, method: string, wanted: string];
  warned: boolean;
  milliseconds: number;
  reason: string;
}

const flag = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const values = new Set(['part', 'worst'].map(flag));
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--') && !values.has(argument));
const part = flag('part');
const worst = Number(flag('worst') ?? 12);
const asJson = process.argv.includes('--json');
const folder = process.env['ASSAY_CORPORA'];
if (!folder) {
  console.error('Set ASSAY_CORPORA to a folder of corpora. Their layouts are in tests/corpora/adapters.ts.');
  process.exit(2);
}

const partOf = (name: string): string => (createHash('sha256').update(name).digest()[0]! % 2 === 0 ? 'tune' : 'report');
const share = (all: readonly string[] | undefined, of: (words: string) => boolean): number | null =>
  all && all.length > 0 ? all.filter(of).length / all.length : null;

function withoutCaptions(result: ParseResult): string {
  if (!result.ok) return '';
  const { text, blocks } = result.extraction;
  return blocks
    .filter(({ kind }) => kind !== 'caption')
    .map(({ start, end }) => text.slice(start, end))
    .join('\n');
}

async function measure(sample: Sample): Promise<Measured> {
  const bytes = sample.bytes();
  const start = performance.now();
  const result = await extract({ name: 'page.html', bytes });
  const milliseconds = performance.now() - start;
  const text = result.ok ? result.extraction.text : '';
  const guesses = result.ok ? result.extraction.guesses : {};
  const plain = plainly(text);
  const { published, title } = sample;
  const titled = title === undefined ? null : titleScore(guesses.title?.value ?? '', title);
  const source = decodeHtml(bytes)?.html ?? '';
  return {
    name: sample.name,
    words: sample.text === undefined ? null : wordScore(text, sample.text),
    body: sample.text === undefined ? null : wordScore(withoutCaptions(result), sample.text),
    shingles: sample.text === undefined ? null : shingleScore(text, sample.text),
    within: share(sample.within, (words) => plain.includes(plainly(words))),
    without: share(sample.without, (words) => !plain.includes(plainly(words))),
    title: titled,
    titled: title !== undefined && statesTitle(source, title),
    titles: [guesses.title?.value ?? '', guesses.title?.method ?? '', title ?? ''],
    published: published === undefined ? null : daysOf(published).includes(guesses.published?.value ?? ''),
    dated: published !== undefined && (statesSome(source) || statesDay(source, published)),
    dates: [guesses.published?.value ?? '', guesses.published?.method ?? '', published ?? ''],
    warned: !result.ok || result.extraction.warnings.length > 0,
    milliseconds,
    reason: result.ok ? '' : result.reason,
  };
}

const mean = (all: readonly (number | boolean | null)[]): number | null => {
  const said = all.filter((one) => one !== null).map(Number);
  return said.length === 0 ? null : said.reduce((sum, one) => sum + one, 0) / said.length;
};
const shown = (value: number | null): string => (value === null ? '   –  ' : value.toFixed(4));

for (const { name, samples } of corporaIn(folder)) {
  if (names.length > 0 && !names.some((wanted) => name.includes(wanted))) continue;
  const measured: Measured[] = [];
  for (const sample of samples) if (!part || (sample.part ?? partOf(sample.name)) === part) measured.push(await measure(sample));
  if (measured.length === 0) continue;
  const of = (value: (one: Measured) => number | boolean | null): number | null => mean(measured.map(value));
  const times = measured.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  const goodness = ({ words, within, without }: Measured): number => words?.f1 ?? ((within ?? 1) + (without ?? 1)) / 2;
  const unreported = measured.filter((one) => goodness(one) < 0.5 && !one.warned).length;
  if (asJson) {
    console.log(JSON.stringify({ corpus: name, part: part ?? 'all', pages: measured }));
    continue;
  }
  console.log(
    `\n${name}${part ? `, part ${part}` : ''}: ${measured.length} pages, ${measured.filter(({ warned }) => warned).length} with a warning`,
  );
  const rows: [string, (one: Measured) => Score | null][] = [
    ['words', ({ words }) => words],
    ['  no captions', ({ body }) => body],
    ['runs of four', ({ shingles }) => shingles],
  ];
  if (of(({ words }) => words?.f1 ?? null) !== null)
    for (const [what, score] of rows)
      console.log(
        `  ${what.padEnd(14)} F1 ${shown(of((one) => score(one)?.f1 ?? null))}  precision ${shown(of((one) => score(one)?.precision ?? null))}  recall ${shown(of((one) => score(one)?.recall ?? null))}`,
      );
  if (of(({ within }) => within) !== null)
    console.log(`  marked words   in ${shown(of(({ within }) => within))}  kept out ${shown(of(({ without }) => without))}`);
  const titles = (pages: readonly Measured[], kind: keyof TitleScore): string =>
    shown(mean(pages.map(({ title }) => title?.[kind] ?? null)));
  for (const [what, pages] of [
    ['titles         of pages that state it', measured.filter(({ titled }) => titled)],
    ['               of all', measured],
  ] as const)
    console.log(
      `  ${what.padEnd(38)}  alike ${titles(pages, 'alike')}  exact ${titles(pages, 'exact')}  one holds the other ${titles(pages, 'holds')}  (${pages.filter(({ title }) => title).length})`,
    );
  const wrong = measured.filter(({ published, dates: [found] }) => published === false && found !== '').length;
  console.log(
    `  dates          of pages that state one ${shown(of(({ published, dated }) => (dated ? published : null)))}  of all ${shown(of(({ published }) => published))}  wrong rather than none ${wrong}`,
  );
  console.log(`  below 0.5 and not warned of: ${unreported}`);
  console.log(`  time a page: median ${times[times.length >> 1]!.toFixed(0)} ms, worst ${times.at(-1)!.toFixed(0)} ms`);
  for (const one of measured.toSorted((a, b) => goodness(a) - goodness(b)).slice(0, worst))
    console.log(
      `    ${goodness(one).toFixed(3)}  ${one.words ? `p ${one.words.precision.toFixed(3)} r ${one.words.recall.toFixed(3)}` : `in ${shown(one.within)} out ${shown(one.without)}`}  ${one.warned ? 'warned  ' : ''}${one.reason}  ${one.name}`,
    );
}

if (!asJson) await printDocuments(folder, names);
