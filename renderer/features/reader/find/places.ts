import type { TextRange } from '../../../../shared/domain/entities.ts';
import { graphemeEdge } from '../../../../shared/text/segment.ts';

/** Index of the first of ranges in order that starts at or after an offset; their number where none does. */
export function firstFrom(ranges: readonly TextRange[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.start >= offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Those of ranges in order that touch `[start, end)`; of too many the ones around its middle. */
export function nearest(ranges: readonly TextRange[], { start, end }: TextRange, atMost: number): readonly TextRange[] {
  let from = firstFrom(ranges, start);
  // They do not overlap: only the one before can reach in.
  if (from > 0 && ranges[from - 1]!.end > start) from--;
  const to = firstFrom(ranges, end);
  if (to - from <= atMost) return ranges.slice(from, to);
  const middle = firstFrom(ranges, (start + end) / 2);
  const first = Math.min(Math.max(from, middle - (atMost >> 1)), to - atMost);
  return ranges.slice(first, first + atMost);
}

/** The place to go to from a stretch of the text, round the end if need be; -1 where there is none. */
export function stepFrom(ranges: readonly TextRange[], here: TextRange, direction: 1 | -1): number {
  if (ranges.length === 0) return -1;
  if (direction > 0) return firstFrom(ranges, here.end) % ranges.length;
  const before = firstFrom(ranges, here.start) - 1;
  return before < 0 ? ranges.length - 1 : before;
}

/** Words around a place, cut between words: for a list of places. */
export function contextOf(text: string, { start, end }: TextRange, reach: number): { before: string; words: string; after: string } {
  let from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - reach);
  const line = text.indexOf('\n', end);
  let to = Math.min(line < 0 ? text.length : line, end + reach);
  const cutBefore = from > 0 && text[from - 1] !== '\n';
  const cutAfter = to < text.length && text[to] !== '\n';
  if (cutBefore) from = Math.min(start, graphemeEdge(text, nextSpace(text, from, start), 'after'));
  if (cutAfter) to = Math.max(end, graphemeEdge(text, previousSpace(text, to, end), 'before'));
  return {
    before: `${cutBefore ? '… ' : ''}${text.slice(from, start)}`,
    words: text.slice(start, end),
    after: `${text.slice(end, to)}${cutAfter ? ' …' : ''}`,
  };
}

function nextSpace(text: string, from: number, to: number): number {
  const space = text.indexOf(' ', from);
  return space < 0 || space >= to ? from : space + 1;
}

function previousSpace(text: string, from: number, to: number): number {
  const space = text.lastIndexOf(' ', from);
  return space <= to ? from : space;
}
