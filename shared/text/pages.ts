import type { Block, TextRange } from '../domain/entities.ts';

/**
 * Pages of the original on which the ranges (UTF-16 offsets) stand, in order, from 1; empty where the text has none. Of a block that
 * runs over a page's end it is not known which of its words stand overleaf: all of its pages count.
 */
export function pagesOf(blocks: readonly Block[], ranges: readonly TextRange[]): number[] {
  const pages = new Set<number>();
  for (const { start, end, page, lastPage } of blocks)
    if (page !== undefined && ranges.some((range) => range.start < end && range.end > start))
      for (let number = page; number <= (lastPage ?? page); number++) pages.add(number);
  return [...pages].toSorted((a, b) => a - b);
}

/** `p. 4`, or `pp. 4–5, 9`; empty for none. */
export function pageWords(pages: readonly number[]): string {
  if (pages.length === 0) return '';
  return pages.length === 1 ? `p. ${pages[0]}` : `pp. ${numberRuns(pages)}`;
}

/** `[3, 4, 5, 9]` as `3–5, 9`. */
export function numberRuns(numbers: readonly number[]): string {
  const parts: [first: number, last: number][] = [];
  for (const number of numbers) {
    const open = parts.at(-1);
    if (open && number === open[1] + 1) open[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}

/** Of each block with which a page begins, by its place in `blocks`, the page: what the reader shows in its margin. */
export function pageTurns(blocks: readonly Block[]): Map<number, number> {
  const turns = new Map<number, number>();
  let latest = 0;
  for (const [index, { page = 0 }] of blocks.entries())
    if (page > latest) {
      turns.set(index, page);
      latest = page;
    }
  return turns;
}
