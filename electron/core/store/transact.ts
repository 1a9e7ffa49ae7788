import type { Database, Statement } from 'better-sqlite3';
import { AssayError } from '../../../shared/domain/errors.ts';
import { nameOf, openJournal, type Change, type RecordedOperation } from './journal.ts';
import { rowHash } from './row-hash.ts';
import { columns, type NewRow, type Row, type RowPatch, type TableName } from './tables.ts';

/** What the rest of the application is told after a commit. */
export interface Committed {
  seq: number;
  label: string;
  kind: 'do' | 'undo' | 'redo';
  at: string;
  tables: string[];
  ids: string[];
}

/** The only way to write a journaled row. Every write is recorded with the row before and after. */
export interface Transaction {
  /** Sequence number of the operation being made: the revision of every row it writes. */
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  get<Name extends TableName>(table: Name, id: string): Row<Name> | undefined;
  /** The row, or `NOT_FOUND`. */
  need<Name extends TableName>(table: Name, id: string): Row<Name>;
  /**
   * The row, with nothing in these columns written since the caller last saw it at `revision`; else `STALE_STATE`. Who changes one
   * field does not stand in the way of who changes another, nor of themselves when they are quicker than the answer.
   */
  expect<Name extends TableName>(table: Name, id: string, revision: number, written: readonly (keyof Row<Name>)[]): Row<Name>;
  /** Adds a row. One that is there with the same content stays, so that a command sent twice is harmless; else `ALREADY_EXISTS`. */
  insert<Name extends TableName>(table: Name, row: NewRow<Name>): Row<Name>;
  /** Writes the columns that differ; a patch that changes nothing leaves no trace. */
  update<Name extends TableName>(table: Name, id: string, patch: RowPatch<Name>): Row<Name>;
  remove<Name extends TableName>(table: Name, id: string): void;
  /** Makes a row say what it said once, when it was made included, whether it is there now or not. */
  bringBack<Name extends TableName>(table: Name, was: Row<Name>): void;
}

/** The name that undo shows of an operation; a function is asked once the work is done, when it depends on what was found. */
export type OperationLabel = string | (() => string);

export interface TransactOptions {
  /** Operations that follow one another with the same gesture are undone and redone together. */
  gesture?: string | undefined;
  /** False for what must not be undone: making the case itself. */
  undoable?: boolean;
  actor?: string;
}

interface TransactContext {
  db: Database;
  clock: () => Date;
  newId: () => string;
  actor: () => string;
  /** Called with each operation after its commit and before anybody is told that it is saved. Must not throw. */
  onRecorded: (operation: RecordedOperation) => void;
  /** The last look at the changes before their commit; a throw takes them back. */
  beforeCommit: (changes: readonly Change[], kind: Committed['kind']) => void;
  onCommit: (committed: Committed) => void;
}

/** Names of entities as people read them. */
const kindNames: Record<TableName, string> = {
  case_info: 'case',
  document: 'article',
  document_version: 'version',
  document_copy: 'copy',
  reference_file: 'file',
  passage: 'passage',
  reanchoring: 'review',
  passage_skip: 'reason to skip',
  label: 'label',
  label_use: 'label',
  agent: 'claimant',
  claim: 'claim',
  sighting: 'sighting',
  evidence: 'evidence',
  verdict: 'verdict',
  note: 'note',
  rating_scale: 'scale',
  rating: 'rating',
};

const idsInEvent = 200;

