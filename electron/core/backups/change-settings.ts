import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { BackupSettings } from '../../../shared/contract/backups.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { shortFolder } from '../cases/paths.ts';
import type { StoredSettings } from '../settings/file.ts';
import type { Workbench } from '../workbench.ts';
import { asBackupFailure } from './write.ts';

const foldersRemembered = 20;

/**
 * What to write into the settings for these of backups. A new folder is made and tried first, and the one before it stays
 * known, so that what lies there is still listed. Errors: `BACKUP_FAILED`.
 */
export function changedBackupSettings(
  { settings, newId }: Pick<Workbench, 'settings' | 'newId'>,
  wanted: BackupSettings,
): Pick<StoredSettings, 'backups' | 'earlierBackupFolders'> {
  const { backups, earlierBackupFolders } = settings.read();
  const folder = wanted.folder === null ? null : tryFolder(wanted.folder, newId());
  const earlier = backups.folder === null || backups.folder === folder ? [] : [backups.folder];
  return {
    backups: { ...wanted, folder },
    earlierBackupFolders: [...new Set([...earlier, ...earlierBackupFolders])]
      .filter((known) => known !== folder)
      .slice(0, foldersRemembered),
  };
}

/** Sets the folder of backups, and returns it for people to read. `BACKUP_FAILED` when nothing can be written there; then all stays as it was. */
export function setBackupFolder(workbench: Workbench, folder: string): string {
  const { backups } = workbench.settings.read();
  workbench.settings.write(changedBackupSettings(workbench, { ...backups, folder }));
  workbench.publish({ type: 'settings' });
  workbench.publish({ type: 'backups' });
  return shortFolder(join(folder, 'backups'));
}

/** Makes the folder, and writes, syncs and removes a file in it. Returns its full path. */
function tryFolder(given: string, name: string): string {
  if (!isAbsolute(given)) throw new AssayError('BACKUP_FAILED', { folder: given, detail: 'the full path of a folder is needed' });
  const folder = resolve(given);
  const trial = join(folder, `.assay-${name}.trial`);
  try {
    mkdirSync(folder, { recursive: true });
    const file = openSync(trial, 'wx');
    try {
      writeSync(file, 'Assay can write here.');
      fsyncSync(file);
    } finally {
      closeSync(file);
      rmSync(trial, { force: true });
    }
    return folder;
  } catch (error) {
    throw asBackupFailure(error, folder);
  }
}
