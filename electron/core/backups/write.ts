import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BackupReason, BackupSettings } from '../../../shared/contract/backups.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { shortFolder } from '../cases/paths.ts';
import { makeFolder } from '../folders.ts';
import { checkAll } from '../integrity/checks.ts';
import type { TaskContext } from '../maintenance/context.ts';
import { asStoreError } from '../store/failures.ts';
import { syncFile, syncFolder } from '../store/sync.ts';
import { hashOfFile, isOnlyBackup, partPath, readRecords, remove, removePart, seal } from './files.ts';
import { hasHeads, holdCase, openImage, readCopy, settleCopy, type CaseMark } from './queries.ts';
import { backupName, type BackupRecord } from './record.ts';
import { keptFor } from './retention.ts';

/** Where a backup goes and what is said of it. */
export interface BackupOrder {
  /** The case file. */
  path: string;
  /** Is this process the writer of the case, or was it until it closed it? */
  writer: boolean;
  /** Folder of this case's backups; it is made. */
  folder: string;
  /** The folder above was chosen by a person and must be there: on a disk that is not plugged in, nothing is made in its place. */
  chosen: boolean;
  order: number;
  at: string;
  reason: BackupReason;
}

export interface BackupTask extends BackupOrder {
  /** Which case is expected at the path, and an operation that it must have. */
  expected: Pick<CaseMark, 'caseId' | 'seq' | 'head'>;
  /** Every folder with backups of this case: what is kept is decided over all of them. */
  folders: string[];
  keep: Pick<BackupSettings, 'recent' | 'hourly' | 'daily'>;
  /** Shared memory of one number, from `stage`: how far the copying is. */
  progress: Int32Array;
}

/** held: changes made from now on are not in the backup; copied: nothing is open on the case any more. */
export const stage = { begun: 0, held: 1, copied: 2 } as const;

/** Beyond this many bytes a copy is not read into memory for its check; its pages are checked all the same. */
const mostInMemory = 1_500_000_000;

/**
 * Makes a backup: copies the case as it stands into an unfinished file, checks that, makes it a backup, and deletes the
 * backups of the same history that no rule keeps any longer. Errors: `BACKUP_FAILED`, which leaves nothing behind.
 */
export async function writeBackup(task: BackupTask, { nativeBinding, check, hold }: TaskContext): Promise<BackupRecord> {
  const { folder, expected } = task;
  const name = backupName(task.order, task.at, task.reason);
  const part = partPath(folder, name);
  const advance = (to: number): void => {
    Atomics.store(task.progress, 0, to);
    Atomics.notify(task.progress, 0);
  };
  try {
    makeBackupFolder(task);
    await hold(async () => {
      const source = holdCase(task.path, { nativeBinding, mayWrite: task.writer });
      try {
        if (source.mark?.caseId !== expected.caseId || !source.has(expected)) throw new Error('another file lies in the place of the case');
        advance(stage.held);
        await source.copyTo(part, check);
      } finally {
        source.close();
      }
    });
    advance(stage.copied);
    const mark = settleCopy(part, nativeBinding);
    if (mark?.caseId !== expected.caseId || !readCopy(part, nativeBinding, (db) => hasHeads(db, [expected])[0]!))
      throw new Error('the copy is not what was copied');
    check();
    requireWhole(part, name, nativeBinding, check);
    const record = finish(task, part, mark);
    thin(task, record, nativeBinding);
    return record;
  } catch (error) {
    removePart(folder, name);
    throw asBackupFailure(error, folder);
  }
}

/** Checks a settled copy as a case is checked, in the present format whatever its own is. Throws `CASE_DAMAGED`, and what `tick` throws. */
function requireWhole(part: string, name: string, nativeBinding: string | undefined, tick: () => void): void {
  if (statSync(part).size > mostInMemory) return;
  const findings = openImage(part, nativeBinding, (db) => checkAll(db, { tick, nativeBinding })).checks;
  // The search index is made of the rows: a case is worth keeping without it.
  const [finding] = findings.filter((one) => one.name !== 'search').flatMap((one) => one.problems);
  if (finding !== undefined) throw new AssayError('CASE_DAMAGED', { name, detail: finding });
}

