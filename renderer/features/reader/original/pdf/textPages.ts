import type { Block } from '../../../../../shared/domain/entities.ts';
import { blockIndexAt } from '../../../../../shared/text/segment.ts';
import { findQuoted } from '../../../../../shared/text/original/findQuoted.ts';
import { lettersOf } from '../../../../../shared/text/original/letters.ts';

/** Page of the original on which an offset of the text stands; null where the text has no pages. */
export function pageAt(blocks: readonly Block[], offset: number): number | null {
  for (let index = blocks.length === 0 ? -1 : blockIndexAt(blocks, offset); index >= 0; index--) {
    const { page } = blocks[index]!;
    if (page !== undefined) return page;
  }
  return null;
}

/** Offset at which the text of a page begins; that of the next one that has any, where it has none. Null after the last. */
export function startOfPage(blocks: readonly Block[], page: number): number | null {
  const first = blocks.find((block) => block.page !== undefined && (block.page >= page || (block.lastPage ?? 0) >= page));
  return first?.start ?? null;
}

/** Where words of a page stand in the text: `[start, end)`; null where they do not, or at several places. */
export function findLine(text: string, blocks: readonly Block[], page: number, line: string): { start: number; end: number } | null {
  const near = blocks.filter((block) => block.page !== undefined && block.page <= page && (block.lastPage ?? block.page) >= page);
  const letters = lettersOf(near.map(({ start, end }) => text.slice(start, end)));
  const { outcome, places } = findQuoted(letters, {
    block: line,
    start: 0,
    end: line.length,
    before: '',
    after: '',
    twins: 1,
    twinsBefore: 0,
    pages: [],
  });
  const [first] = places;
  const last = places.at(-1);
  if (!first || !last || outcome === 'several') return null;
  return { start: near[first.item]!.start + first.start, end: near[last.item]!.start + last.end };
}