/** The one path of every change: a transaction, its rows, its journal entry, and one event after the commit. */
export function createTransact({ db, clock, newId, actor, onRecorded, beforeCommit, onCommit }: TransactContext) {
  const journal = openJournal(db);
  const rows = openRows(db);

  function commit<Result>(
    head: {
      label: OperationLabel;
      kind: Committed['kind'];
      targetSeq: number | null;
      gesture: string | null;
      undoable: boolean;
      actor: string;
    },
    work: (tx: Transaction, changes: Change[], deferReferences: () => void) => Result,
  ): Result {
    const changes: Change[] = [];
    let committed: Committed | undefined;
    let recorded: RecordedOperation | undefined;
    const result = db
      .transaction(() => {
        let deferred = false;
        // Rows may go before those that point at them. Only where it is needed: SQLite prepares every statement anew after it.
        const deferReferences = (): void => {
          if (!deferred) db.pragma('defer_foreign_keys = ON');
          deferred = true;
        };
        const last = journal.head();
        const seq = last.seq + 1;
        const at = clock().toISOString();
        const tx = transaction({ rows, changes, seq, at, actor: head.actor, deferReferences, columnsSince: journal.columnsSince });
        const value = work(tx, changes, deferReferences);
        if (changes.length === 0) return value;
        const { kind, targetSeq, gesture, actor: by } = head;
        const label = (typeof head.label === 'string' ? head.label : head.label()).toWellFormed();
        recorded = journal.append({ seq, id: newId(), at, actor: by, label, kind, targetSeq, gesture }, last.hash, changes, head.undoable);
        const ids = new Set(changes.map((change) => change.rowId));
        committed = {
          seq,
          at,
          label,
          kind: head.kind,
          tables: [...new Set(changes.map((change) => change.table))],
          ids: ids.size > idsInEvent ? [] : [...ids],
        };
        beforeCommit(changes, head.kind);
        return value;
      })
      .immediate();
    if (recorded) onRecorded(recorded);
    if (committed) onCommit(committed);
    return result;
  }

  function reverse(direction: 'undo' | 'redo'): Committed {
    const targets = journal.next(direction);
    const first = targets[0];
    if (!first) throw new AssayError('NOTHING_TO_UNDO', { direction });
    let written: Change[] = [];
    const label = nameOf(targets)!;
    commit(
      { label, kind: direction, targetSeq: first.seq, gesture: null, undoable: false, actor: actor().toWellFormed() },
      (_tx, changes, deferReferences) => {
        deferReferences();
        for (const target of targets) {
          const made = journal.changes(target.seq);
          for (const change of direction === 'undo' ? made.toReversed() : made) {
            const [from, to] = direction === 'undo' ? [change.after, change.before] : [change.before, change.after];
            rows.restore(change.table, change.rowId, from, to);
            changes.push({ table: change.table, rowId: change.rowId, before: from, after: to });
          }
          journal.setUndoState(target.seq, direction === 'undo' ? 'undone' : 'live');
        }
        written = changes;
      },
    );
    const { seq, at } = journal.head();
    return {
      seq,
      at: at!,
      label,
      kind: direction,
      tables: [...new Set(written.map((change) => change.table))],
      ids: [...new Set(written.map((change) => change.rowId))].slice(0, idsInEvent),
    };
  }

  return {
    journal,
    transact<Result>(label: OperationLabel, work: (tx: Transaction) => Result, options: TransactOptions = {}): Result {
      return commit(
        {
          label,
          kind: 'do',
          targetSeq: null,
          gesture: options.gesture ?? null,
          undoable: options.undoable ?? true,
          actor: (options.actor ?? actor()).toWellFormed(),
        },
        work,
      );
    },
    undo: () => reverse('undo'),
    redo: () => reverse('redo'),
    get: rows.get,
  };
}

/** The words as the file will say them: half a surrogate pair, as a cut emoji leaves it, cannot be stored. */
function wellFormed<Columns extends object>(row: Columns): Columns {
  const entries = Object.entries(row).map(([column, value]: [string, unknown]) => [
    column,
    typeof value === 'string' ? value.toWellFormed() : value,
  ]);
  return Object.fromEntries(entries) as Columns;
}

interface TransactionContext {
  rows: ReturnType<typeof openRows>;
  changes: Change[];
  seq: number;
  at: string;
  actor: string;
  deferReferences: () => void;
  columnsSince: ReturnType<typeof openJournal>['columnsSince'];
}

