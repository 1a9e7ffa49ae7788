import { removeNotesOf } from '../notes/handlers.ts';
import { removePassage } from '../passages/passage.ts';
import { passageIdsOf } from '../passages/queries.ts';
import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/transact.ts';
import { listCopies } from './copies/queries.ts';
import { versionIdsOf } from './queries.ts';

/** Removes a document with all that hangs on it, inside the caller's transaction. */
export function removeDocument(store: Store, tx: Transaction, documentId: string): void {
  for (const passageId of passageIdsOf(store, documentId)) removePassage(store, tx, passageId);
  removeNotesOf(store, tx, 'document', documentId);
  for (const { id } of listCopies(store, documentId)) tx.remove('document_copy', id);
  for (const versionId of versionIdsOf(store, documentId)) tx.remove('document_version', versionId);
  tx.remove('document', documentId);
}
