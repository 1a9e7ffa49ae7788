import Database, { type Database as Connection } from 'better-sqlite3';
import { AssayError, type ReadOnlyReason } from '../../../shared/domain/errors.ts';
import { asStoreError, explainFailure } from './failures.ts';
import type { Change } from './journal.ts';
import type { Standing } from './standing.ts';

/** Told of every write: null when it went through, else `DISK_FAILED` or `CASE_GONE`. */
export type WriteListener = (failure: AssayError | null) => void;

/** Looks at what is about to be committed; a throw takes it back. */
export type CommitCheck = (changes: readonly Change[], kind: 'do' | 'undo' | 'redo') => void;

interface GateContext {
  path: string;
  db: Connection;
  readOnly: ReadOnlyReason | null;
  /** Null in memory, and for a private copy. */
  standing: Standing | null;
  nativeBinding?: string | undefined;
}

/** What every write of a store goes through: refused where the file is gone, told of afterwards, and proved after a failure. */
export function createGate({ path, db, readOnly, standing, nativeBinding }: GateContext) {
  const listeners = new Set<WriteListener>();
  const checks = new Set<CommitCheck>();
  const selectHead = 'SELECT seq, hash FROM operation ORDER BY seq DESC LIMIT 1';
  let acknowledged: number | null = null;
  let doubtful = false;

  const tell = (failure: AssayError | null): void => listeners.forEach((listener) => listener(failure));

  /**
   * After a failed write or sync the system may have thrown away what it could not write, and says nothing of it a second
   * time. So before the next change all that was acknowledged is written to the case once more, synced, and looked for over
   * a connection that remembers nothing. Throws what fails on the way.
   */
  function prove(): void {
    db.pragma('wal_checkpoint(PASSIVE)');
    const known = db.prepare<[], { seq: number; hash: string }>(selectHead).get();
    const fresh = new Database(path, { readonly: true, fileMustExist: true, ...(nativeBinding ? { nativeBinding } : {}) });
    let found: typeof known;
    try {
      found = fresh.prepare<[], { seq: number; hash: string }>(selectHead).get();
    } finally {
      fresh.close();
    }
    if (found?.seq !== known?.seq || found?.hash !== known?.hash || (acknowledged !== null && found?.seq !== acknowledged))
      throw Object.assign(new Error('what was saved is not read back'), { code: 'EIO' });
    standing?.written();
    doubtful = false;
  }

  /** The failure as callers are told it: a file that is gone before a disk that failed, and the reason behind an I/O error. */
  function explain(error: unknown): unknown {
    const failure = asStoreError(error, path);
    if (!(failure instanceof AssayError) || failure.code !== 'DISK_FAILED' || !standing) return failure;
    const { name, kind } = (failure as AssayError<'DISK_FAILED'>).data;
    try {
      standing.check();
    } catch (gone) {
      return asStoreError(gone, path);
    }
    const reason = kind === 'io' ? explainFailure(path) : null;
    return reason ? new AssayError('DISK_FAILED', { name, ...reason }, { cause: error }) : failure;
  }

  return {
    /** Runs a write. Errors: `READ_ONLY`, `CASE_GONE`, `DISK_FAILED`, and what the work itself throws. */
    run<Result>(work: () => Result): Result {
      if (readOnly) throw new AssayError('READ_ONLY', { reason: readOnly });
      try {
        standing?.check();
        if (doubtful && standing) prove();
        return work();
      } catch (error) {
        const failure = explain(error);
        if (failure instanceof AssayError && (failure.code === 'DISK_FAILED' || failure.code === 'CASE_GONE')) {
          doubtful ||= failure.code === 'DISK_FAILED';
          tell(failure);
        }
        throw failure;
      }
    },
    /** The last look before a commit. */
    beforeCommit(...[changes, kind]: Parameters<CommitCheck>): void {
      // SQLite ends a transaction by itself when the disk is full: what came after such a statement must not be kept.
      if (!db.inTransaction) throw new Error('the transaction was ended by a failed statement');
      for (const check of checks) check(changes, kind);
      standing?.check();
    },
    committed(seq: number | null): void {
      acknowledged = seq ?? acknowledged;
      standing?.written();
      tell(null);
    },
    onWrite(listener: WriteListener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    checkCommits(check: CommitCheck): () => void {
      checks.add(check);
      return () => checks.delete(check);
    },
  };
}

/**
 * Moves all that is in the write-ahead log into the case file itself, where nobody else has that file open or has written to
 * it; true when it could be done. So a file that was moved away from its log is whole wherever it is now.
 */
export function foldAlone(db: Connection, standing: Standing): boolean {
  const patience = db.pragma('busy_timeout', { simple: true }) as number;
  try {
    db.pragma('busy_timeout = 0');
    // Beside a log this takes the file's own lock, of which everybody who has it open holds a share, from wherever.
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN IMMEDIATE; COMMIT');
    if (!standing.untouched()) return false;
    const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    standing.written();
    return result?.busy === 0;
  } catch {
    return false;
  } finally {
    if (db.open) {
      db.pragma(`busy_timeout = ${patience}`);
      db.pragma('locking_mode = NORMAL');
      // The lock is given back by the next look at the file.
      db.pragma('user_version');
    }
  }
}

/**
 * Folds the write-ahead log into the case, so that a closed case is one file. Where the disk refuses, or the file is open
 * elsewhere under another name, the log stays where it is, whole, and is read at the next opening.
 */
export function foldAtClose(db: Connection, standing: Standing): void {
  try {
    if (standing.look() === 'here') db.pragma('wal_checkpoint(TRUNCATE)');
    else foldAlone(db, standing);
  } catch (error) {
    if (!(error instanceof Database.SqliteError) && !(error as NodeJS.ErrnoException).code) throw error;
  }
}
