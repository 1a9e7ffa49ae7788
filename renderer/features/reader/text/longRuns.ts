import { graphemeEdge } from '../../../../shared/text/segment.ts';
import type { Stretch } from './sweep.ts';
import type { OddSegment } from './oddRuns.ts';

/**
 * The most UTF-16 code units of one run. Of a run of some millions Chromium lays out only the first ones, and the rest is not to be seen;
 * runs beside one another it lays out whole, as one line of text.
 */
export const longestRun = 50_000;

/** Cuts runs that are longer, between characters: what opens and closes a run stays with its first and its last piece. */
export function cutLongRuns<S extends Stretch>(text: string, segments: readonly OddSegment<S>[], longest = longestRun): OddSegment<S>[] {
  return segments.flatMap((segment) => {
    const { start, end } = segment;
    if (end - start <= longest) return segment;
    const pieces: OddSegment<S>[] = [];
    for (let from = start; from < end;) {
      const edge = from + longest < end ? graphemeEdge(text, from + longest, 'after') : end;
      const to = Math.min(edge, end);
      pieces.push({
        ...segment,
        start: from,
        end: to,
        opens: from === start ? segment.opens : [],
        closes: to === end ? segment.closes : [],
      });
      from = to;
    }
    return pieces;
  });
}
