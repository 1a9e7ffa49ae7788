import type { TextLink, TextRange } from '../../../../shared/domain/entities.ts';
import type { OddSegment } from './oddRuns.ts';
import type { Stretch } from './sweep.ts';

/** A run of text under the same passages, the oddity it is part of, and where its words led in the original. */
export interface LinkedSegment<S extends Stretch> extends OddSegment<S> {
  address: string | null;
}

/** The links that touch a block, out of all of them in order. */
export function linksIn(block: TextRange, links: readonly TextLink[]): readonly TextLink[] {
  let low = 0;
  let high = links.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (links[middle]!.end <= block.start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < links.length && links[end]!.start < block.end) end++;
  return links.slice(low, end);
}

/** Cuts runs once more, where a link begins or ends: what opens and closes a run stays with its first and its last piece. */
export function cutAtLinks<S extends Stretch>(segments: readonly OddSegment<S>[], links: readonly TextLink[]): LinkedSegment<S>[] {
  return segments.flatMap((segment) => {
    const inside = links.filter(({ start, end }) => start < segment.end && end > segment.start);
    const edges = inside.flatMap(({ start, end }) => [start, end]).filter((edge) => edge > segment.start && edge < segment.end);
    const cuts = [segment.start, ...new Set(edges), segment.end];
    return cuts.slice(0, -1).map((start, index): LinkedSegment<S> => {
      const end = cuts[index + 1]!;
      return {
        ...segment,
        start,
        end,
        opens: start === segment.start ? segment.opens : [],
        closes: end === segment.end ? segment.closes : [],
        address: inside.find((link) => link.start <= start && link.end >= end)?.address ?? null,
      };
    });
  });
}
