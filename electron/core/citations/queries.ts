import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';

type ReferenceFile = Row<'reference_file'>;

/** Files of the case that are no articles, of one kind, in the order in which they came in. */
export function listReferenceFiles(store: Store, kind: ReferenceFile['kind']): ReferenceFile[] {
  return store.statement<[string], ReferenceFile>('SELECT * FROM reference_file WHERE kind = ? ORDER BY created_at, id').all(kind);
}

/** The file of a kind that holds these bytes, told by their SHA-256. */
export function referenceFileOf(store: Store, kind: ReferenceFile['kind'], sha256: string): ReferenceFile | undefined {
  return store
    .statement<[string, string], ReferenceFile>('SELECT * FROM reference_file WHERE original_sha256 = ? AND kind = ? ORDER BY id LIMIT 1')
    .get(sha256, kind);
}

/** A file with its bytes; undefined where the case has none of that id and kind. */
export function readReferenceFile(store: Store, kind: ReferenceFile['kind'], id: string): (ReferenceFile & { bytes: Buffer }) | undefined {
  return store
    .statement<[string, string], ReferenceFile & { bytes: Buffer }>(
      `SELECT reference_file.*, original.bytes
       FROM reference_file JOIN original ON original.sha256 = reference_file.original_sha256
       WHERE reference_file.id = ? AND reference_file.kind = ?`,
    )
    .get(id, kind);
}
