import type { TextRange } from '../domain/entities.ts';
import { mergeRanges } from './ranges.ts';
import { graphemeEdge, snapToGraphemes } from './segment.ts';

/** Where a passage stands, and how to know it again. */
export interface Anchor {
  /** In order, not touching, cutting no grapheme: UTF-16 offsets. Empty when nothing was selected. */
  ranges: TextRange[];
  /** The ranges' text, fragments joined by ` […] `. */
  exact: string;
  /** Up to 64 UTF-16 code units before the first range. */
  prefix: string;
  /** Up to 64 UTF-16 code units after the last range. */
  suffix: string;
}

export type AnchorProblem = 'outside' | 'empty' | 'quote';

/** Stands between the fragments of a quote that leaves something out. */
export const fragmentSeparator = ' […] ';

const contextLength = 64;

/** The anchor of a selection. Ranges are clamped to the text, put in order, grown to whole graphemes, and merged where they touch. */
export function describe(text: string, ranges: readonly TextRange[]): Anchor {
  const whole = mergeRanges(ranges.map((range) => snapToGraphemes(text, range)));
  const first = whole[0];
  const last = whole.at(-1);
  if (!first || !last) return { ranges: [], exact: '', prefix: '', suffix: '' };
  return {
    ranges: whole,
    exact: quote(text, whole),
    prefix: text.slice(graphemeEdge(text, Math.max(0, first.start - contextLength), 'after'), first.start),
    suffix: text.slice(last.end, graphemeEdge(text, Math.min(text.length, last.end + contextLength), 'before')),
  };
}

/**
 * The quote of ranges that are in order: what the text says there, ` […] ` where it goes on elsewhere. The one place that joins fragments:
 * stored quotes, checks and reports all come from here.
 */
export function quote(text: string, ranges: readonly TextRange[]): string {
  return ranges.map(({ start, end }) => text.slice(start, end)).join(fragmentSeparator);
}

/**
 * Whether ranges point at the words that the caller saw: null when they do. `outside`: a range leaves the text or ends
 * before it starts; `empty`: nothing is selected; `quote`: the text there reads otherwise. The quote may be that of the
 * ranges as given, or that of `describe`.
 */
export function verify(text: string, ranges: readonly TextRange[], exact: string): AnchorProblem | null {
  if (ranges.some(({ start, end }) => start < 0 || end < start || end > text.length)) return 'outside';
  const given = mergeRanges(ranges);
  if (given.length === 0) return 'empty';
  const anchor = describe(text, ranges);
  if (anchor.exact.trim() === '') return 'empty';
  return exact === quote(text, given) || exact === anchor.exact ? null : 'quote';
}

/** Converts offsets of one text between UTF-16 code units (inside) and code points (W3C exports). */
export interface CodePointTable {
  toCodePoint(offset: number): number;
  fromCodePoint(position: number): number;
}

/** The table of a text: one entry for each character outside the basic plane, so most texts need next to none. */
export function codePointTable(text: string): CodePointTable {
  const astral: number[] = [];
  for (const { index } of text.matchAll(/[\u{10000}-\u{10ffff}]/gu)) astral.push(index);
  return {
    toCodePoint: (offset) => offset - countBelow(astral, (start) => start < offset - 1),
    fromCodePoint: (position) => position + countBelow(astral, (start, before) => start - before < position),
  };
}

/** How many leading entries pass; the test must turn false once and stay so. */
function countBelow(entries: readonly number[], passes: (entry: number, index: number) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(entries[middle]!, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
