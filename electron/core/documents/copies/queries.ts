import type { DocumentCopy } from '../../../../shared/domain/entities.ts';
import type { Store } from '../../store/open.ts';
import type { Row } from '../../store/tables.ts';

/** Copies of a document, in the order in which they came in. */
export function listCopies(store: Store, documentId: string): DocumentCopy[] {
  return store
    .statement<[string], DocumentCopy>(
      `SELECT id, file_name AS fileName, media_type AS mediaType, size, original_sha256 AS sha256, created_at AS importedAt
       FROM document_copy WHERE document_id = ? ORDER BY created_at, id`,
    )
    .all(documentId);
}

export function readCopy(store: Store, id: string): Row<'document_copy'> | undefined {
  return store.statement<[string], Row<'document_copy'>>('SELECT * FROM document_copy WHERE id = ?').get(id);
}

/** The document that says this, in whatever version: by the SHA-256 of its text. The oldest of several. */
export function documentOfText(store: Store, textSha256: string): { id: string; title: string; versionId: string } | undefined {
  return store
    .statement<[string], { id: string; title: string; versionId: string }>(
      `SELECT document.id, document.title, document_version.id AS versionId FROM extraction
       JOIN document_version ON document_version.extraction_id = extraction.id JOIN document ON document.id = document_version.document_id
       WHERE extraction.text_sha256 = ? ORDER BY document.n, document_version.number DESC LIMIT 1`,
    )
    .get(textSha256);
}

/** The copy that is made of these bytes, with its document. */
export function copyOfOriginal(
  store: Store,
  sha256: string,
): { id: string; fileName: string; documentId: string; title: string } | undefined {
  return store
    .statement<[string], { id: string; fileName: string; documentId: string; title: string }>(
      `SELECT document_copy.id, document_copy.file_name AS fileName, document.id AS documentId, document.title
       FROM document_copy JOIN document ON document.id = document_copy.document_id
       WHERE document_copy.original_sha256 = ? ORDER BY document_copy.created_at, document_copy.id LIMIT 1`,
    )
    .get(sha256);
}

/** Whether this import made that copy. */
export function isCopyMadeIn(store: Store, importId: string, copyId: string): boolean {
  return (
    store
      .statement<[string, string], number>(
        `SELECT 1 FROM change JOIN operation ON operation.seq = change.seq AND operation.gesture = ? AND operation.undo_state = 'live'
         WHERE change.table_name = 'document_copy' AND change.row_id = ? AND change.before IS NULL`,
      )
      .get(importId, copyId) !== undefined
  );
}

export function originalOfCopy(
  store: Store,
  documentId: string,
  copyId: string,
): { bytes: Buffer; fileName: string; mediaType: string } | undefined {
  return store
    .statement<[string, string], { bytes: Buffer; fileName: string; mediaType: string }>(
      `SELECT original.bytes, document_copy.file_name AS fileName, document_copy.media_type AS mediaType
       FROM document_copy JOIN original ON original.sha256 = document_copy.original_sha256
       WHERE document_copy.id = ? AND document_copy.document_id = ?`,
    )
    .get(copyId, documentId);
}

/** How many copies the operations of one import have made. */
export function copiesMadeIn(store: Store, importId: string): number {
  return store
    .statement<[string], number>(
      `SELECT count(*) FROM operation JOIN change ON change.seq = operation.seq
       WHERE operation.gesture = ? AND operation.undo_state = 'live' AND change.table_name = 'document_copy' AND change.before IS NULL`,
    )
    .pluck()
    .get(importId)!;
}
