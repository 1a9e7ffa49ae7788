import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { ImportFailure } from '../../../../shared/domain/errors.ts';
import { limitBuffers } from '../../../../shared/pdf/limitBuffers.ts';
import type { RawBlock } from '../../../../shared/text/normalise.ts';
import type { ImportResult, Reading } from '../parser.ts';
import type { SniffedFile } from '../sniff.ts';
import { readingOrder, type Area } from './columns.ts';
import { describePdf, type PdfProperties } from './describe.ts';
import { findFurniture, type Furniture } from './furniture.ts';
import { joinLines, wordsIn } from './join.ts';
import { tellKinds } from './kinds.ts';
import { openPdf } from './library.ts';
import { lookAtBytes, type BytesLook } from './mayHide.ts';
import { sightOf } from './sight.ts';
import type { Line } from './line.ts';
import { type BodyType, bodyTypeOf, continues, paragraphsIn, usualIndent, withoutBullet, type Paragraph } from './paragraphs.ts';
import { readPage, unreadLetter, type FontsMet, type PageReading } from './readPage.ts';

type LeftOut = NonNullable<Reading['leftOut']>;

const readable = /(?!\ufffd)[\p{L}\p{N}\p{P}\p{S}]/u;

/** Bytes. A page's program or a font unpacks to some megabytes; what wants more than this at once is made to fill the memory. */
const largestBuffer = 96 * 1024 * 1024;

/** Longer than any book: what claims more pages is refused before they are read. */
const mostPages = 20_000;

/** A PDF: its tags say what its blocks are, or else the places of its words do. */
export async function importPdf({ bytes }: Pick<SniffedFile, 'bytes'>): Promise<ImportResult> {
  const endLimit = limitBuffers(largestBuffer);
  let refused = false;
  const result = await readDocument(bytes).finally(() => (refused = endLimit()));
  return refused ? { ok: false, reason: 'unsafe' } : result;
}

async function readDocument(bytes: Uint8Array): Promise<ImportResult> {
  const task = await openPdf(bytes);
  try {
    const document = await task.promise;
    if (document.numPages > mostPages) return { ok: false, reason: 'too-large' };
    const { pages, failed } = await readPages(document, lookAtBytes(bytes));
    if (failed === document.numPages) return { ok: false, reason: 'damaged' };
    const properties = (await document.getMetadata().catch(() => ({ info: {}, metadata: null }))) as PdfProperties;
    const reading = readingOf(pages, properties, failed > 0);
    return reading.blocks.some(({ text }) => readable.test(text)) ? { ok: true, reading } : { ok: false, reason: 'no-text' };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  } finally {
    await task.destroy().catch(() => undefined);
  }
}

function reasonOf(error: unknown): ImportFailure {
  return error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged';
}

async function readPages(document: PDFDocumentProxy, look: BytesLook): Promise<{ pages: PageReading[]; failed: number }> {
  const pages: PageReading[] = [];
  const { sight, mayHide } = await sightOf(document, look);
  const fonts: FontsMet = { bold: new Map(), softHyphens: false, mayHide };
  let failed = 0;
  for (let number = 1; number <= document.numPages; number++)
    try {
      pages.push(await readPage(await document.getPage(number), fonts, sight));
    } catch (error) {
      if (reasonOf(error) === 'encrypted') throw error;
      failed++;
    }
  return { pages, failed };
}

/** Where a block runs over, the page on which it ends. */
function lastPageOf(lines: readonly Line[]): number | undefined {
  const [first, last] = [lines[0]!.page, lines.at(-1)!.page];
  return last > first ? last : undefined;
}

const linesOn = ({ tagged, lines }: PageReading): readonly Line[] => tagged?.flatMap((block) => block.lines) ?? lines;

/** All pages as one text, without what repeats on them. */
function readingOf(pages: readonly PageReading[], properties: PdfProperties, incomplete: boolean): Reading {
  const repeated = findFurniture(pages.map((page) => ({ number: page.number, height: page.height, lines: linesOn(page) })));
  // A page that says nothing else is not left out for that.
  const isAll = pages.every((page) => linesOn(page).every((line) => repeated.headers.has(line) || repeated.footers.has(line)));
  const furniture = isAll ? { headers: new Set<Line>(), footers: new Set<Line>() } : repeated;
  const kept = (line: Line): boolean => !furniture.headers.has(line) && !furniture.footers.has(line);
  const body = bodyTypeOf(pages.flatMap(({ lines }) => lines));
  const areas = pages.map(({ tagged, lines }) => (tagged ? [] : readingOrder(lines.filter(kept))));
  const indent = usualIndent(areas.flat());
  const perPage = pages.map((page, index) => (page.tagged ? keptBlocks(page.tagged, kept) : paragraphsOf(areas[index]!, indent, body)));
  const untagged = pages.flatMap(({ tagged }, index) => (tagged ? [] : perPage[index]!));
  tellKinds(untagged, body);
  const seen = wordsIn(pages.flatMap(linesOn));

  const blocks: RawBlock[] = [];
  const leftOut: LeftOut = [];
  const said = new Set<string>();
  const leave = (lines: readonly Line[], reason: LeftOut[number]['reason']): void => {
    for (const { text } of lines) {
      // Running heads count pages; other numbers say something.
      const key = `${reason} ${reason === 'unproven' ? text : text.replaceAll(/\d+/g, '#')}`;
      if (!said.has(key)) leftOut.push({ text, reason, before: blocks.length });
      said.add(key);
    }
  };
  for (const { page, paragraphs, footnotes } of inFlow(pages, perPage)) {
    leaveFurniture(page, furniture, leave);
    for (const text of page.hidden) leftOut.push({ text, reason: 'hidden', before: blocks.length });
    for (const text of page.comments) leftOut.push({ text, reason: 'comments', before: blocks.length });
    for (const { lines, kind, level, page: number } of [...paragraphs, ...footnotes]) {
      const { text, links } = joinLines(lines, seen);
      const marker = kind === 'list-item' ? withoutBullet(text) : 0;
      blocks.push({
        kind,
        level,
        page: number,
        lastPage: lastPageOf(lines),
        text: text.slice(marker),
        links: links.map((link) => ({ ...link, start: Math.max(0, link.start - marker), end: Math.max(0, link.end - marker) })),
      });
    }
  }
  const largest = largestOn(pages[0], blocks, perPage[0] ?? []);
  return {
    blocks,
    leftOut,
    warnings: warningsOf(pages, incomplete),
    encoding: 'pdf',
    extractor: 'pdf/1',
    guesses: describePdf(properties, blocks, largest && joinLines(largest.lines, seen).text),
  };
}

