import type { Store } from '../../store/open.ts';
import { columns, type TableName } from '../../store/tables.ts';

export type AnyRow = Record<string, unknown>;

/** A row as it is now; undefined where it is not there. */
export function rowNow(store: Store, table: TableName, id: string): AnyRow | undefined {
  return store.statement<[string], AnyRow>(`SELECT ${columns[table].join(', ')} FROM ${table} WHERE id = ?`).get(id);
}

/** What a row said when it was last taken away; undefined where it never was. */
export function rowWhenDeleted(store: Store, table: TableName, id: string): AnyRow | undefined {
  const before = store
    .statement<[string, string], string>(
      'SELECT before FROM change WHERE table_name = ? AND row_id = ? AND after IS NULL ORDER BY seq DESC, ordinal DESC LIMIT 1',
    )
    .pluck()
    .get(table, id);
  return before === undefined ? undefined : (JSON.parse(before) as AnyRow);
}

/** Rows of a kind that an operation wrote, at most two: enough to tell one from many. */
export function rowsWritten(store: Store, seq: number, table: TableName): { id: string; deleted: number }[] {
  return store
    .statement<[string, number], { id: string; deleted: number }>(
      `SELECT DISTINCT row_id AS id, after IS NULL AS deleted FROM change INDEXED BY change_by_kind
       WHERE table_name = ? AND seq = ? LIMIT 2`,
    )
    .all(table, seq);
}
