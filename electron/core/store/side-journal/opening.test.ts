import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dumpJournaled } from '../dump.ts';
import { addLabel, countLabels, makeCase } from '../testing.ts';
import { addDocument, history, caseWithJournal } from './testing.ts';

const at = caseWithJournal();

describe('at opening', () => {
  test('a case and its journal that agree are left as they are', () => {
    makeCase(at.path);
    const before = readFileSync(at.journal);
    expect(at.open().opening.journal).toEqual({ state: 'even', count: 0, detail: '', lost: false });
    expect(readFileSync(at.journal)).toEqual(before);
  });

  test('a case without its journal is told of once, and a new one goes on from its head', () => {
    makeCase(at.path);
    rmSync(at.journal);
    const store = at.open();
    expect(store.opening.journal).toMatchObject({ state: 'missing' });
    addLabel(store);
    expect(at.seqs()).toEqual([4]);
    expect(at.problems(store)).toEqual([]);
    store.close();
    expect(at.open().opening.journal).toMatchObject({ state: 'even' });
  });

  test.each([1, 40, 400])('a line that was cut off %i bytes from its end is dropped and written again', (bytes) => {
    makeCase(at.path);
    const whole = readFileSync(at.journal);
    truncateSync(at.journal, whole.length - bytes);
    const store = at.open();
    expect(store.opening.journal).toMatchObject({ state: 'journal-healed', count: 1, lost: false });
    expect(readFileSync(at.journal)).toEqual(whole);
  });

  test('operations that the journal has lost are written to it again, with their content', () => {
    const store = at.open({ create: true });
    addLabel(store);
    const before = readFileSync(at.journal);
    addDocument(store, 'A text');
    addDocument(store, 'Another text');
    store.undo();
    store.close();
    const whole = readFileSync(at.journal);
    writeFileSync(at.journal, before);
    expect(at.open().opening.journal).toMatchObject({ state: 'journal-healed', count: 3 });
    expect(readFileSync(at.journal)).toEqual(whole);
  });

  test('operations that the case has lost are played into it, after it was put away', () => {
    const expected = at.leaveCaseBehind((store) => {
      addDocument(store, 'A text that only the journal still has');
      addLabel(store, 'Late');
    });
    const asked: string[] = [];
    const store = at.open({ beforeHeal: (at) => asked.push(at) });
    expect(store.opening.journal).toMatchObject({ state: 'case-healed', count: 2 });
    expect(asked).toEqual([at.path]);
    expect(dumpJournaled(store)).toBe(expected.rows);
    expect(history(store)).toBe(expected.history);
    expect(at.problems(store)).toEqual([]);
    addLabel(store);
    expect(at.problems(store)).toEqual([]);
  });

  test('what can be undone after that is what could be undone before', () => {
    const expected = at.leaveCaseBehind((store) => {
      const typed = (name: string): void => {
        const { id } = store.statement<[], { id: string }>('SELECT id FROM label ORDER BY id LIMIT 1').get()!;
        store.transact('Rename', (tx) => tx.update('label', id, { name }), { gesture: 'typing' });
      };
      typed('a');
      typed('ab');
      store.undo();
      typed('b');
      store.undo();
      store.redo();
      typed('bc');
      store.undo();
      store.undo();
      addLabel(store, 'abandons what was undone');
      addLabel(store, 'taken back');
      store.undo();
      store.transact('Begin', (tx) => tx.insert('label', { id: randomUUID(), name: 'x', colour: 'red', definition: '', parent_id: null }), {
        undoable: false,
      });
    });
    const store = at.open();
    expect(history(store)).toBe(expected.history);
    expect(dumpJournaled(store)).toBe(expected.rows);
  });

  test('a case that may not be put away first is not written to', () => {
    at.leaveCaseBehind((store) => void addLabel(store));
    const before = readFileSync(at.path);
    const refuse = (): never => {
      throw new Error('no room');
    };
    expect(() => at.open({ beforeHeal: refuse })).toThrow(expect.objectContaining({ code: 'CASE_DAMAGED' }));
    expect(readFileSync(at.path)).toEqual(before);
    expect(countLabels(at.open())).toBe(4);
  });

  test('a journal that tells another history is set aside', () => {
    at.leaveCaseBehind((store) => void addLabel(store));
    const other = readFileSync(at.journal);
    rmSync(at.journal);
    const alone = at.open();
    addLabel(alone);
    alone.close();
    writeFileSync(at.journal, other);
    const store = at.open();
    expect(store.opening.journal).toMatchObject({ state: 'foreign', detail: at.asides()[0] });
    expect(readFileSync(at.file(at.asides()[0]!))).toEqual(other);
    addLabel(store);
    expect(at.problems(store)).toEqual([]);
  });

  test('a new case does not take the journal that lies there for its own', () => {
    makeCase(at.path);
    rmSync(at.path);
    const old = readFileSync(at.journal);
    const store = at.open({ create: true });
    expect(store.opening.journal).toMatchObject({ state: 'foreign' });
    addLabel(store);
    expect(countLabels(store)).toBe(1);
    expect(readFileSync(at.file(at.asides()[0]!))).toEqual(old);
    expect(at.problems(store)).toEqual([]);
  });

  test('an operation that both have lost is not passed over in silence', () => {
    at.leaveCaseBehind((store) => void addLabel(store));
    const whole = readFileSync(at.journal);
    truncateSync(at.journal, whole.length - 40);
    const store = at.open();
    expect(store.opening.journal).toMatchObject({ lost: true, detail: at.asides()[0] });
    expect(at.problems(store)).toEqual([]);
  });

  test('all of a young case is made again when its write-ahead log is gone', () => {
    const store = at.open({ create: true });
    for (let made = 0; made < 5; made++) addLabel(store);
    const [young, young2] = [readFileSync(at.path), readFileSync(at.journal)];
    const expected = dumpJournaled(store);
    store.close();
    writeFileSync(at.path, young);
    writeFileSync(at.journal, young2);
    const again = at.open();
    expect(again.opening.journal).toMatchObject({ state: 'case-healed', count: 5 });
    expect(dumpJournaled(again)).toBe(expected);
  });
});
