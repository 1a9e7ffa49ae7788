import type { Router } from '@orpc/server';
import type { Contract } from '../../shared/contract/index.ts';
import { backups } from './backups/handlers.ts';
import { cases } from './cases/handlers.ts';
import { citations } from './citations/handlers.ts';
import { claims } from './claims/handlers.ts';
import { documents } from './documents/handlers.ts';
import { drafts } from './drafts/handlers.ts';
import { events } from './events/handlers.ts';
import { evidence } from './evidence/handlers.ts';
import { history } from './history/handlers.ts';
import { integrity } from './integrity/handlers.ts';
import { labels } from './labels/handlers.ts';
import { notes } from './notes/handlers.ts';
import { passages } from './passages/handlers.ts';
import type { CallContext } from './procedure.ts';
import { recovery } from './recovery/handlers.ts';
import { reports } from './reports/handlers.ts';
import { search } from './search/handlers.ts';
import { settings } from './settings/handlers.ts';
import { verdicts } from './verdicts/handlers.ts';
import { versions } from './versions/handlers.ts';
import { watchedFolder } from './watchedFolder/handlers.ts';
import { createWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

/** Every procedure of the contract; hosts serve it as it is. */
export const router: Router<Contract, CallContext> = {
  backups,
  cases,
  citations,
  claims,
  documents,
  drafts,
  events,
  evidence,
  history,
  integrity,
  labels,
  notes,
  passages,
  recovery,
  reports,
  search,
  settings,
  verdicts,
  versions,
  watchedFolder,
};

export interface Core {
  router: Router<Contract, CallContext>;
  workbench: Workbench;
  /** Closes the case, drops the lock, ends the parser processes. */
  close(): void;
  /** Resolves when what may outlast the case (a backup of the closed file) is done. */
  settled(): Promise<void>;
}

/** The application: everything it needs comes in here, and everything it does goes out through the router. */
export function createCore(options: WorkbenchOptions): Core {
  const workbench = createWorkbench(options);
  return { router, workbench, close: () => workbench.close(), settled: () => workbench.settled() };
}

export { setBackupFolder } from './backups/change-settings.ts';
export { setWatchedFolder } from './watchedFolder/attend.ts';
export type { WorkbenchOptions } from './workbench.ts';
