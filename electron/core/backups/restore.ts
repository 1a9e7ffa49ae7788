import { AssayError } from '../../../shared/domain/errors.ts';
import { keepExtraction, keepOriginal } from '../documents/queries.ts';
import type { Store } from '../store/open.ts';
import { columns, tableNames, type Row, type TableName } from '../store/tables.ts';
import type { Transaction } from '../store/transact.ts';
import { contentOf, rowsOf, stamps } from './queries.ts';

type AnyRow = Record<string, unknown> & { id: string };

/** Tables in which two rows may not say the same: a row there gives its place up before another takes it. */
const unique: readonly TableName[] = ['agent', 'label_use', 'document_version', 'verdict', 'rating'];

interface Difference {
  table: TableName;
  /** Not in the backup. */
  surplus: string[];
  /** In the backup alone, or saying something else there. */
  missing: AnyRow[];
  other: AnyRow[];
}

/**
 * Brings every journaled row of a case to what a backup says, inside one operation: what came later is taken away, what is
 * gone comes back, what was changed is changed back. Originals and texts that the case lacks are taken over first. Returns
 * how many rows differed; with none, nothing is written.
 */
export function restoreRows(live: Store, backup: Store, label: string): number {
  const differences = tableNames.map((table) => differ(live, backup, table));
  const rows = differences.reduce((sum, { surplus, missing, other }) => sum + surplus.length + missing.length + other.length, 0);
  if (rows === 0) return 0;
  live.transact(label, (tx) => {
    for (const { table, missing, other } of differences)
      for (const row of [...missing, ...other]) {
        if (table === 'document_version') keepContent(live, backup, row);
        if (table === 'document_copy' || table === 'reference_file') keepFile(live, backup, row);
      }
    for (const difference of differences) write(tx, difference);
  });
  return rows;
}

function write(tx: Transaction, { table, surplus, missing, other }: Difference): void {
  for (const id of surplus) tx.remove(table, id);
  if (unique.includes(table)) for (const { id } of other) tx.remove(table, id);
  for (const row of [...other, ...missing]) tx.bringBack(table, row as unknown as Row<typeof table>);
}

function differ(live: Store, backup: Store, table: TableName): Difference {
  const there = new Map<string, AnyRow>();
  for (const row of rowsOf(live, table)) there.set(row.id, row);
  const found: Difference = { table, surplus: [], missing: [], other: [] };
  const saying = columns[table].filter((column) => !stamps.includes(column));
  for (const row of rowsOf(backup, table)) {
    const now = there.get(row.id);
    there.delete(row.id);
    if (!now) found.missing.push(row);
    else if (saying.some((column) => now[column] !== row[column])) found.other.push(row);
  }
  found.surplus = [...there.keys()];
  return found;
}

/** Content is named by its own hash: what the case has already stays as it is. */
function keepContent(live: Store, backup: Store, version: AnyRow): void {
  const { originals, extractions } = contentOf(backup, String(version['original_sha256']), String(version['extraction_id']));
  if (originals.length === 0 || extractions.length === 0)
    throw new AssayError('BACKUP_UNUSABLE', { name: backup.path, detail: `it lacks the text of the version ${version.id}` });
  for (const { sha256, bytes } of originals) keepOriginal(live, sha256, bytes);
  for (const extraction of extractions) keepExtraction(live, extraction);
}

function keepFile(live: Store, backup: Store, row: AnyRow): void {
  const { originals } = contentOf(backup, String(row['original_sha256']), '');
  if (originals.length === 0)
    throw new AssayError('BACKUP_UNUSABLE', { name: backup.path, detail: `it lacks the file “${String(row['file_name'])}”` });
  for (const { sha256, bytes } of originals) keepOriginal(live, sha256, bytes);
}
