import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { openJournal, type Change, type RecordedOperation } from '../journal.ts';
import type { KeptContent } from './lines.ts';
import { openJournalFile, type JournalFile } from './reading.ts';
import type { TableName } from '../tables.ts';
import { openRows } from '../transact.ts';

export interface Played {
  /** Operations written to the case. */
  operations: number;
  /** The head of the case now. */
  seq: number;
  /** Where the line of that operation ends in the journal, in bytes; null when the journal does not have the case's head at all. */
  end: number | null;
  /** Why it could not be played to its end; null when it was. */
  problem: string | null;
}

/**
 * Plays onto a case, in one transaction, what its side journal has after the case's head: each operation with its own hash,
 * its rows and its effect on what can be undone, so that the case becomes what it was. Stops before the first line that
 * is damaged or missing. The connection must be able to write; the caller holds the writer's lock. Errors: what SQLite and
 * the system throw, and an `Error` when rows of the case are not in the state that the journal recorded; then nothing is written.
 */
export function playSideJournal(db: Database, path: string): Played {
  const file = openJournalFile(path);
  try {
    const journal = openJournal(db);
    let head: { seq: number; hash: string } = journal.head();
    const from = placeOf(file, head);
    if (from === null) return { operations: 0, seq: head.seq, end: null, problem: 'it does not have the newest operation of the case' };
    const played: Played = { operations: 0, seq: head.seq, end: from, problem: null };
    const player = createPlayer(db);
    let waiting: KeptContent[] = [];
    db.transaction(() => {
      db.pragma('defer_foreign_keys = ON');
      for (const place of file.forward(from)) {
        const line = file.read(place);
        if (line?.is === 'content') {
          waiting.push(line.content);
          continue;
        }
        if (line?.is !== 'operation') played.problem = `a line after operation ${head.seq} is damaged`;
        else if (line.operation.previous !== head.hash || line.operation.head.seq !== head.seq + 1)
          played.problem = `a line after operation ${head.seq} is missing`;
        else if (!player.keep(waiting, line.content)) played.problem = `content that operation ${line.operation.head.seq} needs is damaged`;
        if (line?.is !== 'operation' || played.problem !== null) return;
        player.play(line.operation);
        waiting = [];
        head = { seq: line.operation.head.seq, hash: line.operation.hash };
        played.operations++;
        played.seq = head.seq;
        played.end = place.end;
      }
    }).immediate();
    return played;
  } finally {
    file.close();
  }
}

/** Where a journal goes on from a head: behind the line of that operation, or behind the header. Null when it is not in it. */
export function placeOf(file: JournalFile, { seq, hash }: { seq: number; hash: string }): number | null {
  const header = file.header();
  if (header?.header.seq === seq) return header.header.hash === hash ? header.end : null;
  for (const place of file.backward()) {
    if (seqAt(file, place) !== seq) continue;
    const line = file.read(place);
    if (line?.is === 'operation' && line.operation.head.seq === seq) return line.operation.hash === hash ? place.end : null;
  }
  return null;
}

/** What operation a line begins to tell of, unverified. */
function seqAt(file: JournalFile, { start, end }: { start: number; end: number }): number | null {
  const found = /^\{"seq":(\d+),/.exec(file.bytes({ start, end: Math.min(end, start + 32) }).toString('latin1'));
  return found ? Number(found[1]) : null;
}

function createPlayer(db: Database) {
  const journal = openJournal(db);
  const rows = openRows(db);
  const keepOriginal = db.prepare('INSERT OR IGNORE INTO original (sha256, size, bytes) VALUES (?, ?, ?)');
  const keepExtraction = db.prepare(
    'INSERT OR IGNORE INTO extraction (id, text_sha256, text, blocks, removed, links, left_out) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const isKept = db
    .prepare<[string, string], number>('SELECT 1 FROM original WHERE sha256 = ? UNION ALL SELECT 1 FROM extraction WHERE id = ?')
    .pluck();
  const selectGesture = db.prepare<[number], string | null>('SELECT gesture FROM operation WHERE seq = ?').pluck();
  const earlierInGesture = db
    .prepare<[string, number], number>("SELECT seq FROM operation WHERE gesture = ? AND seq < ? AND undo_state = 'live' ORDER BY seq DESC")
    .pluck();
  const laterInGesture = db
    .prepare<[string, number], number>("SELECT seq FROM operation WHERE gesture = ? AND seq > ? AND undo_state = 'undone' ORDER BY seq")
    .pluck();

  /**
   * The operations that an undo took back, or a redo did again: the first is recorded, and those of the same gesture follow
   * as long as the rows written are theirs.
   */
  function targetsOf({ head: { kind, targetSeq }, changes }: RecordedOperation): number[] {
    if (targetSeq === null) return [];
    const rowsOf = (seq: number): string[] => {
      const made = journal.changes(seq).map((change) => `${change.table} ${change.rowId}`);
      return kind === 'undo' ? made.toReversed() : made;
    };
    const written = changes.map((change) => `${change.table_name} ${change.row_id}`);
    const targets = [targetSeq];
    let used = rowsOf(targetSeq).length;
    const gesture = selectGesture.get(targetSeq);
    if (gesture === null || gesture === undefined || used >= written.length) return targets;
    for (const seq of (kind === 'undo' ? earlierInGesture : laterInGesture).all(gesture, targetSeq)) {
      if (used >= written.length) break;
      const made = rowsOf(seq);
      if (made.length === 0 || made.some((row, index) => row !== written[used + index])) continue;
      targets.push(seq);
      used += made.length;
    }
    return targets;
  }

  return {
    /** Keeps what an operation needs; false when something that it names is neither at hand nor kept already. */
    keep(contents: readonly KeptContent[], needed: readonly string[]): boolean {
      for (const content of contents) {
        if (content.kind === 'original') keepOriginal.run(content.id, content.bytes.length, content.bytes);
        else {
          const { id, text, blocks, removed, links, leftOut } = content;
          keepExtraction.run(id, sha256(text), text, blocks, removed, links, leftOut);
        }
      }
      return needed.every((id) => isKept.get(id, id) !== undefined);
    },
    play(operation: RecordedOperation): void {
      for (const change of operation.changes) {
        const [before, after] = [change.before, change.after].map((row) => (row === null ? null : (JSON.parse(row) as Change['before'])));
        rows.restore(change.table_name as TableName, change.row_id, before ?? null, after ?? null);
      }
      journal.record(operation);
      for (const seq of targetsOf(operation)) journal.setUndoState(seq, operation.head.kind === 'undo' ? 'undone' : 'live');
    },
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
