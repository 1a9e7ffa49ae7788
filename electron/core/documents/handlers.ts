import type { CitationFields, DocumentSummary } from '../../../shared/domain/entities.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { editLabel } from '../../../shared/domain/historyWords.ts';
import { named } from '../../../shared/text/shortText.ts';
import { requirePaths } from '../cases/handlers.ts';
import { removeNotesOf } from '../notes/handlers.ts';
import { removePassage, requireUnused } from '../passages/passage.ts';
import { passageIdsOf } from '../passages/queries.ts';
import { inCase, type CaseContext } from '../procedure.ts';
import type { Store } from '../store/open.ts';
import { fieldsIn } from '../store/transact.ts';
import type { Transaction } from '../store/transact.ts';
import { addVersion } from '../versions/add.ts';
import { separateCopy } from './copies/copies.ts';
import { copyOfOriginal, listCopies, originalOfCopy } from './copies/queries.ts';
import { failure, importLabel, importSources, type ImportStep } from './import.ts';
import { insertDocument, sha256Of } from './insert.ts';
import {
  documentOfOriginal,
  keepPosition,
  listDocuments,
  readDocument,
  readOriginal,
  readPosition,
  readVersion,
  textLengthOf,
  versionIdsOf,
} from './queries.ts';
import { keepOriginalView, readOriginalView } from './originalView.ts';
import { addReadRanges, readRanges } from './reading.ts';
import { fileSources, pastedName, pathSources, type ImportSource } from './sources.ts';
import { beginImport, endImport, readUnfinished, storedImport } from './unfinished.ts';

function requireDocument(store: Store, documentId: string): DocumentSummary {
  const document = readDocument(store, documentId);
  if (!document) throw new AssayError('NOT_FOUND', { kind: 'article', id: documentId });
  return document;
}

function requireVersion(store: Store, documentId: string, id: string): { id: string; textLength: number } {
  const textLength = textLengthOf(store, documentId, id);
  if (textLength === undefined) throw new AssayError('NOT_FOUND', { kind: 'version', id });
  return { id, textLength };
}

/** Guesses that still stand after a person set or confirmed some fields; as JSON. */
function guessesAfter(tx: Transaction, documentId: string, decided: readonly (keyof CitationFields)[]): string {
  const guesses = JSON.parse(tx.need('document', documentId).guesses) as Record<string, string>;
  return JSON.stringify(Object.fromEntries(Object.entries(guesses).filter(([field]) => !decided.some((name) => name === field))));
}

/** Imports what lies under some paths; until it ends it is noted as begun. One that ends with its case can be gone on with. */
async function* importFromPaths(
  context: CaseContext,
  input: { importId: string; paths: string[]; keepTextless: boolean },
  signal: AbortSignal | undefined,
): AsyncGenerator<ImportStep> {
  const sources: ImportSource[] = [];
  for await (const source of pathSources(input.paths, signal)) sources.push(source);
  beginImport(context, { ...input, total: sources.length });
  yield* importSources(context, { ...input, sources }, signal);
  if (context.store.db.open) endImport(context, input.importId);
}

