import type { UnfinishedImport } from '../../../shared/contract/documents.ts';
import { readCaseInfo } from '../cases/queries.ts';
import type { CaseContext } from '../procedure.ts';
import type { StoredImport } from '../settings/file.ts';
import { copiesMadeIn } from './copies/queries.ts';
import { documentsMadeIn, fileNamesMadeIn } from './queries.ts';
import { isUnderWay } from './underway.ts';

type UnfinishedContext = Pick<CaseContext, 'store' | 'workbench'>;

const namesTold = 100;

/**
 * Notes that an import begins, so that it is known where the process ends in the middle of it. Kept with the settings of this machine:
 * where files lie is nobody's business who gets the case.
 */
export function beginImport({ store, workbench }: UnfinishedContext, begun: Omit<StoredImport, 'at' | 'caseId'>): void {
  // A one-off command leaves no trace with the application: it is given again.
  if (store.readOnly || workbench.rememberCases === false) return;
  const { unfinishedImports } = workbench.settings.read();
  const noted = { ...begun, caseId: readCaseInfo(store).id, at: workbench.clock().toISOString() };
  keep({ store, workbench }, () => workbench.settings.write({ unfinishedImports: { ...unfinishedImports, [begun.importId]: noted } }));
}

/** Forgets an import that ended, or that nobody wants to go on with. */
export function endImport({ store, workbench }: UnfinishedContext, importId: string): void {
  const { unfinishedImports } = workbench.settings.read();
  const left = Object.fromEntries(Object.entries(unfinishedImports).filter(([, noted]) => noted.importId !== importId));
  if (Object.keys(left).length < Object.keys(unfinishedImports).length)
    keep({ store, workbench }, () => workbench.settings.write({ unfinishedImports: left }));
}

/** The first import into the open case that was broken off; null where there is none, or nothing of it can be told. */
export function readUnfinished(context: UnfinishedContext): UnfinishedImport | null {
  const stored = importsOf(context).find(({ importId }) => !isUnderWay(context.workbench, importId));
  if (!stored || context.store.readOnly) return null;
  const { importId, at, total, paths } = stored;
  const done = documentsMadeIn(context.store, importId) + copiesMadeIn(context.store, importId);
  const someOfThem = fileNamesMadeIn(context.store, importId, namesTold);
  return { importId, at, total: Math.max(total, done), done, canGoOn: paths !== null, someOfThem };
}

export function storedImport(context: UnfinishedContext, importId: string): StoredImport | undefined {
  return importsOf(context).find((noted) => noted.importId === importId);
}

/** Imports into the open case that were begun and not ended. */
function importsOf({ store, workbench }: UnfinishedContext): StoredImport[] {
  const { id } = readCaseInfo(store);
  const noted = Object.entries(workbench.settings.read().unfinishedImports);
  return noted.flatMap(([key, one]) => ((one.caseId ?? key) === id ? [one] : []));
}

/** An import goes on where its note cannot be written: it is a convenience. */
function keep({ workbench }: UnfinishedContext, write: () => void): void {
  try {
    write();
  } catch (error) {
    workbench.log.error('the beginning or end of an import was not noted', error);
  }
}
