import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inspection } from '../../../shared/contract/recovery.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import type { BackupRecord } from '../backups/record.ts';
import type { TaskContext } from '../maintenance/context.ts';
import { asStoreError } from '../store/failures.ts';
import { currentSchema } from '../store/migrations/index.ts';
import { openStore } from '../store/open.ts';
import { sideJournalPath } from '../store/side-journal/journal.ts';
import { readSideJournal } from '../store/side-journal/check.ts';
import { backupsOfCase } from './caseBackups.ts';
import { gather, type Gathered } from './gather.ts';
import { isJournaled, soughtTables, type SoughtTable } from './layouts.ts';
import { nearestFirst, relationsOf } from './relation.ts';

type Findings = Omit<Inspection, 'key' | 'name' | 'fileName' | 'folder'>;

/** Looks into a case file that does not open: what it is, what can be read of it, and what could stand in for it. Only reads. */
export function inspectFile(
  { path, backups: records }: { path: string; backups: readonly BackupRecord[] },
  { nativeBinding }: Pick<TaskContext, 'nativeBinding'>,
): Findings {
  try {
    const gathered = gather({ path, backups: records, nativeBinding });
    const stat = statSync(path, { throwIfNoEntry: false });
    const candidates = backupsOfCase(records, gathered.caseIds, path);
    const relations = relationsOf(candidates, gathered.lineage, path, nativeBinding);
    const backups = nearestFirst(candidates, relations);
    const known = gathered.lineage.newest();
    const playable =
      gathered.journal.state === 'missing' || gathered.journal.foreign ? () => null : readSideJournal(sideJournalPath(path)).playableFrom;
    return {
      ...stateOf(path, gathered, nativeBinding),
      size: stat?.size ?? 0,
      modifiedAt: stat?.mtime.toISOString() ?? null,
      readable: readableOf(gathered),
      newest: known ?? ofBackup(backups[0]),
      journal: {
        state: gathered.journal.foreign ? 'foreign' : gathered.journal.state,
        operations: gathered.journal.operations.length,
        newestAt: gathered.journal.operations.at(-1)?.head.at ?? null,
      },
      backups: backups.map((backup) => {
        const { id, at, seq, head } = backup;
        const fromJournal = playable(seq, head);
        const history = fromJournal === null ? relations.get(backup)! : 'this';
        const missing = known && history === 'this' ? Math.max(0, known.seq - seq - (fromJournal ?? 0)) : null;
        return { id, at, seq, fromJournal: fromJournal ?? 0, history, missing };
      }),
    };
  } catch (error) {
    throw asStoreError(error, path);
  }
}

const ofBackup = (backup: BackupRecord | undefined): Findings['newest'] =>
  backup ? { seq: backup.seq, at: backup.at, label: 'Backup' } : null;

function stateOf(path: string, gathered: Gathered, nativeBinding: string | undefined): Pick<Findings, 'state' | 'detail'> {
  if (!existsSync(path)) return { state: 'missing', detail: 'there is no file at this place' };
  if (gathered.size === 0) return { state: 'empty', detail: 'the file holds not one byte' };
  const { problem, newer } = tryOpening(path, nativeBinding);
  if (problem === null && newer)
    return { state: 'newer', detail: `format ${gathered.scan?.schema ?? '?'}; this Assay writes ${currentSchema}` };
  if (gathered.pageCount < gathered.expectedPages)
    return { state: 'cut', detail: `${gathered.pageCount} of ${gathered.expectedPages} pages are there` };
  if (problem !== null) {
    const anything = [...gathered.readable.values()].some((rows) => rows > 0);
    if (!anything && problem.code === 'NOT_A_CASE') return { state: 'foreign', detail: 'it does not begin like a case' };
    return { state: 'damaged', detail: 'detail' in problem.data ? problem.data.detail : 'its beginning was overwritten' };
  }
  const damaged = gathered.losses.length;
  if (damaged > 0) return { state: 'damaged', detail: `${damaged} rows are not what was written` };
  return { state: 'sound', detail: '' };
}

/** Opens a private copy, so that nothing is left beside the file itself. */
function tryOpening(path: string, nativeBinding: string | undefined): { problem: AssayError | null; newer: boolean } {
  const folder = mkdtempSync(join(tmpdir(), 'assay-inspect-'));
  try {
    const copy = join(folder, 'case.assay');
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    const store = openStore({ path: copy, readOnly: true, clock: () => new Date(), newId: () => '', actor: () => '', nativeBinding });
    const newer = store.readOnly === 'newer';
    store.close();
    return { problem: null, newer };
  } catch (error) {
    const known = asStoreError(error, path);
    const problem = known instanceof AssayError ? known : new AssayError('CASE_DAMAGED', { name: '', detail: (error as Error).message });
    return { problem, newer: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rows that the file gives, beside those that its whole history says it should have. */
function readableOf({ readable, history, rows }: Gathered): Findings['readable'] {
  const expected = new Map<SoughtTable, number>();
  if (history.isWhole) {
    for (const { table, events } of history.rows())
      if (events.at(-1)!.after !== null) expected.set(table as SoughtTable, (expected.get(table as SoughtTable) ?? 0) + 1);
    expected.set('operation', history.newest()!.seq);
  }
  // What a version of an article points at should be there, also where the history is not whole.
  const versions = [...(rows.get('document_version')?.values() ?? [])];
  const others = (['document_copy', 'reference_file'] as const).flatMap((table) => [...(rows.get(table)?.values() ?? [])]);
  const pointedAt = (column: string, from = versions): number => new Set(from.map(({ values }) => values[column])).size;
  if (history.isWhole || versions.length > 0) {
    expected.set('original', pointedAt('original_sha256', [...versions, ...others]));
    expected.set('extraction', pointedAt('extraction_id'));
  }
  return soughtTables
    .map((table) => ({
      table,
      rows: readable.get(table) ?? 0,
      expected: expected.get(table) ?? (history.isWhole && isJournaled(table) ? 0 : null),
    }))
    .filter((counted) => counted.rows > 0 || (counted.expected ?? 0) > 0);
}
