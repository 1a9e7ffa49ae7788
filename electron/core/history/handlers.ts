import { AssayError } from '../../../shared/domain/errors.ts';
import { inCase } from '../procedure.ts';
import { nameOf } from '../store/journal.ts';
import { hasOperation, listOperations } from './queries.ts';

export const history = {
  state: inCase.history.state.handler(({ context: { store } }) => {
    const { seq, hash: head } = store.journal.head();
    const next = (direction: 'undo' | 'redo') => (store.readOnly ? null : nameOf(store.journal.next(direction)));
    return { undo: next('undo'), redo: next('redo'), seq, head };
  }),

  undo: inCase.history.undo.handler(({ context: { store } }) => store.undo()),
  redo: inCase.history.redo.handler(({ context: { store } }) => store.redo()),

  list: inCase.history.list.handler(({ input: { before, limit }, context: { store } }) => {
    const found = listOperations(store, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
    return { operations: found.slice(0, limit), more: found.length > limit };
  }),

  changes: inCase.history.changes.handler(({ input: { seq }, context: { store } }) => {
    if (!hasOperation(store, seq)) throw new AssayError('NOT_FOUND', { kind: 'operation', id: String(seq) });
    return store.journal.changes(seq);
  }),
};
