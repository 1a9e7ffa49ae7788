import { basename } from 'node:path/posix';
import type { CitationFile } from '../../../shared/domain/citations.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { keepOriginal } from '../documents/queries.ts';
import { sha256Of } from '../documents/insert.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';
import type { Transaction } from '../store/transact.ts';
import { listReferenceFiles, readReferenceFile, referenceFileOf } from './queries.ts';

type NewFile = Pick<Row<'reference_file'>, 'id' | 'kind' | 'title' | 'file_name' | 'media_type' | 'entries'>;

/** Keeps a file beside the articles, with its bytes, inside the caller's transaction; the same bytes twice are one file. */
export function keepReferenceFile(store: Store, tx: Transaction, file: NewFile, bytes: Uint8Array): Row<'reference_file'> {
  const sha256 = sha256Of(bytes);
  const there = referenceFileOf(store, file.kind, sha256);
  if (there) return there;
  keepOriginal(store, sha256, bytes);
  return tx.insert('reference_file', { ...file, original_sha256: sha256, size: bytes.length });
}

/** Keeps a file of citations that came with an import; `name` may be its path in a folder or archive. */
export function keepCitationFile(
  store: Store,
  tx: Transaction,
  { id, name, mediaType, entries, bytes }: { id: string; name: string; mediaType: string; entries: number; bytes: Uint8Array },
): Row<'reference_file'> {
  const file = { id, kind: 'citations', title: basename(name), file_name: name, media_type: mediaType, entries } as const;
  return keepReferenceFile(store, tx, file, bytes);
}

/** The files of citations that are kept in a case, in the order in which they came in. */
export function listCitationFiles(store: Store): CitationFile[] {
  return listReferenceFiles(store, 'citations').map(
    ({ id, title, file_name: fileName, entries, size, original_sha256: sha256, created_at: at }) => ({
      id,
      title,
      fileName,
      citations: entries,
      size,
      sha256,
      at,
    }),
  );
}

/** The bytes of one; `NOT_FOUND` where the case has none of that id. */
export function citationFile(store: Store, id: string): { title: string; mediaType: string; bytes: Buffer } {
  const file = readReferenceFile(store, 'citations', id);
  if (!file) throw new AssayError('NOT_FOUND', { kind: 'file of citations', id });
  return { title: file.title, mediaType: file.media_type, bytes: file.bytes };
}
