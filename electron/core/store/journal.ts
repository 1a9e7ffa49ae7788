import { hash as digest } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { TableName } from './tables.ts';

/** One row written by an operation: the columns that changed, before and after; null where the row did not exist. */
export interface Change {
  table: TableName;
  rowId: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export interface OperationHead {
  seq: number;
  id: string;
  at: string;
  actor: string;
  label: string;
  kind: 'do' | 'undo' | 'redo';
  targetSeq: number | null;
  gesture: string | null;
}

/** The hash before the first operation. */
export const genesis = '0'.repeat(64);

/** A change as it stands in the journal: the very text that the hash is over. */
export interface StoredChange {
  table_name: string;
  row_id: string;
  before: string | null;
  after: string | null;
}

/** An operation with all that its hash is over, as it stands in the case and in its side journal. */
export interface RecordedOperation {
  head: OperationHead;
  /** Can it be undone? Undoing and redoing themselves cannot. */
  undoable: boolean;
  previous: string;
  hash: string;
  changes: readonly StoredChange[];
}

/**
 * The hash of an operation: SHA-256 over the hash before it, its head and its changes as they are stored, so that no
 * operation can be altered, dropped, added or moved without breaking every hash after it.
 */
export function operationHash(previous: string, head: OperationHead, changes: readonly StoredChange[]): string {
  const { seq, id, at, actor, label, kind, targetSeq, gesture } = head;
  return digest(
    'sha256',
    JSON.stringify([
      previous,
      [seq, id, at, actor, label, kind, targetSeq, gesture],
      changes.map((change) => [change.table_name, change.row_id, change.before, change.after]),
    ]),
    'hex',
  );
}

/** Reads and writes `operation` and `change`; only `transact` and undo call the writing half. */
export function openJournal(db: Database) {
  const selectHead = db.prepare<[], { seq: number; hash: string; at: string }>(
    'SELECT seq, hash, at FROM operation ORDER BY seq DESC LIMIT 1',
  );
  const insertOperation = db.prepare(
    'INSERT INTO operation (seq, id, at, actor, label, kind, target_seq, gesture, previous_hash, hash, undo_state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertChange = db.prepare('INSERT INTO change (seq, ordinal, table_name, row_id, before, after) VALUES (?, ?, ?, ?, ?, ?)');
  const abandonUndone = db.prepare("UPDATE operation SET undo_state = 'abandoned' WHERE undo_state = 'undone'");
  const setUndoState = db.prepare('UPDATE operation SET undo_state = ? WHERE seq = ?');
  const settle = db.prepare('UPDATE operation SET undo_state = NULL WHERE undo_state IS NOT NULL');
  const selectChanges = db.prepare<[number], StoredChange>(
    'SELECT table_name, row_id, before, after FROM change WHERE seq = ? ORDER BY ordinal',
  );
  const selectRowChanges = db.prepare<[string, string, number], Pick<StoredChange, 'before' | 'after'> & { seq: number }>(
    'SELECT seq, before, after FROM change WHERE table_name = ? AND row_id = ? AND seq >= ? ORDER BY seq',
  );
  const newestLive = db.prepare<[], UndoTarget>("SELECT seq, label, gesture FROM operation WHERE undo_state = 'live' ORDER BY seq DESC");
  const oldestUndone = db.prepare<[], UndoTarget>("SELECT seq, label, gesture FROM operation WHERE undo_state = 'undone' ORDER BY seq");

  return {
    /** Sequence number and hash of the newest operation; 0 and `genesis` in an empty case. */
    head(): { seq: number; hash: string; at: string | null } {
      return selectHead.get() ?? { seq: 0, hash: genesis, at: null };
    },

    append(head: OperationHead, previous: string, changes: readonly Change[], undoable: boolean): RecordedOperation {
      const stored = changes.map((change) => ({
        table_name: change.table,
        row_id: change.rowId,
        before: change.before && JSON.stringify(change.before),
        after: change.after && JSON.stringify(change.after),
      }));
      const recorded = { head, undoable, previous, hash: operationHash(previous, head, stored), changes: stored };
      this.record(recorded);
      return recorded;
    },

    /** Writes an operation as it was recorded, here or elsewhere. */
    record({ head, undoable, previous, hash, changes }: RecordedOperation): void {
      insertOperation.run(
        head.seq,
        head.id,
        head.at,
        head.actor,
        head.label,
        head.kind,
        head.targetSeq,
        head.gesture,
        previous,
        hash,
        undoable ? 'live' : null,
      );
      changes.forEach((change, ordinal) =>
        insertChange.run(head.seq, ordinal, change.table_name, change.row_id, change.before, change.after),
      );
      if (head.kind === 'do') abandonUndone.run();
    },

    changes(seq: number): Change[] {
      return selectChanges.all(seq).map((change) => ({
        table: change.table_name as TableName,
        rowId: change.row_id,
        before: change.before === null ? null : (JSON.parse(change.before) as Record<string, unknown>),
        after: change.after === null ? null : (JSON.parse(change.after) as Record<string, unknown>),
      }));
    },

    /**
     * The columns of a row that were written after one of its revisions; null where the row itself came or went since, or never
     * was at that revision: then the caller saw another history, that of a case before it was restored, say.
     */
    columnsSince(table: TableName, rowId: string, revision: number): ReadonlySet<string> | null {
      const changes = selectRowChanges.all(table, rowId, revision);
      if (changes[0]?.seq !== revision) return null;
      const written = new Set<string>();
      for (const { seq, before, after } of changes) {
        if (seq === revision) continue;
        if (before === null || after === null) return null;
        for (const column of Object.keys(JSON.parse(after) as object)) written.add(column);
      }
      return written;
    },

    setUndoState(seq: number, state: 'live' | 'undone'): void {
      setUndoState.run(state, seq);
    },

    /** Makes all that was done so far the ground on which undo stops: for cases that are shipped with work in them. */
    settle(): void {
      settle.run();
    },

    /** The operations that one undo (or redo) takes back (or does again): one, or a whole gesture, in the order to apply. */
    next(direction: 'undo' | 'redo'): UndoTarget[] {
      const targets: UndoTarget[] = [];
      for (const target of (direction === 'undo' ? newestLive : oldestUndone).iterate()) {
        const first = targets[0];
        if (first && (first.gesture === null || first.gesture !== target.gesture)) break;
        targets.push(target);
      }
      return targets;
    },
  };
}

export interface UndoTarget {
  seq: number;
  label: string;
  gesture: string | null;
}

/** What to call operations that are taken back together: the newest of a gesture names the whole. Null when there are none. */
export function nameOf(targets: readonly UndoTarget[]): string | null {
  return targets.toSorted((a, b) => b.seq - a.seq)[0]?.label ?? null;
}
