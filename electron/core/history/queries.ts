import type { Operation } from '../../../shared/contract/history.ts';
import type { Store } from '../store/open.ts';

interface OperationRow {
  seq: number;
  id: string;
  at: string;
  actor: string;
  label: string;
  kind: string;
  undo_state: string | null;
  changes: number;
  hash: string;
}

const select = `
  SELECT seq, id, at, actor, label, kind, undo_state, hash, (SELECT count(*) FROM change WHERE change.seq = operation.seq) AS changes
  FROM operation`;

/** Operations before a sequence number, newest first. */
export function listOperations(store: Store, before: number, limit: number): Operation[] {
  return store
    .statement<[number, number], OperationRow>(`${select} WHERE seq < ? ORDER BY seq DESC LIMIT ?`)
    .all(before, limit)
    .map(({ undo_state: state, ...row }) => ({
      ...row,
      kind: row.kind as Operation['kind'],
      state: state as Operation['state'],
    }));
}

export function hasOperation(store: Store, seq: number): boolean {
  return store.statement<[number], number>('SELECT 1 FROM operation WHERE seq = ?').get(seq) !== undefined;
}
