import type { TextRange } from '../../../shared/domain/entities.ts';
import type { TextDifference } from '../../../shared/domain/versions.ts';

/** A difference with its place in the list of all, as one side shows it. */
export interface Marked {
  index: number;
  kind: TextDifference['kind'];
  range: TextRange;
}

/** The differences of one side in the order of its own text. */
export function markedOn(differences: readonly TextDifference[], side: 'old' | 'new'): Marked[] {
  return differences
    .map(({ kind, [side]: range }, index) => ({ index, kind, range }))
    .sort((a, b) => a.range.start - b.range.start || a.index - b.index);
}

/**
 * The place (UTF-16 offset) in the other text that stands beside a place in one: as far behind the last difference before it.
 * Words that moved are left out: what stands around them is where the eye is.
 */
export function counterpart(differences: readonly TextDifference[], at: number, from: 'old' | 'new'): number {
  const to = from === 'old' ? 'new' : 'old';
  let beside = at;
  for (const difference of differences) {
    if (difference.kind === 'moved') continue;
    const here = difference[from];
    const there = difference[to];
    if (here.start > at) break;
    // Inside a difference the other side has no word that is this one: its beginning is as near as can be.
    beside = at >= here.end ? there.end + (at - here.end) : there.start;
  }
  return Math.max(0, beside);
}