function transaction({ rows, changes, seq, at, actor, deferReferences, columnsSince }: TransactionContext): Transaction {
  const need = <Name extends TableName>(table: Name, id: string): Row<Name> => {
    const row = rows.get(table, id);
    if (!row) throw new AssayError('NOT_FOUND', { kind: kindNames[table], id });
    return row;
  };
  const add = <Name extends TableName>(table: Name, whole: Row<Name>): Row<Name> => {
    const after = rows.pick(table, whole);
    rows.restore(table, whole.id, null, after);
    changes.push({ table, rowId: whole.id, before: null, after });
    return whole;
  };
  const write = <Name extends TableName>(table: Name, row: Row<Name>, patch: object): Row<Name> => {
    const old = row as unknown as Record<string, unknown>;
    const before: Record<string, unknown> = {};
    const after: Record<string, unknown> = {};
    for (const [column, value] of Object.entries(wellFormed(patch))) {
      if (value === undefined || Object.is(old[column], value)) continue;
      before[column] = old[column];
      after[column] = value;
    }
    if (Object.keys(after).length === 0) return row;
    Object.assign(before, { revision: old['revision'], updated_at: old['updated_at'] });
    Object.assign(after, { revision: seq, updated_at: at });
    rows.restore(table, row.id, before, after);
    changes.push({ table, rowId: row.id, before, after });
    return { ...row, ...after };
  };
  return {
    seq,
    at,
    actor,
    get: rows.get,
    need,
    expect(table, id, revision, written) {
      const row = need(table, id);
      if (row.revision === revision) return row;
      const since = columnsSince(table, id, revision);
      if (since === null || written.some((column) => since.has(String(column))))
        throw new AssayError('STALE_STATE', { kind: kindNames[table], id, revision: row.revision });
      return row;
    },
    insert(table, given) {
      const row = wellFormed(given);
      const there = rows.get(table, row.id) as unknown as Record<string, unknown> | undefined;
      if (there) {
        if (Object.entries(row).every(([column, value]) => Object.is(there[column], value))) return there as unknown as Row<typeof table>;
        throw new AssayError('ALREADY_EXISTS', { kind: kindNames[table], id: row.id });
      }
      return add(table, { ...row, revision: seq, created_at: at, updated_at: at } as unknown as Row<typeof table>);
    },
    update: (table, id, patch) => write(table, need(table, id), patch),
    remove(table, id) {
      const before = rows.pick(table, need(table, id));
      deferReferences();
      rows.restore(table, id, before, null);
      changes.push({ table, rowId: id, before, after: null });
    },
    bringBack(table, was) {
      const now = rows.get(table, was.id);
      // What it points at may come back later.
      deferReferences();
      if (!now) add(table, { ...was, revision: seq, updated_at: at });
      else write(table, now, { ...rows.pick(table, was), revision: undefined, updated_at: undefined });
    },
  };
}

/** The fields that a command gives values for. */
export function fieldsIn<Fields extends object>(fields: Fields): (keyof Fields)[] {
  return (Object.keys(fields) as (keyof Fields)[]).filter((field) => fields[field] !== undefined);
}

/** Row access by table name, statements prepared once. Names come from `columns`, never from a caller. */
export function openRows(db: Database) {
  const cache = new Map<string, Statement>();
  const statement = (sql: string): Statement => {
    let prepared = cache.get(sql);
    if (!prepared) cache.set(sql, (prepared = db.prepare(sql)));
    return prepared;
  };

  return {
    get<Name extends TableName>(table: Name, id: string): Row<Name> | undefined {
      return statement(`SELECT ${columns[table].join(', ')} FROM ${table} WHERE id = ?`).get(id) as Row<Name> | undefined;
    },

    pick<Name extends TableName>(table: Name, row: Row<Name>): Record<string, unknown> {
      return Object.fromEntries(columns[table].map((column) => [column, row[column] ?? null]));
    },

    /**
     * Takes a row from one recorded state to another; null stands for "no row". The row must be in the first state, told
     * by its revision: a mismatch is a defect of the journal and stops the transaction.
     */
    restore(table: TableName, id: string, from: Record<string, unknown> | null, to: Record<string, unknown> | null): void {
      const known: readonly string[] = columns[table];
      const names = Object.keys(to ?? {}).filter((name) => known.includes(name));
      let changed: number;
      if (!from && to) {
        const sql = `INSERT INTO ${table} (${names.join(', ')}, hash) VALUES (${names.map(() => '?').join(', ')}, ?)`;
        changed = statement(sql).run(...names.map((name) => to[name]), rowHash(table, to)).changes;
      } else if (from && to) {
        // The hash is over the whole row, of which a change records only the columns that it wrote.
        const whole = { ...this.get(table, id), ...to };
        const sql = `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')}, hash = ? WHERE id = ? AND revision = ?`;
        changed = statement(sql).run(...names.map((name) => to[name]), rowHash(table, whole), id, from['revision']).changes;
      } else {
        changed = statement(`DELETE FROM ${table} WHERE id = ? AND revision = ?`).run(id, from!['revision']).changes;
      }
      if (changed !== 1) throw new Error(`journal: ${table} ${id} is not in the state recorded`);
    },
  };
}
