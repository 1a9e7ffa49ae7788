import { AssayError } from '../../../shared/domain/errors.ts';
import { recordOf } from '../backups/files.ts';
import { inCase } from '../procedure.ts';
import type { Store } from '../store/open.ts';
import { viewAsOf } from './past/view.ts';
import { historyState } from './state.ts';
import { hasOperation, listOperations, listPeople } from './timeline/queries.ts';
import { namesIn } from './titles/names.ts';
import { openTitles } from './titles/titles.ts';
import { restoreDeleted } from './trash/restore.ts';
import { listTrash } from './trash/trash.ts';
import { undoOne } from './undo/apply.ts';
import { planUndo } from './undo/plan.ts';
import { readOperation } from './undo/queries.ts';
import { takenBackBy } from './undo/takenBack.ts';

/** Would undo (or redo) take this operation back (or do it again) with its next step? */
const isNext = (store: Store, direction: 'undo' | 'redo', seq: number | null): boolean =>
  store.journal.next(direction).some((target) => target.seq === seq);

export const history = {
  state: inCase.history.state.handler(({ context: { store } }) => historyState(store)),

  undo: inCase.history.undo.handler(({ input: { seq }, context: { store } }) =>
    seq === undefined || isNext(store, 'undo', seq) ? store.undo() : undoOne(store, seq),
  ),
  redo: inCase.history.redo.handler(({ input: { seq }, context: { store } }) => {
    if (seq !== undefined) {
      const undone = readOperation(store, seq);
      if (!undone) throw new AssayError('NOT_FOUND', { kind: 'operation', id: String(seq) });
      if (undone.kind !== 'undo' || !isNext(store, 'redo', undone.targetSeq)) throw new AssayError('REDO_BLOCKED', { label: undone.label });
    }
    return store.redo();
  }),

  list: inCase.history.list.handler(({ input: { before = Number.MAX_SAFE_INTEGER, limit, ...filter }, context: { store } }) => {
    const found = listOperations(store, { ...filter, before, limit: limit + 1 });
    const titles = openTitles(store);
    const operations = found.slice(0, limit).map(({ gesture, ...operation }) => ({
      ...operation,
      ...titles.ofOperation(operation.seq),
      takenBackBy: operation.state === 'live' ? takenBackBy(store, { seq: operation.seq, gesture }) : null,
    }));
    return { operations, more: found.length > limit };
  }),

  changes: inCase.history.changes.handler(({ input: { seq }, context: { store } }) => {
    if (!hasOperation(store, seq)) throw new AssayError('NOT_FOUND', { kind: 'operation', id: String(seq) });
    const titles = openTitles(store);
    return store.journal.changes(seq).map((change) => ({
      ...change,
      title: titles.of(change.table, change.rowId),
      names: namesIn(titles, [change.before, change.after]),
    }));
  }),

  people: inCase.history.people.handler(({ context: { store } }) => listPeople(store)),

  canUndo: inCase.history.canUndo.handler(({ input: { seq }, context: { store } }) => {
    const planned = planUndo(store, seq);
    return 'plan' in planned ? { ok: true, detail: '', by: [] } : { ok: false, detail: planned.obstacle.detail, by: planned.obstacle.by };
  }),

  undoOne: inCase.history.undoOne.handler(({ input: { seq }, context: { store } }) => undoOne(store, seq)),

  trash: inCase.history.trash.handler(({ input: { before, limit }, context: { store } }) =>
    listTrash(store, before ?? Number.MAX_SAFE_INTEGER, limit),
  ),

  restore: inCase.history.restore.handler(({ input: { items }, context: { store } }) => restoreDeleted(store, items)),

  viewAsOf: inCase.history.viewAsOf.handler(({ input: { seq }, context: { workbench } }) => viewAsOf(workbench, seq)),
  backToNow: inCase.history.backToNow.handler(({ context: { workbench } }) => {
    const { live, path } = workbench.requireCase();
    // A backup that was opened by its own name: the case is where it was made.
    const record = live.readOnly === 'backup' ? recordOf(path) : null;
    return record ? workbench.open(record.casePath) : workbench.showInstead(null);
  }),
};
