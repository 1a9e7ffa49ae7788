import { afterEach, beforeEach, expect, test } from 'vitest';
import { subjectKind, type HistoryFilter } from '../../../../shared/contract/history.ts';
import { addArticle, addPassage, testCore, type TestCore } from '../../testing.ts';
import { tableNames } from '../../store/tables.ts';
import { tablesOfKind, tablesOfNoKind } from './kinds.ts';
import { listOperations, listPeople } from './queries.ts';

let core: TestCore;
beforeEach(() => {
  core = testCore();
});
afterEach(() => core.close());

const labels = async (filter: HistoryFilter): Promise<string[]> =>
  (await core.client.history.list(filter)).operations.map(({ label }) => label).toReversed();

test('a timeline of each thing with what hangs on it, or hung on it before it was deleted', async () => {
  const { client, newId } = core;
  const article = await addArticle(core, 'The wall was finished late.', { title: 'Harbour' });
  const passage = await addPassage(core, article, 'wall');
  const other = await client.claims.create({ id: newId(), fields: { text: 'Another.' } });
  const claim = await client.claims.create({ id: newId(), fields: { text: 'The wall was late.' } });
  const source = { passage: { passageId: passage.id } };
  const evidence = await client.evidence.create({ id: newId(), claimId: claim.id, stance: 'supports', source });
  const note = await client.notes.create({ id: newId(), targetKind: 'evidence', targetId: evidence.id, markdown: 'Looked up.' });
  await client.notes.update({ noteId: note.id, revision: note.revision, markdown: 'Looked up twice.' });
  await client.claims.remove({ claimIds: [claim.id] });
  await client.claims.bulkUpdate({ claimIds: [other.id], fields: { status: 'ready' } });
  const about = ['Create claim', 'Add evidence', 'Write note', 'Edit note', 'Delete claim “The wall was late.”'];
  expect(await labels({ subject: { kind: 'claim', id: claim.id } })).toEqual(about);
  expect(await labels({ subject: { kind: 'passage', id: passage.id } })).toEqual(['Highlight passage', ...about.slice(1)]);
  expect(await labels({ subject: { kind: 'document', id: article.documentId } })).toEqual([
    'Import “Harbour”',
    'Highlight passage',
    ...about.slice(1),
  ]);
  expect(await labels({ subject: { kind: 'claim', id: claim.id }, kind: 'note' })).toEqual(about.slice(2));
  const { operations } = await client.history.list({});
  expect(operations.map(({ subject }) => subject).toReversed()).toEqual([
    'Test case',
    'Harbour',
    'wall',
    'Another.',
    ...Array.from({ length: 2 }, () => 'The wall was late.'),
    'wall',
    'wall',
    'The wall was late.',
    'Another.',
  ]);
});

test('by person, by kind, and by the clock of the operation, whatever way that clock went', async () => {
  const { client, newId, store } = core;
  const make = async (text: string, actor: string, at: string) => {
    await client.settings.update({ actor });
    const claim = await client.claims.create({ id: newId(), fields: { text } });
    // As if the clock of the machine had been wrong.
    store.db.prepare('UPDATE operation SET at = ? WHERE seq = ?').run(at, claim.revision);
  };
  await make('One.', 'Ada', '2031-01-01T00:00:00.000Z');
  await make('Two.', 'Grace', '2024-06-01T00:00:00.000Z');
  await make('Three.', 'Ada', '2025-01-01T00:00:00.000Z');
  await client.labels.create({ id: newId(), name: 'Urgent', colour: 'red', definition: '' });
  const found = async (filter: HistoryFilter) => (await client.history.list(filter)).operations.map(({ subject }) => subject);
  expect(await found({})).toEqual(['Urgent', 'Three.', 'Two.', 'One.', 'Test case']);
  expect(await found({ actor: 'Ada' })).toEqual(['Urgent', 'Three.', 'One.']);
  expect(await found({ actor: 'Ada', kind: 'claim' })).toEqual(['Three.', 'One.']);
  expect(await found({ to: '2025-01-01T00:00:00.000Z' })).toEqual(['Two.']);
  // The last by the clock is not the newest here: where many are met, the walk back must not begin at it.
  const all = { from: undefined, to: '2032-01-01T00:00:00.000Z', before: Number.MAX_SAFE_INTEGER, limit: 9 };
  expect(listOperations(store, all, 0)).toEqual(listOperations(store, all));
  expect(listOperations(store, all, 0)).toHaveLength(5);
  expect(await found({ from: '2025-01-01T00:00:00.000Z', kind: 'claim' })).toEqual(['Three.', 'One.']);
  expect(await found({ from: '2030-01-01T00:00:00.000Z', actor: 'Grace' })).toEqual([]);
  expect(await client.history.people({})).toEqual(['Ada', 'Grace', 'Tester']);
});

