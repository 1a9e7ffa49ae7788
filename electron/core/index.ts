import { cases } from './cases/handlers.ts';
import { events } from './events/handlers.ts';
import { labels } from './labels/handlers.ts';
import { settings } from './settings/handlers.ts';
import { createWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

/** Every procedure of the contract; hosts serve it as it is. */
export const router = { cases, events, labels, settings };

export interface Core {
  router: typeof router;
  workbench: Workbench;
  /** Closes the case, drops the lock, ends the parser processes. */
  close(): void;
}

/** The application: everything it needs comes in here, and everything it does goes out through the router. */
export function createCore(options: WorkbenchOptions): Core {
  const workbench = createWorkbench(options);
  return { router, workbench, close: () => workbench.close() };
}

export type { CallContext } from './procedure.ts';
export type { WorkbenchOptions } from './workbench.ts';
