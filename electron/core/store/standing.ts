import { closeSync, copyFileSync, existsSync, fstatSync, openSync, rmSync, statSync, truncateSync } from 'node:fs';
import { basename } from 'node:path';
import type { Database as Connection } from 'better-sqlite3';
import { AssayError } from '../../../shared/domain/errors.ts';
import { readFileHead, type HistoryHead } from './file-head.ts';
import { openJournal } from './journal.ts';

/** Tells whether the file of an open case still stands where it was opened. */
export interface Standing {
  /**
   * Device and inode of the file that was opened are what the path leads to now, and what stands in it goes on from what stood there.
   * Errors of the disk itself are thrown as they are.
   */
  look(): 'here' | 'missing' | 'replaced';
  /** Throws `CASE_GONE` when the file is not the one that was opened. */
  check(): void;
  /** The file is the one that was opened, but something else was written over it: what only stood there is gone. */
  overwritten(): boolean;
  /** The newest operation that is known to have been acknowledged; null where none was told. */
  newest(): HistoryHead | null;
  /** To be told of every operation of our own as it is made. */
  recorded(head: HistoryHead): void;
  /** Takes all that the connection tells for our own: right after opening. */
  learn(): void;
  /** Removes the write-ahead log that the case was opened with from beside the path, where another file stands now. */
  dropLog(): void;
  /** Keeps the write-ahead log under another name and empties it, so that nothing of it gets into what was written over the file. */
  setLogAside(at: Date): void;
  /** To be told after every write of our own to the file. */
  written(): void;
  /** Has nobody else written to the file since, wherever it is now? */
  untouched(): boolean;
  /** Only after the case is closed. */
  close(): void;
}

/** The history of an open case, as its connection tells it. */
function historyOf(db: Connection) {
  const journal = openJournal(db);
  const hashAt = db.prepare<[number], string>('SELECT hash FROM operation WHERE seq = ?').pluck();
  return {
    /** The first page of its table of operations. */
    root: db.prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'operation'").pluck().get()!,
    head: (): HistoryHead => journal.head(),
    hashAt: (seq: number): string | undefined => hashAt.get(seq),
  };
}

/**
 * Remembers which file a path leads to. A move, a deletion and another file in its place are noticed by a look of some microseconds.
 * So is a file that was written over in place: where its time or size are not what a write of ours left, the history that it tells
 * by itself is compared with ours, which tells our own checkpoints and a mere touch from another's content. `db` is open on the file;
 * `followed`: another process may write to it.
 */
export function rememberFile(path: string, db: Connection, followed: boolean): Standing {
  const history = historyOf(db);
  const opened = identify(path);
  const { handle, release } = holdFile(path);
  const state = (): string => {
    const { mtimeNs, size } = fstatSync(handle, { bigint: true });
    return `${mtimeNs}:${size}`;
  };
  let left = state();
  /** The state in which the file was last found to be ours, and the operation up to which it went by itself then. */
  let [seen, reached] = [left, readFileHead(handle, history.root)];
  /** A state in which the file of another writer did not seem to be the same case: it may have been half written. */
  let doubted = '';
  /** Hashes of the operations that can have got into the file since. Asked for then, the connection might read another's pages. */
  const own = new Map<number, string>();
  let newest: HistoryHead | null = null;
  const recorded = (head: HistoryHead): void => {
    own.set(head.seq, head.hash);
    newest = head;
  };
  const learn = (): void => {
    const { seq: last } = history.head();
    for (let seq = (reached?.seq ?? last - 1) + 1; seq <= last; seq++) recorded({ seq, hash: history.hashAt(seq)! });
    newest ??= reached;
  };
  if (!followed) learn();
  const goesOn = (found: HistoryHead | null): boolean => {
    // A file that could not be read by itself from the beginning says nothing by that.
    if (!reached) return true;
    if (!found || found.seq < reached.seq) return false;
    if (found.seq === reached.seq) return found.hash === reached.hash;
    const known = followed ? (history.hashAt(found.seq) ?? found.hash) : own.get(found.seq);
    return known === found.hash;
  };
  const isOurs = (): boolean => {
    const now = state();
    if (now === seen) return true;
    const found = readFileHead(handle, history.root);
    if (!goesOn(found)) {
      if (!followed || now === doubted) return false;
      doubted = now;
      return true;
    }
    seen = now;
    if (found) {
      reached = found;
      for (const seq of own.keys()) if (seq < found.seq) own.delete(seq);
    }
    return true;
  };
  const log = identifyIfThere(`${path}-wal`);
  const look = (): ReturnType<Standing['look']> => {
    try {
      return identify(path) === opened && isOurs() ? 'here' : 'replaced';
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
      // A folder that may not be looked into any more says nothing about the file: the next write will.
      if (code === 'EACCES' || code === 'EPERM') return 'here';
      throw error;
    }
  };
  return {
    look,
    check() {
      const what = look();
      if (what !== 'here') throw new AssayError('CASE_GONE', { name: basename(path), what });
    },
    overwritten: () => identifyIfThere(path) === opened && !isOurs(),
    newest: () => newest,
    recorded,
    learn,
    setLogAside(at) {
      const aside = `${path}-wal.${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
      if (!existsSync(`${path}-wal`)) return;
      copyFileSync(`${path}-wal`, aside);
      // Emptied, so that nothing is left to be folded; SQLite itself holds no lock on it that another handle could drop.
      truncateSync(`${path}-wal`);
    },
    dropLog() {
      if (log === null || identifyIfThere(`${path}-wal`) !== log) return;
      for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
    },
    written() {
      const now = state();
      // What came between our last look and our write is no write of ours.
      if (now !== left && isOurs()) left = now;
    },
    untouched: () => state() === left,
    close: release,
  };
}

/** Handles of files that are open here, by what names the file. */
const held = new Map<string, { handle: number; users: number }>();

/**
 * A handle of a file, shared by all who have it open in this process: closing any handle of a file drops every lock that the
 * process has on it, so that none is closed before the last of them is done.
 */
export function holdFile(path: string): { handle: number; release(): void } {
  const identity = identify(path);
  const holding = held.get(identity) ?? { handle: openSync(path, 'r'), users: 0 };
  held.set(identity, holding);
  holding.users += 1;
  return {
    handle: holding.handle,
    release() {
      holding.users -= 1;
      if (holding.users > 0) return;
      held.delete(identity);
      closeSync(holding.handle);
    },
  };
}

/** Names a file whatever its path: device and inode. Links count as the file that they lead to. */
function identify(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true });
  return `${dev}:${ino}`;
}

function identifyIfThere(path: string): string | null {
  try {
    return identify(path);
  } catch {
    return null;
  }
}
