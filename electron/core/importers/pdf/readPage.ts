import type { PDFPageProxy } from 'pdfjs-dist';
import { hasRightToLeft } from '../../../../shared/pdf/rightToLeft.ts';
import { Drawing, type Operators, type Sight } from './drawing.ts';
import { multiply, type Box, type Matrix } from './geometry.ts';
import { HiddenWords } from './hiddenWords.ts';
import { readLaidOver, type TypedWords } from './laidOver.ts';
import { operatorNumbers } from './library.ts';
import { layLinks, linesOf, type Line, type Run } from './line.ts';
import type { Paragraph } from './paragraphs.ts';
import { mirrorLinks, settleDirection } from './rightToLeft.ts';
import { taggedParagraphs, tagsAreUseful, type TagNode } from './tagged.ts';

/** What stands on one page. */
export interface PageReading {
  number: number;
  height: number;
  /** Its blocks, where it is tagged and the tags are of use; else null. */
  tagged: Paragraph[] | null;
  /** All of its words that stand upright and are not tagged as running heads. */
  lines: Line[];
  /** Tagged as no part of the text. */
  artifacts: Line[];
  /** What is written at another angle than most of the page, or missing from its tags. */
  aside: Line[];
  /** What a person who looks at the page does not see of its words. */
  hidden: string[];
  /** Notes of readers, with who wrote them. */
  comments: string[];
}

/** An item of the library: words, or the beginning or end of tagged content. */
interface Item {
  str?: string;
  dir?: string;
  transform?: number[];
  width?: number;
  height?: number;
  fontName?: string;
  type?: string;
  id?: string | null;
  tag?: string | null;
}

/** More than a person reads on any page: the rest of it is a bomb. */
const mostItems = 200_000;

/** Reads one page, and lets go of what the library keeps of it. */
export async function readPage(page: PDFPageProxy, fonts: FontsMet, sight: Sight): Promise<PageReading> {
  try {
    const { items } = (await page.getTextContent({ includeMarkedContent: true, disableNormalization: true })) as { items: Item[] };
    if (items.length > mostItems) items.length = mostItems;
    const { divided, operators } = await learnFonts(page, items, fonts);
    const viewport = page.getViewport({ scale: 1 });
    const view = viewport.transform as unknown as Matrix;
    const { links, typed, comments } = await readLaidOver(page, view);
    const { seen, hidden } = partedBySight(turnedRuns(items, view, fonts, divided), await hiddenIn(page, operators, view, sight));
    const turned = [...seen, ...typed.flatMap(runsOf)];
    const upright = mainAngle(turned);
    const [width, height] = upright % 180 === 0 ? [viewport.width, viewport.height] : [viewport.height, viewport.width];
    const placed = withoutShadows(
      turned.filter(({ angle }) => angle === upright).map(({ run, at }) => place(run, at, upright, viewport.width, viewport.height)),
    );
    const { runs, isMirrored } = settleDirection(placed, width);
    const number = page.pageNumber;
    const reading: PageReading = {
      number,
      height,
      tagged: null,
      lines: linesOf(
        runs.filter(({ artifact }) => !artifact),
        number,
      ).filter(({ x0, y }) => x0 < width && y > 0),
      artifacts: linesOf(
        runs.filter(({ artifact }) => artifact),
        number,
      ),
      aside: linesOf(
        turned.filter(({ angle }) => angle !== upright).map(({ run, at, angle }) => place(run, at, angle, viewport.width, viewport.height)),
        number,
      ),
      hidden,
      comments,
    };
    // A page that calls all of its words no part of the text knows nothing of them.
    const tagsNothing = runs.every(({ artifact, font }) => artifact || font === typedFont);
    if (tagsNothing) [reading.lines, reading.artifacts] = [linesOf(runs, number), []];
    else if (runs.some(({ content }) => content !== null)) {
      const tree = (await page.getStructTree()) as TagNode | null;
      const { paragraphs, unnamed } = tree ? taggedParagraphs(tree, runs, number) : { paragraphs: [], unnamed: [] };
      if (tagsAreUseful(paragraphs, runs)) {
        reading.tagged = paragraphs;
        reading.aside.push(...unnamed);
      }
    }
    if (links.length > 0 && upright === 0)
      for (const lines of [reading.lines, ...(reading.tagged ?? []).map((paragraph) => paragraph.lines)])
        layLinks(lines, isMirrored ? mirrorLinks(links, width) : links);
    return reading;
  } finally {
    page.cleanup();
  }
}