test('a kind is found by every table that it is made of', async () => {
  const { client, newId } = core;
  const article = await addArticle(core, 'The wall was finished late.', { title: 'Harbour' });
  const claim = await client.claims.create({ id: newId(), fields: { text: 'The wall was late.' } });
  const label = await client.labels.create({ id: newId(), name: 'Urgent', colour: 'red', definition: '' });
  await client.labels.assign({ targetKind: 'claim', targetIds: [claim.id], add: [label.id], remove: [] });
  await client.labels.assign({ targetKind: 'claim', targetIds: [claim.id], add: [], remove: [label.id] });
  await client.claims.remove({ claimIds: [claim.id] });
  await client.documents.remove({ documentId: article.documentId, withUses: false });
  expect(await labels({ kind: 'label' })).toEqual(['Create label “Urgent”', 'Label claim', 'Take label off claim']);
  expect(await labels({ kind: 'document' })).toEqual(['Import “Harbour”', 'Delete article “Harbour”']);
});

test('every journaled table is of one kind, or on purpose of none', () => {
  const sorted = [...Object.values(tablesOfKind).flat(), ...tablesOfNoKind].toSorted();
  expect(sorted).toEqual(tableNames.toSorted());
  for (const kind of subjectKind.options) expect(tablesOfKind[kind]).toContain(kind);
});

test('where many operations meet a condition the same ones are found as where few do', async () => {
  const { client, newId, store } = core;
  for (let made = 0; made < 12; made++) {
    await client.settings.update({ actor: made % 2 ? 'Ada' : 'Grace' });
    if (made % 3) await client.claims.create({ id: newId(), fields: { text: `Claim ${made}.` } });
    else await client.labels.create({ id: newId(), name: `Label ${made}`, colour: 'red', definition: '' });
  }
  const { at } = store.journal.head();
  const filters: HistoryFilter[] = [
    { actor: 'Ada' },
    { kind: 'claim' },
    { kind: 'label' },
    { from: '2000-01-01T00:00:00.000Z', to: at! },
    { actor: 'Ada', kind: 'label' },
  ];
  for (const filter of filters)
    for (const before of [Number.MAX_SAFE_INTEGER, 8]) {
      const page = { ...filter, before, limit: 4 };
      expect(listOperations(store, page, 0)).toEqual(listOperations(store, page));
      expect(listOperations(store, page).length).toBeGreaterThan(0);
    }
});

test('no page reads the history from end to end', () => {
  const { store } = core;
  const prepared: string[] = [];
  const watched = { ...store, statement: (sql: string) => (prepared.push(sql), store.statement(sql)) } as typeof store;
  const subject = { kind: 'document', id: core.newId() } as const;
  const filters: HistoryFilter[] = [
    {},
    { actor: 'Ada' },
    { kind: 'claim' },
    { kind: 'label' },
    { to: '2025-01-01T00:00:00.000Z' },
    { subject },
  ];
  for (const filter of filters) for (const few of [0, 10]) listOperations(watched, { ...filter, before: 9, limit: 9 }, few);
  listPeople(watched);
  for (const sql of prepared) {
    const plan = store.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replaceAll('?', "''")}`).all();
    // What a query has put together itself may be gone through.
    const scans = plan
      .map(({ detail }) => detail)
      .filter((detail) => detail.startsWith('SCAN') && !/^SCAN (hanging|person|kind_table|\(subquery|\d+ CONSTANT|CONSTANT)/.test(detail));
    expect(scans, sql).toEqual([]);
  }
  expect(prepared.length).toBeGreaterThan(8);
});
