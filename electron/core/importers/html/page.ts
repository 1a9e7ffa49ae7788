import type { RawBlock } from '../../../../shared/text/normalise.ts';
import type { ImportResult, Reading } from '../parser.ts';
import { parsePage } from './dom.ts';
import { doubtsOf } from './doubts.ts';
import { judge, type Verdict } from './judge.ts';
import { linesOf, type PageLine } from './lines.ts';
import { dateUnderHeadline } from './metadata/visible.ts';
import { readMetadata } from './metadata/metadata.ts';
import { published } from './metadata/publication.ts';
import { showHiddenArticle } from './unhide.ts';
import { readabilityChoice } from './witness.ts';

/** A page as its markup says it, wherever it came from. */
export interface Page {
  html: string;
  encoding: string;
  /** Where it was saved from, if the file around it says so. */
  address?: string | undefined;
}

/** The article of a web page. */
export function readPage({ html, encoding, address }: Page): ImportResult {
  const document = parsePage(html);
  const metadata = readMetadata(document, html, address);
  const page = linesOf(document.documentElement, metadata.guesses.address?.value);
  showHiddenArticle(page);
  const shown = dateUnderHeadline(page.lines, metadata.title, metadata.guesses.language?.value);
  const date = published(metadata.dates, shown);
  if (date) metadata.guesses.published = date;
  if (shown?.ofChange) metadata.guesses.modified ??= { value: shown.value, method: 'date of a change that the page shows' };
  const verdicts = judge(page, readabilityChoice(document, page), metadata);
  if (page.lines.length === 0) return { ok: false, reason: 'empty' };
  const warnings = doubtsOf(page.lines, verdicts, metadata, encoding);
  return { ok: true, reading: { ...split(page.lines, verdicts), guesses: metadata.guesses, warnings, encoding, extractor: 'html/1' } };
}

/** Lines of the article as blocks, and what lies between them as pieces that were left out. */
function split(lines: readonly PageLine[], verdicts: readonly Verdict[]): Required<Pick<Reading, 'blocks' | 'leftOut'>> {
  const blocks: RawBlock[] = [];
  const leftOut: Required<Reading>['leftOut'] = [];
  for (const [index, { text, links, kind, level, marker }] of lines.entries()) {
    const verdict = verdicts[index]!;
    const last = leftOut.at(-1);
    if (verdict === 'article') blocks.push({ kind, level, marker, text, links });
    else if (last?.before === blocks.length && last.reason === verdict) last.text += `\n${text.replaceAll(/\s+/g, ' ')}`;
    else leftOut.push({ text: text.replaceAll(/\s+/g, ' '), reason: verdict, before: blocks.length });
  }
  return { blocks, leftOut };
}
