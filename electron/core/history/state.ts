import type { HistoryState } from '../../../shared/contract/history.ts';
import { nameOf } from '../store/journal.ts';
import type { Store } from '../store/open.ts';

/** What undo and redo would do now, by name, and the newest operation with its hash. */
export function historyState(store: Store): HistoryState {
  const { seq, hash: head } = store.journal.head();
  const next = (direction: 'undo' | 'redo'): string | null => (store.readOnly ? null : nameOf(store.journal.next(direction)));
  return { undo: next('undo'), redo: next('redo'), seq, head };
}
