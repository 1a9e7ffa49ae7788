import { AssayError } from '../../../../shared/domain/errors.ts';
import { quotedName } from '../../../../shared/domain/historyWords.ts';
import type { Change } from '../../store/journal.ts';
import type { Store } from '../../store/open.ts';
import type { TableName } from '../../store/tables.ts';
import { rowNow, type AnyRow } from '../titles/queries.ts';
import { openTitles } from '../titles/titles.ts';
import {
  laterWrites,
  operationsOfGesture,
  readOperation,
  readReferences,
  rowsInTheWay,
  rowsPointingAt,
  type FoundOperation,
  type Reference,
} from './queries.ts';
import { takenBackBy, targetOf } from './takenBack.ts';

/** What a row was before some operations and after them; null stands for “not there”. Whole rows, or the columns that changed. */
interface NetChange {
  table: TableName;
  id: string;
  before: AnyRow | null;
  after: AnyRow | null;
}

/** What takes some operations back: rows to take away, to write and to bring back, in the order in which that goes. */
export interface UndoPlan {
  label: string;
  /** The newest of the operations that are taken back. */
  target: FoundOperation;
  remove: { table: TableName; id: string }[];
  /** Whole rows, as they shall be. */
  write: { table: TableName; row: AnyRow }[];
  bringBack: { table: TableName; row: AnyRow }[];
  /** Claimants that claims let go of. */
  letGo: string[];
}

/** Why an operation cannot be taken back by itself. */
export interface Obstacle {
  label: string;
  /** In plain words, as the end of a sentence. */
  detail: string;
  by: { seq: number; label: string }[];
}

const stamps: readonly string[] = ['revision', 'updated_at'];

/** The name of the operation that takes one back; of the one that takes that back. Made to stand behind “Undo” and “Redo”. */
export function undoLabel(label: string): string {
  const [, verb, quoted] = /^(Take|Bring) back (“.*”)$/su.exec(label) ?? [];
  if (verb) return `${verb === 'Take' ? 'Bring' : 'Take'} back ${quoted}`;
  return `Take back ${quotedName(label)}`;
}

/**
 * How an operation, with its gesture, can be taken back by itself: by what its rows say now, column by column, so that what was
 * changed since and changed back again is no obstacle. `NOT_FOUND` when there is no such operation.
 */
export function planUndo(store: Store, seq: number): { plan: UndoPlan } | { obstacle: Obstacle } {
  const operation = readOperation(store, seq);
  if (!operation) throw new AssayError('NOT_FOUND', { kind: 'operation', id: String(seq) });
  const { label } = operation;
  const stands = (target: FoundOperation): boolean => target.state === 'live' && takenBackBy(store, target) === null;
  if (!stands(operation)) return { obstacle: { label, detail: whyNever(operation), by: [] } };
  const targets = operation.gesture === null ? [operation] : operationsOfGesture(store, operation.gesture).filter(stands);
  const target = targets.at(-1)!;
  const name = target.label;
  const planner = openPlanner(store, targets);
  for (const change of netChanges(targets.flatMap((target) => store.journal.changes(target.seq)))) planner.takeBack(change);
  planner.checkReferences();
  const obstacle = planner.obstacle();
  return obstacle ? { obstacle: { label: name, ...obstacle } } : { plan: { label: name, target, ...planner.plan } };
}

function whyNever({ kind, state }: FoundOperation): string {
  if (kind !== 'do') return 'it is itself a step back or forward';
  return state === null ? 'the case begins with it' : 'it was undone already';
}

/** What several changes came to, row by row. */
function netChanges(changes: readonly Change[]): NetChange[] {
  const net = new Map<string, NetChange>();
  for (const { table, rowId: id, before, after } of changes) {
    const key = `${table} ${id}`;
    const known = net.get(key);
    if (!known) net.set(key, { table, id, before, after });
    else if (after === null) {
      // The row was there as a whole before it went: with what earlier changes had made of it taken back.
      known.before &&= { ...before, ...known.before };
      known.after = null;
    } else if (known.after === null) {
      known.after = after;
    } else {
      known.before &&= { ...before, ...known.before };
      known.after = { ...known.after, ...after };
    }
  }
  return [...net.values()].filter(({ before, after }) => before !== null || after !== null);
}

