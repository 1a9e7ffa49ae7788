import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { readRecords } from '../backups/files.ts';
import { backupRoots } from '../backups/folders.ts';
import type { BackupRecord } from '../backups/record.ts';
import type { Workbench } from '../workbench.ts';

/** The backups of every case, newest first: which case a damaged file is may only be told by looking into it. `changed` as for `readRecords`. */
export function everyBackup(
  workbench: Pick<Workbench, 'settings' | 'settingsDir' | 'answering'>,
  changed?: Parameters<typeof readRecords>[1],
): BackupRecord[] {
  return readRecords(
    backupRoots(workbench).all.flatMap((root) => foldersIn(root)),
    changed,
  );
}

function foldersIn(root: string): string[] {
  try {
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(root, entry.name));
  } catch {
    // None was made yet, or its disk is not there.
    return [];
  }
}

/**
 * Those of one case, by each of the ids that it may have, and those that were made of a file at this path: the file may have been
 * written over by another case, or be a copy that was moved.
 */
export function backupsOfCase(records: readonly BackupRecord[], ids: readonly (string | null | undefined)[], path: string): BackupRecord[] {
  const ofPath = new Set(backupsFrom(records, path));
  const found = records.filter((record) => ofPath.has(record) || ids.includes(record.caseId));
  // The backups of each case are numbered by themselves: only the clock tells which case was backed up last.
  const cases = [...Map.groupBy(found, ({ caseId }) => caseId).values()];
  return cases.toSorted(([a], [b]) => (a!.at < b!.at ? 1 : -1)).flat();
}

/** Those that were made of a file at this path. */
export function backupsFrom(records: readonly BackupRecord[], path: string): BackupRecord[] {
  const paths = new Set([path, resolved(path)]);
  return records.filter(({ casePath }) => paths.has(casePath));
}

function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
