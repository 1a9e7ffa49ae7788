import { truncateSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';

/** Held for as long as a case is open for writing. */
export interface WriterLock {
  release(): void;
}

/** Milliseconds: two that come at once can each keep the other out for a moment; one of them must get in. */
const patience = 250;

/**
 * Takes the right to write to a case, or returns null soon when another process (or window) holds it.
 *
 * The lock is an exclusive SQLite transaction on a small file beside the case: the operating system drops it with its
 * owner, however that ends, and readers of the case itself are not shut out. The file stays behind on purpose: removing
 * it while another process is about to lock it would let two writers in. Throws SQLite's error when the folder cannot be
 * written to.
 */
export function acquireWriterLock(casePath: string, nativeBinding?: string): WriterLock | null {
  const path = join(dirname(casePath), `.${basename(casePath)}.lock`);
  try {
    return takeLock(path, nativeBinding);
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !/^SQLITE_(NOTADB|CORRUPT|FORMAT)/.test(error.code)) throw error;
    // Who holds a lock has shut out those who would read the file: one that was read and is no lock is nobody's. A lock file is empty,
    // so that emptying it takes nothing from one who came first and holds it by now.
    truncateSync(path, 0);
    return takeLock(path, nativeBinding);
  }
}

function takeLock(path: string, nativeBinding: string | undefined): WriterLock | null {
  const db = new Database(path, { timeout: patience, ...(nativeBinding ? { nativeBinding } : {}) });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return {
    release() {
      if (!db.open) return;
      db.exec('ROLLBACK');
      db.close();
    },
  };
}