function paragraphsOf(areas: readonly Area[], indent: number | null, { size }: BodyType): Paragraph[] {
  return areas.flatMap((area) => paragraphsIn(area, indent)).reduce<Paragraph[]>((sum, next) => joinInto(sum, next, size), []);
}

function keptBlocks(tagged: readonly Paragraph[], kept: (line: Line) => boolean): Paragraph[] {
  return tagged.flatMap((block) => {
    const lines = block.lines.filter(kept);
    return lines.length > 0 ? [{ ...block, lines }] : [];
  });
}

/** A paragraph that goes on in the next column is one. */
function joinInto(paragraphs: Paragraph[], next: Paragraph, bodySize: number): Paragraph[] {
  // Small type at the foot of the column, without a number: it interrupts what goes on in the next one.
  const isSmall = ({ lines, kind }: Paragraph): boolean => kind === 'paragraph' && lines[0]!.size < bodySize * 0.93;
  let at = paragraphs.length - 1;
  while (at > 0 && isSmall(paragraphs[at]!) && !isSmall(next)) at--;
  const last = paragraphs[at];
  // In one column the lines were compared already.
  if (last && next.lines[0]!.y < last.lines.at(-1)!.y && continues(last, next)) {
    last.lines.push(...next.lines);
    last.open = next.open;
    for (const small of paragraphs.slice(at + 1)) small.kind = 'footnote';
  } else paragraphs.push(next);
  return paragraphs;
}

interface PageFlow {
  page: PageReading;
  paragraphs: Paragraph[];
  footnotes: Paragraph[];
}

/** The blocks page by page, footnotes after the text of their page; a paragraph that goes on overleaf stands where it began. */
function inFlow(pages: readonly PageReading[], perPage: readonly Paragraph[][]): PageFlow[] {
  const flows: PageFlow[] = [];
  let last: Paragraph | null = null;
  for (const [index, page] of pages.entries()) {
    const footnotes = perPage[index]!.filter(({ kind }) => kind === 'footnote');
    const paragraphs = perPage[index]!.filter(({ kind }) => kind !== 'footnote');
    const first = paragraphs[0];
    if (last && first && continues(last, first)) {
      last.lines.push(...first.lines);
      last.open = first.open;
      paragraphs.shift();
    }
    last = paragraphs.at(-1) ?? last;
    flows.push({ page, paragraphs, footnotes });
  }
  return flows;
}

function leaveFurniture(
  page: PageReading,
  { headers, footers }: Furniture,
  leave: (lines: readonly Line[], reason: LeftOut[number]['reason']) => void,
): void {
  const all = linesOn(page);
  const inHead = ({ y }: Line): boolean => y < page.height / 2;
  leave([...page.artifacts.filter(inHead), ...all.filter((line) => headers.has(line))], 'page-header');
  leave([...all.filter((line) => footers.has(line)), ...page.artifacts.filter((line) => !inHead(line))], 'page-footer');
  leave(page.aside, 'unproven');
}

/** On fewer signs nothing is told. */
const leastSigns = 200;

/** Fonts that do not say which letters they draw give signs without sense, or nothing. */
function isScrambled(page: PageReading): boolean {
  const text = linesOn(page)
    .map((line) => line.text)
    .join('');
  if (text.includes(unreadLetter)) return true;
  const odd = text.replaceAll(/[\p{L}\p{N}\s._…-]+/gu, '').length;
  if (odd <= leastSigns * 0.4) return false;
  const all = text.replaceAll(/[\s._…-]+/g, '').length;
  return all > leastSigns && odd > all * 0.4;
}

function warningsOf(pages: readonly PageReading[], incomplete: boolean): NonNullable<Reading['warnings']> {
  return [
    ...(incomplete ? (['cut-short'] as const) : []),
    ...(pages.some(isScrambled) ? (['broken-letters'] as const) : []),
    ...(pages.some(({ hidden }) => hidden.length > 0) ? (['hidden-words'] as const) : []),
  ];
}

/** The words of the largest type on the first page, where it is larger than the rest. */
function largestOn(page: PageReading | undefined, blocks: readonly RawBlock[], paragraphs: readonly Paragraph[]): Paragraph | null {
  if (!page || blocks.length === 0) return null;
  const usable = paragraphs.filter(({ kind, lines }) => kind !== 'table-cell' && /\p{L}{3}/u.test(lines.map(({ text }) => text).join('')));
  const size = Math.max(0, ...usable.map(({ lines }) => lines[0]!.size));
  const body = bodyTypeOf(page.lines).size;
  const largest = usable.find(({ lines, kind }) => lines[0]!.size === size && (size > body * 1.1 || kind === 'heading'));
  return largest && largest.lines.length <= 5 ? largest : null;
}
