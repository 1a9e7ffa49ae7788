import type { Database } from 'better-sqlite3';
import { genesis, operationHash, type OperationHead } from '../../store/journal.ts';
import { columns, tableNames, type TableName } from '../../store/tables.ts';

interface StoredOperation extends OperationHead {
  previousHash: string;
  hash: string;
  undoState: 'live' | 'undone' | 'abandoned' | null;
}

type Report = (problem: string) => void;

/**
 * Works the hash chain out again, and the whole case from it: every operation must follow on the one before it, and what
 * all changes add up to must be exactly the rows that are there. Returns how many operations.
 */
export function checkJournal(db: Database, report: Report): number {
  const operations = db.prepare<[], StoredOperation>(
    `SELECT seq, id, at, actor, label, kind, target_seq AS targetSeq, gesture, previous_hash AS previousHash, hash,
       undo_state AS undoState FROM operation ORDER BY seq`,
  );
  const changes = readChanges(db);
  const rows: Journaled = new Map(tableNames.map((table) => [table, new Map()]));
  const undo = checkUndo(report);
  let [seq, hash, count] = [0, genesis, 0];
  for (const { previousHash, hash: stored, undoState, ...head } of operations.iterate()) {
    count++;
    const made = changes.of(head.seq);
    if (head.seq !== seq + 1) report(`Operations ${seq + 1} to ${head.seq - 1} are missing.`);
    if (previousHash !== hash) report(`Operation ${head.seq} (“${head.label}”) does not follow on the one before it.`);
    if (operationHash(previousHash, head, made) !== stored) report(`Operation ${head.seq} (“${head.label}”) was altered.`);
    undo.next(head, undoState);
    for (const { table_name: table, row_id: id, after } of made) {
      const ofTable = rows.get(table);
      if (after === null) ofTable?.delete(id);
      else if (ofTable) remember(ofTable, id, after);
    }
    [seq, hash] = [head.seq, stored];
  }
  undo.end();
  const dangling = changes.end();
  if (dangling > 0) report(`${dangling} changes belong to no operation.`);
  compareRows(db, rows, report);
  return count;
}

/** What the journal says of the rows that are there, by table and id: the row as it was made, and every patch since, as JSON. */
type Journaled = Map<string, Map<string, string[]>>;

/** Patches of one row that are kept before they are put together: a row may have been written a hundred thousand times. */
const mostPatches = 16;

function remember(rows: Map<string, string[]>, id: string, after: string): void {
  const parts = rows.get(id);
  if (!parts) rows.set(id, [after]);
  else if (parts.push(after) > mostPatches) rows.set(id, [JSON.stringify(sumOf(parts))]);
}

const sumOf = (parts: readonly string[]): Record<string, unknown> =>
  Object.assign({}, ...parts.map((part) => JSON.parse(part) as object)) as Record<string, unknown>;

interface StoredChange {
  table_name: TableName;
  row_id: string;
  before: string | null;
  after: string | null;
}

/** Reads all changes once, in step with the operations that made them. */
function readChanges(db: Database) {
  const all = db
    .prepare<[], StoredChange & { seq: number }>('SELECT seq, table_name, row_id, before, after FROM change ORDER BY seq, ordinal')
    .iterate();
  let next = all.next();
  let strays = 0;
  return {
    /** The changes of an operation; those of operations that are missing are passed over. */
    of(seq: number): StoredChange[] {
      const found: StoredChange[] = [];
      for (; !next.done && next.value.seq <= seq; next = all.next()) {
        if (next.value.seq < seq) strays++;
        else found.push(next.value);
      }
      return found;
    },
    /** How many changes belong to no operation. */
    end(): number {
      for (; !next.done; next = all.next()) strays++;
      return strays;
    },
  };
}

/** What all changes add up to, against the rows that are there. */
function compareRows(db: Database, rows: Journaled, report: Report): void {
  for (const table of tableNames) {
    const expected = rows.get(table)!;
    for (const row of db.prepare<[], Record<string, unknown>>(`SELECT ${columns[table].join(', ')} FROM ${table}`).iterate()) {
      const id = row['id'] as string;
      const journaled = expected.get(id);
      expected.delete(id);
      if (!journaled) report(`A row of “${table}” (${id}) stands in no operation.`);
      else if (!isSumOf(journaled, row, columns[table])) report(`A row of “${table}” (${id}) is not what the journal says it is.`);
    }
    for (const id of expected.keys()) report(`A row of “${table}” (${id}) is missing.`);
  }
}

function isSumOf(parts: readonly string[], row: Record<string, unknown>, names: readonly string[]): boolean {
  // Most rows were made once and never touched, and stand in the journal letter by letter.
  if (parts.length === 1 && parts[0] === JSON.stringify(row)) return true;
  const sum = sumOf(parts);
  // A row of an older case says nothing of the columns that came later.
  return names.every((name) => row[name] === (sum[name] ?? null));
}

/**
 * Whether an operation stands or was undone is the one thing about it that changes later, so no hash holds it. It follows
 * from the order in which things were done, undone and done again, and is worked out again here.
 */
function checkUndo(report: Report) {
  const found = new Map<number, Mark>();
  const expected = new Map<number, Mark['state']>();
  /** Newest last; and what was undone, oldest last. */
  const [live, undone]: [Mark[], Mark[]] = [[], []];

  /** Moves an operation and the rest of its gesture from one stack to the other. */
  function move(seq: number, from: Mark[], to: Mark[], state: 'live' | 'undone'): void {
    if (from.at(-1)?.seq !== seq) {
      // Not the newest: whatever it is marked as was decided by another rule.
      expected.delete(seq);
      return;
    }
    const { gesture } = from.at(-1)!;
    let mark = from.pop();
    while (mark) {
      expected.set(mark.seq, state);
      to.push(mark);
      const another = gesture !== null && from.at(-1)?.gesture === gesture;
      mark = another ? from.pop() : undefined;
    }
  }

  return {
    next({ seq, label, kind, targetSeq, gesture }: OperationHead, state: Mark['state']): void {
      const mark = { seq, label, gesture, state };
      // Undo and redo carry no mark, and neither does what a case began with.
      if (kind !== 'do' || (state === null && live.length + undone.length === 0 && expected.size === 0)) {
        if (state !== null) say(mark);
        if (kind === 'undo') move(targetSeq!, live, undone, 'undone');
        if (kind === 'redo') move(targetSeq!, undone, live, 'live');
        return;
      }
      for (const gone of undone.splice(0)) expected.set(gone.seq, 'abandoned');
      found.set(seq, mark);
      expected.set(seq, 'live');
      live.push(mark);
    },
    end(): void {
      for (const [seq, state] of expected) if (found.get(seq)!.state !== state) say(found.get(seq)!);
    },
  };

  function say({ seq, label, state }: Mark): void {
    report(`Operation ${seq} (“${label}”) is marked as ${state ?? 'not to be undone'}, which it is not.`);
  }
}

interface Mark {
  seq: number;
  label: string;
  gesture: string | null;
  state: StoredOperation['undoState'];
}
