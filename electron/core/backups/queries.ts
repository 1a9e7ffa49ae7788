import { readFileSync } from 'node:fs';
import Database, { type Database as Connection } from 'better-sqlite3';
import type { Backup } from '../../../shared/contract/backups.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import type { KeptText } from '../documents/queries.ts';
import type { Store } from '../store/open.ts';
import { columns, tableNames, type TableName } from '../store/tables.ts';

type Binding = string | undefined;
const binding = (nativeBinding: Binding): Database.Options => (nativeBinding ? { nativeBinding } : {});

/** What a case file says of itself, in any format. */
export interface CaseMark {
  caseId: string;
  caseName: string;
  schema: number;
  seq: number;
  head: string;
}

/** Reads what a case says of itself; null where its making was cut off before its first operation. */
export function readMark(db: Connection): CaseMark | null {
  const info = db.prepare<[], { caseId: string; caseName: string }>('SELECT id AS caseId, name AS caseName FROM case_info').get();
  const newest = db.prepare<[], { seq: number; head: string }>('SELECT seq, hash AS head FROM operation ORDER BY seq DESC LIMIT 1').get();
  return info && newest ? { ...info, ...newest, schema: db.pragma('user_version', { simple: true }) as number } : null;
}

/** Does this history have these operations, with these hashes? */
export function hasHeads(db: Connection, heads: readonly Pick<CaseMark, 'seq' | 'head'>[]): boolean[] {
  const hashAt = db.prepare<[number], string>('SELECT hash FROM operation WHERE seq = ?').pluck();
  return heads.map(({ seq, head }) => hashAt.get(seq) === head);
}

/** A case as it stands at one moment, held for as long as it takes to copy it: work on it goes on meanwhile. */
export interface Held {
  mark: CaseMark | null;
  /** Is this operation in it? */
  has(head: Pick<CaseMark, 'seq' | 'head'>): boolean;
  /** Copies it page by page into a file; `between` is called before and may throw. */
  copyTo(path: string, between: () => void): Promise<void>;
  /** All of it at once. */
  image(): Buffer;
  close(): void;
}

