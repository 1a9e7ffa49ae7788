import { citationFormatNames, citedFrom } from '../../../shared/domain/citations.ts';
import type { DocumentSummary } from '../../../shared/domain/entities.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { named } from '../../../shared/text/shortText.ts';
import { beforeBulk } from '../backups/attend.ts';
import { readCaseInfo } from '../cases/queries.ts';
import { listDocuments } from '../documents/queries.ts';
import { inCase } from '../procedure.ts';
import { reportFileName } from '../reports/file-name.ts';
import { readNewestOperation } from '../reports/queries.ts';
import { fieldsIn } from '../store/transact.ts';
import { citationFiles, exportCitations } from './export.ts';
import { citationFile, listCitationFiles } from './files.ts';
import { within } from './limit.ts';
import { matchCitations } from './match.ts';
import { addStyle, chooseStyle, chosenStyle, removeStyle, stylesOf } from './styles/kept.ts';

export const citations = {
  read: inCase.citations.read.handler(async ({ input: { source }, context: { store, workbench }, signal }) => {
    const content =
      'text' in source
        ? source.text
        : 'fileId' in source
          ? citationFile(store, source.fileId).bytes
          : new Uint8Array(await source.file.arrayBuffer());
    const read = await within(
      (limit) => workbench.maintain('readCitations', { source: content }, limit),
      () => new AssayError('CITATIONS_UNREADABLE', { why: 'too-slow' }),
      signal,
    );
    return { ...read, entries: matchCitations(read.entries, listDocuments(store)) };
  }),

  take: inCase.citations.take.handler(async ({ input: { items }, context: { store, workbench } }) => {
    await beforeBulk(workbench, items.length, 50);
    let title = '';
    const seq = store.transact(
      () => (items.length === 1 ? `Take a citation for ${named('article', title)}` : `Take citations for ${items.length} articles`),
      (tx) => {
        for (const { documentId, revision, fields, origins } of items) {
          const written = fieldsIn(fields);
          const before = tx.expect('document', documentId, revision, written);
          const guesses = JSON.parse(before.guesses) as DocumentSummary['guesses'];
          for (const field of written) {
            delete guesses[field];
            const origin = origins[field];
            if (origin !== undefined) guesses[field] = citedFrom(origin);
          }
          ({ title } = tx.update('document', documentId, { ...fields, guesses: JSON.stringify(guesses) }));
        }
        return tx.seq;
      },
    );
    return { seq, documents: items.length };
  }),

  export: inCase.citations.export.handler(({ input: { documentIds, format }, context: { store } }) => {
    const all = listDocuments(store);
    const documents = documentIds === null ? all : pick(all, documentIds);
    const { text, losses } = exportCitations(documents, format);
    const { extension, mediaType } = citationFiles[format];
    const name = documents.length === 1 ? documents[0]!.title : readCaseInfo(store).name;
    const fileName = reportFileName(`${name} ${citationFormatNames[format]}`, readNewestOperation(store).at, extension);
    return { file: new File([text], fileName, { type: mediaType }), citations: documents.length, losses };
  }),

  files: inCase.citations.files.handler(({ context: { store } }) => listCitationFiles(store)),

  file: inCase.citations.file.handler(({ input: { fileId }, context: { store } }) => {
    const { title, mediaType, bytes } = citationFile(store, fileId);
    return new File([new Uint8Array(bytes)], title, { type: mediaType });
  }),

  removeFile: inCase.citations.removeFile.handler(({ input: { fileId }, context: { store } }) => {
    const { title } = citationFile(store, fileId);
    return {
      seq: store.transact(`Take out ${named('file of citations', title)}`, (tx) => {
        tx.remove('reference_file', fileId);
        return tx.seq;
      }),
    };
  }),

  styles: inCase.citations.styles.handler(({ context: { store } }) => ({ styles: stylesOf(store), chosen: chosenStyle(store) })),

  chooseStyle: inCase.citations.chooseStyle.handler(({ input: { styleId }, context: { store } }) => {
    chooseStyle(store, styleId);
    return null;
  }),

  addStyle: inCase.citations.addStyle.handler(({ input, context, signal }) => addStyle(context, input, signal)),

  removeStyle: inCase.citations.removeStyle.handler(({ input: { styleId }, context: { store } }) => {
    removeStyle(store, styleId);
    return null;
  }),
};

function pick(all: readonly DocumentSummary[], documentIds: readonly string[]): DocumentSummary[] {
  const byId = new Map(all.map((document) => [document.id, document]));
  return [...new Set(documentIds)].map((id) => {
    const document = byId.get(id);
    if (!document) throw new AssayError('NOT_FOUND', { kind: 'article', id });
    return document;
  });
}
