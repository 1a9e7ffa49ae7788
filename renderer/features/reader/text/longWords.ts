import { graphemeEdge } from '../../../../shared/text/segment.ts';
import type { Segment, Stretch } from './sweep.ts';

/**
 * The most UTF-16 code units of one run of a word that never ends, as data has them. In a face whose letters lean on their neighbours
 * Chromium shapes the rest of the word anew for every line of it; a place where lines may break ends that.
 */
const longestOfWord = 1_000;
const longestWord = 4_000;
const endlessWord = new RegExp(`(?<!\\S)\\S{${longestWord + 1},}`, 'gu');

/** A run that may be a part of a longer one: `breaks` where lines may break before it, within a word. */
export type Breakable<Run> = Run & { breaks?: boolean };

/** Has a stretch of text a word that needs to be cut? */
export const hasEndlessWord = (words: string): boolean => words.length > longestWord && words.search(endlessWord) >= 0;

/** Cuts words that never end, between characters: what opens and closes a run stays with its first and its last part. */
export function cutEndlessWords<S extends Stretch, Run extends Segment<S>>(text: string, segments: readonly Run[]): Breakable<Run>[] {
  return segments.flatMap((segment) => {
    const { start, end } = segment;
    if (end - start <= longestWord) return segment;
    const words = [...text.slice(start, end).matchAll(endlessWord)].map(({ index, 0: word }) => ({
      from: start + index,
      to: start + index + word.length,
    }));
    if (words.length === 0) return segment;
    const parts: Breakable<Run>[] = [];
    const cut = (from: number, to: number, length: number, breaks: boolean): void => {
      const first = from;
      while (from < to) {
        const edge = Math.min(from + length < to ? graphemeEdge(text, from + length, 'after') : to, to);
        parts.push({
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
      cut(from, word.from, Infinity, false);
      cut(word.from, word.to, longestOfWord, true);
      from = word.to;
    }
    cut(from, end, Infinity, false);
    return parts;
  });
}
