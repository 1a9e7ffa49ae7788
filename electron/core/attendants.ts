import { adoptKeptStyles } from './citations/styles/earlier.ts';
import { attendDrafts } from './drafts/attend.ts';
import { attendChecks } from './integrity/attendant.ts';
import { attendWatchedFolder } from './watchedFolder/attend.ts';
import { watchDisk } from './watch/attend.ts';
import { keepBackups } from './backups/attend.ts';
import { noticeOpening } from './cases/notices.ts';
import type { OpenedCase, Workbench } from './workbench.ts';

/** Looks after an open case from its opening to its closing: backups, checks, the disk under it, another writer's changes. */
export interface Attendant {
  /** The case is about to be closed; its store can still be read and written. */
  closing?(): void;
  /** The case is closed and its file is whole. Work that goes on after this is given to `workbench.finishLater`. */
  closed?(): void;
}

/** Begins to look after a case that was just opened; null where there is nothing to do, e.g. for a case in memory. */
export type Attend = (opened: OpenedCase, workbench: Workbench) => Attendant | null;

/** Everything that looks after open cases, in the order in which it begins. */
export const attendants: readonly Attend[] = [
  noticeOpening,
  adoptKeptStyles,
  attendDrafts,
  keepBackups,
  watchDisk,
  attendChecks,
  attendWatchedFolder,
];
