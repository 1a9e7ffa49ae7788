import { checkAll } from '../../electron/core/integrity/checks.ts';
import type { Store } from '../../electron/core/store/open.ts';
import { checkSideJournal } from '../../electron/core/store/side-journal/check.ts';

/** What a writer said after an operation: the head of the case's history, or only its number. */
export interface Acknowledgement {
  seq?: number;
  hash?: string;
}

/** The lines of a writer as acknowledgements; one that was cut off was not given. */
export function acknowledgements(output: string): Acknowledgement[] {
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Acknowledgement);
}

/** Operations that were acknowledged and are not in the case. */
export function missing(store: Store, acknowledged: readonly Acknowledgement[]): Acknowledgement[] {
  const find = store.db.prepare<[number], string>('SELECT hash FROM operation WHERE seq = ?').pluck();
  return acknowledged.filter(({ seq, hash }) => {
    if (seq === undefined) return false;
    const found = find.get(seq);
    return found === undefined || (hash !== undefined && hash !== found);
  });
}

/** What SQLite finds wrong in an open case, and what does not fit its journal: the part of the checks that takes no time. */
export function quickFindings({ db, sideJournal }: Store): string[] {
  const pages = (db.pragma('integrity_check') as { integrity_check: string }[]).map((row) => row.integrity_check);
  const references = (db.pragma('foreign_key_check') as unknown[]).map((row) => JSON.stringify(row));
  return [...pages.filter((finding) => finding !== 'ok'), ...references, ...checkSideJournal(db, sideJournal!.path).problems];
}

/** All that the checks find in an open case and in the journal beside it. */
export function findings(store: Store): string[] {
  const copy = store.copyInMemory();
  try {
    const { checks } = checkAll(copy, { tick: () => undefined, nativeBinding: undefined });
    return [...checks.flatMap(({ problems }) => problems), ...checkSideJournal(store.db, store.sideJournal!.path).problems];
  } finally {
    copy.close();
  }
}
