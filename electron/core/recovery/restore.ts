import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { OpenCase } from '../../../shared/contract/cases.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { requireSound } from '../backups/files.ts';
import type { BackupRecord } from '../backups/record.ts';
import { newlyWritten } from '../cases/notices.ts';
import { fittingName, samePath } from '../cases/paths.ts';
import type { TaskContext } from '../maintenance/context.ts';
import { asStoreError } from '../store/failures.ts';
import { acquireWriterLock } from '../store/lock.ts';
import { sideJournalPath } from '../store/side-journal/journal.ts';
import { syncFile, syncFolder } from '../store/sync.ts';
import type { Workbench } from '../workbench.ts';
import { backupsOfCase, everyBackup } from './caseBackups.ts';
import { gather } from './gather.ts';
import { playOnto } from './queries.ts';
import { nearestFirst, relationsOf } from './relation.ts';

export interface StageInput {
  path: string;
  backups: readonly BackupRecord[];
  backupId: string;
  /** File to be made: the case as it will stand. */
  to: string;
}

/**
 * Makes the case that will take the place of a damaged one: the backup, brought to the present format, with the journal played
 * onto it and what was typed and not recorded, checked and synced. Errors: `NOT_FOUND`, `BACKUP_UNUSABLE`, `DISK_FAILED`.
 */
export function stageRestore(
  { path, backups, backupId, to }: StageInput,
  { nativeBinding, check }: Pick<TaskContext, 'nativeBinding' | 'check'>,
): { fromJournal: number; missing: number | null } {
  try {
    const { caseIds, lineage, overwritten, journal, drafts, scan } = gather({ path, backups, rowsOfBackup: false, nativeBinding });
    const named = backupsOfCase(backups, caseIds, path).filter(({ id }) => id === backupId);
    const [backup] = nearestFirst(named, relationsOf(named, lineage, path, nativeBinding));
    if (!backup) throw new AssayError('NOT_FOUND', { kind: 'backup', id: backupId });
    requireSound(backup);
    check();
    copyFileSync(backup.path, to);
    const typed = { drafts, all: !overwritten && (scan?.complete.has('draft') ?? false) };
    const usable = journal.state !== 'missing' && !journal.foreign;
    let played = playOnto(to, usable ? sideJournalPath(path) : null, typed, nativeBinding);
    if (played === null) {
      // The journal does not fit after all: the backup as it is.
      copyFileSync(backup.path, to);
      played = playOnto(to, null, typed, nativeBinding)!;
    }
    syncFile(to);
    const newest = lineage.newest();
    const seq = backup.seq + played.operations;
    const ofThis = played.operations > 0 || relationsOf([backup], lineage, path, nativeBinding).get(backup) === 'this';
    return { fromJournal: played.operations, missing: newest && ofThis ? Math.max(0, newest.seq - seq) : null };
  } catch (error) {
    rmSync(to, { force: true });
    throw asStoreError(error, path);
  }
}

/** What belongs to a database file beside it. */
const companions = ['-wal', '-shm', '-journal'];

/**
 * Puts a backup with all that the journal adds in the place of a damaged case, and opens it. The damaged file stays beside it
 * under another name; when anything fails on the way, it is back in its place. Errors: those of `stageRestore` and of opening,
 * `CASE_OPEN_ELSEWHERE`.
 */
export async function restoreCase(
  workbench: Workbench,
  path: string,
  backupId: string,
): Promise<{ case: OpenCase; keptAs: string; fromJournal: number; missing: number | null }> {
  if (samePath(workbench.current() ? workbench.requireCase().path : ':memory:', path)) workbench.closeCase();
  const staged = join(dirname(path), `.${basename(path)}.restoring`);
  const moves: [from: string, to: string][] = [];
  const lock = lockOf(path, workbench.nativeBinding);
  try {
    const outcome = await workbench.maintain('stageRestore', {
      path,
      backups: everyBackup(workbench, 'with-changed'),
      backupId,
      to: staged,
    });
    const kept = keptPath(path, workbench.clock());
    for (const suffix of [...companions, '']) {
      if (!existsSync(path + suffix)) continue;
      renameSync(path + suffix, kept + suffix);
      moves.push([path + suffix, kept + suffix]);
    }
    renameSync(staged, path);
    syncFolder(dirname(path));
    lock.release();
    const opened = newlyWritten(workbench, workbench.open(path));
    return { case: opened, keptAs: moves.length > 0 ? basename(kept) : '', ...outcome };
  } catch (error) {
    for (const [from, to] of moves.toReversed()) renameSync(to, from);
    rmSync(staged, { force: true });
    throw asStoreError(error, path);
  } finally {
    lock.release();
  }
}

function lockOf(path: string, nativeBinding: string | undefined): { release(): void } {
  try {
    const lock = acquireWriterLock(path, nativeBinding);
    if (!lock) throw new AssayError('CASE_OPEN_ELSEWHERE', { name: basename(path) });
    return lock;
  } catch (error) {
    throw asStoreError(error, path);
  }
}

/** `Harbour (damaged 2026-01-31 18.05.00).assay`, with a number where that is taken. */
function keptPath(path: string, now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
  const base = join(dirname(path), fittingName(basename(path, extname(path))));
  for (let tried = 1; ; tried++) {
    const kept = `${base} (damaged ${stamp})${tried === 1 ? '' : ` ${tried}`}${extname(path) || '.assay'}`;
    if (!existsSync(kept)) return kept;
  }
}
