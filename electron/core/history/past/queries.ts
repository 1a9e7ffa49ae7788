import type { Database } from 'better-sqlite3';
import type { NamedOperation } from '../../../../shared/domain/historyWords.ts';
import type { Change } from '../../store/journal.ts';
import { openRows } from '../../store/transact.ts';
import type { TableName } from '../../store/tables.ts';

/** Tables in which two rows may not say the same: all of them give their places up before one takes its old place again. */
const unique: readonly TableName[] = ['agent', 'label_use', 'document_version', 'verdict'];

/** What a row was before the changes at hand: the columns that they wrote, or null where it was not there. */
type Was = Record<string, unknown> | null;

/**
 * Turns a copy of a case into the case as it was after an operation: what came later is taken back, row by row and newest
 * first, and then forgotten. The search index follows the rows; texts that came later stay, and nothing refers to them.
 */
export function turnBack(db: Database, seq: number): void {
  // A copy that is lost is made again.
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.transaction(() => {
    const rows = openRows(db);
    const coming: [TableName, string, NonNullable<Was>][] = [];
    for (const [key, was] of earlierStates(db, seq)) {
      const [table, id] = key.split(' ') as [TableName, string];
      const row = rows.get(table, id);
      const now = row ? rows.pick(table, row) : null;
      if (now && was && !unique.includes(table)) {
        rows.restore(table, id, now, was);
        continue;
      }
      if (now) rows.restore(table, id, now, null);
      // What is not there now was recorded as a whole when it was deleted.
      if (was) coming.push([table, id, { ...now, ...was }]);
    }
    for (const [table, id, was] of coming) rows.restore(table, id, null, was);
    forget(db, seq);
    remarkUndone(db);
  })();
}

function earlierStates(db: Database, seq: number): Map<string, Was> {
  const states = new Map<string, Was>();
  const changes = db.prepare<[number], { table: Change['table']; id: string; before: string | null }>(
    'SELECT table_name AS "table", row_id AS id, before FROM change WHERE seq > ? ORDER BY seq DESC, ordinal DESC',
  );
  for (const { table, id, before } of changes.iterate(seq)) {
    const key = `${table} ${id}`;
    if (before === null) {
      states.set(key, null);
      continue;
    }
    states.set(key, { ...states.get(key), ...(JSON.parse(before) as Record<string, unknown>) });
  }
  return states;
}

/** Takes the guards of history away for as long as it takes to forget what came later. */
function forget(db: Database, seq: number): void {
  const guards = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('change', 'operation')",
    )
    .all();
  for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
  db.prepare('DELETE FROM change WHERE seq > ?').run(seq);
  db.prepare('DELETE FROM operation WHERE seq > ?').run(seq);
  for (const { sql } of guards) db.exec(sql);
}

interface Mark {
  seq: number;
  gesture: string | null;
}

/** Says of each operation what stood and what was undone at that moment, which follows from the order of doing and undoing. */
function remarkUndone(db: Database): void {
  const marks = new Map<number, 'live' | 'undone' | 'abandoned'>();
  const [live, undone]: [Mark[], Mark[]] = [[], []];
  const move = (from: Mark[], to: Mark[], state: 'live' | 'undone'): void => {
    const first = from.at(-1);
    for (let mark = first; mark && (mark === first || (mark.gesture !== null && mark.gesture === first?.gesture)); mark = from.at(-1)) {
      to.push(from.pop()!);
      marks.set(mark.seq, state);
    }
  };
  const operations = db.prepare<[], Mark & { kind: string; state: string | null }>(
    'SELECT seq, gesture, kind, undo_state AS state FROM operation ORDER BY seq',
  );
  for (const { seq, gesture, kind, state } of operations.iterate()) {
    if (kind === 'undo') move(live, undone, 'undone');
    else if (kind === 'redo') move(undone, live, 'live');
    else if (state !== null) {
      for (const gone of undone.splice(0)) marks.set(gone.seq, 'abandoned');
      live.push({ seq, gesture });
      marks.set(seq, 'live');
    }
  }
  const write = db.prepare('UPDATE operation SET undo_state = ? WHERE seq = ? AND undo_state IS NOT ?');
  for (const [seq, state] of marks) write.run(state, seq, state);
}

/** Leaves one file, which can be read where nothing can be written. */
export function asOneFile(db: Database): void {
  db.pragma('journal_mode = DELETE');
}

/** When an operation was made (an instant), and what it was; undefined where there is none. */
export function momentOf(db: Database, seq: number): (NamedOperation & { at: string }) | undefined {
  return db.prepare<[number], NamedOperation & { at: string }>('SELECT at, kind, label FROM operation WHERE seq = ?').get(seq);
}
