import type { TextRange } from '../domain/entities.ts';
import { graphemeEdge } from './segment.ts';

/**
 * Arithmetic with the ranges of a passage: half-open, in UTF-16 code units over one text. Every result is in order, without
 * empty ranges, and without two that touch.
 */

/** Ranges in order; those that meet or touch are one, empty ones are gone. */
export function mergeRanges(ranges: readonly TextRange[]): TextRange[] {
  const merged: TextRange[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start === end) continue;
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** How many UTF-16 units lie in ranges that do not meet. */
export const unitsIn = (ranges: readonly TextRange[]): number => ranges.reduce((sum, { start, end }) => sum + end - start, 0);

/**
 * Ranges in order, of which those between which nothing but white space stands are one: a quote says that it leaves something
 * out only where it leaves out words.
 */
export function closeGaps(text: string, ranges: readonly TextRange[]): TextRange[] {
  const closed: TextRange[] = [];
  for (const { start, end } of mergeRanges(ranges)) {
    const last = closed.at(-1);
    if (last && text.slice(last.end, start).trim() === '') last.end = end;
    else closed.push({ start, end });
  }
  return closed;
}

/** A passage with a fragment more; one that only white space parts from what is there joins it. */
export function withFragment(text: string, ranges: readonly TextRange[], fragment: TextRange): TextRange[] {
  return closeGaps(text, [...ranges, fragment]);
}

/** A passage without a stretch of it; what stays is freed of white space at the cut. Empty when nothing else is left. */
export function withoutStretch(text: string, ranges: readonly TextRange[], { start, end }: TextRange): TextRange[] {
  return start < end ? [...clipped(text, ranges, 0, start), ...clipped(text, ranges, end, text.length)] : mergeRanges(ranges);
}

/**
 * A passage with its start, or its end, at another place: outward it grows, inward it loses what stands beyond, and a place
 * between two fragments is the end of the one that stays. The same ranges where nothing would be left of it.
 */
export function withEdge(ranges: readonly TextRange[], edge: 'start' | 'end', offset: number): readonly TextRange[] {
  const first = ranges[0];
  const last = ranges.at(-1);
  if (!first || !last) return ranges;
  if (edge === 'start' && offset < first.start) return [{ start: offset, end: first.end }, ...ranges.slice(1)];
  if (edge === 'end' && offset > last.end) return [...ranges.slice(0, -1), { start: last.start, end: offset }];
  const left =
    edge === 'start'
      ? ranges.filter(({ end }) => end > offset).map(({ start, end }) => ({ start: Math.max(start, offset), end }))
      : ranges.filter(({ start }) => start < offset).map(({ start, end }) => ({ start, end: Math.min(end, offset) }));
  return left.length > 0 ? left : ranges;
}

/** Both parts of a passage that is cut at a place, without the white space there. A cut inside a character is made before it; a part may be empty. */
export function cutRanges(text: string, ranges: readonly TextRange[], at: number): [before: TextRange[], after: TextRange[]] {
  const cut = graphemeEdge(text, Math.min(Math.max(at, 0), text.length), 'before');
  return [clipped(text, ranges, 0, cut), clipped(text, ranges, cut, text.length)];
}

function clipped(text: string, ranges: readonly TextRange[], from: number, to: number): TextRange[] {
  return ranges.flatMap((range) => {
    let start = Math.max(range.start, from);
    let end = Math.min(range.end, to);
    // Only at the cut: white space that was chosen with a passage's own ends stays.
    if (end < range.end) while (end > start && /\s/u.test(text[end - 1]!)) end--;
    if (start > range.start) while (start < end && /\s/u.test(text[start]!)) start++;
    return start < end ? [{ start, end }] : [];
  });
}
