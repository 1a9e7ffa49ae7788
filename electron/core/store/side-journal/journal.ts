import {
  closeSync,
  copyFileSync,
  existsSync,
  fchmodSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { RecordedOperation } from '../journal.ts';
import { AssayError } from '../../../../shared/domain/errors.ts';
import { asStoreError } from '../failures.ts';
import { syncFolder } from '../sync.ts';
import { operationsAhead } from './ahead.ts';
import { DamagedHistory, openCaseSide } from './case-side.ts';
import { contentLine, headerLine, operationLine, type KeptContent } from './lines.ts';
import { placeOf, playSideJournal, type Played } from './play.ts';
import { openJournalFile } from './reading.ts';

/** Where the side journal of a case lies. */
export const sideJournalPath = (casePath: string): string => `${casePath}.journal`;

/** What became of the comparison of a case with its journal when it was opened. */
export interface JournalOpening {
  /**
   * even: their heads were the same; begun: the case had no history yet, or comes from before there were journals;
   * missing: a case with a history lay alone, and a new journal goes on from its head; journal-healed, case-healed: what the one had
   * lost was written to it from the other; foreign: the journal told another history, or none that can be read, and was set
   * aside; failing: it cannot be read or written at present, and is tried again at every operation; ahead: the case is only read, and
   * what it has lost stands in the journal alone.
   */
  state: 'even' | 'begun' | 'missing' | 'journal-healed' | 'case-healed' | 'foreign' | 'failing' | 'ahead';
  /** Operations that were written to the side that had lost them, or would have to be. */
  count: number;
  /** A reason, or the name of the file that was set aside; empty where there is none. */
  detail: string;
  /** The last line of the journal was damaged, and the case does not have its operation: something was lost. */
  lost: boolean;
}

/** The journal beside an open case. */
export interface SideJournal {
  readonly path: string;
  readonly opening: JournalOpening;
  /** What the system said when the journal could last not be written; null while it keeps up with the case. */
  failing(): string | null;
  /** Told when that changes. */
  onFailing(listener: (detail: string | null) => void): () => void;
  /** Lets go of the operations up to one, all of which stand in verified backups; returns the bytes freed. Throws the system's error and keeps the journal. */
  trim(uptoSeq: number): number;
  /**
   * Writes the journal anew from the case, as far back as it reached; the one that was found damaged is set aside. One that has operations
   * which the case has lost is left alone: the next opening needs it. Throws the system's error.
   */
  renew(): void;
}

interface SideJournalContext {
  /** The case file itself, no link to it. */
  casePath: string;
  db: Database;
  clock: () => Date;
  /** Is the case being made? Then whatever journal lies there is another's. */
  create: boolean;
  /** The case was not closed properly, or comes from a time before there were journals: what is missing then is nothing to worry about. */
  unclean: boolean;
  migrated: boolean;
  beforeHeal: ((path: string) => void) | undefined;
}

type Calm = Pick<JournalOpening, 'state'> & Partial<JournalOpening>;

/** Bytes that are written at once while a journal is made again from its case. */
const batch = 4_194_304;

/**
 * Opens the journal beside a case, for its writer. It holds one line an operation, each verified by the hash chain, and with them
 * the content that no history repeats: with the last good backup it makes the whole case again, and it knows of operations
 * that SQLite forgets without a word when its write-ahead log is damaged.
 *
 * The case is committed first, then the line is written and synced, then the operation is acknowledged. The other way
 * round the journal would hold operations that a full disk kept out of the case; so it can only be behind, by what was never
 * acknowledged. Where it cannot be written the operation stays saved: the journal is said to be failing, and the next
 * operation makes up for it from the case. Synced with fdatasync: measured equal to O_DSYNC and to a file laid out in advance,
 * and the only one of them that macOS takes all the way to the disk.
 */
export function openSideJournal(context: SideJournalContext): SideJournal & {
  keep(content: KeptContent): void;
  forget(): void;
  append(operation: RecordedOperation): void;
  close(): void;
} {
  const { casePath, db, clock } = context;
  const path = sideJournalPath(casePath);
  const side = openCaseSide(db);
  const listeners = new Set<(detail: string | null) => void>();
  let file: number | null = null;
  let size = 0;
  /** Where the journal begins, once that is known: it is made again from there when it vanishes. */
  let origin: number | null = null;
  let failing: string | null = null;
  let pending: KeptContent[] = [];

  const opening: JournalOpening = { state: 'even', count: 0, detail: '', lost: false };
  try {
    if (context.create && existsSync(path)) Object.assign(opening, { state: 'foreign', detail: setAside() });
    else if (!context.create || side.head().seq > 0) Object.assign(opening, attach(true));
    else opening.state = 'begun';
  } catch (error) {
    if (!isOfTheJournal(error)) throw error;
    failing = messageOf(error);
    Object.assign(opening, { state: 'failing', detail: failing });
  }

  /** Compares the journal on the disk with the case, makes the two even, and opens it for writing. */
  function attach(first: boolean): Calm {
    letGo();
    if (!existsSync(path) || statSync(path).size === 0) return begin(first);
    const before = side.head();
    const found = compare(first);
    if (found.is === 'foreign') {
      const detail = setAside();
      write(before.seq, '');
      return { state: 'foreign', detail };
    }
    const { lost } = found;
    const detail = lost ? asideName() : '';
    if (lost) copyFileSync(path, detail);
    file = openSync(path, 'r+');
    size = found.end;
    ftruncateSync(file, size);
    if (found.played > 0) return { state: 'case-healed', count: found.played, lost, detail: basename(detail) };
    const count = appendFromCase(found.seq);
    fdatasyncSync(file);
    // A crash between commit and line leaves the journal one behind, as it should: only more than that is worth a word.
    const calm = count === 0 || (count === 1 && context.unclean);
    return { state: calm ? 'even' : 'journal-healed', count: calm ? 0 : count, lost, detail: basename(detail) };
  }

  function begin(first: boolean): Calm {
    const head = side.head();
    // A case that was cut off while it was made begins its journal with its first operation.
    const from = origin ?? (head.seq <= 1 ? 0 : head.seq);
    if (head.seq > 0) write(from, '');
    return { state: !first || from === 0 || context.migrated ? 'begun' : 'missing' };
  }

  /** How the journal stands to the case, after playing onto the case what that has lost. */
  function compare(mayHeal: boolean): { is: 'foreign' } | { is: 'same'; end: number; seq: number; played: number; lost: boolean } {
    const journal = openJournalFile(path);
    try {
      const head = side.head();
      const start = journal.header();
      const caseId = side.caseId();
      if (!start || (caseId !== '' && start.header.caseId !== '' && start.header.caseId !== caseId)) return { is: 'foreign' };
      origin = start.header.seq;
      let newest = { seq: start.header.seq, hash: start.header.hash, end: start.end };
      for (const place of journal.backward()) {
        if (place.end <= start.end) break;
        const line = journal.read(place);
        if (line?.is !== 'operation') continue;
        newest = { seq: line.operation.head.seq, hash: line.operation.hash, end: place.end };
        break;
      }
      const cut = newest.end < journal.size;
      if (newest.seq <= head.seq)
        return side.hashAt(newest.seq) === newest.hash
          ? { is: 'same', end: newest.end, seq: newest.seq, played: 0, lost: cut && newest.seq === head.seq && head.seq > 0 }
          : { is: 'foreign' };
      if (!mayHeal || placeOf(journal, head) === null) return { is: 'foreign' };
      const played = heal();
      return { is: 'same', end: played.end!, seq: played.seq, played: played.operations, lost: played.problem !== null };
    } finally {
      journal.close();
    }
  }

  /** Failing here means that the case must not be worked on: what it lost would be lost for good. */
  function heal(): Played {
    const name = basename(casePath);
    try {
      context.beforeHeal?.(casePath);
      return playSideJournal(db, path);
    } catch (error) {
      const failure = asStoreError(error, casePath);
      if (failure instanceof AssayError) throw failure;
      throw new AssayError('CASE_DAMAGED', { name, detail: `its journal could not be played: ${messageOf(error)}` }, { cause: error });
    }
  }

  /** Writes a journal that goes on from an operation, in place of the one that is there: whole or not at all. */
  function write(from: number, rest: string | { path: string; start: number; end: number }): void {
    const next = join(dirname(path), `.${basename(path)}.new`);
    letGo();
    file = openSync(next, 'w');
    try {
      if (process.platform !== 'win32') fchmodSync(file, statSync(casePath).mode & 0o777);
      size = 0;
      put(Buffer.from(headerLine({ caseId: side.caseId(), seq: from, hash: side.hashAt(from)! })));
      if (typeof rest === 'string') appendFromCase(from);
      else {
        const journal = openJournalFile(rest.path);
        try {
          for (let start = rest.start; start < rest.end; start += batch)
            put(journal.bytes({ start, end: Math.min(rest.end, start + batch) }));
        } finally {
          journal.close();
        }
      }
      fsyncSync(file);
    } finally {
      letGo();
    }
    renameSync(next, path);
    syncFolder(dirname(path));
    file = openSync(path, 'r+');
    origin = from;
  }

  function appendFromCase(from: number): number {
    let waiting = '';
    for (const line of side.linesAfter(from)) {
      waiting += line;
      if (waiting.length < batch) continue;
      put(Buffer.from(waiting));
      waiting = '';
    }
    put(Buffer.from(waiting));
    return side.head().seq - from;
  }

  function put(bytes: Buffer): void {
    for (let written = 0; written < bytes.length;) {
      const now = writeSync(file!, bytes, written, bytes.length - written, size);
      written += now;
      size += now;
    }
  }

  function letGo(): void {
    const held = file;
    file = null;
    if (held === null) return;
    try {
      closeSync(held);
    } catch {
      // Every line was synced when it was written; there is nothing left to be lost.
    }
  }

  function asideName(): string {
    const stamp = clock()
      .toISOString()
      .replaceAll(/[-:]|\.\d+/g, '');
    for (let copy = 1; ; copy++) {
      const name = `${path}.${stamp}${copy === 1 ? '' : `-${copy}`}`;
      if (!existsSync(name)) return name;
    }
  }

  function setAside(): string {
    const name = asideName();
    renameSync(path, name);
    return basename(name);
  }

  function say(detail: string | null): void {
    const changed = failing !== detail;
    failing = detail;
    if (changed) for (const listener of listeners) listener(detail);
  }

  /** Brings the journal up to the case, whatever happened to it; says how it is failing when that is not possible. */
  function recover(): void {
    try {
      attach(false);
      say(null);
    } catch (error) {
      letGo();
      say(messageOf(error));
    }
  }

  return {
    path,
    opening,
    failing: () => failing,
    onFailing(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Content that the operation at hand has brought into the case; written with it. */
    keep: (content) => void pending.push(content),
    forget: () => void (pending = []),
    append(operation) {
      const contents = pending;
      pending = [];
      if (file === null) return recover();
      try {
        const lines = contents.map((content) => contentLine(content));
        lines.push(
          operationLine(
            operation,
            contents.map(({ id }) => id),
          ),
        );
        put(Buffer.from(lines.join('')));
        fdatasyncSync(file);
        // Written to a file that somebody has deleted meanwhile, a line stands nowhere.
        if (fstatSync(file).nlink === 0) recover();
      } catch {
        recover();
      }
    },
    trim(uptoSeq) {
      if (file === null || origin === null || uptoSeq <= origin || uptoSeq > side.head().seq) return 0;
      const before = size;
      const journal = openJournalFile(path);
      let start: number | null;
      try {
        start = placeOf(journal, { seq: uptoSeq, hash: side.hashAt(uptoSeq)! });
      } finally {
        journal.close();
      }
      try {
        write(uptoSeq, start === null ? '' : { path, start, end: before });
      } catch (error) {
        recover();
        throw error;
      }
      return before - size;
    },
    renew() {
      if (operationsAhead(db, path) > 0) return;
      const from = origin ?? 0;
      letGo();
      if (existsSync(path)) setAside();
      try {
        write(from, '');
        say(null);
      } catch (error) {
        recover();
        throw error;
      }
    },
    close() {
      if (file === null && side.head().seq > 0) recover();
      letGo();
    },
  };
}

/** Is this about the journal, so that the case can be worked on without it? */
function isOfTheJournal(error: unknown): boolean {
  return error instanceof DamagedHistory || (error instanceof Error && 'syscall' in error);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
