import { graphemeEdge } from '../../../../shared/text/segment.ts';
import type { Segment, Stretch } from './sweep.ts';

/**
 * The most UTF-16 code units of one run. Of a run of some millions Chromium lays out only the first ones, and the rest is not to be seen;
 * runs beside one another it lays out whole, as one line of text.
 */
const longestRun = 50_000;

/**
 * The most UTF-16 code units of one run of a word that never ends, as data has them. In a face whose letters lean on their neighbours
 * Chromium shapes the rest of the word anew for every line of it; a place where lines may break ends that.
 */
const longestOfWord = 1_000;
const longestWord = 4_000;
const endlessWord = new RegExp(`(?<!\\S)\\S{${longestWord + 1},}`, 'gu');

/** A run that may be a piece of a longer one: `breaks` where lines may break before it, within a word. */
type Piece<Run> = Run & { breaks?: boolean };

/** Does a stretch of text need to be cut? */
export const isLong = (words: string): boolean =>
  words.length > longestRun || (words.length > longestWord && words.search(endlessWord) >= 0);

/** Cuts runs that are longer, between characters: what opens and closes a run stays with its first and its last piece. */
export function cutLongRuns<S extends Stretch, Run extends Segment<S>>(
  text: string,
  segments: readonly Run[],
  longest = longestRun,
): Piece<Run>[] {
  return segments.flatMap((segment) => {
    const { start, end } = segment;
    const words = [...text.slice(start, end).matchAll(endlessWord)].map(({ index, 0: word }) => ({
      from: start + index,
      to: start + index + word.length,
    }));
    if (end - start <= longest && words.length === 0) return segment;
    const pieces: Piece<Run>[] = [];
    const cut = (from: number, to: number, length: number, breaks: boolean): void => {
      const first = from;
      while (from < to) {
        const edge = Math.min(from + length < to ? graphemeEdge(text, from + length, 'after') : to, to);
        pieces.push({
          ...segment,
          start: from,
          end: edge,
          opens: from === start ? segment.opens : [],
          closes: edge === end ? segment.closes : [],
          ...(breaks && from > first ? { breaks } : {}),
        });
        from = edge;
      }
    };
    let from = start;
    for (const word of words) {
      cut(from, word.from, longest, false);
      cut(word.from, word.to, longestOfWord, true);
      from = word.to;
    }
    cut(from, end, longest, false);
    return pieces;
  });
}
