import type { CitationFields, DocumentSummary } from '../../../shared/domain/entities.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { editLabel } from '../../../shared/domain/historyWords.ts';
import { named } from '../../../shared/text/shortText.ts';
import { requirePaths } from '../cases/handlers.ts';
import { removeNotesOf } from '../notes/handlers.ts';
import { removePassage, requireUnused } from '../passages/passage.ts';
import { passageIdsOf } from '../passages/queries.ts';
import { inCase } from '../procedure.ts';
import type { Store } from '../store/open.ts';
import { fieldsIn } from '../store/transact.ts';
import type { Transaction } from '../store/transact.ts';
import { addVersion } from '../versions/add.ts';
import { failure, importLabel, importSources } from './import.ts';
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
import { addReadRanges, readRanges } from './reading.ts';
import { fileSources, pastedName, pathSources, type ImportSource } from './sources.ts';

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

export const documents = {
  list: inCase.documents.list.handler(({ context: { store } }) => listDocuments(store)),

  get: inCase.documents.get.handler(({ input: { documentId }, context: { store } }) => {
    const document = requireDocument(store, documentId);
    return { ...document, version: readVersion(store, document.versionId), position: readPosition(store, documentId) };
  }),

  import: inCase.documents.import.handler(async function* ({ input, context, signal }) {
    yield* importSources(context, input.importId, fileSources(input.files), signal);
  }),

  importPaths: inCase.documents.importPaths.handler(async function* ({ input, context, signal }) {
    requirePaths(context);
    const sources: ImportSource[] = [];
    for await (const source of pathSources(input.paths, signal)) sources.push(source);
    yield* importSources(context, input.importId, sources, signal);
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
        for (const versionId of versionIdsOf(store, documentId)) tx.remove('document_version', versionId);
        tx.remove('document', documentId);
        return { seq: tx.seq };
      },
    );
  }),

  original: inCase.documents.original.handler(({ input: { documentId, versionId }, context: { store } }) => {
    const version = requireVersion(store, documentId, versionId ?? requireDocument(store, documentId).versionId);
    const original = readOriginal(store, version.id);
    if (!original) throw new AssayError('NOT_FOUND', { kind: 'article', id: documentId });
    const name = original.fileName.replace(/^.*[/\\]/, '');
    return new File([new Uint8Array(original.bytes)], name, { type: original.mediaType });
  }),

  rememberPosition: inCase.documents.rememberPosition.handler(({ input: { documentId, versionId, top, caret }, context: { store } }) => {
    const current = requireDocument(store, documentId).versionId;
    const earlierId = versionId === current ? undefined : versionId;
    if (!store.readOnly) store.keep(() => keepPosition(store, documentId, { top, caret }, earlierId));
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
