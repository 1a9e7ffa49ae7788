import type { Block, TextRange } from '../domain/entities.ts';

/** What a caret moves by and a selection grows by. */
export type TextUnit = 'grapheme' | 'word' | 'sentence' | 'paragraph';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const words = new Map<string, Intl.Segmenter>();
const foreignSentences = new Map<string, Intl.Segmenter>();

/** Written without marks at the end of a sentence: the platform's rules know them better. */
const platformLanguages = new Set(['th', 'lo', 'km', 'my', 'bo', 'dz']);

// A full stop after these, or after one capital letter, ends no sentence by itself.
const abbreviations = new Set(
  `mr mrs ms mx dr prof rev fr hon pres gov sen rep reps sens gen lt col maj sgt capt cmdr adm cpl pvt brig supt insp det
  st mt ft jr sr messrs mme mlle vs etc al approx est ca cf eg ie viz inc ltd co corp bros dept univ assn no nos vol vols pp
  fig figs art sec ch ed eds trans jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat
  u.s u.k u.n e.u u.s.a a.m p.m e.g i.e ph.d d.c n.y l.a`
    .split(/\s+/)
    .filter(Boolean),
);
/** Abbreviations that often end a sentence too: there a usual first word decides. */
const mayEnd = new Set([
  'etc',
  'jr',
  'sr',
  'inc',
  'ltd',
  'co',
  'corp',
  'u.s',
  'u.k',
  'u.n',
  'e.u',
  'u.s.a',
  'a.m',
  'p.m',
  'd.c',
  'n.y',
  'l.a',
  'ph.d',
]);
const usualFirstWords = new Set(
  `the a an he she it they we i you this that these those there in on at but and however meanwhile still while when after before
  as if for his her their its our my what who why how although though since according yet so then not no one some many most`
    .split(/\s+/)
    .filter(Boolean),
);
// Longer than anything that is read as one character; a heap of marks beyond it may be cut.
const longestGrapheme = 2_000;
const sentenceEnd = /[.!?…‽؟۔।॥။]+["”’'»›)\]}*_]*(?=\s)|[。！？]+[”’」』）》]*/gu;
const nextStart = /^\s+["“‘'«‹„([{*_—–-]*\s*(\S*)/u;

/**
 * The sentences of a text, in order, without the white space between them. None crosses a block. The rules are made for
 * English and for languages that write like it; `language` (BCP 47) picks the platform's rules for those that do not.
 */
export function sentencesOf(text: string, blocks: readonly Block[], language = ''): TextRange[] {
  return blocks.flatMap((block) => sentencesIn(text, block, language));
}

/** The sentences inside one stretch of text. */
export function sentencesIn(text: string, { start, end }: TextRange, language = ''): TextRange[] {
  const part = text.slice(start, end);
  const primary = language.split('-')[0]!.toLowerCase();
  const breaks = platformLanguages.has(primary) ? platformBreaks(part, primary) : ownBreaks(part);
  const found: TextRange[] = [];
  let from = 0;
  for (const to of [...breaks, part.length]) {
    const sentence = trimmed(part, from, to);
    if (sentence) found.push({ start: start + sentence.start, end: start + sentence.end });
    from = to;
  }
  return found;
}

function ownBreaks(part: string): number[] {
  const breaks: number[] = [];
  for (const match of part.matchAll(sentenceEnd)) {
    const end = match.index + match[0].length;
    if (/[。！？]/u.test(match[0]) || endsSentence(part, match.index, match[0], end)) breaks.push(end);
  }
  return breaks;
}

function endsSentence(part: string, at: number, mark: string, end: number): boolean {
  const following = nextStart.exec(part.slice(end, end + 80))?.[1] ?? '';
  if (following === '') return true;
  // A small letter goes on with the sentence: “Why now?” he asked. It grew … and fell.
  if (/^\p{Ll}/u.test(following)) return false;
  if (mark[0] !== '.' || mark.startsWith('..')) return true;
  const before = /[\p{L}\p{M}.]*$/u.exec(part.slice(Math.max(0, at - 24), at))![0];
  const word = before.toLowerCase();
  const firstWord = following.toLowerCase().replace(/[^\p{L}’']+.*$/u, '');
  if (/^(?:no|nos|pp|fig|figs|vol|art|sec|ch)$/.test(word)) return !/^[\d\p{Lu}IVX]+\b/u.test(following) || usualFirstWords.has(firstWord);
  if (mayEnd.has(word)) return usualFirstWords.has(firstWord);
  if (abbreviations.has(word)) return false;
  // Initials: “J. K. Example”, “Article by A. Example”; but “Plan B. The rest”.
  if (/^(?:\p{Lu}\.)*\p{Lu}$/u.test(before)) return usualFirstWords.has(firstWord) && firstWord !== 'i';
  return true;
}

function platformBreaks(part: string, language: string): number[] {
  let segmenter = foreignSentences.get(language);
  if (!segmenter) foreignSentences.set(language, (segmenter = new Intl.Segmenter(language, { granularity: 'sentence' })));
  return [...segmenter.segment(part)].map(({ index, segment }) => index + segment.length);
}

function trimmed(part: string, from: number, to: number): TextRange | null {
  let start = from;
  let end = to;
  while (start < end && /\s/u.test(part[start]!)) start++;
  while (end > start && /\s/u.test(part[end - 1]!)) end--;
  return start < end ? { start, end } : null;
}

function wordsIn(text: string, { start, end }: TextRange, language: string): TextRange[] {
  let segmenter = words.get(language);
  if (!segmenter) {
    try {
      segmenter = new Intl.Segmenter(language || 'en', { granularity: 'word' });
    } catch {
      segmenter = new Intl.Segmenter('en', { granularity: 'word' });
    }
    words.set(language, segmenter);
  }
  const found: TextRange[] = [];
  for (const { index, segment, isWordLike } of segmenter.segment(text.slice(start, end)))
    if (isWordLike) found.push({ start: start + index, end: start + index + segment.length });
  return found;
}

/** Index of the block that holds an offset; the line feed after a block belongs to it. -1 in an empty text. */
export function blockIndexAt(blocks: readonly Block[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offset <= blocks[middle]!.end) high = middle;
    else low = middle + 1;
  }
  return low < blocks.length ? low : -1;
}

function unitsIn(text: string, block: TextRange, unit: TextUnit, language: string): TextRange[] {
  if (unit === 'paragraph') return [{ start: block.start, end: block.end }];
  if (unit === 'sentence') return sentencesIn(text, block, language);
  if (unit === 'word') return wordsIn(text, block, language);
  return [...graphemes.segment(text.slice(block.start, block.end))].map(({ index, segment }) => ({
    start: block.start + index,
    end: block.start + index + segment.length,
  }));
}

/** Of a block longer than this on both sides of a place, only the neighbourhood is cut into units at first. */
const usualReach = 4_000;

/**
 * Looks for a unit near an offset of a block, further and further round it: a block may be a whole book without a break. A unit at
 * a cut edge of what was looked at may go on beyond it, and is no answer.
 */
function unitNear(
  text: string,
  block: TextRange,
  offset: number,
  unit: TextUnit,
  language: string,
  choose: (units: readonly TextRange[]) => TextRange | null | undefined,
): TextRange | null {
  const at = Math.min(Math.max(offset, block.start), block.end);
  for (let reach = usualReach; ; reach *= 4) {
    const start = at - reach <= block.start ? block.start : graphemeEdge(text, at - reach, 'before');
    const end = at + reach >= block.end ? block.end : graphemeEdge(text, at + reach, 'after');
    const isWhole = unit === 'paragraph' || (start === block.start && end === block.end);
    const units = unitsIn(text, isWhole ? block : { start, end }, unit, language);
    const found = choose(units) ?? null;
    if (isWhole) return found;
    if (found && (start === block.start || found !== units[0]) && (end === block.end || found !== units.at(-1))) return found;
  }
}

/**
 * The unit at an offset: the one that holds it, or else the nearest before it in its block, or else the first after it
 * there. At a seam the later unit wins. Null where the block holds none (a line of dashes has no word).
 */
export function unitAt(text: string, blocks: readonly Block[], offset: number, unit: TextUnit, language = ''): TextRange | null {
  const block = blocks[blockIndexAt(blocks, offset)];
  if (!block) return null;
  return unitNear(text, block, offset, unit, language, (units) => units.findLast(({ start }) => start <= offset) ?? units[0]);
}

/** The first unit that starts after an offset, in this block or a later one; null at the end of the text. */
export function nextUnit(text: string, blocks: readonly Block[], offset: number, unit: TextUnit, language = ''): TextRange | null {
  for (let index = Math.max(0, blockIndexAt(blocks, offset)); index < blocks.length; index++) {
    const found = unitNear(text, blocks[index]!, offset, unit, language, (units) => units.find(({ start }) => start > offset));
    if (found) return found;
  }
  return null;
}

/** The last unit that starts before an offset, in this block or an earlier one; null at the start of the text. */
export function previousUnit(text: string, blocks: readonly Block[], offset: number, unit: TextUnit, language = ''): TextRange | null {
  for (let index = blockIndexAt(blocks, offset); index >= 0; index--) {
    const found = unitNear(text, blocks[index]!, offset, unit, language, (units) => units.findLast(({ start }) => start < offset));
    if (found) return found;
  }
  return null;
}

/** The range grown outward until it cuts no character that a reader sees as one. Offsets outside the text are clamped to it. */
export function snapToGraphemes(text: string, range: TextRange): TextRange {
  const start = Math.min(Math.max(range.start, 0), text.length);
  const end = Math.min(Math.max(range.end, start), text.length);
  if (start === end) return { start, end };
  return { start: graphemeEdge(text, start, 'before'), end: graphemeEdge(text, end, 'after') };
}

/** Whether a range cuts no character that a reader sees as one. */
export function isWhole(text: string, range: TextRange): boolean {
  const whole = snapToGraphemes(text, range);
  return whole.start === range.start && whole.end === range.end;
}

/** The nearest place at or before (at or after) an offset where text may be cut. */
export function graphemeEdge(text: string, offset: number, side: 'before' | 'after'): number {
  if (isPlainCut(text, offset)) return offset;
  // Only the neighbourhood is looked at: from a place that is surely a cut to another, or as far as no character reaches.
  const first = Math.max(0, offset - longestGrapheme);
  let from = offset - 1;
  while (from > first && !isPlainCut(text, from)) from--;
  const last = Math.min(text.length, offset + longestGrapheme);
  let to = offset + 1;
  while (to < last && !isPlainCut(text, to)) to++;
  const { index, segment } = graphemes.segment(text.slice(from, to)).containing(offset - from)!;
  if (from + index === offset) return offset;
  return side === 'before' ? from + index : from + index + segment.length;
}

/** True where no look is needed: the ends, and between characters of which surely none joins the other. */
function isPlainCut(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return true;
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  if (before === 0x0d && after === 0x0a) return false;
  return standsAlone(before) && standsAlone(after);
}

/**
 * Characters that never join a neighbour of their kind: what stands below the first combining mark, Greek and Cyrillic letters,
 * Japanese syllables, Chinese characters. Without the latter a book in Chinese would be looked through from end to end for every cut.
 */
function standsAlone(unit: number): boolean {
  return (
    unit < 0x300 ||
    (unit >= 0x370 && unit <= 0x482) ||
    (unit >= 0x48a && unit <= 0x52f) ||
    (unit >= 0x3001 && unit <= 0x3029) ||
    (unit >= 0x3041 && unit <= 0x3096) ||
    (unit >= 0x30a1 && unit <= 0x30fa) ||
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xff01 && unit <= 0xff60)
  );
}
