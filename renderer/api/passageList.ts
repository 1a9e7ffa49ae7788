import type { Passage } from '../../shared/domain/entities.ts';
import { withAdded } from './ordered.ts';

/** By place, as the core lists them. */
export function byPlace(a: Passage, b: Passage): number {
  const [first, other] = [a.ranges[0]!.start, b.ranges[0]!.start];
  const [last, otherLast] = [a.ranges.at(-1)!.end, b.ranges.at(-1)!.end];
  return first - other || last - otherLast || (a.id < b.id ? -1 : 1);
}

/** A list with what changed put over it; passages that did not change stay the same objects. */
export function withChanges(known: readonly Passage[], changed: { passages: readonly Passage[]; removed: readonly string[] }): Passage[] {
  const fresh = new Map(changed.passages.map((passage) => [passage.id, passage]));
  const removed = new Set(changed.removed);
  const kept = known.filter(({ id }) => !removed.has(id) && !fresh.has(id));
  return withAdded(kept, [...fresh.values()], byPlace);
}
