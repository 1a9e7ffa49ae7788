import type { Store } from '../store/open.ts';
import type { Committed } from '../store/transact.ts';

/** Differs from the one before when another connection has committed something since. */
export function readDataVersion(store: Store): number {
  return store.db.pragma('data_version', { simple: true }) as number;
}

/** What was done after an operation: the newest head, every table written, and the rows unless there are more than `most`; null for nothing. */
export function readSince(store: Store, seq: number, most: number): Committed | null {
  const newest = store
    .statement<[number], Omit<Committed, 'tables' | 'ids'>>(
      'SELECT seq, label, kind, at FROM operation WHERE seq > ? ORDER BY seq DESC LIMIT 1',
    )
    .get(seq);
  if (!newest) return null;
  const tables = store.statement<[number], string>('SELECT DISTINCT table_name FROM change WHERE seq > ?').pluck().all(seq);
  const ids = store
    .statement<[number, number], string>('SELECT DISTINCT row_id FROM change WHERE seq > ? LIMIT ?')
    .pluck()
    .all(seq, most + 1);
  return { ...newest, tables, ids: ids.length > most ? [] : ids };
}
