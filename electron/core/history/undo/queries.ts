import type { Store } from '../../store/open.ts';
import { columns, tableNames, type TableName } from '../../store/tables.ts';
import type { AnyRow } from '../titles/queries.ts';

export interface FoundOperation {
  seq: number;
  label: string;
  kind: 'do' | 'undo' | 'redo';
  state: 'live' | 'undone' | 'abandoned' | null;
  gesture: string | null;
  /** Of an undo or redo: the first operation that it took back or did again. */
  targetSeq: number | null;
}

const select = 'SELECT seq, label, kind, undo_state AS state, gesture, target_seq AS targetSeq FROM operation';

export function readOperation(store: Store, seq: number): FoundOperation | undefined {
  return store.statement<[number], FoundOperation>(`${select} WHERE seq = ?`).get(seq);
}

/** The standing operations of a gesture, oldest first. */
export function operationsOfGesture(store: Store, gesture: string): FoundOperation[] {
  return store.statement<[string], FoundOperation>(`${select} WHERE gesture = ? AND undo_state = 'live' ORDER BY seq`).all(gesture);
}

/** The oldest operation of a gesture, whatever became of it. */
export function firstOfGesture(store: Store, gesture: string): number {
  return store.statement<[string], number>('SELECT min(seq) FROM operation WHERE gesture = ?').pluck().get(gesture)!;
}

/** Standing operations after one whose gestures sort from one text up to another, exclusive; newest first. */
export function liveOfGesturesBetween(
  store: Store,
  from: string,
  to: string,
  after: number,
): { seq: number; at: string; gesture: string }[] {
  return store
    .statement<[string, string, number], { seq: number; at: string; gesture: string }>(
      `SELECT seq, at, gesture FROM operation INDEXED BY operation_by_gesture
       WHERE gesture >= ? AND gesture < ? AND seq > ? AND undo_state = 'live' ORDER BY seq DESC`,
    )
    .all(from, to, after);
}

/** Operations after one that wrote a row, newest first, with what they wrote (null: they took it away). */
export function laterWrites(store: Store, table: TableName, id: string, after: number): (FoundOperation & { after: AnyRow | null })[] {
  return store
    .statement<[string, string, number], FoundOperation & { after: string | null }>(
      `SELECT operation.seq, label, kind, undo_state AS state, gesture, target_seq AS targetSeq, change.after FROM change JOIN operation ON operation.seq = change.seq
       WHERE table_name = ? AND row_id = ? AND change.seq > ? ORDER BY change.seq DESC, ordinal DESC`,
    )
    .all(table, id, after)
    .map((row) => ({ ...row, after: row.after === null ? null : (JSON.parse(row.after) as AnyRow) }));
}

/** A column by which rows of one table point at rows of another. */
export interface Reference {
  table: TableName;
  column: string;
  parent: TableName;
  /** The column that must name the parent's table, where rows of several tables are pointed at. */
  kindColumn?: string;
}

/** What SQLite knows of, and what it cannot know: notes and labels point at several tables. Contents named by their hash are kept for ever. */
export function readReferences(store: Store): Reference[] {
  const declared = tableNames.flatMap((table) =>
    (store.db.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[])
      .filter((key) => key.table in columns)
      .map((key): Reference => ({ table, column: key.from, parent: key.table as TableName })),
  );
  const open = (table: 'note' | 'label_use', parents: TableName[]): Reference[] =>
    parents.map((parent) => ({ table, column: 'target_id', parent, kindColumn: 'target_kind' }));
  return [...declared, ...open('note', ['document', 'passage', 'claim', 'evidence', 'agent']), ...open('label_use', ['passage', 'claim'])];
}

/** Rows that point at a row by this reference. */
export function rowsPointingAt(store: Store, { table, column, parent, kindColumn }: Reference, id: string): string[] {
  const kind = kindColumn ? ` AND ${kindColumn} = '${parent}'` : '';
  return store.statement<[string], string>(`SELECT id FROM ${table} WHERE ${column} = ?${kind}`).pluck().all(id);
}

/** Columns of a table that no two rows may share, each with the way in which it is compared. */
const unique: Partial<Record<TableName, readonly string[]>> = {
  agent: ['name COLLATE NOCASE'],
  label_use: ['target_kind', 'target_id', 'label_id'],
  document_version: ['document_id', 'number'],
  verdict: ['supersedes_id'],
};

/** Other rows that hold what only one row of a table may hold. */
export function rowsInTheWay(store: Store, table: TableName, row: AnyRow): string[] {
  const held = unique[table];
  if (!held) return [];
  const where = held.map((column) => `${column} = ?`).join(' AND ');
  const values = held.map((column) => row[column.split(' ')[0]!]);
  return store
    .statement<unknown[], string>(`SELECT id FROM ${table} WHERE ${where} AND id <> ?`)
    .pluck()
    .all(...values, row['id']);
}