/** What is learned about the fonts of a document from page to page. */
export interface FontsMet {
  /** By the library's names. */
  bold: Map<string, boolean>;
  /** Some of its words are divided with soft hyphens. */
  softHyphens: boolean;
  /** Some of its words may not be seen on their page. */
  mayHide: boolean;
}

/**
 * Neither weight nor soft hyphens are told with the text: the operators of a page bring them. Asked for only where a font was not met
 * before, or soft hyphens were, or words may be hidden. Returns what stands before soft hyphens on this page.
 */
async function learnFonts(
  page: PDFPageProxy,
  items: readonly Item[],
  fonts: FontsMet,
): Promise<{ divided: Set<string>; operators: Operators | null }> {
  const divided = new Set<string>();
  const names = new Set(items.flatMap(({ fontName }) => (fontName ? [fontName] : [])));
  const isKnown = fonts.bold.size > mostFonts || [...names].every((name) => fonts.bold.has(name));
  if (isKnown && !fonts.softHyphens && !fonts.mayHide) return { divided, operators: null };
  const operators = await page.getOperatorList({ annotationMode: 0 }).catch(() => null);
  for (const name of names)
    if (!fonts.bold.has(name)) {
      const font = page.commonObjs.has(name) ? (page.commonObjs.get(name) as { name?: string; bold?: boolean; black?: boolean }) : {};
      fonts.bold.set(name, Boolean(font.bold ?? font.black) || boldName.test(font.name ?? ''));
    }
  const before: string[] = [];
  for (const args of (operators?.argsArray ?? []) as (unknown[] | null)[]) {
    const glyphs = args?.[0];
    if (!Array.isArray(glyphs)) continue;
    for (const glyph of glyphs as ({ unicode?: unknown } | number | null)[]) {
      if (typeof glyph !== 'object' || typeof glyph?.unicode !== 'string') continue;
      if (glyph.unicode === '\u00ad') divided.add(endOf(before.slice(-2 * endLength).join('')));
      else before.push(glyph.unicode);
    }
  }
  divided.delete('');
  if (divided.size > 0) fonts.softHyphens = true;
  return { divided, operators };
}

const endLength = 8;
/** The last letters of a text, enough to know its place by. */
const endOf = (text: string): string => text.replaceAll(/\s+/g, '').slice(-endLength);

const mostFonts = 2_000;
const boldName = /bold|black|heavy|demi|[-_]medi?(?![a-z])|cmbx|cmssbx|sfbx|[-_](?:b|bd|bi|blk)(?![a-z])/i;

interface Turned {
  run: Omit<Run, 'x' | 'y'>;
  at: readonly [number, number];
  /** 0, 90, 180 or 270 degrees; what stands at a slant has its own. */
  angle: number;
}

/** What the library gives where a font does not tell which letter it draws. Left out of a number or a name it would be missed by nobody. */
const unread = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** Stands where a letter could not be read. */
export const unreadLetter = '\ufffd';

function turnedRuns(items: readonly Item[], view: Matrix, fonts: FontsMet, divided: ReadonlySet<string>): Turned[] {
  const runs: Turned[] = [];
  const marks: { content: string | null; artifact: boolean }[] = [];
  let spaced = false;
  for (const { str: given, dir, transform, width = 0, fontName = '', type, id, tag } of items) {
    if (type !== undefined) {
      if (type === 'endMarkedContent') marks.pop();
      else {
        const outer = marks.at(-1);
        marks.push({ content: id ?? outer?.content ?? null, artifact: tag === 'Artifact' || (outer?.artifact ?? false) });
      }
      continue;
    }
    if (!given || !transform) continue;
    const str = given.replaceAll(unread, unreadLetter);
    // In most fonts that is the glyph of the space.
    if (str.trim() === '' || given === '\u0003') {
      spaced = true;
      continue;
    }
    const matrix = multiply(view, transform as unknown as Matrix);
    const size = Math.round(Math.hypot(matrix[2], matrix[3]) * 20) / 20;
    // Clockwise on the page, whose y axis points down here.
    const degrees = (Math.atan2(matrix[1], matrix[0]) * 180) / Math.PI;
    const angle = (Math.round(degrees) + 360) % 360;
    const { content, artifact } = marks.at(-1) ?? { content: null, artifact: false };
    if (size > 0)
      runs.push({
        run: {
          text: divided.size > 0 && divided.has(endOf(str)) ? `${str}\u00ad` : str,
          width,
          size,
          font: fontName,
          bold: fonts.bold.get(fontName) ?? false,
          asDrawn: dir === 'ltr' && hasRightToLeft(str),
          spaced,
          content,
          artifact,
        },
        at: [matrix[4], matrix[5]],
        angle,
      });
    spaced = /\s$/.test(str);
  }
  return runs;
}

