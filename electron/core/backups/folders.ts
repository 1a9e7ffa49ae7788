import { join } from 'node:path';
import type { Workbench } from '../workbench.ts';

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
