import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { readRecords } from '../backups/files.ts';
import { backupRoots } from '../backups/folders.ts';
import type { BackupRecord } from '../backups/record.ts';
import type { Workbench } from '../workbench.ts';

/** The backups of every case, newest first: which case a damaged file is may only be told by looking into it. */
export function everyBackup(workbench: Pick<Workbench, 'settings' | 'settingsDir'>): BackupRecord[] {
  return readRecords(backupRoots(workbench).all.flatMap((root) => foldersIn(root)));
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

/** Those of one case; where its id is lost, those of the case that was backed up last from this path. */
export function backupsOfCase(records: readonly BackupRecord[], caseId: string | null, path: string): BackupRecord[] {
  const paths = new Set([path, resolved(path)]);
  const known = caseId ?? records.filter(({ casePath }) => paths.has(casePath)).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.caseId;
  return records.filter((record) => record.caseId === known);
}

function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
