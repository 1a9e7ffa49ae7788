import { AssayError } from '../../../shared/domain/errors.ts';
import { named } from '../../../shared/text/shortText.ts';
import { readPosition, readVersion } from '../documents/queries.ts';
import { placeOf } from '../passages/passage.ts';
import { currentVersionOf } from '../passages/queries.ts';
import { inCase } from '../procedure.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';
import type { Transaction } from '../store/transact.ts';
import { putBack, transcribe } from './add.ts';
import type { StoredProposal } from './outcome.ts';
import { listVersions, readStoredVersion, type StoredVersion } from './queries.ts';
import { waitingPassages } from './waiting.ts';

function requireVersion(store: Store, versionId: string): StoredVersion {
  const version = readStoredVersion(store, versionId);
  if (!version) throw new AssayError('NOT_FOUND', { kind: 'version', id: versionId });
  return version;
}

/** The row by which a passage waits, as the caller saw it; `STALE_STATE` when it was decided since. */
function expectWaiting(tx: Transaction, { id, revision }: { id: string; revision: number }): Row<'reanchoring'> {
  const row = tx.expect('reanchoring', id, revision, ['decision']);
  if (row.decision !== 'waiting') throw new AssayError('STALE_STATE', { kind: 'review', id, revision: row.revision });
  return row;
}

/** Several decisions are called by their number, one by the words of its passage. */
const stepName = (one: string, many: string, quotes: readonly string[]): string =>
  quotes.length === 1 ? `${one} ${named('passage', quotes[0]!)}` : `${many} ${quotes.length.toLocaleString('en')} passages`;

export const versions = {
  list: inCase.versions.list.handler(({ input: { documentId }, context: { store } }) => {
    if (currentVersionOf(store, documentId) === undefined) throw new AssayError('NOT_FOUND', { kind: 'article', id: documentId });
    return listVersions(store, documentId);
  }),

  get: inCase.versions.get.handler(({ input: { versionId }, context: { store } }) => {
    const { document_id: documentId } = requireVersion(store, versionId);
    const earlierId = currentVersionOf(store, documentId) === versionId ? undefined : versionId;
    return { ...readVersion(store, versionId), position: readPosition(store, documentId, earlierId) };
  }),

  putBack: inCase.versions.putBack.handler(({ input, context, signal }) => putBack(context, input, signal)),

  transcribe: inCase.versions.transcribe.handler(({ input, context, signal }) => transcribe(context, input, signal)),

  compare: inCase.versions.compare.handler(({ input: { olderId, newerId }, context: { store, workbench }, signal }) => {
    const [older, newer] = [requireVersion(store, olderId).text, requireVersion(store, newerId).text];
    return workbench.maintain('compareTexts', { older, newer }, signal);
  }),

  waiting: inCase.versions.waiting.handler(({ input: { documentId }, context: { store } }) => {
    if (currentVersionOf(store, documentId) === undefined) throw new AssayError('NOT_FOUND', { kind: 'article', id: documentId });
    return waitingPassages(store, documentId);
  }),

  accept: inCase.versions.accept.handler(({ input: { items }, context: { store } }) => {
    const quotes: string[] = [];
    return store.transact(
      () => stepName('Accept new place of', 'Accept new places of', quotes),
      (tx) => {
        for (const item of items) {
          const row = expectWaiting(tx, item);
          const taken = (JSON.parse(row.proposals) as StoredProposal[])[item.proposal];
          if (!taken) throw new AssayError('NOT_FOUND', { kind: 'proposed place', id: item.id });
          quotes.push(row.from_exact);
          movePassage(store, tx, row, { versionId: row.version_id, ranges: taken.ranges, exact: taken.exact });
          tx.update('reanchoring', row.id, { decision: 'accepted' });
        }
        return { seq: tx.seq };
      },
    );
  }),

  place: inCase.versions.place.handler(({ input: { anchor, ...item }, context: { store } }) => {
    let quote = '';
    return store.transact(
      () => `Place ${named('passage', quote)} by hand`,
      (tx) => {
        const row = expectWaiting(tx, item);
        quote = row.from_exact;
        movePassage(store, tx, row, anchor);
        tx.update('reanchoring', row.id, { decision: 'by-hand' });
        return { seq: tx.seq };
      },
    );
  }),

  keep: inCase.versions.keep.handler(({ input: { items }, context: { store } }) => {
    const quotes: string[] = [];
    return store.transact(
      () => `${stepName('Keep', 'Keep', quotes)} on the old version`,
      (tx) => {
        for (const item of items) {
          const row = expectWaiting(tx, item);
          quotes.push(row.from_exact);
          tx.update('reanchoring', row.id, { decision: 'kept' });
        }
        return { seq: tx.seq };
      },
    );
  }),
};

/** Puts a passage where its words were found: verified against the text like any other passage (`STALE_TEXT`). */
function movePassage(store: Store, tx: Transaction, row: Row<'reanchoring'>, anchor: Parameters<typeof placeOf>[3]): void {
  const { document_id: documentId } = tx.need('passage', row.passage_id);
  tx.update('passage', row.passage_id, { version_id: anchor.versionId, ...placeOf(store, tx, documentId, anchor) });
}
