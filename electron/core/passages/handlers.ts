import type { TextRange } from '../../../shared/domain/entities.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { named } from '../../../shared/text/shortText.ts';
import { beforeBulk } from '../backups/attend.ts';
import { versionIdsOf } from '../documents/queries.ts';
import { inCase } from '../procedure.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';
import { insertPassage, insertPassages, placeOf, removePassage, requireUnused, type NewPassage } from './passage.ts';
import { setSkipReason } from './skip.ts';
import { joinPassages, splitPassage } from './reshape.ts';
import {
  countChangesSince,
  currentVersionOf,
  listPassages,
  passageIdsChangedSince,
  readPassage,
  readPassagesById,
  waitingRowOf,
} from './queries.ts';

/** Reading more changed rows than this, to find what they mean to passages, is no quicker than reading the passages. */
const changesAtMost = 500;

const fragmentsOf = ({ ranges }: Row<'passage'>): number => (JSON.parse(ranges) as TextRange[]).length;

/** What making passages is called: skipping, where each of them was made to say that its words are passed over. */
function makingOf(wanted: readonly NewPassage[]): string {
  const verb = wanted.every(({ skipReason }) => skipReason !== '') ? 'Skip' : 'Highlight';
  return `${verb} ${wanted.length === 1 ? 'passage' : `${wanted.length} passages`}`;
}

/** The version that was asked for, else the current one; `NOT_FOUND` where the article, or that version of it, is not there. */
function versionOf(store: Store, documentId: string, asked: string | undefined): string {
  const current = currentVersionOf(store, documentId);
  if (current === undefined) throw new AssayError('NOT_FOUND', { kind: 'article', id: documentId });
  if (asked === undefined || asked === current) return current;
  if (!versionIdsOf(store, documentId).includes(asked)) throw new AssayError('NOT_FOUND', { kind: 'version', id: asked });
  return asked;
}

export const passages = {
  list: inCase.passages.list.handler(({ input: { documentId, versionId: asked }, context: { store } }) => {
    const versionId = versionOf(store, documentId, asked);
    return listPassages(store, versionId);
  }),

  changed: inCase.passages.changed.handler(({ input: { documentId, versionId: asked, since }, context: { store } }) => {
    const versionId = versionOf(store, documentId, asked);
    if (countChangesSince(store, since, changesAtMost + 1) > changesAtMost) return null;
    const ids = passageIdsChangedSince(store, since);
    const passages = readPassagesById(store, ids).filter((passage) => passage.versionId === versionId);
    const there = new Set(passages.map(({ id }) => id));
    return { passages, removed: ids.filter((id) => !there.has(id)) };
  }),

  get: inCase.passages.get.handler(({ input: { passageId }, context: { store } }) => {
    const found = readPassage(store, passageId);
    if (!found) throw new AssayError('NOT_FOUND', { kind: 'passage', id: passageId });
    return found;
  }),

  create: inCase.passages.create.handler(({ input, context }) => {
    context.store.transact(makingOf([input]), (tx) => insertPassage(context, tx, input));
    return readPassage(context.store, input.id)!;
  }),

  createMany: inCase.passages.createMany.handler(async ({ input: { passages: wanted }, context }) => {
    await beforeBulk(context.workbench, wanted.length);
    const made = context.store.transact(makingOf(wanted), (tx) => insertPassages(context, tx, wanted));
    const passages = readPassagesById(
      context.store,
      made.map(({ id }) => id),
    );
    // A row's revision is the number of the operation that wrote it.
    return { seq: Math.max(...passages.map(({ revision }) => revision)), passages };
  }),

  adjust: inCase.passages.adjust.handler(({ input: { passageId, revision, anchor }, context: { store } }) => {
    let label = '';
    store.transact(
      () => label,
      (tx) => {
        const row = tx.expect('passage', passageId, revision, ['version_id', 'ranges']);
        const after = tx.update('passage', passageId, { version_id: anchor.versionId, ...placeOf(store, tx, row.document_id, anchor) });
        const waiting = waitingRowOf(store, passageId);
        if (waiting !== undefined) tx.update('reanchoring', waiting, { decision: 'by-hand' });
        const fragments = fragmentsOf(after) - fragmentsOf(row);
        label = fragments === 0 ? 'Adjust passage' : fragments > 0 ? 'Add to passage' : 'Take out of passage';
      },
    );
    return readPassage(store, passageId)!;
  }),

  split: inCase.passages.split.handler(({ input: { passageId, revision, at, secondId }, context }) => {
    const { store } = context;
    const seq = store.transact('Split passage', (tx) => splitPassage(context, tx, { passageId, revision, at, secondId }));
    return { seq, first: readPassage(store, passageId)!, second: readPassage(store, secondId)! };
  }),

  join: inCase.passages.join.handler(({ input: { passageIds }, context }) => {
    const wanted = [...new Set(passageIds)];
    const { seq, keptId } = context.store.transact(`Join ${wanted.length} passages`, (tx) => joinPassages(context, tx, wanted));
    return { seq, passage: readPassage(context.store, keptId)! };
  }),

  skip: inCase.passages.skip.handler(({ input: { passageId, reason }, context: { store } }) => {
    let label = '';
    const seq = store.transact(
      () => label,
      (tx) => {
        const { exact } = tx.need('passage', passageId);
        const before = tx.get('passage_skip', passageId)?.reason ?? '';
        if (before === reason) return null;
        const verb = reason === '' ? 'No longer skip' : before === '' ? 'Skip' : 'Edit reason to skip';
        label = `${verb} ${named('passage', exact)}`;
        setSkipReason(store, tx, passageId, reason);
        return tx.seq;
      },
    );
    return { seq, passage: readPassage(store, passageId)! };
  }),

  remove: inCase.passages.remove.handler(({ input: { passageId, withUses }, context: { store } }) => {
    let quote = '';
    return store.transact(
      () => `Delete ${named('highlight', quote)}`,
      (tx) => {
        quote = tx.need('passage', passageId).exact;
        if (!withUses) requireUnused(store, 'passage', passageId, [passageId]);
        removePassage(store, tx, passageId);
        return { seq: tx.seq };
      },
    );
  }),
};
