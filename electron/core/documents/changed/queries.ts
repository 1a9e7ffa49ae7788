import type { CitationFields } from '../../../../shared/domain/entities.ts';
import type { Store } from '../../store/open.ts';

/** What tells one state of a page from another. */
export interface DatedPage extends Pick<CitationFields, 'published' | 'modified' | 'accessed'> {
  id: string;
  title: string;
  address: string;
}

/** Documents that have an address, oldest first. */
export function documentsWithAddress(store: Store): DatedPage[] {
  return store
    .statement<[], DatedPage>(`SELECT id, title, address, published, modified, accessed FROM document WHERE address <> '' ORDER BY n`)
    .all();
}

/** SHA-256 of every original that a document has as a version. */
export function originalsOf(store: Store, documentId: string): string[] {
  return store
    .statement<[string], string>('SELECT DISTINCT original_sha256 FROM document_version WHERE document_id = ?')
    .pluck()
    .all(documentId);
}

/** Whether passages or notes hang on a document. */
export function isWorkedOn(store: Store, documentId: string): boolean {
  return (
    store
      .statement<[string, string], number>(
        `SELECT EXISTS (SELECT 1 FROM passage WHERE document_id = ?) OR EXISTS (SELECT 1 FROM note WHERE target_kind = 'document' AND target_id = ?)`,
      )
      .pluck()
      .get(documentId, documentId) === 1
  );
}

/** How many articles the standing operations of one import made, and how many of them it made versions of others. */
export function madeInImport(store: Store, importId: string): { documents: number; versions: number } {
  return store
    .statement<[string], { documents: number; versions: number }>(
      `SELECT count(*) FILTER (WHERE change.table_name = 'document' AND change.before IS NULL) AS documents,
         count(*) FILTER (WHERE change.table_name = 'document_version' AND change.before IS NULL AND change.after ->> 'number' > 1) AS versions
       FROM operation JOIN change ON change.seq = operation.seq WHERE operation.gesture = ? AND operation.undo_state = 'live'`,
    )
    .get(importId)!;
}
