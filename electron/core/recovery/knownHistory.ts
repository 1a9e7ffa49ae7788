import { existsSync } from 'node:fs';
import { operationHash, type OperationHead, type StoredChange } from '../store/journal.ts';
import type { KeptContent, JournalHeader } from '../store/side-journal/lines.ts';
import { openJournalFile } from '../store/side-journal/reading.ts';
import type { FoundValues } from './layouts.ts';

/** What one operation did to a row, as far as it is known. */
export interface RowEvent {
  seq: number;
  /** The operation is proved by its hash. */
  proved: boolean;
  /** JSON, as it is stored; null where the row did not exist before. */
  before: string | null;
  /** JSON; null where the row was deleted. */
  after: string | null;
}

interface KnownOperation {
  head: OperationHead;
  hash: string;
  previous: string;
  changes: readonly StoredChange[];
  proved: boolean;
}

/** All that is known of a case's history, from the case file itself and from the journal beside it. */
export class KnownHistory {
  readonly #operations = new Map<number, KnownOperation>();
  /** Changes whose operation is lost. */
  readonly #orphans = new Map<number, readonly StoredChange[]>();
  #events: Map<string, RowEvent[]> | null = null;
  #fileHead = 0;
  #begins: { seq: number; hash: string } | null = null;
  /** Operations of another history stood in the file. */
  #mixed = false;

  /** Takes the rows of `operation` and `change` that were found in the case file. */
  constructor(operations: readonly FoundValues[], changes: readonly FoundValues[]) {
    const bySeq = Map.groupBy(changes, (change) => change['seq'] as number);
    const storedOf = (seq: number): StoredChange[] => {
      const byOrdinal = new Map((bySeq.get(seq) ?? []).map((change) => [change['ordinal'] as number, change]));
      return [...byOrdinal.entries()].toSorted(([a], [b]) => a - b).map(([, change]) => change as unknown as StoredChange);
    };
    for (const row of operations) {
      const seq = row['seq'] as number;
      const { id, at, actor, label, kind, gesture, target_seq: targetSeq, previous_hash: previous, hash } = row;
      const head = { seq, id, at, actor, label, kind, targetSeq, gesture } as OperationHead;
      const stored = storedOf(seq);
      const proved = operationHash(previous as string, head, stored) === hash;
      if (this.#operations.get(seq)?.proved) continue;
      this.#operations.set(seq, { head, hash: hash as string, previous: previous as string, changes: stored, proved });
    }
    for (const seq of bySeq.keys()) if (!this.#operations.has(seq)) this.#orphans.set(seq, storedOf(seq));
    for (const [seq, { proved }] of this.#operations) if (proved && seq > this.#fileHead) this.#fileHead = seq;
  }

  /** The newest operation that the case file itself proves. */
  get fileHead(): number {
    return this.#fileHead;
  }

  /** Adds an operation of the journal beside the case, which is proved; `instead` of one of another history that the file proves. */
  add(operation: Omit<KnownOperation, 'proved'>, instead = false): void {
    const there = this.#operations.get(operation.head.seq);
    if (there?.proved && (!instead || there.hash === operation.hash)) return;
    if (there?.proved) this.#mixed = true;
    this.#operations.set(operation.head.seq, { ...operation, proved: true });
    this.#orphans.delete(operation.head.seq);
    this.#events = null;
  }

  /** Adds where the journal begins: the hash of the history there is known, though the operation is not. */
  begin({ seq, hash }: JournalHeader): void {
    this.#begins = { seq, hash };
  }

  /** The hash at an operation: of one that is proved, or that a proved one follows; undefined where none is known. */
  hashAt(seq: number): string | undefined {
    const [operation, next] = [this.#operations.get(seq), this.#operations.get(seq + 1)];
    if (operation?.proved) return operation.hash;
    if (next?.proved) return next.previous;
    return this.#begins?.seq === seq ? this.#begins.hash : undefined;
  }

  /** The newest operation up to one at which the hash is known; null where there is none. */
  newestUpTo(seq: number): { seq: number; hash: string } | null {
    let found = this.#begins && this.#begins.seq > 0 && this.#begins.seq <= seq ? this.#begins : null;
    for (const [known, { proved, hash }] of this.#operations)
      if (proved && known <= seq && known > (found?.seq ?? 0)) found = { seq: known, hash };
    return found;
  }

  newest(): { seq: number; at: string; label: string } | null {
    const seq = greatest(this.#operations);
    const operation = this.#operations.get(seq);
    return operation ? { seq, at: operation.head.at, label: operation.head.label } : null;
  }

  /** Every operation from the first to the newest is known and proved. */
  get isWhole(): boolean {
    const last = greatest(this.#operations);
    if (this.#mixed || last === 0 || this.#operations.size !== last || this.#orphans.size > 0) return false;
    return [...this.#operations.values()].every(({ proved }) => proved);
  }

  /** What happened to a row, in order. */
  eventsOf(table: string, id: string): readonly RowEvent[] {
    return this.#allEvents().get(`${table} ${id}`) ?? [];
  }

  /** Every row that the history names. */
  rows(): { table: string; id: string; events: readonly RowEvent[] }[] {
    return [...this.#allEvents()].map(([key, events]) => {
      const space = key.indexOf(' ');
      return { table: key.slice(0, space), id: key.slice(space + 1), events };
    });
  }

  #allEvents(): Map<string, RowEvent[]> {
    if (this.#events) return this.#events;
    const events = new Map<string, RowEvent[]>();
    const sets = [
      ...[...this.#operations.values()].map(({ head, changes, proved }) => ({ seq: head.seq, changes, proved })),
      ...[...this.#orphans].map(([seq, changes]) => ({ seq, changes, proved: false })),
    ].toSorted((a, b) => a.seq - b.seq);
    for (const { seq, changes, proved } of sets) {
      for (const { table_name, row_id, before, after } of changes) {
        const key = `${table_name} ${row_id}`;
        const list = events.get(key);
        const event = { seq, proved, before, after };
        if (list) list.push(event);
        else events.set(key, [event]);
      }
    }
    return (this.#events = events);
  }
}

function greatest(map: ReadonlyMap<number, unknown>): number {
  let greatest = 0;
  for (const seq of map.keys()) if (seq > greatest) greatest = seq;
  return greatest;
}

/** What a side journal gives, line by line, whether it is whole or not. */
export interface JournalContent {
  state: 'usable' | 'damaged' | 'missing';
  header: JournalHeader | null;
  operations: Omit<KnownOperation, 'proved'>[];
  contents: KeptContent[];
}

/** Reads every line of a side journal that is whole. Never throws: one that cannot be read is as good as none. */
export function readJournalContent(path: string): JournalContent {
  const content: JournalContent = { state: 'missing', header: null, operations: [], contents: [] };
  if (!existsSync(path)) return content;
  try {
    const file = openJournalFile(path);
    try {
      content.state = 'usable';
      content.header = file.header()?.header ?? null;
      let first = true;
      for (const place of file.forward()) {
        const line = file.read(place);
        if (line?.is === 'operation') content.operations.push(line.operation);
        else if (line?.is === 'content') content.contents.push(line.content);
        // A line that was being written when everything stopped is no damage.
        else if (line === null && (first || place.end < file.size)) content.state = 'damaged';
        first = false;
      }
    } finally {
      file.close();
    }
  } catch {
    content.state = 'damaged';
  }
  return content;
}
