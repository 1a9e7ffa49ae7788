import type { Block } from '../../../../../shared/domain/entities.ts';
import { blockIndexAt } from '../../../../../shared/text/segment.ts';
import { findInText } from '../showWords.ts';
import type { ChosenWords } from './wordLayer.ts';

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

/** Where words of pages stand in the text: in what comes from these pages or, where the text knows no pages, anywhere. */
export function findOnPages(
  text: string,
  blocks: readonly Block[],
  { text: words, before, after, pages }: ChosenWords,
): ReturnType<typeof findInText> {
  const isNear = ({ page, lastPage = page }: Block): boolean =>
    page !== undefined && lastPage !== undefined && pages.some((one) => page <= one && lastPage >= one);
  const near = blocks.filter(isNear);
  return findInText({ text, blocks: near.length > 0 ? near : [...blocks] }, { block: words, start: 0, end: words.length, before, after });
}