/** What the drawing of a page hides; null where it was not asked for, or cannot be followed. */
async function hiddenIn(page: PDFPageProxy, operators: Operators | null, view: Matrix, sight: Sight): Promise<HiddenWords | null> {
  if (!operators) return null;
  const numbers = await operatorNumbers();
  try {
    return new HiddenWords(new Drawing(operators, numbers, page.view as unknown as Box, sight).words, view);
  } catch {
    return null;
  }
}

function partedBySight(turned: readonly Turned[], hides: HiddenWords | null): { seen: Turned[]; hidden: string[] } {
  if (!hides) return { seen: [...turned], hidden: [] };
  const seen: Turned[] = [];
  const lines = new Map<string, string>();
  for (const one of turned) {
    const { run, at, angle } = one;
    const radians = (angle * Math.PI) / 180;
    for (const { start, end, isSeen } of hides.cut({ ...run, at, angle })) {
      const share = (place: number): number => (place / run.text.length) * run.width;
      const [x, y] = [at[0] + Math.cos(radians) * share(start), at[1] + Math.sin(radians) * share(start)];
      const text = run.text.slice(start, end);
      if (isSeen) seen.push({ angle, at: [x, y], run: { ...run, text, width: share(end) - share(start) } });
      else {
        const line = `${angle} ${Math.round(at[1])}`;
        lines.set(line, `${lines.get(line) ?? ''} ${text.trim()}`.trim());
      }
    }
  }
  return { seen, hidden: [...lines.values(), ...hides.unmet].filter((line) => /[\p{L}\p{N}]/u.test(line)) };
}

/** What was typed onto a page is in no font of its drawing. */
const typedFont = '';

/** Words that were typed into a box, from its upper edge down; one line stands in the middle of it. */
function runsOf({ lines, box: [left, top, right, bottom], size: told, content }: TypedWords): Turned[] {
  const row = (bottom - top) / lines.length;
  const size = Math.round((told > 0 ? told : Math.min(12, row * 0.75)) * 20) / 20;
  const leading = Math.min(row, size * 1.25);
  const first = lines.length === 1 ? (top + bottom) / 2 + size * 0.35 : top + size;
  return lines.map((line, index) => {
    const text = line.trim();
    const width = Math.min(right - left, text.length * size * 0.5);
    const run = { text, width, size, font: typedFont, bold: false, spaced: true, content, artifact: false };
    return { run, at: [left, first + index * leading], angle: 0 };
  });
}

function mainAngle(runs: readonly Turned[]): number {
  const letters = new Map<number, number>();
  for (const { angle, run } of runs) letters.set(angle, (letters.get(angle) ?? 0) + run.text.length);
  const [most] = [...letters].toSorted((a, b) => b[1] - a[1]);
  return most && most[0] % 90 === 0 ? most[0] : 0;
}

/** Places of a page that is turned until its writing runs from left to right. */
function place(run: Turned['run'], [x, y]: Turned['at'], angle: number, width: number, height: number): Run {
  if (angle === 90) return { ...run, x: y, y: width - x };
  if (angle === 180) return { ...run, x: width - x, y: height - y };
  if (angle === 270) return { ...run, x: height - y, y: x };
  return { ...run, x, y };
}

/** Words that are printed twice at one place, for weight or as a shadow, are there once. */
function withoutShadows(runs: readonly Run[]): Run[] {
  const seen = new Map<string, Run[]>();
  return runs.filter((run) => {
    const same = seen.get(run.text);
    if (same?.some(({ x, y, size }) => Math.abs(x - run.x) < 0.2 * size && Math.abs(y - run.y) < 0.2 * size)) return false;
    if (same) {
      if (same.length < 50) same.push(run);
    } else seen.set(run.text, [run]);
    return true;
  });
}
