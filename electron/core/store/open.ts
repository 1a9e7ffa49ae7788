import { closeSync, existsSync, openSync, readSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Database, { type Database as Connection, type Statement } from 'better-sqlite3';
import { AssayError, type ReadOnlyReason } from '../../../shared/domain/errors.ts';
import { connect, connectToCopy, setPragmas, tidyAfterReading, type Connected } from './connect.ts';
import { asStoreError, explainFailure, requireRoomForCompanions } from './failures.ts';
import { formatProblem } from './format.ts';
import { createGate, foldAlone, foldAtClose, type CommitCheck, type WriteListener } from './gate.ts';
import { acquireWriterLock, type WriterLock } from './lock.ts';
import { openJournal } from './journal.ts';
import { applicationId, migrate } from './migrate.ts';
import { currentSchema } from './migrations/index.ts';
import { operationsAhead } from './side-journal/ahead.ts';
import { openSideJournal, sideJournalPath, type JournalOpening, type SideJournal } from './side-journal/journal.ts';
import type { KeptContent } from './side-journal/lines.ts';
import { holdFile, rememberFile, type Standing } from './standing.ts';
import { createTransact, type Committed, type OperationLabel, type Transaction, type TransactOptions } from './transact.ts';

export interface StoreOptions {
  /** Path of the case file, or `:memory:` in tests. */
  path: string;
  /** Make a new case; refuses a file that is there (`CASE_EXISTS`). */
  create?: boolean;
  readOnly?: boolean;
  clock: () => Date;
  newId: () => string;
  actor: () => string;
  /** Path of a better-sqlite3 binary other than the packaged one. */
  nativeBinding?: string | undefined;
  /** Called before a case of an older format is brought up, with that format: the moment for a backup. A throw leaves the case as it is. */
  beforeMigration?: (path: string, schema: number) => void;
  /** Called before operations that only the side journal has are played into the case. A throw leaves the case as it is, closed. */
  beforeHeal?: (path: string) => void;
  /** What a case that may not be written to is called: a backup, an earlier moment. Default `chosen`. */
  readOnlyReason?: ReadOnlyReason;
}

/** What was found out while a case was opened. */
export interface Opening {
  /** It was not closed properly: its write-ahead log was still there. */
  unclean: boolean;
  /** The format it had before it was brought up to the present one; null when it had that already. */
  migratedFrom: number | null;
  /** How it stood to the journal beside it; null in memory, and for a case that is only read unless it has lost something. */
  journal: JournalOpening | null;
}

/** An open case file. Reading goes through `statement`, writing through `transact` and nothing else. */
export interface Store {
  readonly path: string;
  readonly readOnly: ReadOnlyReason | null;
  readonly opening: Opening;
  readonly db: Connection;
  /** Whether the file is still where it was opened; null in memory, and for a private copy, which stands for itself. */
  readonly standing: Standing | null;
  /** A prepared statement, made once for each text of SQL. */
  statement<Parameters extends unknown[], Result>(sql: string): Statement<Parameters, Result>;
  transact<Result>(label: OperationLabel, work: (tx: Transaction) => Result, options?: TransactOptions): Result;
  /** Writes what is not part of the case's history: immutable content by its hash, and view state. */
  keep(write: () => void): void;
  /** Tells of content that the operation at hand brought into the case: the side journal holds it too. */
  kept(content: KeptContent): void;
  /** Null where none is kept: read-only, or in memory. */
  readonly sideJournal: SideJournal | null;
  undo(): Committed;
  redo(): Committed;
  readonly journal: ReturnType<typeof createTransact>['journal'];
  onChange(listener: (committed: Committed) => void): () => void;
  /** Told after every write how the disk took it. */
  onWrite(listener: WriteListener): () => void;
  /** Adds a look at what is about to be committed; a throw takes it back. */
  checkCommits(check: CommitCheck): () => void;
  /** Moves the write-ahead log into the file itself where nobody else has it open, wherever it was moved; true when it could be done. */
  fold(): boolean;
  /** The case as it stands, in memory: for checks that have to write. The caller closes it. */
  copyInMemory(): Connection;
  /** The case as it stands, as the bytes of a case file that needs no log beside it. */
  image(): Buffer;
  close(): void;
}

/**
 * Opens a case, or makes one. Never makes a case where a file was expected, and never writes to a file before it has
 * proved to be a case of a format that we know. A case on a disk that takes no writes is opened read-only.
 *
 * Errors: `CASE_MISSING`, `CASE_EXISTS`, `NOT_A_CASE`, `CASE_DAMAGED`, `CASE_NEWER`, `CASE_OPEN_ELSEWHERE`, `DISK_FAILED`, and `NOT_ALLOWED`
 * for a file name that leaves no room for what lies beside a case.
 */
export function openStore(options: StoreOptions): Store {
  try {
    return open(options);
  } catch (error) {
    const failure = asStoreError(error, options.path);
    if (!isOfTheDisk(failure) || options.readOnly) throw failure;
    try {
      if (!options.create) return open({ ...options, readOnly: true, readOnlyReason: 'disk' });
    } catch {
      // It cannot be read either: what failed first says why.
    }
    throw explained(failure, options.path);
  }
}

const isOfTheDisk = (failure: unknown): failure is AssayError<'DISK_FAILED'> =>
  failure instanceof AssayError && failure.code === 'DISK_FAILED';

/** With what the system says where SQLite says no more than that there was an error. */
function explained(failure: AssayError<'DISK_FAILED'>, path: string): AssayError {
  const reason = failure.data.kind === 'io' ? explainFailure(path) : null;
  return reason ? new AssayError('DISK_FAILED', { name: failure.data.name, ...reason }, { cause: failure }) : failure;
}

function open(options: StoreOptions): Store {
  const inMemory = options.path === ':memory:';
  const name = basename(options.path);
  if (!inMemory) {
    if (options.create) {
      if (existsSync(options.path)) throw new AssayError('CASE_EXISTS', { name });
      statSync(dirname(options.path));
    } else {
      checkHeader(options.path, name);
    }
  }
  const path = inMemory || options.create ? options.path : realpathSync(options.path);
  let readOnly: ReadOnlyReason | null = options.readOnly ? (options.readOnlyReason ?? 'chosen') : null;
  if (!inMemory && !options.create && !readOnly && statSync(path).nlink > 1) readOnly = 'linked';
  let lock: WriterLock | null = null;
  if (!inMemory && !readOnly) {
    requireRoomForCompanions(path);
    try {
      lock = acquireWriterLock(path, options.nativeBinding);
      if (!lock) throw new AssayError('CASE_OPEN_ELSEWHERE', { name });
      if (!options.create) closeSync(openSync(path, 'r+'));
    } catch (error) {
      const failure = asStoreError(error, path);
      if (options.create || !(failure instanceof AssayError) || failure.code !== 'DISK_FAILED') throw failure;
      lock?.release();
      lock = null;
      readOnly = 'disk';
    }
  }
  let connection: Connected | undefined;
  try {
    const opening: Opening = { unclean: false, migratedFrom: null, journal: null };
    if (!inMemory && !options.create) {
      opening.unclean = lock !== null && sizeOf(`${path}-wal`) > 0;
      const { schema, reading, tidy } = look(path, name, options);
      if (reading.copy && !readOnly) {
        lock?.release();
        lock = null;
        readOnly = 'disk';
      }
      if (schema > currentSchema) {
        if (!readOnly) {
          reading.close();
          tidy();
          throw new AssayError('CASE_NEWER', { name, caseSchema: schema, appSchema: currentSchema });
        }
        readOnly = 'newer';
      }
      if (readOnly && schema < currentSchema) {
        reading.close();
        connection = connectToCopy(path, options);
        migrate(connection.db);
      } else if (readOnly) {
        connection = reading;
      } else {
        reading.close();
        if (schema < currentSchema) {
          options.beforeMigration?.(path, schema);
          opening.migratedFrom = schema;
        }
      }
    }
    connection ??= connect(path, readOnly, options);
    if (readOnly) {
      const count = operationsAhead(connection.db, sideJournalPath(path));
      if (count > 0) opening.journal = { state: 'ahead', count, detail: '', lost: false };
    } else {
      setPragmas(connection.db, inMemory);
      migrate(connection.db);
      // From now on the file is a case, whatever becomes of its write-ahead log.
      if (options.create && !inMemory) connection.db.pragma('wal_checkpoint(TRUNCATE)');
    }
    return createStore(options, connection, readOnly, opening, lock);
  } catch (error) {
    connection?.close();
    lock?.release();
    if (options.create && !inMemory) for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    throw error;
  }
}

/**
 * Looks into a file over a connection that cannot write, so that one that is damaged, of a newer format or no case at all
 * stays as it is to the last byte, its write-ahead log included. Leaves nothing beside a file that it refuses.
 */
function look(path: string, name: string, options: StoreOptions): { schema: number; reading: Connected; tidy: () => void } {
  const tidy = tidyAfterReading(path);
  const reading = connect(path, 'chosen', options);
  try {
    const { db } = reading;
    if ((db.pragma('application_id', { simple: true }) as number) !== applicationId) throw new AssayError('NOT_A_CASE', { name });
    const schema = db.pragma('user_version', { simple: true }) as number;
    const damage = findDamage(db) ?? formatProblem(db, schema, options.nativeBinding);
    if (damage !== null) throw new AssayError('CASE_DAMAGED', { name, detail: damage });
    return { schema, reading, tidy };
  } catch (error) {
    reading.close();
    tidy();
    throw error;
  }
}

/**
 * A case as it stands, its write-ahead log included, as an image to open in memory: read over a connection of its own that
 * cannot write, with nothing left open or lying beside it. Throws SQLite's error where the file cannot be read.
 *
 * Only SQLite may open the file here: closing a file of one's own gives back every POSIX lock that this process has on it, and
 * another process could take the write-ahead log away from under the open case.
 */
export function readImage(path: string, nativeBinding: string | undefined): Buffer {
  return reading(path, nativeBinding, imageOf);
}

/** The number of the newest operation of a case as it stands at this moment, read as `readImage` reads. */
export function readNewestSeq(path: string, nativeBinding: string | undefined): number {
  return reading(path, nativeBinding, (db) => openJournal(db).head().seq);
}

function reading<Result>(path: string, nativeBinding: string | undefined, work: (db: Connection) => Result): Result {
  const tidy = tidyAfterReading(path);
  const connected = connect(path, 'chosen', { nativeBinding });
  try {
    return work(connected.db);
  } finally {
    connected.close();
    tidy();
  }
}

function imageOf(db: Connection): Buffer {
  const image = db.serialize();
  // Says in the header of the copy that it has no write-ahead log, which memory cannot have.
  image.fill(1, 18, 20);
  return image;
}

/** Size of a file in bytes, 0 where there is none. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function createStore(
  options: StoreOptions,
  connection: Connected,
  readOnly: ReadOnlyReason | null,
  opening: Opening,
  lock: WriterLock | null,
): Store {
  const { db } = connection;
  const listeners = new Set<(committed: Committed) => void>();
  const standing = connection.copy || options.path === ':memory:' ? null : rememberFile(realpathSync(options.path), db, readOnly !== null);
  const gate = createGate({ ...options, path: standing ? realpathSync(options.path) : options.path, db, readOnly, standing });
  const statements = new Map<string, Statement>();
  const sideJournal =
    readOnly || !standing
      ? null
      : closingOnFailure(standing, () =>
          openSideJournal({
            casePath: realpathSync(options.path),
            db,
            clock: options.clock,
            beforeHeal: options.beforeHeal,
            create: options.create ?? false,
            unclean: opening.unclean,
            migrated: opening.migratedFrom !== null,
          }),
        );
  opening.journal = sideJournal?.opening ?? opening.journal;
  if (opening.journal?.state === 'case-healed') standing?.learn();
  const { transact, undo, redo, journal } = createTransact({
    ...options,
    db,
    beforeCommit: gate.beforeCommit,
    onRecorded(operation) {
      standing?.recorded({ seq: operation.head.seq, hash: operation.hash });
      sideJournal?.append(operation);
    },
    onCommit: (committed) => {
      gate.committed(committed.seq);
      listeners.forEach((listener) => listener(committed));
    },
  });
  return {
    path: options.path,
    readOnly,
    opening,
    db,
    standing,
    journal,
    statement<Parameters extends unknown[], Result>(sql: string) {
      let prepared = statements.get(sql);
      if (!prepared) statements.set(sql, (prepared = db.prepare(withSteadyPlan(sql))));
      return prepared as unknown as Statement<Parameters, Result>;
    },
    sideJournal,
    transact: (label, work, transactOptions) =>
      gate.run(() => {
        sideJournal?.forget();
        return transact(label, work, transactOptions);
      }),
    kept: (content) => sideJournal?.keep(content),
    keep(write) {
      gate.run(write);
      gate.committed(null);
    },
    undo: () => gate.run(undo),
    redo: () => gate.run(redo),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onWrite: gate.onWrite,
    checkCommits: gate.checkCommits,
    fold: () => readOnly === null && standing !== null && foldAlone(db, standing),
    image: () => imageOf(db),
    copyInMemory() {
      return new Database(imageOf(db), options.nativeBinding ? { nativeBinding: options.nativeBinding } : {});
    },
    close() {
      if (!db.open) return;
      try {
        if (!readOnly && standing) foldAtClose(db, standing);
      } finally {
        sideJournal?.close();
        // Closing, SQLite would fold what is left of the log into whatever stands in the file now.
        if (!readOnly && standing?.overwritten()) standing.setLogAside(options.clock());
        connection.close();
        standing?.close();
        lock?.release();
      }
    },
  };
}

function closingOnFailure<Result>(standing: Standing, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    standing.close();
    throw error;
  }
}

/**
 * SQLite, as better-sqlite3 builds it (with STAT4), plans a join anew whenever another value is bound to `= ?`, which costs more than
 * running it. A plus sign in front of the parameter says nothing but that the plan does not depend on the value.
 */
function withSteadyPlan(sql: string): string {
  return sql.replaceAll(/(?<= = )\?/g, '+?');
}

/**
 * A quick check of every table that holds content, null when all is well. The search indexes are left to `integrity`: they can
 * be made again from the tables, and reading them through takes longer than all the rest.
 */
function findDamage(db: Connection): string | null {
  const tables = db
    .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')")
    .pluck()
    .all();
  for (const table of tables) {
    const [finding] = db.pragma(`quick_check("${table}")`) as { quick_check: string }[];
    if (finding?.quick_check !== 'ok') return finding?.quick_check ?? 'unreadable';
  }
  return null;
}

/** Refuses what is not an SQLite file before SQLite may touch it. */
function checkHeader(path: string, name: string): void {
  const stat = statSync(path);
  if (!stat.isFile()) throw new AssayError('NOT_A_CASE', { name });
  const header = Buffer.alloc(16);
  const { handle, release } = holdFile(path);
  try {
    if (readSync(handle, header, 0, 16, 0) < 16) throw new AssayError('NOT_A_CASE', { name });
  } finally {
    release();
  }
  if (header.toString('latin1') !== 'SQLite format 3\0') throw new AssayError('NOT_A_CASE', { name });
}
