import type { Block, TextRange } from '../../../../../shared/domain/entities.ts';
import { blockIndexAt } from '../../../../../shared/text/segment.ts';
import { findInText } from '../showWords.ts';

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

/** Where a line of a page stands in the text; null where it does not, or at several places. */
export function findLine(text: string, blocks: readonly Block[], page: number, line: string): TextRange | null {
  const near = blocks.filter((block) => block.page !== undefined && block.page <= page && (block.lastPage ?? block.page) >= page);
  return findInText({ text, blocks: near }, { block: line, start: 0, end: line.length });
}
