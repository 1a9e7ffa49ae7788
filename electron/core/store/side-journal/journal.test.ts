import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { keepOriginal } from '../../documents/queries.ts';
import { addLabel, countLabels, makeCase, openTestStore } from '../testing.ts';
import { addDocument, caseWithJournal } from './testing.ts';

const at = caseWithJournal();

describe('beside a case', () => {
  test('every operation is one line that is there when it is acknowledged', () => {
    const store = at.open({ create: true });
    expect(existsSync(at.journal)).toBe(false);
    for (let made = 1; made <= 3; made++) {
      addLabel(store);
      expect(at.seqs().at(-1)).toBe(made);
    }
    store.undo();
    expect(at.seqs()).toEqual([1, 2, 3, 4]);
    expect(at.problems(store)).toEqual([]);
    expect(store.opening.journal).toMatchObject({ state: 'begun', lost: false });
  });

  test('content that no history repeats stands before the operation that brought it, and only once', () => {
    const store = at.open({ create: true });
    addDocument(store, 'The quay wall will be closed.');
    addDocument(store, 'The quay wall will be closed.');
    expect(at.lines().map((line) => line.slice(0, 11))).toEqual([
      '{"assay":"j',
      '{"content":',
      '{"content":',
      '{"seq":1,"i',
      '{"seq":2,"i',
    ]);
    expect(at.problems(store)).toEqual([]);
  });

  test('an operation that is taken back by a failure leaves no line, and its content none either', () => {
    const store = at.open({ create: true });
    addLabel(store);
    expect(() =>
      store.transact('Fails', () => {
        keepOriginal(store, 'a'.repeat(64), Buffer.from('x'));
        throw new Error('no');
      }),
    ).toThrow('no');
    addLabel(store);
    expect(at.lines()).toHaveLength(3);
  });

  test.skipIf(process.platform === 'win32')('it may be read by those who may read the case', () => {
    makeCase(at.path);
    rmSync(at.journal);
    chmodSync(at.path, 0o600);
    at.open().close();
    expect(statSync(at.journal).mode & 0o777).toBe(0o600);
  });

  test('none is kept in memory or read-only', () => {
    makeCase(at.path);
    rmSync(at.journal);
    expect(at.open({ readOnly: true }).opening.journal).toBe(null);
    expect(existsSync(at.journal)).toBe(false);
    const memory = openTestStore(':memory:');
    addLabel(memory);
    expect(memory.sideJournal).toBe(null);
    memory.close();
  });
});

describe('while it cannot be written', () => {
  test('operations stay saved, it is said, and the journal catches up', () => {
    makeCase(at.path);
    const store = at.open();
    const told: (string | null)[] = [];
    store.sideJournal!.onFailing((detail) => told.push(detail));
    rmSync(at.journal);
    mkdirSync(at.journal);
    writeFileSync(`${at.journal}/in the way`, '');
    addLabel(store);
    addLabel(store);
    expect(told).toEqual([expect.stringMatching(/EISDIR|EPERM|EACCES|ENOTEMPTY/)]);
    expect(store.sideJournal!.failing()).toBe(told[0]);
    expect(countLabels(store)).toBe(5);
    rmSync(at.journal, { recursive: true });
    addLabel(store);
    expect(told).toEqual([told[0], null]);
    expect(at.seqs()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(at.problems(store)).toEqual([]);
  });

  test('one that was deleted under the open case is made again', () => {
    makeCase(at.path);
    const store = at.open();
    rmSync(at.journal);
    addLabel(store);
    addLabel(store);
    expect(at.seqs()).toEqual([1, 2, 3, 4, 5]);
    expect(at.problems(store)).toEqual([]);
  });
});

describe('growth', () => {
  test('operations that stand in backups can go', () => {
    makeCase(at.path);
    const store = at.open();
    for (let made = 0; made < 20; made++) addLabel(store);
    const before = statSync(at.journal).size;
    expect(store.sideJournal!.trim(10)).toBe(before - statSync(at.journal).size);
    expect(at.seqs()).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]);
    expect(store.sideJournal!.trim(5)).toBe(0);
    addLabel(store);
    expect(at.problems(store)).toEqual([]);
    store.sideJournal!.trim(24);
    expect(at.seqs()).toEqual([]);
    store.close();
    const again = at.open();
    expect(again.opening.journal).toMatchObject({ state: 'even' });
    addLabel(again);
    expect(at.problems(again)).toEqual([]);
  });

  test('one that was found damaged is written anew from the case, as far back as it reached', () => {
    makeCase(at.path);
    const store = at.open();
    const whole = readFileSync(at.journal);
    const damaged = Buffer.from(whole);
    damaged[whole.length / 2] = 0;
    writeFileSync(at.journal, damaged);
    expect(at.problems(store)).not.toEqual([]);
    store.sideJournal!.renew();
    expect(readFileSync(at.journal)).toEqual(whole);
    expect(at.asides()).toHaveLength(1);
    addLabel(store);
    expect(at.problems(store)).toEqual([]);
  });
});
