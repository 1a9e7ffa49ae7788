import type { HistoryFilter, Operation, SubjectKind } from '../../../../shared/contract/history.ts';
import type { Store } from '../../store/open.ts';
import { tablesOfKind } from './kinds.ts';

/** An operation as it stands in the journal; what else the timeline says of it is found elsewhere. */
export type ListedOperation = Omit<Operation, 'subject' | 'about' | 'takenBackBy'> & { gesture: string | null };

export interface Page extends HistoryFilter {
  /** Exclusive. */
  before: number;
  limit: number;
}

const select = `
  SELECT seq, id, at, actor, label, kind, undo_state AS state, gesture, hash,
    coalesce((SELECT max(ordinal) + 1 FROM change WHERE change.seq = operation.seq), 0) AS changes
  FROM operation`;

/** One condition of a filter: which operations meet it, and how to ask that of one. */
interface Condition {
  /** Sequence numbers of all operations before one (the parameters, then its number) that meet it. */
  all: string;
  /** Is it so of the row of `operation` at hand? */
  test: string;
  parameters: (string | number)[];
  /** One that meets it, of the same parameters, quickly found and mostly the newest: saves looking at those before it. */
  late?: string;
  /** Does it hold for the newest operations? Then there is nothing to be skipped on the way back. */
  ofNow?: boolean;
}

/** Up to this many operations that meet a condition are looked up at once; more are met soon enough on the way back. */
const fewOperations = 10_000;

/**
 * Operations before a sequence number, newest first, that meet all conditions. Goes through the rarest condition's
 * operations where they are few; else back from the newest that meets every condition by itself.
 */
export function listOperations(store: Store, { before, limit, ...filter }: Page, few = fewOperations): ListedOperation[] {
  const conditions = conditionsOf(filter);
  const counted = conditions.map((condition) => ({
    condition,
    count: store
      .statement<(string | number)[], number>(`SELECT count(*) FROM (${condition.all} LIMIT ${few + 1})`)
      .pluck()
      .get(...condition.parameters, before)!,
  }));
  const rarest = counted.toSorted((a, b) => a.count - b.count)[0];
  if (rarest && rarest.count <= few) {
    const others = conditions.filter((condition) => condition !== rarest.condition);
    const where = [`seq IN (${rarest.condition.all})`, ...others.map(({ test }) => test)].join(' AND ');
    return store
      .statement<(string | number)[], ListedOperation>(`${select} WHERE ${where} ORDER BY seq DESC LIMIT ?`)
      .all(...rarest.condition.parameters, before, ...others.flatMap(({ parameters }) => parameters), limit);
  }
  const newest = conditions.filter(({ ofNow }) => !ofNow).map((condition) => newestOf(store, condition, before));
  const where = ['seq < ?', ...conditions.map(({ test }) => test)].join(' AND ');
  return store
    .statement<(string | number)[], ListedOperation>(`${select} WHERE ${where} ORDER BY seq DESC LIMIT ?`)
    .all(Math.min(before, ...newest.map((seq) => seq + 1)), ...conditions.flatMap(({ parameters }) => parameters), limit);
}

function newestOf(store: Store, { all, parameters, late }: Condition, before: number): number {
  const ask = (sql: string, ...more: number[]): number | null | undefined =>
    store
      .statement<(string | number)[], number | null>(sql)
      .pluck()
      .get(...parameters, before, ...more);
  const known = late === undefined ? 0 : (ask(late) ?? 0);
  return ask(`SELECT max(seq) FROM (${all}) WHERE seq > ?`, known) ?? known;
}

