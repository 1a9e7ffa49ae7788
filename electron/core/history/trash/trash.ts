import type { SubjectKind, TrashItem } from '../../../../shared/contract/history.ts';
import type { Store } from '../../store/open.ts';
import type { TableName } from '../../store/tables.ts';
import { openTitles } from '../titles/titles.ts';
import { deletedIn, deletingOperations, type DeletedRow } from './queries.ts';

/** Things that people delete. Claimants come and go with the claims that name them, so they have no place of their own here. */
const kinds = ['document', 'passage', 'claim', 'evidence', 'verdict', 'note', 'label', 'sighting'] as const satisfies SubjectKind[];

/** Where a row may hang on another: it went with that one if that was deleted in the same operation. The first that fits counts. */
const hangsOn: Partial<Record<TableName, (row: DeletedRow['row']) => [table: TableName, id: unknown][]>> = {
  document_version: ({ document_id: document }) => [['document', document]],
  document_copy: ({ document_id: document }) => [['document', document]],
  passage: ({ document_id: document }) => [['document', document]],
  reanchoring: ({ passage_id: passage }) => [['passage', passage]],
  passage_skip: ({ passage_id: passage }) => [['passage', passage]],
  sighting: ({ claim_id: claim, passage_id: passage }) => [
    ['claim', claim],
    ['passage', passage],
  ],
  evidence: ({ claim_id: claim, passage_id: passage }) => [
    ['claim', claim],
    ['passage', passage],
  ],
  verdict: ({ claim_id: claim }) => [['claim', claim]],
  note: ({ target_kind: kind, target_id: target }) => [[kind as TableName, target]],
  label_use: ({ target_kind: kind, target_id: target, label_id: label }) => [
    [kind as TableName, target],
    ['label', label],
  ],
};

/** A deleted thing with all that went with it. */
export interface DeletedThing {
  thing: DeletedRow;
  /** Everything that hung on it and was deleted with it, and what hung on that. */
  with: DeletedRow[];
}

/**
 * What one operation deleted, as things with what went with them. Rows that hang on several deleted things go with each of
 * them once.
 */
export function deletedThings(rows: readonly DeletedRow[]): DeletedThing[] {
  const key = (table: string, id: unknown): string => `${table} ${String(id)}`;
  const deleted = new Map(rows.map((row) => [key(row.table, row.id), row]));
  const below = new Map<DeletedRow, DeletedRow[]>();
  const tops: DeletedRow[] = [];
  for (const row of rows) {
    const owners = hangsOn[row.table]?.(row.row) ?? [];
    const owner = owners.map(([table, id]) => deleted.get(key(table, id))).find((found) => found !== undefined);
    if (owner) below.set(owner, [...(below.get(owner) ?? []), row]);
    else if (kinds.some((kind) => kind === row.table)) tops.push(row);
    const claimant = row.table === 'claim' ? deleted.get(key('agent', row.row['claimant_id'])) : undefined;
    if (claimant) below.set(row, [...(below.get(row) ?? []), claimant]);
  }
  const allBelow = (row: DeletedRow): DeletedRow[] => (below.get(row) ?? []).flatMap((child) => [child, ...allBelow(child)]);
  return tops.map((thing) => ({ thing, with: allBelow(thing) }));
}

/**
 * Deleted things, newest deletion first: what a person deleted and what is gone still. What was only undone (an import, a new
 * claim) is not here: redo brings that back. An operation that was taken back by itself counts as a deletion: it is one.
 *
 * A page holds whole operations, so that it goes on at a sequence number: it ends with the one that reaches `limit`.
 */
export function listTrash(store: Store, before: number, limit: number): { items: TrashItem[]; more: boolean } {
  const titles = openTitles(store);
  const items: TrashItem[] = [];
  for (const { seq, at, actor } of deletingOperations(store, kinds, before)) {
    if (items.length >= limit) return { items, more: true };
    for (const { thing, with: riders } of deletedThings(deletedIn(store, seq))) {
      const { table, id, row } = thing;
      items.push({ kind: table as SubjectKind, id, title: titles.ofRow(table, row), seq, at, actor, with: riders.length });
    }
  }
  return { items, more: false };
}
