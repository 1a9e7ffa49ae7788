import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AssayError } from '../../../shared/domain/errors.ts';
import { syncFolder, writeSynced } from '../store/sync.ts';
import {
  backupEnding,
  backupName,
  orderOf,
  parseRecord,
  partEnding,
  recordEnding,
  type BackupRecord,
  type RecordOnDisk,
} from './record.ts';

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    // Not made yet, or on a disk that is not there at the moment.
    return [];
  }
};

/**
 * The checked backups that lie in these folders, newest first. A file without its record, or that was changed since, is none; `changed`
 * takes those too, for saying what is wrong with one that was asked for.
 */
export function readRecords(folders: readonly string[], changed: 'without-changed' | 'with-changed' = 'without-changed'): BackupRecord[] {
  const records = folders.flatMap((folder) =>
    namesIn(folder)
      .filter((name) => name.endsWith(recordEnding))
      .flatMap((name): BackupRecord[] => {
        const id = name.slice(0, -recordEnding.length);
        const path = join(folder, id + backupEnding);
        const record = recordIn(join(folder, name));
        const named = record !== null && backupName(record.order, record.at, record.reason) === id;
        return named && (changed === 'with-changed' ? existsSync(path) : isAsChecked(path, record)) ? [{ ...record, id, path }] : [];
      }),
  );
  return records.toSorted((a, b) => b.order - a.order || (a.id < b.id ? 1 : -1));
}

/** The record of the backup that a file is, or was until somebody wrote to it; null for any other file. */
export function recordOf(path: string): RecordOnDisk | null {
  try {
    const real = realpathSync(path);
    return real.endsWith(backupEnding) ? recordIn(real.slice(0, -backupEnding.length) + recordEnding) : null;
  } catch {
    return null;
  }
}

/** Hashes of files that were written to after their records, by path, with the time and size that they had. */
const hashes = new Map<string, { state: string; sha256: string }>();

/** Is a file what its record says? It is read only where it is younger than its record, which is written after it. */
function isAsChecked(path: string, record: RecordOnDisk): boolean {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (!file || Number(file.size) !== record.size || sizeOf(`${path}-wal`) > 0) return false;
  const written = statSync(path.slice(0, -backupEnding.length) + recordEnding, { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? 0n;
  if (file.mtimeNs <= written) return true;
  const state = `${file.mtimeNs}:${file.size}`;
  let known = hashes.get(path);
  if (known?.state !== state) {
    try {
      hashes.set(path, (known = { state, sha256: hashOfFile(path) }));
    } catch {
      // What cannot be read cannot be restored.
      return false;
    }
  }
  return known.sha256 === record.sha256;
}

/**
 * May a backup be deleted when no rule keeps it? Not when somebody has opened it as a case, or written to it: what they wrote
 * stands nowhere else.
 */
export function isOnlyBackup({ path, sha256 }: BackupRecord): boolean {
  const lock = join(dirname(path), `.${basename(path)}.lock`);
  if ([`${path}.journal`, `${path}-wal`, lock].some((file) => existsSync(file))) return false;
  try {
    return hashOfFile(path) === sha256;
  } catch {
    return false;
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function recordIn(path: string): RecordOnDisk | null {
  try {
    return parseRecord(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** An order that no backup in these folders has yet, finished or not. */
export function nextOrder(folders: readonly string[]): number {
  return 1 + Math.max(0, ...folders.flatMap((folder) => namesIn(folder).map(orderOf)));
}

/** Where a backup is written before it is one. */
export function partPath(folder: string, name: string): string {
  return join(folder, `${name}.${process.pid}${partEnding}`);
}

/**
 * Makes a checked file a backup: its record is written first and synced, then the file gets its name, then the folder is
 * synced. Cut off anywhere, what is listed has been checked.
 */
export function seal(folder: string, part: string, record: RecordOnDisk): BackupRecord {
  const id = backupName(record.order, record.at, record.reason);
  const path = join(folder, id + backupEnding);
  const recordPath = join(folder, id + recordEnding);
  const recordPart = partPath(folder, id + recordEnding);
  writeSynced(recordPart, JSON.stringify(record, null, 2));
  renameSync(recordPart, recordPath);
  renameSync(part, path);
  syncFolder(folder);
  return { ...record, id, path };
}

/** Deletes a backup; cut off in between, it is listed no more. */
export function remove({ path }: BackupRecord): void {
  rmSync(path, { force: true });
  rmSync(path.slice(0, -backupEnding.length) + recordEnding, { force: true });
}

/** Takes away an unfinished backup with what SQLite put beside it. */
export function removePart(folder: string, name: string): void {
  for (const left of namesIn(folder).filter((file) => file.startsWith(`${name}.`) && file.includes(`.${process.pid}${partEnding}`)))
    rmSync(join(folder, left), { force: true });
}

/** An unfinished file of ours, with the process that wrote it; people keep other files in such folders too. */
const unfinishedFile = /^\d{6,}_[\dTZ-]+_[a-z]+\.(?:json\.)?(\d+)\.part(?:-\w+)?$/;

/** Names of the backups that this process is writing. */
export const underWay = new Set<string>();

/**
 * Takes away what backups left behind that were cut off: unfinished files of processes that are gone, and records without
 * a file. What a living process writes is left alone, and so is every case file, record or not.
 */
export function removeLeftovers(folder: string, isAlive: (pid: number) => boolean = processIsAlive): void {
  const names = namesIn(folder);
  for (const name of names) {
    const pid = Number(unfinishedFile.exec(name)?.[1] ?? 0);
    const ours = [...underWay].some((writing) => name.startsWith(`${writing}.`));
    const unfinished = pid > 0 && !ours && (pid === process.pid || !isAlive(pid));
    const base = name.endsWith(recordEnding) ? name.slice(0, -recordEnding.length) : null;
    // Its file may still be on the way: the record is written first.
    const lonely = base !== null && orderOf(base) > 0 && !names.some((other) => other !== name && other.startsWith(`${base}.`));
    if (unfinished || lonely) rmSync(join(folder, name), { force: true });
  }
}

function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const atOnce = 1024 * 1024;

/** SHA-256 of a file, as hexadecimal digits. */
export function hashOfFile(path: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(atOnce);
  const file = openSync(path, 'r');
  try {
    for (let read = 1; read > 0;) {
      read = readSync(file, piece, 0, atOnce, null);
      hash.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** Refuses a backup that is not the file any more that was checked: `BACKUP_UNUSABLE`. */
export function requireSound(record: BackupRecord): void {
  const unusable = (detail: string): AssayError => new AssayError('BACKUP_UNUSABLE', { name: record.id, detail });
  let found: string;
  try {
    found = hashOfFile(record.path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw unusable(code === 'ENOENT' ? 'its file is gone' : `its file cannot be read: ${message}`);
  }
  if (found !== record.sha256) throw unusable('its file was changed or damaged after it was checked');
}
