import type { TextRange } from '../../../../shared/domain/entities.ts';
import type { Oddity } from '../../../../shared/text/oddities.ts';
import type { Segment, Stretch } from './sweep.ts';

/** A run of text under the same passages, and the oddity it is part of. */
export interface OddSegment<S extends Stretch> extends Segment<S> {
  odd: Oddity | null;
}

/** The oddities that touch a block, out of all of them in order. */
export function odditiesIn(block: TextRange, oddities: readonly Oddity[]): readonly Oddity[] {
  let low = 0;
  let high = oddities.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (oddities[middle]!.end <= block.start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < oddities.length && oddities[end]!.start < block.end) end++;
  return oddities.slice(low, end);
}

/** Cuts runs once more, where an oddity begins or ends: what opens and closes a run stays with its first and its last piece. */
export function cutAtOddities<S extends Stretch>(segments: readonly Segment<S>[], oddities: readonly Oddity[]): OddSegment<S>[] {
  const pieces: OddSegment<S>[] = [];
  let next = 0;
  for (const segment of segments) {
    let from = segment.start;
    const push = (to: number, odd: Oddity | null): void => {
      if (to <= from) return;
      pieces.push({
        ...segment,
        start: from,
        end: to,
        opens: from === segment.start ? segment.opens : [],
        closes: to === segment.end ? segment.closes : [],
        odd,
      });
      from = to;
    };
    while (next < oddities.length && oddities[next]!.start < segment.end) {
      const oddity = oddities[next]!;
      push(oddity.start, null);
      push(Math.min(oddity.end, segment.end), oddity);
      if (oddity.end > segment.end) break;
      next++;
    }
    push(segment.end, null);
  }
  return pieces;
}
