import { existsSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { OpenCase } from '../../../shared/contract/cases.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { keeperOf } from '../backups/attend.ts';
import { newlyWritten } from '../cases/notices.ts';
import { freePath } from '../cases/paths.ts';
import { readCaseInfo } from '../cases/queries.ts';
import { makeFolder } from '../folders.ts';
import { makeAnew } from '../recovery/makeAnew.ts';
import { asStoreError } from '../store/failures.ts';
import type { HistoryHead } from '../store/file-head.ts';
import { openStore, type Store } from '../store/open.ts';
import { syncFile, syncFolder } from '../store/sync.ts';
import type { OpenedCase, Workbench } from '../workbench.ts';

/**
 * Writes the open case to the place from which its file vanished, and opens it. Errors: `CASE_EXISTS` where something stands there,
 * `CASE_MISSING` where the folder is gone too, `READ_ONLY` for a case that another process writes to, `DISK_FAILED`.
 */
export function putBack(workbench: Workbench): OpenCase {
  const opened = workbench.requireCase();
  const { live, path } = opened;
  if (!live.standing) throw new AssayError('NOT_ALLOWED', { reason: 'this case has no file of its own' });
  if (live.readOnly) throw new AssayError('READ_ONLY', { reason: live.readOnly });
  write(opened, path, workbench);
  // All that the log held is in the new file; beside it, it would be taken for the new file's own.
  live.standing.dropLog();
  return newlyWritten(workbench, workbench.reopen());
}

/** Writes the open case as a new file into the case folder, whatever became of its own, and opens it. Errors: `DISK_FAILED`. */
export function saveCopy(workbench: Workbench): OpenCase {
  return newlyWritten(workbench, workbench.open(writeCopy(workbench)));
}

/**
 * Opens the file that was put in the place of the open case. What was open is kept as a new file in the case folder first, since
 * nothing else may hold it any more. Errors: as of opening; then the case at hand stays open.
 */
export function openReplacement(workbench: Workbench, readOnly: boolean): OpenCase {
  const { live, path } = workbench.requireCase();
  const copy = writeCopy(workbench);
  // Another's content under the same handle: only when the case is closed does SQLite look at it anew.
  if (live.standing?.overwritten()) return workbench.reopen(readOnly);
  live.standing?.dropLog();
  try {
    openStore({ ...workbench.storeOptions, path, readOnly: true }).close();
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  }
  return workbench.reopen(readOnly);
}

function writeCopy(workbench: Workbench): string {
  const opened = workbench.requireCase();
  const { live, path: own } = opened;
  // What the connection reads of a file that was written over may be another's.
  const name = live.standing?.overwritten() ? basename(own, extname(own)) : readCaseInfo(live).name;
  try {
    makeFolder(workbench.casesDir);
  } catch (error) {
    throw asStoreError(error, workbench.casesDir);
  }
  for (let count = 1; ; count++) {
    const path = freePath(workbench.casesDir, name, count);
    if (existsSync(path)) continue;
    write(opened, path, workbench);
    return path;
  }
}

/** Writes a case to a path where nothing stands: whole, synced and read back before it gets its name. */
function write(opened: OpenedCase, path: string, workbench: Workbench): void {
  const name = basename(path);
  const part = join(dirname(path), `.${workbench.newId()}.part`);
  try {
    if (existsSync(path)) throw new AssayError('CASE_EXISTS', { name });
    const { hash } = opened.live.standing?.overwritten() ? writeAnew(opened, part, workbench) : writeImage(opened.live, part);
    syncFile(part);
    if (hashOfHead(part, name, workbench.storeOptions) !== hash)
      throw new AssayError('DISK_FAILED', { name, kind: 'io', detail: 'what was written is not read back' });
    giveName(part, path);
    syncFolder(dirname(path));
  } catch (error) {
    throw asStoreError(error, path);
  } finally {
    rmSync(part, { force: true });
  }
}

function writeImage(live: Store, part: string): HistoryHead {
  writeFileSync(part, live.image(), { flag: 'wx', mode: 0o600 });
  return live.journal.head();
}

/** Of a file that was written over, the connection holds the newest pages alone: the rest of the case comes from a backup and the journal. */
function writeAnew(opened: OpenedCase, part: string, { nativeBinding }: Workbench): HistoryHead {
  const { live, path } = opened;
  const head = live.standing?.newest();
  const backups = keeperOf(opened)?.records() ?? [];
  if (!head || !makeAnew(part, { path, head, backups }, nativeBinding))
    throw new AssayError('CASE_DAMAGED', {
      name: basename(path),
      detail: 'another file was written over it, and no backup with its journal has all that was saved',
    });
  return head;
}

/** The head of what was written, read back. It has no name yet by which people know it: a failure is told by the one it is to have. */
function hashOfHead(part: string, name: string, storeOptions: Workbench['storeOptions']): string {
  try {
    const written = openStore({ ...storeOptions, path: part, readOnly: true });
    try {
      return written.journal.head().hash;
    } finally {
      written.close();
    }
  } catch (error) {
    const failure = asStoreError(error, part);
    const ofDisk = failure instanceof AssayError && failure.code === 'DISK_FAILED' ? (failure as AssayError<'DISK_FAILED'>).data : null;
    const data = ofDisk ?? { kind: 'io', detail: 'what was written is not read back' };
    throw new AssayError('DISK_FAILED', { ...data, name }, { cause: error });
  }
}

/** Gives a file its name unless something has it, even something that came this moment. */
function giveName(part: string, path: string): void {
  try {
    linkSync(part, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || existsSync(path)) throw new AssayError('CASE_EXISTS', { name: basename(path) });
    // Memory sticks know no second names.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EMLINK') throw error;
    renameSync(part, path);
  }
}
