import type { Store } from '../../store/open.ts';
import { firstOfGesture, liveOfGesturesBetween } from './queries.ts';

/**
 * Which operation an `undoOne` took back stands in its gesture: that is recorded and sealed with the operation, is looked up
 * by an index in every format of a case, and joins nothing, since each has its own. It names the first operation of what was
 * taken back, which stays the first however long a gesture goes on.
 */
const prefix = 'takes-back:';

/** The gesture of an operation that takes back one operation, with its gesture. */
export function gestureTakingBack(store: Store, target: Target): string {
  return `${prefix}${firstOf(store, target)}:${store.journal.head().seq + 1}`;
}

/** Which operation, the first of its gesture, one takes back; null where it takes back none. */
export function targetOf({ gesture }: Pick<Target, 'gesture'>): number | null {
  const found = gesture?.startsWith(prefix) ? /^\d+/.exec(gesture.slice(prefix.length)) : null;
  return found ? Number(found[0]) : null;
}

interface Target {
  seq: number;
  gesture: string | null;
}

/** The operation by which one that was done stays taken back, and its time (an instant); null where that was itself undone, or never was. */
export function takenBackBy(store: Store, operation: Target): { seq: number; at: string } | null {
  const named = `${prefix}${firstOf(store, operation)}`;
  for (const { seq, at, gesture } of liveOfGesturesBetween(store, `${named}:`, `${named};`, operation.seq))
    if (takenBackBy(store, { seq, gesture }) === null) return { seq, at };
  return null;
}

const firstOf = (store: Store, { seq, gesture }: Target): number => (gesture === null ? seq : firstOfGesture(store, gesture));
