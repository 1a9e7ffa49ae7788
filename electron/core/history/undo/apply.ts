import Database from 'better-sqlite3';
import type { Operation } from '../../../../shared/contract/history.ts';
import { AssayError } from '../../../../shared/domain/errors.ts';
import { removeIfUnused } from '../../claims/claimant.ts';
import type { Store } from '../../store/open.ts';
import type { Row, TableName } from '../../store/tables.ts';
import type { TransactOptions, Transaction } from '../../store/transact.ts';
import type { AnyRow } from '../titles/queries.ts';
import { planUndo, undoLabel } from './plan.ts';
import { gestureTakingBack } from './takenBack.ts';

/** What was done, in the way that undo and redo tell it. */
export interface Done {
  seq: number;
  label: string;
  kind: 'do';
  tables: string[];
  ids: string[];
}

const idsTold = 200;

/**
 * Takes one operation back, with its gesture, as a new operation that can be undone like any other. Errors: `NOT_FOUND`,
 * `UNDO_BLOCKED`, `READ_ONLY`.
 */
export function undoOne(store: Store, seq: Operation['seq']): Done {
  refuseReadOnly(store);
  const planned = planUndo(store, seq);
  if ('obstacle' in planned) throw new AssayError('UNDO_BLOCKED', planned.obstacle);
  const { plan } = planned;
  const label = undoLabel(plan.label);
  const work = (tx: Transaction): void => {
    for (const { table, id } of plan.remove) tx.remove(table, id);
    for (const { table, row } of plan.write) bringBack(tx, table, row);
    for (const { table, row } of oldestFirst(plan.bringBack)) bringBack(tx, table, row);
    for (const agentId of new Set(plan.letGo)) removeIfUnused(store, tx, agentId);
  };
  return performed(store, label, plan.label, work, { gesture: gestureTakingBack(store, plan.target) });
}

export function refuseReadOnly({ readOnly }: Store): void {
  if (readOnly) throw new AssayError('READ_ONLY', { reason: readOnly });
}

/** Rows in the order in which they were last written: what is listed in order of coming in keeps that order. */
export function oldestFirst<Item extends { row: AnyRow }>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => Number(a.row['revision']) - Number(b.row['revision']));
}

export function bringBack(tx: Transaction, table: TableName, row: AnyRow): void {
  tx.bringBack(table, row as unknown as Row<typeof table>);
}

/** Does it, and tells what was written. Rows that do not go together any more are a refusal, not a defect. */
export function performed(store: Store, label: string, what: string, work: (tx: Transaction) => void, options?: TransactOptions): Done {
  const { seq: before } = store.journal.head();
  try {
    store.transact(label, work, options);
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_CONSTRAINT')) throw error;
    throw new AssayError('UNDO_BLOCKED', { label: what, by: [], detail: 'what came later does not go together with it' }, { cause: error });
  }
  const { seq } = store.journal.head();
  const changes = seq > before ? store.journal.changes(seq) : [];
  return {
    seq,
    label,
    kind: 'do',
    tables: [...new Set(changes.map(({ table }) => table))],
    ids: [...new Set(changes.map(({ rowId }) => rowId))].slice(0, idsTold),
  };
}