export const documents = {
  list: inCase.documents.list.handler(({ context: { store } }) => listDocuments(store)),

  get: inCase.documents.get.handler(({ input: { documentId }, context: { store } }) => {
    const document = requireDocument(store, documentId);
    return { ...document, version: readVersion(store, document.versionId), position: readPosition(store, documentId) };
  }),

  import: inCase.documents.import.handler(async function* ({ input, context, signal }) {
    yield* importSources(context, { ...input, sources: fileSources(input.files) }, signal);
  }),

  importPaths: inCase.documents.importPaths.handler(async function* ({ input, context, signal }) {
    requirePaths(context);
    yield* importFromPaths(context, input, signal);
  }),

  beginImport: inCase.documents.beginImport.handler(({ input, context }) => {
    beginImport(context, { ...input, paths: null });
    return null;
  }),

  endImport: inCase.documents.endImport.handler(({ input: { importId }, context }) => {
    endImport(context, importId);
    return null;
  }),

  unfinishedImport: inCase.documents.unfinishedImport.handler(({ context }) => readUnfinished(context)),

  resumeImport: inCase.documents.resumeImport.handler(async function* ({ input: { importId }, context, signal }) {
    const stored = storedImport(context);
    if (stored?.importId !== importId || stored.paths === null) throw new AssayError('NOT_FOUND', { kind: 'import', id: importId });
    yield* importFromPaths(context, { ...stored, paths: stored.paths }, signal);
  }),

  paste: inCase.documents.paste.handler(async ({ input: { documentId, text, citation = {} }, context, signal }) => {
    const { store, newId, workbench } = context;
    const bytes = new TextEncoder().encode(text);
    const sha256 = sha256Of(bytes);
    const there = readDocument(store, documentId);
    if (there && there.sha256 !== sha256) throw new AssayError('ALREADY_EXISTS', { kind: 'article', id: documentId });
    if (there) return { outcome: 'imported', name: there.fileName, documentId, title: there.title };
    const known = documentOfOriginal(store, sha256);
    if (known) return { outcome: 'duplicate', name: pastedName, documentId: known.id, title: known.title };
    const copied = copyOfOriginal(store, sha256);
    if (copied) return { outcome: 'duplicate', name: pastedName, documentId: copied.documentId, title: copied.title };

    const parsed = await workbench.parser.parse({ name: pastedName, bytes }, signal);
    if (!parsed.ok) return failure(pastedName, parsed.reason);
    const { extraction } = parsed;
    const title = citation.title ?? extraction.guesses.title?.value ?? pastedName;
    store.transact(importLabel(1, title), (tx) =>
      insertDocument(store, newId, tx, { id: documentId, fileName: pastedName, bytes, sha256, extraction, citation }),
    );
    return { outcome: 'imported', name: pastedName, documentId, title };
  }),

  addVersion: inCase.documents.addVersion.handler(({ input, context, signal }) => addVersion(context, input, signal)),

  update: inCase.documents.update.handler(({ input: { documentId, revision, fields, confirm, gesture }, context: { store } }) => {
    const written = fieldsIn(fields);
    let label = '';
    store.transact(
      () => label,
      (tx) => {
        const before = tx.expect('document', documentId, revision, written);
        const guesses = guessesAfter(tx, documentId, [...written, ...confirm]);
        const after = tx.update('document', documentId, { ...fields, guesses });
        label = editLabel('document', written.length === 0 ? 'Confirm article details' : 'Edit article details', before, after);
      },
      { gesture },
    );
    return readDocument(store, documentId)!;
  }),

  remove: inCase.documents.remove.handler(({ input: { documentId, withUses }, context: { store } }) => {
    let title = '';
    return store.transact(
      () => `Delete ${named('article', title)}`,
      (tx) => {
        ({ title } = tx.need('document', documentId));
        const passageIds = passageIdsOf(store, documentId);
        if (!withUses) requireUnused(store, 'article', documentId, passageIds);
        for (const passageId of passageIds) removePassage(store, tx, passageId);
        removeNotesOf(store, tx, 'document', documentId);
        for (const { id } of listCopies(store, documentId)) tx.remove('document_copy', id);
        for (const versionId of versionIdsOf(store, documentId)) tx.remove('document_version', versionId);
        tx.remove('document', documentId);
        return { seq: tx.seq };
      },
    );
  }),

  copies: inCase.documents.copies.handler(({ input: { documentId }, context: { store } }) => {
    requireDocument(store, documentId);
    return listCopies(store, documentId);
  }),

  separateCopy: inCase.documents.separateCopy.handler(({ input, context, signal }) => separateCopy(context, input, signal)),

  original: inCase.documents.original.handler(({ input: { documentId, versionId, copyId }, context: { store } }) => {
    const original =
      copyId === undefined
        ? readOriginal(store, requireVersion(store, documentId, versionId ?? requireDocument(store, documentId).versionId).id)
        : originalOfCopy(store, documentId, copyId);
    if (!original)
      throw new AssayError('NOT_FOUND', copyId === undefined ? { kind: 'article', id: documentId } : { kind: 'copy', id: copyId });
    const name = original.fileName.replace(/^.*[/\\]/, '');
    return new File([new Uint8Array(original.bytes)], name, { type: original.mediaType });
  }),

  rememberPosition: inCase.documents.rememberPosition.handler(({ input: { documentId, versionId, top, caret }, context: { store } }) => {
    const current = requireDocument(store, documentId).versionId;
    const earlierId = versionId === current ? undefined : versionId;
    if (!store.readOnly) store.keep(() => keepPosition(store, documentId, { top, caret }, earlierId));
    return null;
  }),

  originalView: inCase.documents.originalView.handler(({ input: { documentId }, context: { store } }) =>
    readOriginalView(store, requireDocument(store, documentId).id),
  ),

  rememberOriginalView: inCase.documents.rememberOriginalView.handler(({ input: { documentId, view }, context: { store } }) => {
    requireDocument(store, documentId);
    if (!store.readOnly) store.keep(() => keepOriginalView(store, documentId, view));
    return null;
  }),

  readSoFar: inCase.documents.readSoFar.handler(({ input: { documentId, versionId }, context: { store } }) =>
    readRanges(store, requireVersion(store, documentId, versionId ?? requireDocument(store, documentId).versionId).id),
  ),

  addRead: inCase.documents.addRead.handler(({ input: { documentId, versionId, ranges }, context: { store } }) => {
    requireDocument(store, documentId);
    return addReadRanges(store, requireVersion(store, documentId, versionId), ranges);
  }),
};
