import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database, { type Database as Connection } from 'better-sqlite3';
import type { ReadOnlyReason } from '../../../shared/domain/errors.ts';

interface ConnectOptions {
  nativeBinding?: string | undefined;
  create?: boolean;
}

/** Set on every connection, then read back: a pragma that SQLite ignored is an error, not a surprise after a crash. */
const pragmas: readonly [name: string, value: string | number, expected: string | number][] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['fullfsync', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
];

const oldestSqlite = [3, 51, 3] as const;

/** A connection, and how to be done with it. */
export interface Connected {
  db: Connection;
  /** Read from a private copy, which does not follow what happens to the file. */
  copy: boolean;
  close(): void;
}

/** Opens a case file; one that may not be written to is read where it lies, or from a private copy. Throws SQLite's error. */
export function connect(path: string, readOnly: ReadOnlyReason | null, { nativeBinding, create }: ConnectOptions): Connected {
  const binding = nativeBinding ? { nativeBinding } : {};
  const plain = (db: Connection): Connected => ({ db, copy: false, close: () => db.close() });
  if (!readOnly) {
    const db = new Database(path, { ...binding, fileMustExist: !create && path !== ':memory:', timeout: 1_000 });
    const version = (db.prepare('SELECT sqlite_version()').pluck().get() as string).split('.').map(Number);
    if (compare(version, oldestSqlite) < 0)
      throw new Error(`SQLite ${version.join('.')} is too old; at least ${oldestSqlite.join('.')} is needed`);
    return plain(db);
  }
  const tidy = tidyAfterReading(path);
  let db: Connection | undefined;
  try {
    db = new Database(path, { ...binding, readonly: true, fileMustExist: true, timeout: 1_000 });
    db.pragma('user_version');
    return plain(db);
  } catch (error) {
    // A file that is refused must not stay open until somebody collects the garbage.
    db?.close();
    tidy();
    if (!(error instanceof Database.SqliteError) || !/^SQLITE_(CANTOPEN|READONLY|IOERR|FULL)/.test(error.code)) throw error;
    // A write-ahead-log database cannot be read in a folder that refuses its index file, or on a disk that has no room for it. A disk
    // that gives nothing fails here once more.
    return connectToCopy(path, { nativeBinding });
  }
}

/** Remembers what lies beside a case that is about to be read; the function returned takes away what reading added. */
export function tidyAfterReading(path: string): () => void {
  const beside = ['-wal', '-shm'].map((suffix) => path + suffix).filter((file) => !existsSync(file));
  return () => {
    for (const file of beside)
      if (file.endsWith('-shm') || statSync(file, { throwIfNoEntry: false })?.size === 0) rmSync(file, { force: true });
  };
}

/** A case in memory, read whole before. */
export function connectToImage(image: Buffer, nativeBinding: string | undefined): Connection {
  return new Database(image, nativeBinding ? { nativeBinding } : {});
}

/** A file that nobody else knows of yet: a copy being worked on. Without the ritual of a case. */
export function connectToOwn(path: string, nativeBinding: string | undefined): Connection {
  return new Database(path, { fileMustExist: true, ...(nativeBinding ? { nativeBinding } : {}) });
}

/** A private copy in the system's folder for temporary files, gone when it is closed. */
export function connectToCopy(path: string, { nativeBinding }: ConnectOptions): Connected {
  const folder = mkdtempSync(join(tmpdir(), 'assay-read-'));
  const copy = join(folder, 'case.assay');
  let db: Connection;
  try {
    copyFileSync(path, copy);
    chmodSync(copy, 0o600);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    db = new Database(copy, nativeBinding ? { nativeBinding } : {});
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    db,
    copy: true,
    close() {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < b.length; index++) {
    const difference = (a[index] ?? 0) - b[index]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Sets what a crash and a power cut ask for; throws when SQLite did not take it. */
export function setPragmas(db: Connection, inMemory: boolean): void {
  for (const [name, value, expected] of pragmas) {
    if (inMemory && name === 'journal_mode') continue;
    db.pragma(`${name} = ${value}`);
    const found: unknown = db.pragma(name, { simple: true });
    if (found !== expected) throw new Error(`SQLite did not take ${name} = ${value}: it is ${String(found)}`);
  }
}
