import type { Store } from '../../store/open.ts';
import type { TableName } from '../../store/tables.ts';
import type { AnyRow } from '../titles/queries.ts';

/** A row that was deleted and did not come back since. */
export interface DeletedRow {
  table: TableName;
  id: string;
  /** What it said. */
  row: AnyRow;
  seq: number;
}

interface Stored {
  table: TableName;
  id: string;
  row: string;
  seq: number;
}

/**
 * A deletion that stands, of a row that is not there now: the newest such deletion of it. One that was undone does not count,
 * nor does the undoing of what made the row; the undoing of a restoration makes the deletion before it count again.
 */
const gone = `
  change.after IS NULL AND operation.kind = 'do' AND coalesce(operation.undo_state, 'live') = 'live'
  AND (SELECT newest.after FROM change AS newest INDEXED BY change_by_row
    WHERE newest.table_name = change.table_name AND newest.row_id = change.row_id
    ORDER BY newest.seq DESC, newest.ordinal DESC LIMIT 1) IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM change AS later INDEXED BY change_by_row JOIN operation AS again ON again.seq = later.seq
    WHERE later.table_name = change.table_name AND later.row_id = change.row_id
    AND (later.seq, later.ordinal) > (change.seq, change.ordinal)
    AND later.after IS NULL AND again.kind = 'do' AND coalesce(again.undo_state, 'live') = 'live')`;

const select = `SELECT change.table_name AS "table", change.row_id AS id, change.before AS row, change.seq AS seq
  FROM change JOIN operation ON operation.seq = change.seq`;

const toRow = (stored: Stored): DeletedRow => ({ ...stored, row: JSON.parse(stored.row) as AnyRow });

/** Operations before a sequence number, newest first, that deleted something of these kinds which is gone still. */
export function deletingOperations(
  store: Store,
  kinds: readonly TableName[],
  before: number,
): Iterable<{ seq: number; at: string; actor: string }> {
  return store.db
    .prepare<[number], { seq: number; at: string; actor: string }>(
      `SELECT change.seq, operation.at, operation.actor FROM change INDEXED BY change_deleting CROSS JOIN operation ON operation.seq = change.seq
       WHERE change.seq < ? AND change.table_name IN (${kinds.map((kind) => `'${kind}'`).join(', ')}) AND ${gone}
       GROUP BY change.seq ORDER BY change.seq DESC`,
    )
    .iterate(before);
}

/** Everything that an operation deleted and that is gone still. */
export function deletedIn(store: Store, seq: number): DeletedRow[] {
  return store.statement<[number], Stored>(`${select} WHERE change.seq = ? AND ${gone} ORDER BY change.ordinal`).all(seq).map(toRow);
}

/** The deletion of a row that is gone; undefined where it is there, never was, or was only undone. */
export function deletionOf(store: Store, table: TableName, id: string): DeletedRow | undefined {
  const stored = store
    .statement<[string, string], Stored>(`${select} WHERE change.table_name = ? AND change.row_id = ? AND ${gone}`)
    .get(table, id);
  return stored && toRow(stored);
}

/** Columns of rows that stayed which an operation emptied because what they named went: evidence, and what it relayed. */
export function emptiedIn(store: Store, seq: number): { id: string; derivedFromId: string }[] {
  return store
    .statement<[number], { id: string; derivedFromId: string }>(
      `SELECT change.row_id AS id, change.before ->> 'derived_from_id' AS derivedFromId FROM change
       JOIN evidence ON evidence.id = change.row_id AND evidence.derived_from_id IS NULL
       WHERE change.seq = ? AND change.table_name = 'evidence' AND change.after IS NOT NULL AND change.before ->> 'derived_from_id' IS NOT NULL`,
    )
    .all(seq);
}

export function agentNamed(store: Store, name: string): string | undefined {
  return store.statement<[string], string>('SELECT id FROM agent WHERE name = ? COLLATE NOCASE').pluck().get(name);
}
