import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/transact.ts';
import { isSkipped } from './queries.ts';

/**
 * Says inside the caller's transaction why a passage was passed over on purpose; an empty reason takes that back. One that says so
 * already leaves no trace.
 */
export function setSkipReason(store: Store, tx: Transaction, passageId: string, reason: string): void {
  if (!isSkipped(store, passageId)) {
    if (reason !== '') tx.insert('passage_skip', { id: passageId, passage_id: passageId, reason });
  } else if (reason === '') tx.remove('passage_skip', passageId);
  else tx.update('passage_skip', passageId, { reason });
}
