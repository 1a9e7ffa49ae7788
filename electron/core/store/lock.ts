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
