import { join } from 'node:path';
import type { Workbench } from '../workbench.ts';
import { readRecords } from './files.ts';
import type { BackupRecord } from './record.ts';

/** Folders with the backups of every case: where new ones go, and where others may lie. */
export interface BackupRoots {
  current: string;
  /** A person chose it; else it is the one in the person's own data folder. */
  chosen: boolean;
  all: string[];
}

export function backupRoots({ settings, settingsDir }: Pick<Workbench, 'settings' | 'settingsDir'>): BackupRoots {
  const { backups, earlierBackupFolders } = settings.read();
  const own = join(settingsDir, 'backups');
  const current = backups.folder ?? own;
  return { current, chosen: backups.folder !== null, all: [...new Set([current, own, ...earlierBackupFolders])] };
}

/** The backups of a case wherever they lie, newest first: each one was checked when it was made, and its file has the size that it had then. */
export function backupsOf(workbench: Pick<Workbench, 'settings' | 'settingsDir'>, caseId: string): BackupRecord[] {
  return readRecords(backupRoots(workbench).all.map((root) => join(root, caseId)));
}
