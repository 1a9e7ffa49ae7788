import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import type { Workbench } from '../workbench.ts';

/** Folders with the backups of every case: where new ones go, and where others may lie. */
export interface BackupRoots {
  current: string;
  /** A person chose it; else it is the one in the person's own data folder. */
  chosen: boolean;
  /** Those that answer. Any other is not to be asked for anything: it may never come back. */
  all: string[];
  /** The one where new backups go does not answer. */
  isSilent: boolean;
}

/** What is said of a folder that does not answer. */
export const noAnswer = 'the folder does not answer. Its disk or network may be gone';

/** Asks the folders that a person chose whether they answer: a moment at most. */
export function backupRoots({ settings, settingsDir, answering }: Pick<Workbench, 'settings' | 'settingsDir' | 'answering'>): BackupRoots {
  const { backups, earlierBackupFolders } = settings.read();
  const own = join(settingsDir, 'backups');
  const current = backups.folder ?? own;
  const all = [...new Set([current, own, ...earlierBackupFolders])];
  // Assay's own folder holds its settings too: without it nothing works.
  const silent = answering.silentOf(all.filter((root) => root !== own));
  return {
    current,
    chosen: backups.folder !== null,
    all: all.filter((root) => !silent.includes(root)),
    isSilent: silent.includes(current),
  };
}

/**
 * Whether a folder is that of a case or lies in it: whatever takes the case away takes the backups too. A folder so wide that
 * Assay's own data lie in it as well, as a person's home does, is beside the case only when it is the very same.
 */
export function isBesideCase(folder: string, casePath: string, { settingsDir }: Pick<Workbench, 'settingsDir'>): boolean {
  const caseFolder = realOf(dirname(casePath));
  const [real, own] = [realOf(folder), realOf(settingsDir)];
  return real === caseFolder || (liesIn(real, caseFolder) && own !== caseFolder && !liesIn(own, caseFolder));
}

/** Whether a folder is another one, or lies in it, links apart. */
export function isWithin(folder: string, outer: string): boolean {
  const [real, around] = [realOf(folder), realOf(outer)];
  return real === around || liesIn(real, around);
}

function liesIn(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way !== '' && way.split(/[/\\]/)[0] !== '..' && !isAbsolute(way);
}

/** The path without links, also where its last folders are still to be made. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realOf(dirname(path)), basename(path));
  }
}
