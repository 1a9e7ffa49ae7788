import type { UnfinishedImport } from '../../../shared/contract/documents.ts';
import { readCaseInfo } from '../cases/queries.ts';
import type { CaseContext } from '../procedure.ts';
import type { StoredImport } from '../settings/file.ts';
import { copiesMadeIn } from './copies/queries.ts';
import { documentsMadeIn } from './queries.ts';

type UnfinishedContext = Pick<CaseContext, 'store' | 'workbench'>;

/**
 * Notes that an import begins, so that it is known where the process ends in the middle of it. Kept with the settings of this machine:
 * where files lie is nobody's business who gets the case.
 */
export function beginImport({ store, workbench }: UnfinishedContext, begun: Omit<StoredImport, 'at'>): void {
  // A one-off command leaves no trace with the application: it is given again.
  if (store.readOnly || workbench.rememberCases === false) return;
  const { unfinishedImports } = workbench.settings.read();
  const noted = { ...begun, at: workbench.clock().toISOString() };
  keep({ store, workbench }, () =>
    workbench.settings.write({ unfinishedImports: { ...unfinishedImports, [readCaseInfo(store).id]: noted } }),
  );
}

/** Forgets an import that ended, or that nobody wants to go on with. */
export function endImport({ store, workbench }: UnfinishedContext, importId: string): void {
  const { unfinishedImports } = workbench.settings.read();
  const left = Object.fromEntries(Object.entries(unfinishedImports).filter(([, noted]) => noted.importId !== importId));
  if (Object.keys(left).length < Object.keys(unfinishedImports).length)
    keep({ store, workbench }, () => workbench.settings.write({ unfinishedImports: left }));
}

/** The import of the open case that was broken off; null where there is none, or nothing of it can be told. */
export function readUnfinished(context: UnfinishedContext): UnfinishedImport | null {
  const stored = storedImport(context);
  if (!stored || context.store.readOnly) return null;
  const { importId, at, total, paths } = stored;
  const done = documentsMadeIn(context.store, importId) + copiesMadeIn(context.store, importId);
  return { importId, at, total: Math.max(total, done), done, canGoOn: paths !== null };
}

export function storedImport({ store, workbench }: UnfinishedContext): StoredImport | undefined {
  return workbench.settings.read().unfinishedImports[readCaseInfo(store).id];
}

/** An import goes on where its note cannot be written: it is a convenience. */
function keep({ workbench }: UnfinishedContext, write: () => void): void {
  try {
    write();
  } catch (error) {
    workbench.log.error('the beginning or end of an import was not noted', error);
  }
}
