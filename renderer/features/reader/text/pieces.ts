import type { TextRange } from '../../../../shared/domain/entities.ts';
import { graphemeEdge } from '../../../../shared/text/segment.ts';
import type { Segment, Stretch } from './sweep.ts';

/**
 * The most UTF-16 code units that are laid out as one stretch of lines. Chromium breaks the lines of a stretch anew from its beginning, of
 * some millions it shows the first ones alone, and it lays out all of it to show any: longer blocks are drawn in pieces.
 */
const longestWhole = 50_000;
/** About so long is a piece, in UTF-16 code units; of a text so long that there were more than a thousand, longer. */
const pieceLength = 4_000;
const mostPieces = 1_000;
/** How far before its full length the end of a piece is looked for: a sentence's, else a word's. */
const reach = 1_000;
const toSentenceEnd = /^.*(?:[.!?…]["”’»)\]]*\s+|[。！？][”’」』）》]*)/su;
const toWordEnd = /^.*\s/su;

/** Where the pieces of a long block begin, its own start first; null for a block that is laid out whole. */
export function pieceStarts(text: string, { start, end }: TextRange): readonly number[] | null {
  if (end - start <= longestWhole) return null;
  const length = Math.max(pieceLength, Math.ceil((end - start) / mostPieces));
  const starts: number[] = [];
  for (let from = start; from < end; from = pieceEnd(text, from, Math.min(from + length, end), end)) starts.push(from);
  return starts;
}

function pieceEnd(text: string, from: number, full: number, end: number): number {
  if (full >= end) return end;
  const before = Math.max(from, full - reach);
  const words = text.slice(before, full);
  const [found = words] = toSentenceEnd.exec(words) ?? toWordEnd.exec(words) ?? [];
  return Math.min(graphemeEdge(text, before + found.length, 'after'), end);
}

/** Cuts runs once more, where a piece begins: what opens and closes a run stays with its first and its last part. */
export function cutAtPieces<S extends Stretch, Run extends Segment<S>>(segments: readonly Run[], starts: readonly number[]): Run[] {
  const cut: Run[] = [];
  let next = 0;
  for (const segment of segments) {
    let from = segment.start;
    const push = (to: number): void => {
      if (to <= from) return;
      const [first, last] = [from === segment.start, to === segment.end];
      cut.push({ ...segment, start: from, end: to, opens: first ? segment.opens : [], closes: last ? segment.closes : [] });
      from = to;
    };
    while (next < starts.length && starts[next]! <= segment.start) next++;
    while (next < starts.length && starts[next]! < segment.end) push(starts[next++]!);
    push(segment.end);
  }
  return cut;
}
