import { removeNotesOf } from '../notes/handlers.ts';
import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/transact.ts';
import { evidenceDerivedFrom } from './queries.ts';

/** Deletes an item of evidence with its notes; items that named it as their origin stand on their own again. */
export function removeEvidence(store: Store, tx: Transaction, evidenceId: string): void {
  tx.need('evidence', evidenceId);
  for (const id of evidenceDerivedFrom(store, evidenceId)) tx.update('evidence', id, { derived_from_id: null });
  removeNotesOf(store, tx, 'evidence', evidenceId);
  tx.remove('evidence', evidenceId);
}
