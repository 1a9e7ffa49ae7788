import type { Database } from 'better-sqlite3';
import { genesis, operationHash, type OperationHead } from '../store/journal.ts';
import { columns, tableNames, type TableName } from '../store/tables.ts';

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
  const changesOf = db.prepare<[number], { table_name: TableName; row_id: string; before: string | null; after: string | null }>(
    'SELECT table_name, row_id, before, after FROM change WHERE seq = ? ORDER BY ordinal',
  );
  const operations = db.prepare<[], StoredOperation>(
    `SELECT seq, id, at, actor, label, kind, target_seq AS targetSeq, gesture, previous_hash AS previousHash, hash,
       undo_state AS undoState FROM operation ORDER BY seq`,
  );
  const rows = new Map<string, Map<string, Record<string, unknown>>>(tableNames.map((table) => [table, new Map()]));
  const undo = checkUndo(report);
  let [seq, hash, count] = [0, genesis, 0];
  for (const { previousHash, hash: stored, undoState, ...head } of operations.iterate()) {
    count++;
    const changes = changesOf.all(head.seq);
    if (head.seq !== seq + 1) report(`Operations ${seq + 1} to ${head.seq - 1} are missing.`);
    if (previousHash !== hash) report(`Operation ${head.seq} (“${head.label}”) does not follow on the one before it.`);
    if (operationHash(previousHash, head, changes) !== stored) report(`Operation ${head.seq} (“${head.label}”) was altered.`);
    undo.next(head, undoState);
    for (const { table_name: table, row_id: id, after } of changes) {
      if (after === null) rows.get(table)?.delete(id);
      else rows.get(table)?.set(id, { ...rows.get(table)!.get(id), ...(JSON.parse(after) as Record<string, unknown>) });
    }
    [seq, hash] = [head.seq, stored];
  }
  undo.end();
  const dangling = db.prepare<[], number>('SELECT count(*) FROM change WHERE seq NOT IN (SELECT seq FROM operation)').pluck().get()!;
  if (dangling > 0) report(`${dangling} changes belong to no operation.`);
  compareRows(db, rows, report);
  return count;
}

/** What all changes add up to, against the rows that are there. */
function compareRows(db: Database, rows: ReadonlyMap<string, Map<string, Record<string, unknown>>>, report: Report): void {
  for (const table of tableNames) {
    const expected = rows.get(table)!;
    for (const row of db.prepare<[], Record<string, unknown>>(`SELECT ${columns[table].join(', ')} FROM ${table}`).iterate()) {
      const id = row['id'] as string;
      const journaled = expected.get(id);
      expected.delete(id);
      if (!journaled) report(`A row of “${table}” (${id}) stands in no operation.`);
      else if (columns[table].some((column) => row[column] !== journaled[column]))
        report(`A row of “${table}” (${id}) is not what the journal says it is.`);
    }
    for (const id of expected.keys()) report(`A row of “${table}” (${id}) is missing.`);
  }
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
