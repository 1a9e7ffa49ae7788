import { isAbsolute, join, resolve } from 'node:path';
import type { BackupSettings } from '../../../shared/contract/backups.ts';
import { shortFolder } from '../cases/paths.ts';
import type { StoredSettings } from '../settings/file.ts';
import type { Workbench } from '../workbench.ts';
import { folderUnusable } from './try-folder.ts';

type ChangedSettings = { readonly [Name in keyof BackupSettings]?: BackupSettings[Name] | undefined };
type Asked = Pick<Workbench, 'settings' | 'settingsDir' | 'casesDir' | 'pathOfOpen' | 'newId' | 'maintain'>;

const foldersRemembered = 20;

/** A folder on a disk that is there answers within milliseconds; one that takes longer than this is not waited for. */
const answerLimit = 2_000;

/**
 * What to write into the settings for what is changed in those of backups, once it is known that backups can go there: a new folder is made and
 * tried first. The one before it stays known, so that what lies there is still listed. Errors: `FOLDER_UNUSABLE`.
 */
export async function changedBackupSettings(
  workbench: Asked,
  wanted: ChangedSettings,
): Promise<Pick<StoredSettings, 'backups' | 'earlierBackupFolders'>> {
  const { folder: given = workbench.settings.read().backups.folder } = wanted;
  const folder = given !== null && given !== workbench.settings.read().backups.folder ? await tried(workbench, given) : given;
  const { backups, earlierBackupFolders } = workbench.settings.read();
  const changed = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  const earlier = backups.folder === null || backups.folder === folder ? [] : [backups.folder];
  return {
    backups: { ...backups, ...changed, folder },
    earlierBackupFolders: [...new Set([...earlier, ...earlierBackupFolders])]
      .filter((known) => known !== folder)
      .slice(0, foldersRemembered),
  };
}

/** Sets the folder of backups, and returns it for people to read. `FOLDER_UNUSABLE` when nothing can be written there; then all stays as it was. */
export async function setBackupFolder(workbench: Workbench, folder: string): Promise<string> {
  workbench.settings.write(await changedBackupSettings(workbench, { folder }));
  workbench.dismissNotice('backups-beside');
  workbench.publish({ type: 'settings' });
  workbench.publish({ type: 'backups' });
  return shortFolder(join(folder, 'backups'));
}

/** The full path of a folder that takes files. It is asked in another thread: one on a network that is gone may never answer. */
async function tried(workbench: Asked, given: string): Promise<string> {
  if (!isAbsolute(given)) throw folderUnusable(given, 'relative', 'a full path is needed');
  const folder = resolve(given);
  const begun = new Int32Array(new SharedArrayBuffer(4));
  const giveUp = new AbortController();
  const { settingsDir, casesDir } = workbench;
  const cases = [join(casesDir, 'any.assay'), workbench.pathOfOpen()].filter((path) => path !== null);
  const trial = workbench.maintain('tryFolder', { folder, name: workbench.newId(), begun, cases, settingsDir }, giveUp.signal);
  let limit: ReturnType<typeof setTimeout> | undefined;
  const startLimit = (): void => {
    limit = setTimeout(() => giveUp.abort(folderUnusable(folder, 'silent', 'no answer')), answerLimit);
  };
  // A busy machine may take its time to start the thread: that is no fault of the folder.
  const asked = Atomics.waitAsync(begun, 0, 0);
  const timing = Promise.resolve(asked.value).then(startLimit);
  try {
    await trial;
    return folder;
  } finally {
    void timing.then(() => clearTimeout(limit));
    Atomics.notify(begun, 0);
  }
}
