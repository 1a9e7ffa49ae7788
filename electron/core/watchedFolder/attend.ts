import { isAbsolute, join, resolve } from 'node:path';
import type { WatchedFolder } from '../../../shared/contract/watchedFolder.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import type { Attend } from '../attendants.ts';
import { backupRoots, isWithin } from '../backups/folders.ts';
import { shortFolder } from '../cases/paths.ts';
import { readCaseInfo } from '../cases/queries.ts';
import { keepView, keptView } from '../store/viewState.ts';
import type { OpenedCase, Workbench } from '../workbench.ts';
import { watchFolder, type FolderWatch } from './watcher.ts';

const watches = new WeakMap<OpenedCase, FolderWatch>();
/** In the case: that a folder is watched for it somewhere. Which one, and where, is known on that machine alone. */
const flag = 'watched-folder';
const answerLimitMs = 5_000;

/** Goes on watching the folder that was chosen for a case on this machine. */
export const attendWatchedFolder: Attend = (opened, workbench) => {
  begin(opened, workbench);
  return { closing: () => watches.get(opened)?.stop() };
};

function begin(opened: OpenedCase, workbench: Workbench): void {
  watches.get(opened)?.stop();
  watches.delete(opened);
  const { id } = readCaseInfo(opened.live);
  const chosen = workbench.settings.read().watchedFolders[id];
  // A one-off command comes and goes: what is watched is for the application.
  if (!chosen || opened.live.readOnly !== null || workbench.rememberCases === false) return;
  const keepMark = (markMs: number): void => {
    const { watchedFolders } = workbench.settings.read();
    if (watchedFolders[id]?.folder !== chosen.folder) return;
    try {
      workbench.settings.write({ watchedFolders: { ...watchedFolders, [id]: { ...chosen, markMs } } });
    } catch (error) {
      // The same files are looked at again then, and known by their bytes.
      workbench.log.error('how far a folder was watched is not noted', error);
    }
  };
  watches.set(opened, watchFolder(opened, workbench, { ...chosen, keepMark }));
}

/** The folder that is watched for the open case, and how that does. `NO_CASE_OPEN`. */
export function readWatchedFolder(workbench: Workbench): WatchedFolder {
  const opened = workbench.requireCase();
  const chosen = workbench.settings.read().watchedFolders[readCaseInfo(opened.live).id];
  if (!chosen) return { state: keptView(opened.live, flag) === true ? 'elsewhere' : 'off', folder: '' };
  const folder = shortFolder(join(chosen.folder, 'file'));
  return { state: watches.get(opened)?.state() ?? 'paused', folder };
}

const notWatched = (reason: string): AssayError<'NOT_ALLOWED'> => new AssayError('NOT_ALLOWED', { reason });

/**
 * Watches a folder for the open case from now on; what lies in it already stays out. Errors: `NOT_ALLOWED` where the folder cannot be
 * watched, `READ_ONLY`.
 */
export async function setWatchedFolder(workbench: Workbench, given: string): Promise<WatchedFolder> {
  const opened = workbench.requireCase();
  if (opened.live.readOnly !== null) throw new AssayError('READ_ONLY', { reason: opened.live.readOnly });
  if (!isAbsolute(given)) throw notWatched('the full path of a folder is needed, from the top of the disk down');
  const folder = resolve(given);
  const giveUp = new AbortController();
  const limit = setTimeout(
    () => giveUp.abort(notWatched('that folder did not answer. Check that its disk or network is connected')),
    answerLimitMs,
  );
  const look = await workbench
    .maintain('lookAtFolder', { folder, afterMs: 0, withOthers: false }, giveUp.signal)
    .finally(() => clearTimeout(limit));
  if (!look.ok) throw notWatched(look.why === 'gone' ? 'there is no such folder' : 'Assay may not read that folder');
  // Only now, where it has answered, may this thread ask for it.
  if (backupRoots(workbench).all.some((root) => isWithin(look.folder, root)))
    throw notWatched('Assay keeps its backups in that folder. Choose another one');
  const { id } = readCaseInfo(opened.live);
  const { watchedFolders } = workbench.settings.read();
  workbench.settings.write({ watchedFolders: { ...watchedFolders, [id]: { folder, markMs: look.newestMs } } });
  opened.live.keep(() => keepView(opened.live, flag, true));
  begin(opened, workbench);
  workbench.publish({ type: 'watched-folder' });
  return readWatchedFolder(workbench);
}

/** Watches no folder for the open case any more, here or as far as another machine said. `NO_CASE_OPEN`. */
export function stopWatching(workbench: Workbench): void {
  const opened = workbench.requireCase();
  const { id } = readCaseInfo(opened.live);
  const { [id]: _, ...watchedFolders } = workbench.settings.read().watchedFolders;
  workbench.settings.write({ watchedFolders });
  if (opened.live.readOnly === null) opened.live.keep(() => keepView(opened.live, flag, false));
  begin(opened, workbench);
  workbench.publish({ type: 'watched-folder' });
}