function openPlanner(store: Store, targets: readonly FoundOperation[]) {
  const references = readReferences(store);
  const titles = openTitles(store);
  const own = new Set(targets.map((target) => target.seq));
  const first = targets[0]!.seq;
  const plan: Omit<UndoPlan, 'label' | 'target'> = { remove: [], write: [], bringBack: [], letGo: [] };
  const removed = new Set<string>();
  const coming = new Set<string>();
  const blocking = new Map<number, string>();
  let detail: string | null = null;

  const key = (table: string, id: unknown): string => `${table} ${String(id)}`;
  const block = (reason: string, by: readonly FoundOperation[]): void => {
    detail ??= reason;
    for (const operation of by) if (!own.has(operation.seq)) blocking.set(operation.seq, operation.label);
  };
  const named = (table: TableName, id: string): string => {
    const title = titles.of(table, id);
    return title === '' ? '' : ` “${title}”`;
  };

  /** Does what an operation did still show? Not if it was taken back, nor if it only took back what came later too. */
  function shows(write: FoundOperation): boolean {
    const undid = targetOf(write);
    return write.kind === 'do' && write.state === 'live' && (undid === null || undid <= first) && takenBackBy(store, write) === null;
  }

  /** Those that still show come first in a search for whom to name; steps back and forward only where nothing else did it. */
  function culprits(table: TableName, id: string, wrote: (after: AnyRow | null) => boolean): FoundOperation[] {
    const all = laterWrites(store, table, id, first).filter((write) => !own.has(write.seq) && wrote(write.after));
    const standing = all.filter(shows);
    return standing.length > 0 ? standing : all.slice(0, 1);
  }

  function takeBack({ table, id, before, after }: NetChange): void {
    const now = rowNow(store, table, id);
    if (after === null) {
      if (now)
        block(
          `the ${kindOf(table)}${named(table, id)} that it deleted is there again`,
          culprits(table, id, (made) => made !== null),
        );
      else bringBack(table, before!);
    } else if (!now) {
      block(
        `the ${kindOf(table)}${named(table, id)} was deleted since`,
        culprits(table, id, (made) => made === null),
      );
    } else {
      const changed = Object.keys(after).filter((column) => !stamps.includes(column));
      const differing = changed.filter((column) => now[column] !== after[column]);
      if (differing.length > 0) {
        block(
          `the ${kindOf(table)}${named(table, id)} was changed again since`,
          culprits(table, id, (made) => made === null || differing.some((column) => column in made)),
        );
      } else if (before === null) {
        plan.remove.push({ table, id });
        removed.add(key(table, id));
        letGo(table, now);
      } else {
        plan.write.push({ table, row: { ...now, ...Object.fromEntries(changed.map((column) => [column, before[column]])) } });
        if (changed.includes('claimant_id')) letGo(table, now);
      }
    }
  }

  function bringBack(table: TableName, row: AnyRow): void {
    plan.bringBack.push({ table, row });
    coming.add(key(table, row['id']));
  }

  function letGo(table: TableName, { claimant_id: claimant }: AnyRow): void {
    if (table === 'claim' && typeof claimant === 'string') plan.letGo.push(claimant);
  }

  /** A row that goes must not be pointed at by one that stays; a row that comes must find what it points at. */
  function checkReferences(): void {
    const written = new Map([...plan.write, ...plan.bringBack].map(({ table, row }) => [key(table, row['id']), row]));
    plan.remove = plan.remove.filter(({ table, id }) => {
      for (const reference of references.filter(({ parent }) => parent === table)) {
        const staying = rowsPointingAt(store, reference, id).filter((child) => {
          const row = written.get(key(reference.table, child));
          return !removed.has(key(reference.table, child)) && (row === undefined || row[reference.column] === id);
        });
        if (staying.length === 0) continue;
        // A claimant who has other claims by now was only named here first.
        if (table === 'agent') return false;
        block(
          `the ${kindOf(table)}${named(table, id)} that it made is used since`,
          staying.flatMap((child) => culprits(reference.table, child, (made) => made?.[reference.column] === id)),
        );
      }
      return true;
    });
    for (const { table, row } of [...plan.write, ...plan.bringBack]) {
      for (const reference of references.filter((one) => one.table === table)) needParent(reference, row);
      const inTheWay = rowsInTheWay(store, table, row).filter(
        (other) => !removed.has(key(table, other)) && !written.has(key(table, other)),
      );
      for (const other of inTheWay)
        block(
          `another ${kindOf(table)}${named(table, other)} stands in its place since`,
          culprits(table, other, (made) => made !== null),
        );
    }
  }

  function needParent({ table, column, parent, kindColumn }: Reference, row: AnyRow): void {
    const id = row[column];
    if (typeof id !== 'string' || (kindColumn && row[kindColumn] !== parent)) return;
    const there = coming.has(key(parent, id)) || (!removed.has(key(parent, id)) && rowNow(store, parent, id) !== undefined);
    if (there) return;
    block(
      `the ${kindOf(table)} needs the ${kindOf(parent)}${named(parent, id)}, which was deleted since`,
      culprits(parent, id, (made) => made === null),
    );
  }

  return {
    plan,
    takeBack,
    checkReferences,
    obstacle(): Omit<Obstacle, 'label'> | null {
      if (detail === null) return null;
      return { detail, by: [...blocking].map(([seq, label]) => ({ seq, label })).toSorted((a, b) => b.seq - a.seq) };
    },
  };
}

const kinds: Partial<Record<TableName, string>> = {
  case_info: 'case',
  document: 'article',
  document_version: 'article',
  document_copy: 'copy',
  reference_file: 'file',
  label_use: 'label',
  agent: 'claimant',
  rating_scale: 'scale',
  reanchoring: 'review',
  passage_skip: 'reason to skip',
};

/** What people call a row of a table. */
export function kindOf(table: TableName): string {
  return kinds[table] ?? table;
}
