import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nameOf, operationHash } from './journal.ts';
import type { Store } from './open.ts';
import { rowHash } from './row-hash.ts';
import type { Row } from './tables.ts';
import { addLabel, countLabels, openTestStore } from './testing.ts';

let store: Store;
beforeEach(() => {
  store = openTestStore(':memory:', { create: true });
});
afterEach(() => store.close());

const label = (name: string, id: string = randomUUID()) => ({ id, name, colour: 'red', definition: '', parent_id: null });

test('one operation is its rows, its journal entry and one event, after the commit', () => {
  const told: unknown[] = [];
  store.onChange((committed) => told.push([committed.label, committed.tables, committed.ids, store.db.inTransaction]));
  const one = label('One');
  const two = label('Two');
  store.transact('Two labels', (tx) => {
    tx.insert('label', one);
    tx.insert('label', two);
    tx.update('label', one.id, { name: 'First' });
  });
  expect(told).toEqual([['Two labels', ['label'], [one.id, two.id], false]]);
  expect(store.journal.head()).toMatchObject({ seq: 1 });
  expect(store.journal.changes(1).map((change) => [change.rowId, change.before?.['name'] ?? null, change.after?.['name']])).toEqual([
    [one.id, null, 'One'],
    [two.id, null, 'Two'],
    [one.id, 'One', 'First'],
  ]);
});

test('work that fails leaves no row, no entry, no event', () => {
  const before = store.journal.head();
  let told = 0;
  store.onChange(() => told++);
  expect(() =>
    store.transact('Half', (tx) => {
      tx.insert('label', label('Half'));
      throw new Error('cut off');
    }),
  ).toThrow('cut off');
  expect([countLabels(store), store.journal.head(), told]).toEqual([0, before, 0]);
});

test('a reference to nothing fails at the commit, and takes everything back', () => {
  expect(() => store.transact('Orphan', (tx) => tx.insert('label', { ...label('Child'), parent_id: randomUUID() }))).toThrow(/FOREIGN KEY/);
  expect([countLabels(store), store.journal.head().seq]).toEqual([0, 0]);
});

test('work that changes nothing is no operation', () => {
  const id = addLabel(store, 'Same');
  const { seq } = store.journal.head();
  let told = 0;
  store.onChange(() => told++);
  store.transact('Nothing', (tx) => tx.update('label', id, { name: 'Same', colour: undefined }));
  store.transact('Again', (tx) => tx.insert('label', { ...label('Same', id), definition: '' }));
  expect([store.journal.head().seq, told]).toEqual([seq, 0]);
});

test('revisions say who wrote last', () => {
  const id = addLabel(store);
  store.transact('Edit', (tx) => {
    const row = tx.expect('label', id, 1, ['name']);
    expect(tx.update('label', id, { name: `${row.name}!` })).toMatchObject({ revision: 2, name: 'Label!' });
  });
  expect(() => store.transact('Old view', (tx) => tx.expect('label', id, 1, ['name', 'colour']))).toThrow(
    expect.objectContaining({ code: 'STALE_STATE', data: { kind: 'label', id, revision: 2 } }),
  );
  expect(() => store.transact('Of another history', (tx) => tx.expect('label', id, 3, ['colour']))).toThrow(
    expect.objectContaining({ code: 'STALE_STATE' }),
  );
  expect(store.transact('Another field', (tx) => tx.expect('label', id, 1, ['colour', 'definition']))).toMatchObject({ revision: 2 });
  expect(() => store.transact('Gone', (tx) => tx.need('label', randomUUID()))).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  expect(() => store.transact('Twice', (tx) => tx.insert('label', label('Other', id)))).toThrow(
    expect.objectContaining({ code: 'ALREADY_EXISTS' }),
  );
});

test('an event names no rows where there are too many', () => {
  const told: number[] = [];
  store.onChange((committed) => told.push(committed.ids.length));
  store.transact('Many', (tx) => {
    for (let made = 0; made < 201; made++) tx.insert('label', label(`${made}`));
  });
  store.undo();
  store.redo();
  expect(told).toEqual([0, 0, 0]);
});

test('an operation in the undo order that no longer fits its rows stops, and changes nothing', () => {
  const id = addLabel(store);
  store.db.prepare('UPDATE label SET revision = 9 WHERE id = ?').run(id);
  const { seq } = store.journal.head();
  expect(() => store.undo()).toThrow(/not in the state recorded/);
  expect([countLabels(store), store.journal.head().seq]).toEqual([1, seq]);
});

test('each hash covers its operation, its changes and the hash before', () => {
  const head = { seq: 2, id: 'i', at: 't', actor: 'a', label: 'l', kind: 'do' as const, targetSeq: null, gesture: null };
  const changes = [{ table_name: 'label', row_id: 'r', before: null, after: '{"name":"x"}' }];
  const all = [
    operationHash('p', head, changes),
    operationHash('q', head, changes),
    operationHash('p', { ...head, actor: 'b' }, changes),
    operationHash('p', { ...head, targetSeq: 1 }, changes),
    operationHash('p', head, [{ ...changes[0]!, after: '{"name":"y"}' }]),
    operationHash('p', head, []),
    operationHash('p', head, [...changes, ...changes]),
  ];
  expect(new Set(all).size).toBe(all.length);
  expect(all.every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
});

test('a gesture is undone and done again as one, under the name that its newest operation gave the whole', () => {
  const gesture = randomUUID();
  store.transact('Import 1 article', (tx) => tx.insert('label', label('One')), { gesture });
  store.transact('Import 2 articles', (tx) => tx.insert('label', label('Two')), { gesture });
  expect(nameOf(store.journal.next('undo'))).toBe('Import 2 articles');
  expect(store.undo().label).toBe('Import 2 articles');
  expect(countLabels(store)).toBe(0);
  expect(nameOf(store.journal.next('redo'))).toBe('Import 2 articles');
  expect(store.redo().label).toBe('Import 2 articles');
  expect(countLabels(store)).toBe(2);
  expect(nameOf(store.journal.next('redo'))).toBeNull();
});

test('every row carries the hash of what it says, through edits, undo and redo', () => {
  const wrong = (): string[] =>
    store
      .statement<[], Row<'label'> & { hash: string }>('SELECT * FROM label')
      .all()
      .filter(({ hash, ...row }) => hash !== rowHash('label', row))
      .map(({ name }) => name);
  const one = label('One');
  store.transact('Create', (tx) => tx.insert('label', one));
  store.transact('Rename', (tx) => tx.update('label', one.id, { name: 'First' }));
  expect(wrong()).toEqual([]);
  store.undo();
  expect(wrong()).toEqual([]);
  store.redo();
  expect(wrong()).toEqual([]);
  // Canary: a word changed in the file, outside the one path.
  store.db.prepare('UPDATE label SET name = ?').run('Fist');
  expect(wrong()).toEqual(['Fist']);
});
