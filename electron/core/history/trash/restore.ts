import type { SubjectKind } from '../../../../shared/contract/history.ts';
import { AssayError } from '../../../../shared/domain/errors.ts';
import type { Store } from '../../store/open.ts';
import type { TableName } from '../../store/tables.ts';
import { rowNow } from '../titles/queries.ts';
import { openTitles } from '../titles/titles.ts';
import { bringBack, oldestFirst, performed, refuseReadOnly, type Done } from '../undo/apply.ts';
import { kindOf } from '../undo/plan.ts';
import { readReferences, rowsInTheWay } from '../undo/queries.ts';
import { agentNamed, deletedIn, deletionOf, emptiedIn, type DeletedRow } from './queries.ts';
import { deletedThings, type DeletedThing } from './trash.ts';

interface Named {
  kind: SubjectKind;
  id: string;
}

const key = (table: string, id: unknown): string => `${table} ${String(id)}`;

/**
 * Brings deleted things back, with what went with them, as one operation; those that are there already stay as they are.
 * Errors: `NOT_FOUND` for what never was deleted, `NOT_ALLOWED` where something that it cannot do without is gone too.
 */
export function restoreDeleted(store: Store, items: readonly Named[]): Done {
  refuseReadOnly(store);
  const things = wanted(store, items);
  const rows = new Map<string, DeletedRow>();
  for (const { thing, with: riders } of things) for (const row of [thing, ...riders]) rows.set(key(row.table, row.id), row);
  fit(store, rows);
  return performed(store, nameOf(store, things), 'Restore', (tx) => {
    for (const { table, row } of oldestFirst([...rows.values()])) bringBack(tx, table, row);
    for (const seq of new Set(things.map(({ thing }) => thing.seq)))
      for (const { id, derivedFromId } of emptiedIn(store, seq))
        if (rows.has(key('evidence', derivedFromId))) tx.update('evidence', id, { derived_from_id: derivedFromId });
  });
}

/** The things that were asked for, each with what went with it. One that went with another comes with what hung on it alone. */
function wanted(store: Store, items: readonly Named[]): DeletedThing[] {
  const things: DeletedThing[] = [];
  const operations = new Map<number, Map<string, DeletedThing>>();
  for (const { kind, id } of items) {
    if (rowNow(store, kind, id)) continue;
    const deletion = deletionOf(store, kind, id);
    if (!deletion) throw new AssayError('NOT_FOUND', { kind: kindOf(kind), id });
    let known = operations.get(deletion.seq);
    if (!known) {
      known = new Map(deletedThings(deletedIn(store, deletion.seq)).map((thing) => [key(thing.thing.table, thing.thing.id), thing]));
      operations.set(deletion.seq, known);
    }
    things.push(known.get(key(kind, id)) ?? { thing: deletion, with: [] });
  }
  return things;
}

/** Makes rows that come back fit what is there now: a claimant of that name, no label that is gone. Throws where that cannot be. */
function fit(store: Store, rows: Map<string, DeletedRow>): void {
  const references = readReferences(store);
  const titles = openTitles(store);
  const is = (table: TableName, id: string): boolean => rows.has(key(table, id)) || rowNow(store, table, id) !== undefined;
  const named = (table: TableName, id: string): string => {
    const title = titles.of(table, id);
    return title === '' ? kindOf(table) : `${kindOf(table)} “${title}”`;
  };
  for (const deleted of rows.values()) if (deleted.table === 'claim') findClaimant(store, rows, deleted);
  for (const [at, { table, id, row }] of rows) {
    for (const { column, parent, kindColumn } of references.filter((one) => one.table === table)) {
      const target = row[column];
      if (typeof target !== 'string' || (kindColumn && row[kindColumn] !== parent) || is(parent, target)) continue;
      // A label that is gone is no reason to keep the claim it was on; nor is an item that another one relayed, or a version whose adding was undone.
      if ((parent === 'label' && table === 'label_use') || table === 'reanchoring') rows.delete(at);
      else if (parent === 'label') row[column] = null;
      else if (column === 'derived_from_id') row[column] = null;
      else
        throw new AssayError('NOT_ALLOWED', {
          reason: `the ${named(table, id)} cannot do without the ${named(parent, target)}, which is deleted too. Restore both together`,
        });
    }
    for (const other of rowsInTheWay(store, table, row)) {
      if (table === 'label_use') rows.delete(at);
      else throw new AssayError('NOT_ALLOWED', { reason: `the ${named(table, id)} would stand beside the ${named(table, other)}` });
    }
  }
}

/** The claimant of a claim that comes back: there still, there again under another id, or brought back too. */
function findClaimant(store: Store, rows: Map<string, DeletedRow>, { row }: DeletedRow): void {
  const id = row['claimant_id'];
  if (typeof id !== 'string' || rowNow(store, 'agent', id)) return;
  const known = rows.get(key('agent', id)) ?? deletionOf(store, 'agent', id);
  const again = known && agentNamed(store, String(known.row['name']));
  if (again !== undefined) {
    row['claimant_id'] = again;
    rows.delete(key('agent', id));
  } else if (known) {
    rows.set(key('agent', id), known);
  } else {
    row['claimant_id'] = null;
  }
}

function nameOf(store: Store, things: readonly DeletedThing[]): string {
  const [first] = things;
  if (!first) return 'Restore';
  const { table, row } = first.thing;
  const kind = kindOf(table);
  if (things.length > 1)
    return `Restore ${things.length} ${things.every(({ thing }) => thing.table === table) ? plural(kind) : 'deleted things'}`;
  const title = openTitles(store).ofRow(table, row);
  return title === '' ? `Restore ${kind}` : `Restore ${kind} “${title}”`;
}

const plural = (kind: string): string => (kind === 'evidence' ? 'items of evidence' : `${kind}s`);
