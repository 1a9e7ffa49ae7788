import { closeSync, existsSync, ftruncateSync, fsyncSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { AssayError, type ErrorData } from '../../../shared/domain/errors.ts';
import { holdFile } from './standing.ts';

type DiskFailure = Pick<ErrorData<'DISK_FAILED'>, 'kind' | 'detail'>;

/** What the system's codes mean for somebody who wants to save something. */
const diskFailures: Readonly<Record<string, DiskFailure>> = {
  ENOSPC: { kind: 'full', detail: 'no space left on the disk, ENOSPC' },
  EDQUOT: { kind: 'full', detail: 'the quota on this disk is used up, EDQUOT' },
  EFBIG: { kind: 'full', detail: 'the file may not grow any larger, EFBIG' },
  EACCES: { kind: 'denied', detail: 'permission denied, EACCES' },
  EPERM: { kind: 'denied', detail: 'not permitted, EPERM' },
  EROFS: { kind: 'denied', detail: 'the disk is read-only, EROFS' },
  EIO: { kind: 'io', detail: 'input/output error, EIO' },
  ENODEV: { kind: 'io', detail: 'the disk is gone, ENODEV' },
  ENXIO: { kind: 'io', detail: 'the disk is gone, ENXIO' },
  ESTALE: { kind: 'io', detail: 'the network folder is gone, ESTALE' },
  ENOTCONN: { kind: 'io', detail: 'the network folder is gone, ENOTCONN' },
  ETIMEDOUT: { kind: 'io', detail: 'the disk does not answer, ETIMEDOUT' },
  EISDIR: { kind: 'io', detail: 'EISDIR' },
  ENOTDIR: { kind: 'io', detail: 'ENOTDIR' },
  EEXIST: { kind: 'io', detail: 'EEXIST' },
};

/** The system's name for a failure. Node has none for some, a used-up quota among them, and gives their number alone. */
function codeOf(error: unknown): string {
  const { code = '', errno } = (error ?? {}) as NodeJS.ErrnoException;
  if (errno === undefined || code in diskFailures) return code;
  return Object.entries(constants.errno).find(([, number]) => number === -errno)?.[0] ?? code;
}

/** Bytes that the longest name beside a case has more than the case itself: the rollback journal of its lock. */
const longestCompanion = '.'.length + '.lock-journal'.length;
const longestFileName = 255;

const nameTooLong = (name: string): string =>
  `the name “${name.slice(0, 40)}…” is too long for the files that Assay keeps beside a case. Give the case a shorter file name, and open it again`;

/** Refuses a case that has to do without its companions: `NOT_ALLOWED`, which says what to do. */
export function requireRoomForCompanions(path: string): void {
  const name = basename(path);
  if (Buffer.byteLength(name) + longestCompanion > longestFileName) throw new AssayError('NOT_ALLOWED', { reason: nameTooLong(name) });
}

/** Whether SQLite tells of damage: to the file, or to JSON in it, which nobody but the program writes. */
const isDamage = ({ code, message }: InstanceType<typeof Database.SqliteError>): boolean =>
  code.startsWith('SQLITE_CORRUPT') || (code === 'SQLITE_ERROR' && message === 'malformed JSON');

/** Turns what SQLite and the file system say about a disk into the closed set; everything else passes unchanged. */
export function asStoreError(error: unknown, path: string): unknown {
  const name = basename(path);
  if (error instanceof Database.SqliteError) {
    const { code, message } = error;
    if (code === 'SQLITE_NOTADB') return new AssayError('NOT_A_CASE', { name }, { cause: error });
    if (isDamage(error)) return new AssayError('CASE_DAMAGED', { name, detail: message }, { cause: error });
    if (code === 'SQLITE_FULL') return new AssayError('DISK_FAILED', { name, kind: 'full', detail: message }, { cause: error });
    if (code.startsWith('SQLITE_IOERR')) return new AssayError('DISK_FAILED', { name, kind: 'io', detail: message }, { cause: error });
    if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM')
      return new AssayError('DISK_FAILED', { name, kind: 'denied', detail: message }, { cause: error });
    // Another program than Assay, which would have been told by the lock, writes to the case at this moment.
    if (code.startsWith('SQLITE_BUSY')) return new AssayError('CASE_OPEN_ELSEWHERE', { name }, { cause: error });
    return error;
  }
  const code = codeOf(error);
  if (code === 'ENAMETOOLONG') return new AssayError('NOT_ALLOWED', { reason: nameTooLong(name) }, { cause: error });
  if (code === 'ENOENT') return new AssayError('CASE_MISSING', { name }, { cause: error });
  const failure = diskFailures[code];
  return failure ? new AssayError('DISK_FAILED', { name, ...failure }, { cause: error }) : error;
}

/**
 * What SQLite says of a case that it cannot read, told as what it is; everything else unchanged. SQLite calls a disk that fails
 * a damaged file, so that the file is read through to tell the one from the other.
 */
export function asReadFailure(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError) || !(isDamage(error) || /^SQLITE_(IOERR|FULL)/.test(error.code))) return error;
  const unreadable = isDamage(error) ? readThrough(path) : null;
  return unreadable ? new AssayError('DISK_FAILED', { name: basename(path), ...unreadable }, { cause: error }) : asStoreError(error, path);
}

/** Why the bytes of a case cannot be read; null when they can. */
function readThrough(path: string): DiskFailure | null {
  const block = Buffer.alloc(1_048_576);
  for (const part of [path, `${path}-wal`].filter((file) => existsSync(file))) {
    const { handle, release } = holdFile(part);
    try {
      for (let at = 0, got = 1; got > 0; at += got) got = readSync(handle, block, 0, block.length, at);
    } catch (error) {
      return diskFailures[codeOf(error)] ?? null;
    } finally {
      release();
    }
  }
  return null;
}

/**
 * Finds out what lies behind SQLite's "disk I/O error", which stands for a used-up quota, a limit on file sizes and a disk that
 * became read-only as well: makes a small file beside the case, of the case's size but empty, and hears what the system
 * says. Null when it says nothing.
 */
export function explainFailure(path: string): DiskFailure | null {
  const probe = join(dirname(path), `.${basename(path)}.probe`);
  let file: number | undefined;
  try {
    file = openSync(probe, 'w');
    const block = Buffer.alloc(65_536, 0x55);
    writeSync(file, block, 0, block.length, 0);
    fsyncSync(file);
    const largest = Math.max(...[path, `${path}-wal`].map((part) => statSync(part, { throwIfNoEntry: false })?.size ?? 0));
    ftruncateSync(file, largest + 1_048_576);
    return null;
  } catch (error) {
    return diskFailures[codeOf(error)] ?? null;
  } finally {
    if (file !== undefined) closeSync(file);
    try {
      rmSync(probe, { force: true });
    } catch {
      // On a disk that refuses everything the empty probe stays; the next one takes its place.
    }
  }
}
