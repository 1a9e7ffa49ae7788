import { dirname, join } from 'node:path';
import type { Attend } from '../attendants.ts';
import type { OpenedCase, Workbench } from '../workbench.ts';
import { shortFolder } from '../cases/paths.ts';
import { readCaseInfo } from '../cases/queries.ts';
import { removeLeftovers } from './files.ts';
import { backupRoots, isBesideCase, noAnswer } from './folders.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { placeOf } from './place.ts';

const keepers = new WeakMap<OpenedCase, Keeper>();

/** What makes the backups of the open case; null for a case in memory. */
export function keeperOf(opened: OpenedCase): Keeper | null {
  return keepers.get(opened) ?? null;
}

/**
 * To be awaited by whoever is about to change so many things at once: with many of them, a backup of what is there is begun where
 * the newest does not have it all. `NO_CASE_OPEN`.
 */
export async function beforeBulk(workbench: Workbench, things: number, many = 500): Promise<void> {
  if (things >= many) await keeperOf(workbench.requireCase())?.hold();
}

/** Makes backups of the open case, and says where it or they lie when that is no good place. */
export const keepBackups: Attend = (opened, workbench) => {
  const { live, path } = opened;
  if (path === ':memory:') return null;
  const writes = live.readOnly === null;
  const { id, demo } = readCaseInfo(live);
  const journal = live.opening.journal?.state;
  // Whatever is done to the demo, it can be had again.
  const alone = demo === 0 && (journal === 'missing' || journal === 'foreign');
  const keeper = createKeeper(opened, workbench, writes && workbench.automaticBackups, alone ? 'alone' : 'with-journal');
  keepers.set(opened, keeper);
  if (!writes) return { closing: () => keeper.closing() };
  clean(workbench, id);
  const place = placeOf(dirname(path));
  if (place.kind !== 'local') workbench.notice({ kind: `${place.kind}-folder`, count: null, detail: place.name });
  const { current, isSilent } = backupRoots(workbench);
  if (isSilent) workbench.notice({ kind: 'backup-failing', count: null, detail: noAnswer });
  else if (isBesideCase(current, path, workbench))
    workbench.notice({ kind: 'backups-beside', count: null, detail: shortFolder(`${current}/.`) });
  return { closing: () => keeper.closing(), closed: () => keeper.closed() };
};

function clean(workbench: Workbench, caseId: string): void {
  for (const root of backupRoots(workbench).all) {
    try {
      removeLeftovers(root);
      removeLeftovers(join(root, caseId));
    } catch (error) {
      // What cannot be removed now is tried again at the next opening.
      workbench.log.error('leftovers of backups not removed', error);
    }
  }
}
