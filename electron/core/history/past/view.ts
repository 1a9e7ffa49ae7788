import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenCase } from '../../../../shared/contract/cases.ts';
import { AssayError } from '../../../../shared/domain/errors.ts';
import { operationName } from '../../../../shared/domain/historyWords.ts';
import { connectToOwn } from '../../store/connect.ts';
import { asStoreError } from '../../store/failures.ts';
import { openStore, type Store } from '../../store/open.ts';
import type { Workbench } from '../../workbench.ts';
import { asOneFile, momentOf, turnBack } from './queries.ts';

/** How many pages are copied before other work gets its turn. */
const pagesAtOnce = 2_000;

/**
 * Shows the case as it was after an operation, in every window of this process: a private copy of the case, turned back,
 * read-only, and gone when it is left. Errors: `NOT_FOUND`, `DISK_FAILED` where there is no room for the copy.
 */
export async function viewAsOf(workbench: Workbench, seq: number): Promise<OpenCase> {
  const opened = workbench.requireCase();
  const moment = momentOf(opened.live.db, seq);
  if (moment === undefined) throw new AssayError('NOT_FOUND', { kind: 'operation', id: String(seq) });
  const past = await openPast(workbench, opened.live, seq);
  // The case may have been closed while it was copied.
  if (workbench.current() === null || workbench.requireCase() !== opened) {
    past.close();
    throw new AssayError('NO_CASE_OPEN', {});
  }
  return workbench.showInstead(past, { seq, at: moment.at, after: operationName(moment) });
}

async function openPast({ storeOptions }: Workbench, live: Store, seq: number): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-past-'));
  const leave = (): void => rmSync(folder, { recursive: true, force: true });
  const path = join(folder, 'case.assay');
  try {
    await live.db.backup(path, { progress: () => pagesAtOnce });
    const db = connectToOwn(path, storeOptions.nativeBinding);
    try {
      turnBack(db, seq);
      asOneFile(db);
    } finally {
      db.close();
    }
    const store = openStore({ ...storeOptions, path, readOnly: true, readOnlyReason: 'as-of' });
    return {
      ...store,
      close() {
        store.close();
        leave();
      },
    };
  } catch (error) {
    leave();
    throw asStoreError(error, path);
  }
}