/**
 * Makes a backup at once, in the middle of opening a case: the case with its write-ahead log is copied, settled and checked. No
 * new one where the newest has all of it, and none before its first operation. Errors: `BACKUP_FAILED`.
 */
export function writeBackupAtOnce(
  order: Pick<BackupOrder, 'path' | 'at' | 'reason'>,
  target: { root: string; chosen: boolean; of: (caseId: string) => Pick<BackupOrder, 'folder' | 'order'> },
  nativeBinding: string | undefined,
): void {
  const name = backupName(0, order.at, order.reason);
  const { root, chosen } = target;
  const copied = partPath(root, name);
  try {
    if (!chosen) makeFolder(root);
    const source = holdCase(order.path, { nativeBinding, mayWrite: false });
    try {
      writeFileSync(copied, source.image(), { flag: 'wx' });
    } finally {
      source.close();
    }
    const mark = settleCopy(copied, nativeBinding);
    if (!mark) return;
    const task = { ...order, ...target.of(mark.caseId), chosen };
    const kept = readRecords([task.folder]);
    if (kept.some(({ seq, head, schema }) => seq === mark.seq && head === mark.head && schema === mark.schema)) return;
    requireWhole(copied, name, nativeBinding, () => undefined);
    makeBackupFolder(task);
    finish(task, copied, mark);
  } catch (error) {
    throw asBackupFailure(error, root);
  } finally {
    removePart(root, name);
  }
}

function finish(order: Omit<BackupOrder, 'writer'>, part: string, mark: CaseMark): BackupRecord {
  syncFile(part);
  return seal(order.folder, part, {
    format: 1,
    order: order.order,
    at: order.at,
    reason: order.reason,
    ...mark,
    casePath: order.path,
    size: statSync(part).size,
    sha256: hashOfFile(part),
  });
}

/** Deletes what no rule keeps, of the history that the new backup tells: copies of the case that went their own way keep theirs. */
function thin({ folders, keep }: BackupTask, made: BackupRecord, nativeBinding: string | undefined): void {
  const records = readRecords(folders);
  const ours = readCopy(made.path, nativeBinding, (db) => hasHeads(db, records));
  const history = records.filter((_record, index) => ours[index]);
  const kept = keptFor(history, keep);
  for (const record of history) if (!kept.has(record.id) && isOnlyBackup(record)) remove(record);
}

function makeBackupFolder({ folder, chosen }: Pick<BackupOrder, 'folder' | 'chosen'>): void {
  if (existsSync(folder)) return;
  if (chosen) mkdirSync(folder);
  else makeFolder(folder);
  syncFolder(dirname(folder));
}

/** Was no backup made because there is damage in the case itself? Then what was found; else null. */
export function damageBehind(error: unknown): string | null {
  if (!(error instanceof AssayError) || error.code !== 'BACKUP_FAILED') return null;
  const { damaged, detail } = (error as AssayError<'BACKUP_FAILED'>).data;
  return damaged === true ? detail : null;
}

/** Any failure of a backup in the closed set, with its reason in words. */
export function asBackupFailure(error: unknown, folder: string): unknown {
  if (error instanceof DOMException && error.name === 'AbortError') return error;
  const known = asStoreError(error, folder);
  if (known instanceof AssayError && known.code === 'BACKUP_FAILED') return known;
  const damaged = known instanceof AssayError && known.code === 'CASE_DAMAGED';
  const data = { folder: shortFolder(join(folder, 'backup')), detail: reasonOf(known), ...(damaged ? { damaged } : {}) };
  return new AssayError('BACKUP_FAILED', data, { cause: error });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof AssayError)) return error instanceof Error ? error.message : String(error);
  const { code, data } = error as AssayError;
  if (code === 'CASE_MISSING') return 'the folder or the case is not there';
  if (code === 'CASE_DAMAGED') return `the copy did not pass its check: ${(data as { detail: string }).detail}`;
  return 'detail' in data ? data.detail : error.message;
}
