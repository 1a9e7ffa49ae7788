import { basename } from 'node:path';
import Database, { type Database as Connection } from 'better-sqlite3';
import type { Draft } from '../../../shared/contract/drafts.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { connectToOwn } from '../store/connect.ts';
import { migrate } from '../store/migrate.ts';
import { hashOfValues } from '../store/row-hash.ts';
import { playSideJournal } from '../store/side-journal/play.ts';
import type { StoredValue } from './record.ts';

/** Reads the rows of a backup, table by table, while `work` runs. Throws SQLite's error. */
export function readRows<Result>(
  path: string,
  nativeBinding: string | undefined,
  work: (all: (table: string) => Record<string, StoredValue>[]) => Result,
): Result {
  const db = new Database(path, { fileMustExist: true, readonly: true, ...(nativeBinding ? { nativeBinding } : {}) });
  try {
    return work((table) => db.prepare<[], Record<string, StoredValue>>(`SELECT * FROM ${table}`).all());
  } finally {
    db.close();
  }
}

interface TableShape<Name extends string> {
  table: Name;
  /** Kept in an index, as tables without row numbers are. */
  index: boolean;
  columns: { name: string; type: string; notnull: number; pk: number }[];
}

/** How SQLite itself lays tables of the present format out, made of our migrations. */
export function tableShapes<Name extends string>(tables: readonly Name[], nativeBinding: string | undefined): TableShape<Name>[] {
  const db = new Database(':memory:', nativeBinding ? { nativeBinding } : {});
  try {
    migrate(db);
    const isIndex = db.prepare<[string], number>('SELECT wr FROM pragma_table_list WHERE name = ?').pluck();
    const columnsOf = db.prepare<[string], TableShape<Name>['columns'][number]>(
      'SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid',
    );
    return tables.map((table) => ({ table, index: isIndex.get(table) === 1, columns: columnsOf.all(table) }));
  } finally {
    db.close();
  }
}

const isOfTheDisk = (error: unknown): boolean => error instanceof Database.SqliteError && /^SQLITE_(FULL|IOERR|READONLY)/.test(error.code);

/** A backup that was made of a damaged case may say a format that it does not have. */
function bringUp(db: Connection, name: string): void {
  try {
    migrate(db);
  } catch (error) {
    if (isOfTheDisk(error)) throw error;
    const detail = `it cannot be brought to the present format: ${(error as Error).message}`;
    throw new AssayError('BACKUP_UNUSABLE', { name, detail }, { cause: error });
  }
}

/**
 * Brings a copy of a backup to the present format, plays a journal onto it, gives it the drafts that were found (in place of its own,
 * where those are `all` that there were) and looks whether it is sound. Null: the journal does not fit it, and the copy is spoilt.
 * Errors: `BACKUP_UNUSABLE`; SQLite's of the disk.
 */
export function playOnto(
  copy: string,
  journal: string | null,
  { drafts, all }: { drafts: readonly Draft[]; all: boolean },
  nativeBinding: string | undefined,
): { operations: number } | null {
  const db = connectToOwn(copy, nativeBinding);
  let operations = 0;
  try {
    db.pragma('foreign_keys = ON');
    bringUp(db, basename(copy));
    if (journal !== null) {
      try {
        ({ operations } = playSideJournal(db, journal));
      } catch (error) {
        if (isOfTheDisk(error)) throw error;
        return null;
      }
    }
    db.transaction(() => {
      if (all) db.exec('DELETE FROM draft');
      const write = db.prepare('INSERT OR REPLACE INTO draft (key, text, at, hash) VALUES (?, ?, ?, ?)');
      for (const { key, text, at } of drafts) write.run(key, text, at, hashOfValues([key, text, at]));
    })();
    const [finding] = db.pragma('quick_check(1)') as { quick_check: string }[];
    if (finding?.quick_check !== 'ok')
      throw new AssayError('BACKUP_UNUSABLE', { name: basename(copy), detail: finding?.quick_check ?? 'unreadable' });
  } finally {
    db.close();
  }
  return { operations };
}
