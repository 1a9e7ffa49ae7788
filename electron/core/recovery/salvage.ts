import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { v7 as uuid } from 'uuid';
import type { Loss } from '../../../shared/contract/recovery.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { createCase } from '../cases/begin.ts';
import { freePath } from '../cases/paths.ts';
import { readCaseInfo } from '../cases/queries.ts';
import { insertDocument, sha256Of } from '../documents/insert.ts';
import { keepExtraction, keepOriginal } from '../documents/queries.ts';
import { writeDraft } from '../drafts/queries.ts';
import { assemble } from '../importers/assemble.ts';
import { importMarkdown } from '../importers/markdown/markdown.ts';
import { makeFolder } from '../folders.ts';
import type { TaskContext } from '../maintenance/context.ts';
import { asStoreError } from '../store/failures.ts';
import type { Store } from '../store/open.ts';
import { sideJournalPath } from '../store/side-journal/journal.ts';
import { tableNames, type Row, type TableName } from '../store/tables.ts';
import type { Transaction } from '../store/transact.ts';
import { fit, type Plan } from './fit.ts';
import { gather, requireWords, type Gathered, type GatherInput } from './gather.ts';
import type { FoundValues } from './layouts.ts';
import { lossList } from './lossList.ts';

export interface SalvageInput extends Pick<GatherInput, 'path' | 'backups'> {
  /** Folder in which the new case is made. */
  folder: string;
  /** File of the new case, where one was asked for; else it gets a free name in the folder. */
  to: string | null;
  actor: string;
}

/**
 * Makes a new case of everything that can be read of a damaged one, in a folder of its own until it is whole. Errors:
 * `NOTHING_SALVAGED`, `CASE_EXISTS`, `DISK_FAILED`.
 */
export async function salvageFile(
  { path, backups, folder, to, actor }: SalvageInput,
  { nativeBinding, check }: TaskContext,
): Promise<{ path: string; rows: number; losses: Loss[] }> {
  let work: string | undefined;
  try {
    const gathered = gather({ path, backups, nativeBinding });
    requireWords(gathered, path);
    check();
    const clock = (): Date => new Date();
    const plan = await fit(gathered, uuid, clock().toISOString());
    check();
    const target = to === null ? null : dirname(to);
    makeFolder(target ?? folder);
    work = mkdtempSync(join(target ?? folder, '.salvage-'));
    const made = join(work, 'case.assay');
    const name = `${gathered.name} (salvaged)`;
    const store = createCase({ path: made, clock, newId: uuid, actor: () => actor, nativeBinding }, name);
    let rows: number;
    try {
      rows = write(store, gathered, plan);
    } finally {
      store.close();
    }
    return {
      path: moveIntoPlace(made, to === null ? (tried) => freePath(folder, name, tried) : () => to, to !== null),
      rows,
      losses: plan.losses,
    };
  } catch (error) {
    throw asStoreError(error, to ?? folder);
  } finally {
    if (work !== undefined) rmSync(work, { recursive: true, force: true });
  }
}

/** Gives a finished case its name, with its journal, which is nothing without it and so goes first. */
function moveIntoPlace(made: string, nameOf: (tried: number) => string, only: boolean): string {
  for (let tried = 1; ; tried++) {
    const path = nameOf(tried);
    if (existsSync(path) || (!only && existsSync(sideJournalPath(path)))) {
      if (only) throw new AssayError('CASE_EXISTS', { name: basename(path) });
      continue;
    }
    // Another journal that lies there is set aside when the case is opened, and a new one begun.
    if (existsSync(sideJournalPath(made)) && !existsSync(sideJournalPath(path))) renameSync(sideJournalPath(made), sideJournalPath(path));
    renameSync(made, path);
    return path;
  }
}

/** One operation with everything that fits. What a case refuses all the same is one more loss. */
function write(store: Store, gathered: Gathered, plan: Plan): number {
  let rows = 0;
  store.transact(
    'Salvage case',
    (tx) => {
      const versions = [...(plan.rows.get('document_version')?.values() ?? [])];
      for (const { original_sha256: sha256, extraction_id: id } of versions) {
        keepOriginal(store, sha256 as string, plan.originals.get(sha256 as string)!);
        keepExtraction(store, { ...plan.texts.get(id as string)!, textSha256: sha256Of(plan.texts.get(id as string)!.text) });
      }
      for (const table of ['document_copy', 'reference_file'] as const)
        for (const { original_sha256: sha256 } of plan.rows.get(table)?.values() ?? [])
          keepOriginal(store, sha256 as string, plan.originals.get(sha256 as string)!);
      for (const table of tableNames) {
        if (table === 'case_info') continue;
        for (const row of plan.rows.get(table)?.values() ?? []) if (insert(tx, table, row, plan.losses)) rows++;
      }
      const { id, name } = readCaseInfo(store);
      const style = plan.rows.get('case_info')?.values().next().value?.['citation_style_id'];
      if (typeof style === 'string') tx.update('case_info', id, { citation_style_id: style });
      if (plan.losses.length > 0) insertLossList(store, tx, name, plan.losses);
    },
    { undoable: false },
  );
  store.keep(() => {
    for (const draft of gathered.drafts) writeDraft(store, draft);
  });
  return rows;
}

function insert(tx: Transaction, table: TableName, row: FoundValues, losses: Loss[]): boolean {
  try {
    tx.bringBack(table, row as unknown as Row<typeof table>);
    return true;
  } catch (error) {
    if (error instanceof AssayError) throw error;
    losses.push({ table, rowId: row['id'] as string, message: `It does not fit into a case (${(error as Error).message}).` });
    return false;
  }
}

/** The list of losses stays in the case, as an article. */
function insertLossList(store: Store, tx: Transaction, name: string, losses: readonly Loss[]): void {
  const bytes = Buffer.from(lossList(name, losses));
  const fileName = 'What could not be salvaged.md';
  const file = { name: fileName, bytes, mediaType: 'text/markdown', claimedType: 'text/markdown' } as const;
  const read = assemble(file, importMarkdown(file));
  if (!read.ok) throw new Error(`the list of losses cannot be read: ${read.reason}`);
  const citation = {
    title: 'What could not be salvaged',
    kind: 'document',
    publisher: 'Assay',
    byline: '',
    published: null,
    language: 'en',
  } as const;
  insertDocument(store, uuid, tx, { id: uuid(), fileName, bytes, sha256: sha256Of(bytes), extraction: read.extraction, citation });
}