/** Holds a case over a connection of its own that writes nothing. */
export function holdCase(path: string, { nativeBinding, mayWrite }: { nativeBinding: Binding; mayWrite: boolean }): Held {
  const db = connect(path, nativeBinding, mayWrite);
  try {
    db.pragma('query_only = ON');
    db.exec('BEGIN');
    const mark = readMark(db);
    return {
      mark,
      has: (head) => hasHeads(db, [head])[0]!,
      async copyTo(copy, between) {
        await db.backup(copy, {
          // All at once: between two pieces a writer could make it begin again.
          progress: () => {
            between();
            return 0x7fff_ffff;
          },
        });
      },
      image: () => db.serialize(),
      close: () => db.close(),
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * For a case whose writer this process is, a connection that may write, though nothing is written over it: only such a one
 * takes the write-ahead log away again when it is the last to close. Elsewhere, and where the folder refuses that, one that may not.
 */
function connect(path: string, nativeBinding: Binding, mayWrite: boolean): Connection {
  const options = { ...binding(nativeBinding), fileMustExist: true, timeout: 5_000 };
  if (!mayWrite) return new Database(path, { ...options, readonly: true });
  try {
    const db = new Database(path, options);
    db.pragma('user_version');
    return db;
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !/^SQLITE_(CANTOPEN|READONLY)/.test(error.code)) throw error;
    return new Database(path, { ...options, readonly: true });
  }
}

/**
 * Makes a copy a file of its own, without a write-ahead log beside it, and checks its pages. Returns what it says of itself;
 * throws `CASE_DAMAGED` or SQLite's error.
 */
export function settleCopy(path: string, nativeBinding: Binding): CaseMark | null {
  const db = new Database(path, { ...binding(nativeBinding), fileMustExist: true });
  try {
    const mode = db.pragma('journal_mode = DELETE', { simple: true });
    if (mode !== 'delete') throw new Error(`the copy keeps the journal mode ${String(mode)}`);
    const [finding] = db.pragma('quick_check(1)') as { quick_check: string }[];
    if (finding?.quick_check !== 'ok') throw new AssayError('CASE_DAMAGED', { name: path, detail: finding?.quick_check ?? 'unreadable' });
    return readMark(db);
  } finally {
    db.close();
  }
}

/** Opens a settled copy as it lies on the disk, in memory: checks may write to it. */
export function openImage<Result>(path: string, nativeBinding: Binding, work: (db: Connection) => Result): Result {
  const db = new Database(readFileSync(path), binding(nativeBinding));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Reads a settled copy where it lies. */
export function readCopy<Result>(path: string, nativeBinding: Binding, work: (db: Connection) => Result): Result {
  const db = new Database(path, { ...binding(nativeBinding), fileMustExist: true, readonly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Operations made since a backup, when its newest one is in this history; null for each of another history. */
export function operationsSince(store: Store, backups: readonly Pick<Backup, 'seq' | 'head'>[]): (number | null)[] {
  const { seq } = store.journal.head();
  const known = hasHeads(store.db, backups);
  return backups.map((backup, index) => (known[index] ? seq - backup.seq : null));
}

/** Operations after a sequence number, counted by label, the most frequent first. */
export function labelsSince(store: Store, seq: number): { label: string; count: number }[] {
  return store
    .statement<[number], { label: string; count: number }>(
      'SELECT label, count(*) AS count FROM operation WHERE seq > ? GROUP BY label ORDER BY count DESC, max(seq) DESC',
    )
    .all(seq);
}

/** Written with every change of a row, whatever it says. */
export const stamps: readonly string[] = ['revision', 'updated_at'];

/**
 * Rows that are there, are gone or say something else than after operation `seq`, by table. Rows that came back to what they said
 * count as the same, also where that took an operation of its own.
 */
export function rowsSince(store: Store, seq: number): { table: string; added: number; changed: number; removed: number }[] {
  const changes = store.statement<[number], { table: TableName; id: string; before: string | null }>(
    'SELECT table_name AS "table", row_id AS id, before FROM change WHERE seq > ? ORDER BY seq, ordinal',
  );
  /** Of each row what it said at first, column by column, as far as it was changed since; null: it was not there. */
  const first = new Map(tableNames.map((table) => [table, new Map<string, Record<string, unknown> | null>()]));
  for (const { table, id, before } of changes.iterate(seq)) {
    const rows = first.get(table)!;
    const known = rows.get(id);
    if (known === undefined) rows.set(id, before === null ? null : parse(before));
    else if (known !== null && before !== null) rows.set(id, { ...parse(before), ...known });
  }
  return tableNames
    .map((table) => countChanged(store, table, first.get(table)!))
    .filter(({ added, changed, removed }) => added + changed + removed > 0);
}

const parse = (row: string): Record<string, unknown> => JSON.parse(row) as Record<string, unknown>;

function countChanged(store: Store, table: TableName, first: ReadonlyMap<string, Record<string, unknown> | null>) {
  const counts = { table, added: 0, changed: 0, removed: 0 };
  const rowNow = store.statement<[string], Record<string, unknown>>(`SELECT ${columns[table].join(', ')} FROM ${table} WHERE id = ?`);
  for (const [id, then] of first) {
    const now = rowNow.get(id);
    if (!then && now) counts.added++;
    else if (then && !now) counts.removed++;
    else if (then && now && Object.entries(then).some(([column, value]) => !stamps.includes(column) && now[column] !== value))
      counts.changed++;
  }
  return counts;
}

/** Every row of a table, in the order of its columns. */
export function rowsOf(store: Store, table: TableName): IterableIterator<Record<string, unknown> & { id: string }> {
  return store
    .statement<[], Record<string, unknown> & { id: string }>(`SELECT ${columns[table].join(', ')} FROM ${table} ORDER BY id`)
    .raw(false)
    .iterate();
}

export interface KeptContent {
  originals: { sha256: string; bytes: Uint8Array }[];
  extractions: KeptText[];
}

/** The originals and texts that a version points at, as a case holds them. */
export function contentOf(store: Store, originalSha256: string, extractionId: string): KeptContent {
  return {
    originals: store
      .statement<[string], KeptContent['originals'][number]>('SELECT sha256, bytes FROM original WHERE sha256 = ?')
      .all(originalSha256),
    extractions: store
      .statement<[string], KeptContent['extractions'][number]>(
        'SELECT id, text_sha256 AS textSha256, text, blocks, removed, links, left_out AS leftOut FROM extraction WHERE id = ?',
      )
      .all(extractionId),
  };
}
