import type { Block, LeftOut, TextLink } from '../../../shared/domain/entities.ts';

/** A text with what was left out of it, as far as putting back goes. */
export interface PutBackText {
  text: string;
  blocks: Block[];
  removed: [offset: number, character: string][];
  links: TextLink[];
  leftOut: LeftOut[];
}

/**
 * The text with some of what was left out put back where it stood, each of its lines as a paragraph; `pieces` are places in `leftOut`. Every
 * other place in the text moves along.
 */
export function withPutBack({ text, blocks, removed, links, leftOut }: PutBackText, pieces: ReadonlySet<number>): PutBackText {
  const parts: string[] = [];
  const newBlocks: Block[] = [];
  const newLeftOut: LeftOut[] = [];
  /** Where blocks of the old text begin, and by how much that moved. */
  const moved: { from: number; by: number }[] = [];
  let length = 0;
  const add = (words: string, block: Omit<Block, 'start' | 'end'>): void => {
    const start = parts.length === 0 ? 0 : length + 1;
    newBlocks.push({ ...block, start, end: start + words.length });
    parts.push(words);
    length = start + words.length;
  };
  let next = 0;
  const addLeftOut = (upTo: number): void => {
    for (; next < leftOut.length && leftOut[next]!.before <= upTo; next++) {
      const piece = leftOut[next]!;
      if (pieces.has(next)) for (const line of piece.text.split('\n')) add(line, { kind: 'paragraph' });
      else newLeftOut.push({ ...piece, before: parts.length === 0 ? 0 : length + 1 });
    }
  };
  for (const { start, end, ...block } of blocks) {
    addLeftOut(start);
    add(text.slice(start, end), block);
    moved.push({ from: start, by: newBlocks.at(-1)!.start - start });
  }
  addLeftOut(Infinity);
  const move = (place: number): number => place + (moved.findLast(({ from }) => from <= place)?.by ?? 0);
  return {
    text: parts.join('\n'),
    blocks: newBlocks,
    removed: removed.map(([place, character]) => [move(place), character]),
    links: links.map(({ start, end, address }) => ({ start: move(start), end: move(start) + end - start, address })),
    leftOut: newLeftOut.map((piece) => ({ ...piece, before: Math.min(piece.before, length) })),
  };
}