function conditionsOf({ actor, kind, from, to, subject }: HistoryFilter): Condition[] {
  const conditions: Condition[] = [];
  if (subject) conditions.push(ofSubject(subject.kind, subject.id));
  if (actor !== undefined) {
    conditions.push({
      all: 'SELECT seq FROM operation INDEXED BY operation_by_actor WHERE actor = ? AND seq < ?',
      test: '+actor = ?',
      parameters: [actor],
    });
  }
  if (kind) conditions.push(ofKind(kind));
  if (from !== undefined || to !== undefined) {
    // Compared as text: instants are written in one way. Backwards, since only where that ends is then looked for at every step.
    const within = [...(from === undefined ? [] : ['at >= ?']), ...(to === undefined ? [] : ['at < ?'])];
    const all = `SELECT seq FROM operation INDEXED BY operation_by_time WHERE ${within.join(' AND ')} AND seq < ? ORDER BY at DESC`;
    conditions.push({
      all,
      test: within.map((part) => `+${part}`).join(' AND '),
      parameters: [from, to].filter((moment) => moment !== undefined),
      // Last by the clock, which went on as the operations did unless somebody turned it back.
      late: `${all} LIMIT 1`,
      ofNow: to === undefined,
    });
  }
  return conditions;
}

/** Operations that wrote a row of a table of the kind. The names are those of `tablesOfKind`, never a caller's. */
function ofKind(kind: SubjectKind): Condition {
  const names = tablesOfKind[kind].map((table) => `'${table}'`);
  const wrote = `FROM change INDEXED BY change_by_kind WHERE table_name IN (${names.join(', ')})`;
  return {
    all: `SELECT seq ${wrote} AND seq < ?`,
    test: `EXISTS (SELECT 1 ${wrote} AND change.seq = operation.seq)`,
    parameters: [],
    // The newest of each table is found at once; the newest of all of them together is not.
    late: `WITH kind_table (name) AS (VALUES ${names.map((name) => `(${name})`).join(', ')})
      SELECT max((SELECT max(seq) FROM change INDEXED BY change_by_kind WHERE table_name = kind_table.name AND seq < ?)) FROM kind_table`,
  };
}

const owner = "coalesce(change.after ->> 'claim_id', change.after ->> 'target_id', change.after ->> 'document_id')";

/**
 * The thing itself and what hangs on it, or hung on it before it was deleted: each row that was ever made names what it is on.
 * The conditions are those of the indexes `change_by_owner` and `change_by_passage`, word for word; they know no affinity, hence the `+`.
 */
function ofSubject(kind: SubjectKind, id: string): Condition {
  const rows = `
    WITH RECURSIVE hanging (kind, id) AS (
      SELECT ?, ?
      UNION
      SELECT change.table_name, change.row_id FROM hanging CROSS JOIN change INDEXED BY change_by_owner ON ${owner} = +hanging.id
      WHERE hanging.kind IN ('document', 'passage', 'claim', 'evidence') AND change.before IS NULL
        AND change.table_name IN ('document_version', 'document_copy', 'passage', 'label_use', 'sighting', 'evidence', 'verdict', 'note')
      UNION
      SELECT change.table_name, change.row_id FROM hanging
      CROSS JOIN change INDEXED BY change_by_passage ON change.after ->> 'passage_id' = +hanging.id
      WHERE hanging.kind = 'passage' AND change.before IS NULL AND change.table_name IN ('sighting', 'evidence', 'reanchoring', 'passage_skip')
    )
    SELECT change.seq FROM hanging CROSS JOIN change INDEXED BY change_by_row
    ON change.table_name = hanging.kind AND change.row_id = hanging.id`;
  return { all: `${rows} WHERE change.seq < ?`, test: `seq IN (${rows})`, parameters: [kind, id] };
}

export function hasOperation(store: Store, seq: number): boolean {
  return store.statement<[number], number>('SELECT 1 FROM operation WHERE seq = ?').get(seq) !== undefined;
}

/** Everyone who stands beside an operation, by name: one look-up a person, however many operations there are. */
export function listPeople(store: Store): string[] {
  return store
    .statement<[], string>(
      `WITH RECURSIVE person (name) AS (
         SELECT min(actor) FROM operation
         UNION ALL
         SELECT (SELECT min(actor) FROM operation WHERE actor > name) FROM person WHERE name IS NOT NULL
       )
       SELECT name FROM person WHERE name IS NOT NULL ORDER BY name COLLATE NOCASE, name`,
    )
    .pluck()
    .all();
}
