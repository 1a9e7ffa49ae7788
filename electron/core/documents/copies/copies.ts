import type { DocumentSummary } from '../../../../shared/domain/entities.ts';
import { AssayError, importFailureMessage } from '../../../../shared/domain/errors.ts';
import { named } from '../../../../shared/text/shortText.ts';
import type { Extraction } from '../../importers/parser.ts';
import type { CaseContext } from '../../procedure.ts';
import type { Store } from '../../store/open.ts';
import type { Row } from '../../store/tables.ts';
import type { Transaction } from '../../store/transact.ts';
import { insertDocument, sha256Of } from '../insert.ts';
import { keepOriginal, readDocument } from '../queries.ts';
import { pastedPageName } from '../sources.ts';
import { documentOfText, originalOfCopy, readCopy } from './queries.ts';

interface CopiedFile {
  name: string;
  bytes: Uint8Array;
  /** SHA-256 of the bytes. */
  sha256: string;
  extraction: Extraction;
}

/** Keeps a file as a copy of the article that says the same, letter for letter; null where none does, or the file says nothing. */
export function keepAsCopy(
  store: Store,
  tx: Transaction,
  id: string,
  { name, bytes, sha256, extraction }: CopiedFile,
): { copy: Row<'document_copy'>; title: string } | null {
  const same = extraction.text === '' ? undefined : documentOfText(store, sha256Of(extraction.text));
  if (!same) return null;
  keepOriginal(store, sha256, bytes);
  const copy = tx.insert('document_copy', {
    id,
    document_id: same.id,
    version_id: same.versionId,
    original_sha256: sha256,
    file_name: name,
    media_type: extraction.mediaType,
    size: bytes.length,
  });
  return { copy, title: same.title };
}

/**
 * Makes an article of its own of a copy: its file is read again. One operation; a retry answers with the article that is there.
 * Errors: `NOT_FOUND`, `ALREADY_EXISTS`, `NOT_ALLOWED` where the file cannot be read any more.
 */
export async function separateCopy(
  { store, newId, workbench }: Pick<CaseContext, 'store' | 'newId' | 'workbench'>,
  { copyId, documentId }: { copyId: string; documentId: string },
  signal: AbortSignal | undefined,
): Promise<DocumentSummary> {
  const copy = readCopy(store, copyId);
  const there = readDocument(store, documentId);
  if (there && copy) throw new AssayError('ALREADY_EXISTS', { kind: 'article', id: documentId });
  if (there) return there;
  if (!copy) throw new AssayError('NOT_FOUND', { kind: 'copy', id: copyId });
  const { bytes, fileName } = originalOfCopy(store, copy.document_id, copyId)!;
  const parsed = await workbench.parser.parse({ name: fileName, bytes, pasted: fileName === pastedPageName }, signal);
  if (!parsed.ok) throw new AssayError('NOT_ALLOWED', { reason: importFailureMessage(parsed.reason) });
  const { extraction } = parsed;
  const title = extraction.guesses.title?.value ?? fileName;
  store.transact(`Make ${named('copy', title)} an article of its own`, (tx) => {
    tx.remove('document_copy', copyId);
    insertDocument(store, newId, tx, { id: documentId, fileName, bytes, sha256: copy.original_sha256, extraction });
  });
  return readDocument(store, documentId)!;
}
