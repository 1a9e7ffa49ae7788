import { v7 as uuid } from 'uuid';
import { expect } from 'vitest';
import { openStore, type Store } from '../../electron/core/store/open.ts';
import { errorMessage, type ErrorCode, type ErrorData } from '../../shared/domain/errors.ts';
import type { Answer, CoreProcess } from './core-process.ts';

/** Most that may pass until somebody who wants to save something is told, in milliseconds. */
export const promptly = 2_000;

/** What was acknowledged, and what was refused: after all that happens the first is there, and the second is there whole or not at all. */
export interface Ledger {
  acknowledged: Set<string>;
  /** Saves a label of so many letters. */
  save(letters?: number): Promise<Answer>;
}

/** Keeps account of what a core acknowledges; `core` gives the one that runs at present. */
export function newLedger(core: () => CoreProcess): Ledger {
  const acknowledged = new Set<string>();
  let made = 0;
  return {
    acknowledged,
    async save(letters = 20) {
      const name = `Label ${++made}`;
      const answer = await core().call('labels.create', { id: uuid(), name, colour: 'red', definition: 'x'.repeat(letters) });
      if (answer.code === undefined) acknowledged.add(name);
      return answer;
    },
  };
}

/** A failure of the closed set, told in time, with the words that belong to it. */
export function expectRefused<Code extends ErrorCode>(answer: Answer, code: Code, data: Partial<ErrorData<Code>>): void {
  expect(answer).toMatchObject({ code, data });
  expect(answer.ms).toBeLessThan(promptly);
  expect(answer.message).toBe(errorMessage(code, answer.data as ErrorData<Code>));
  expect(answer.message).not.toContain('undefined');
}

/** Opens the case as the next start would: all that was acknowledged is there, the chain is whole, nothing is half written. */
export function expectWhole(path: string, ledger: Ledger): void {
  const store = openStore({ path, clock: () => new Date(), newId: uuid, actor: () => 'Tester' });
  try {
    const names = new Set(store.statement<[], string>('SELECT name FROM label').pluck().all());
    for (const name of ledger.acknowledged) expect(names).toContain(name);
    expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(store.db.pragma('foreign_key_check')).toEqual([]);
    expect(operationsOf(store)).toEqual(Array.from({ length: store.journal.head().seq }, (_, index) => index + 1));
  } finally {
    store.close();
  }
}

/** The sequence numbers of the operations that have all their rows. */
function operationsOf(store: Store): number[] {
  return store
    .statement<[], number>('SELECT seq FROM operation o WHERE EXISTS (SELECT 1 FROM change WHERE seq = o.seq) ORDER BY seq')
    .pluck()
    .all();
}
