import type { Block, TextRange } from '../../domain/entities.ts';
import { blockIndexAt } from '../segment.ts';

/** Words to be found in an original: a part of one block of the text, with what stands around it there. */
export interface QuotedPart {
  block: string;
  /** `[start, end)` in UTF-16 code units of the block. */
  start: number;
  end: number;
  before: string;
  after: string;
  /** How many blocks on the same pages say the same, and how many of them stand before this one. */
  twins: number;
  twinsBefore: number;
  /** Pages on which the block stands, from 1; empty where the original has none. */
  pages: number[];
}

const aroundLength = 48;
/** Blocks are compared with those near them only: what lies further off stands on another page. */
const nearAtMost = 400;

/** The parts of ranges (UTF-16 over the stored text), block by block. */
export function quotedParts(text: string, blocks: readonly Block[], ranges: readonly TextRange[]): QuotedPart[] {
  const parts: QuotedPart[] = [];
  for (const range of ranges) {
    if (blocks.length === 0) continue;
    for (let index = blockIndexAt(blocks, range.start); index < blocks.length && blocks[index]!.start < range.end; index++) {
      const { start, end } = blocks[index]!;
      const from = Math.max(range.start, start);
      const to = Math.min(range.end, end);
      if (to <= from) continue;
      parts.push({
        block: text.slice(start, end),
        start: from - start,
        end: to - start,
        before: text.slice(Math.max(0, start - aroundLength), start),
        after: text.slice(end, end + aroundLength),
        ...twinsOf(text, blocks, index),
        pages: pagesIn(blocks[index]!),
      });
    }
  }
  return parts;
}

function pagesIn({ page, lastPage }: Block): number[] {
  if (page === undefined) return [];
  return Array.from({ length: (lastPage ?? page) - page + 1 }, (_, index) => page + index);
}

function twinsOf(text: string, blocks: readonly Block[], index: number): { twins: number; twinsBefore: number } {
  const { start, end, page, lastPage } = blocks[index]!;
  const words = text.slice(start, end);
  const isTwin = (other: Block): boolean =>
    other.page === page && other.lastPage === lastPage && other.end - other.start === end - start && text.startsWith(words, other.start);
  const before = blocks.slice(Math.max(0, index - nearAtMost), index).filter(isTwin).length;
  const after = blocks.slice(index + 1, index + 1 + nearAtMost).filter(isTwin).length;
  return { twins: before + 1 + after, twinsBefore: before };
}
