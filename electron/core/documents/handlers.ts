import type { CitationFields, DocumentSummary } from '../../../shared/domain/entities.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { editLabel } from '../../../shared/domain/historyWords.ts';
import { named } from '../../../shared/text/shortText.ts';
import { requirePaths } from '../cases/handlers.ts';
import { requireUnused } from '../passages/passage.ts';
import { passageIdsOf } from '../passages/queries.ts';
import { inCase, type CaseContext } from '../procedure.ts';
import type { Store } from '../store/open.ts';
import { fieldsIn } from '../store/transact.ts';
import type { Transaction } from '../store/transact.ts';
import { addVersion } from '../versions/add.ts';
import { makeVersions } from './changed/makeVersions.ts';
import { pagesOfCase } from './changed/sameAddress.ts';
import { separateCopy } from './copies/copies.ts';
import { listCopies, originalOfCopy } from './copies/queries.ts';
import { importSources, type ImportStep } from './import.ts';
import { paste } from './paste.ts';
import {
  keepPosition,
  listDocuments,
  listTitles,
  readDocument,
  readOriginal,
  readPosition,
  readVersion,
  textLengthOf,
  versionIdsOf,
} from './queries.ts';
import { keepOriginalView, readOriginalView } from './originalView.ts';
import { addReadRanges, readRanges } from './reading.ts';
import { removeDocument } from './remove.ts';
import { fileSources, pathSources, type ImportSource } from './sources.ts';
import { importEnded, importIsUnderWay } from './underway.ts';
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
  importIsUnderWay(context.workbench, input.importId, null);
  try {
    yield* importSources(context, { ...input, sources }, signal);
  } finally {
    importEnded(context.workbench, input.importId);
  }
  if (context.store.db.open) endImport(context, input.importId);
}

export const documents = {
  list: inCase.documents.list.handler(({ context: { store } }) => listDocuments(store)),
  titles: inCase.documents.titles.handler(({ context: { store } }) => listTitles(store)),

  get: inCase.documents.get.handler(({ input: { documentId }, context: { store } }) => {
    const document = requireDocument(store, documentId);
    const versions = versionIdsOf(store, documentId).length;
    return { ...document, version: readVersion(store, document.versionId), versions, position: readPosition(store, documentId) };
  }),

  import: inCase.documents.import.handler(async function* ({ input, context, signal }) {
    yield* importSources(context, { ...input, sources: fileSources(input.files) }, signal);
  }),

  importPaths: inCase.documents.importPaths.handler(async function* ({ input, context, signal }) {
    requirePaths(context);
    yield* importFromPaths(context, input, signal);
  }),

  beginImport: inCase.documents.beginImport.handler(({ input: { windowId, ...input }, context }) => {
    beginImport(context, { ...input, paths: null });
    if (windowId !== undefined) importIsUnderWay(context.workbench, input.importId, windowId);
    return null;
  }),

  endImport: inCase.documents.endImport.handler(({ input: { importId }, context }) => {
    endImport(context, importId);
    importEnded(context.workbench, importId);
    return null;
  }),

  unfinishedImport: inCase.documents.unfinishedImport.handler(({ context }) => readUnfinished(context)),

  resumeImport: inCase.documents.resumeImport.handler(async function* ({ input: { importId }, context, signal }) {
    const stored = storedImport(context, importId);
    if (!stored || stored.paths === null) throw new AssayError('NOT_FOUND', { kind: 'import', id: importId });
    yield* importFromPaths(context, { ...stored, paths: stored.paths }, signal);
  }),

  paste: inCase.documents.paste.handler(({ input, context, signal }) => paste(context, input, signal)),

  sameAddress: inCase.documents.sameAddress.handler(({ input: { documentId }, context: { store } }) =>
    pagesOfCase(store).otherOf(requireDocument(store, documentId)),
  ),

  makeVersions: inCase.documents.makeVersions.handler(async function* ({ input, context, signal }) {
    yield* makeVersions(context, input, signal);
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
        if (!withUses) requireUnused(store, 'article', documentId, passageIdsOf(store, documentId));
        removeDocument(store, tx, documentId);
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
