import { afterEach, beforeEach, expect, test } from 'vitest';
import { addArticle, testCore, type TestCore } from '../testing.ts';

let core: TestCore;
beforeEach(() => {
  core = testCore();
});
afterEach(() => core.close());

const text = 'The harbour bridge will open in May, said mayor Ada Kern. It cost 40 million, twice the estimate.';

function create(fields: { text: string; claimant?: string }, extra: object = {}) {
  return core.client.claims.create({ id: core.newId(), fields, ...extra });
}

test('a claim is made with its passage and sighting in one step, and undone as one', async () => {
  const article = await addArticle(core, text, { title: 'Bridge opens' });
  const before = core.store.journal.head().seq;
  const claim = await create(
    { text: 'The bridge will open in May.', claimant: 'Ada Kern' },
    {
      sighting: {
        id: core.newId(),
        relation: 'quotes',
        passage: {
          create: { id: core.newId(), documentId: article.documentId, anchor: article.anchor('The harbour bridge will open in May') },
        },
      },
    },
  );
  expect(claim).toMatchObject({
    text: 'The bridge will open in May.',
    shortText: '',
    claimant: 'Ada Kern',
    type: 'event',
    checkability: 'checkable',
    priority: 'normal',
    status: 'new',
    claimDate: null,
    sightings: [
      { relation: 'quotes', wording: 'direct', passage: { exact: 'The harbour bridge will open in May', documentTitle: 'Bridge opens' } },
    ],
    evidence: [],
    verdicts: [],
    notes: [],
  });
  expect(core.store.journal.head().seq).toBe(before + 1);
  expect(core.store.undo().label).toBe('Create claim');
  for (const table of ['claim', 'sighting', 'passage', 'agent'])
    expect(core.store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
  core.store.redo();
  expect(await core.client.claims.get({ claimId: claim.id })).toEqual(claim);
});

test('a claim with a bad passage leaves nothing half done', async () => {
  const article = await addArticle(core, text);
  const anchor = { ...article.anchor('cost 40 million'), exact: 'cost 50 million' };
  const id = core.newId();
  await expect(
    core.client.claims.create({
      id,
      fields: { text: 'It cost 50 million.', claimant: 'Nobody' },
      sighting: { id: core.newId(), passage: { create: { id: core.newId(), documentId: article.documentId, anchor } } },
    }),
  ).rejects.toMatchObject({ code: 'STALE_TEXT' });
  await expect(core.client.claims.get({ claimId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await core.client.claims.claimants({})).toEqual([]);
});

test('creating twice with the same id is harmless; other content is refused', async () => {
  const input = { id: core.newId(), fields: { text: 'Rain fell.', claimant: 'Ada Kern' } };
  const first = await core.client.claims.create(input);
  const { seq } = core.store.journal.head();
  expect(await core.client.claims.create(input)).toEqual(first);
  expect(core.store.journal.head().seq).toBe(seq);
  await expect(core.client.claims.create({ ...input, fields: { text: 'Snow fell.' } })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
});

test('claimants are found whatever their case, corrected in place, and dropped when only a half-typed name', async () => {
  const one = await create({ text: 'One.', claimant: 'ÉLISE Ода' });
  const two = await create({ text: 'Two.', claimant: 'élise ода' });
  expect(two.claimantId).toBe(one.claimantId);
  const corrected = await core.client.claims.update({ claimId: two.id, revision: two.revision, fields: { claimant: 'Élise Ода' } });
  expect(corrected).toMatchObject({ claimant: 'Élise Ода', claimantId: one.claimantId });
  expect((await core.client.claims.get({ claimId: one.id })).claimant).toBe('Élise Ода');
  let three = await create({ text: 'Three.' });
  for (const name of ['M', 'Ma', 'Mayor', '']) {
    three = await core.client.claims.update({ claimId: three.id, revision: three.revision, fields: { claimant: name } });
    expect(three.claimant).toBe(name);
  }
  expect(await core.client.claims.claimants({})).toEqual([{ id: one.claimantId, name: 'Élise Ода', claims: 2 }]);
  expect(await core.client.claims.claimants({ text: 'од' })).toHaveLength(1);
  expect(await core.client.claims.claimants({ text: 'lise' })).toEqual([]);
});

test('an edit from an old view is refused and changes nothing', async () => {
  const claim = await create({ text: 'First words.' });
  const newer = await core.client.claims.update({ claimId: claim.id, revision: claim.revision, fields: { text: 'Newer words.' } });
  expect(newer.revision).toBeGreaterThan(claim.revision);
  await expect(
    core.client.claims.update({ claimId: claim.id, revision: claim.revision, fields: { text: 'Old view.' } }),
  ).rejects.toMatchObject({
    code: 'STALE_STATE',
    data: { revision: newer.revision },
  });
  expect((await core.client.claims.get({ claimId: claim.id })).text).toBe('Newer words.');
});

test('an edit from an old view is taken where nobody wrote in its fields since', async () => {
  const claim = await create({ text: 'It rained.' });
  const { revision } = claim;
  await core.client.claims.update({ claimId: claim.id, revision, fields: { selectionReason: 'Everybody repeats it.' } });
  await core.client.claims.update({ claimId: claim.id, revision, fields: { status: 'ready' } });
  expect(await core.client.claims.update({ claimId: claim.id, revision, fields: { claimant: 'Ada Kern' } })).toMatchObject({
    selectionReason: 'Everybody repeats it.',
    status: 'ready',
    claimant: 'Ada Kern',
  });
  await expect(core.client.claims.update({ claimId: claim.id, revision, fields: { status: 'waiting' } })).rejects.toMatchObject({
    code: 'STALE_STATE',
  });
});

test('edits of one gesture are undone together', async () => {
  let claim = await create({ text: 'A' });
  const gesture = core.newId();
  for (const words of ['Al', 'All', 'All of it'])
    claim = await core.client.claims.update({ claimId: claim.id, revision: claim.revision, fields: { text: words }, gesture });
  expect(core.store.undo().label).toBe('Reword claim');
  expect((await core.client.claims.get({ claimId: claim.id })).text).toBe('A');
});

test('an edit is called by the field and what it became', async () => {
  let claim = await create({ text: 'A' });
  const said = async (fields: object): Promise<string | null> => {
    claim = await core.client.claims.update({ claimId: claim.id, revision: claim.revision, fields });
    return (await core.client.history.state({})).undo;
  };
  expect(await said({ status: 'ready' })).toBe('Set status to Ready');
  expect(await said({ claimant: 'Ada Kern' })).toBe('Set claimant to Ada Kern');
  expect(await said({ claimant: 'ADA Kern' })).toBe('Set claimant to ADA Kern');
  expect(await said({ claimant: '' })).toBe('Clear claimant');
  expect(await said({ text: 'B', priority: 'high' })).toBe('Edit claim');
});

test('labels put on claims and taken off count the claims that this changed', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 3; index++) ids.push((await create({ text: `Claim ${index}.` })).id);
  const label = await core.client.labels.create({ id: core.newId(), name: 'numbers', colour: 'red', definition: '' });
  const assign = (targetIds: string[], change: object) =>
    core.client.labels.assign({ targetKind: 'claim', targetIds, add: [], remove: [], ...change });
  expect(await assign([ids[0]!], { add: [label.id] })).toEqual({ changed: 1 });
  expect(await assign(ids, { add: [label.id] })).toEqual({ changed: 2 });
  expect(await assign([ids[0]!], { remove: [label.id] })).toEqual({ changed: 1 });
  await assign(ids, { remove: [label.id] });
  await core.client.labels.remove({ labelId: label.id });
  const { operations } = await core.client.history.list({});
  expect(operations.slice(0, 5).map((operation) => operation.label)).toEqual([
    'Delete label “numbers”',
    'Take label off 2 claims',
    'Take label off claim',
    'Label 2 claims',
    'Label claim',
  ]);
});

test('bulk edits and deletions are one step each', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 12; index++) ids.push((await create({ text: `Claim ${index}.`, claimant: 'Ada Kern' })).id);
  expect(await core.client.claims.bulkUpdate({ claimIds: [...ids, ids[0]!], fields: { status: 'ready' } })).toEqual({ changed: 12 });
  expect(await core.client.claims.bulkUpdate({ claimIds: ids, fields: { status: 'ready' } })).toEqual({ changed: 0 });
  const late = (await create({ text: 'A claim that came later, and says so at a length that no list of operations has the room for.' })).id;
  expect(await core.client.claims.bulkUpdate({ claimIds: [...ids, late], fields: { status: 'ready' } })).toEqual({ changed: 1 });
  await core.client.claims.remove({ claimIds: [late] });
  expect(await core.client.claims.ids({ filter: { statuses: ['ready'] } })).toMatchObject({ total: 12 });
  await core.client.claims.remove({ claimIds: ids });
  expect(await core.client.claims.ids({})).toEqual({ ids: [], total: 0 });
  expect(core.store.undo().label).toBe('Delete 12 claims');
  expect(core.store.undo().label).toBe('Delete claim “A claim that came later, and says so at a length that no…”');
  expect(core.store.undo().label).toBe('Set status to Ready');
  expect(core.store.undo().label).toBe('Create claim');
  expect(core.store.undo().label).toBe('Set status of 12 claims to Ready');
  expect((await core.client.claims.ids({ filter: { statuses: ['new'] } })).ids).toEqual(ids);
});

test('deleting a claim takes all that hangs on it, keeps the passages, and comes back whole', async () => {
  const article = await addArticle(core, text);
  const label = await core.client.labels.create({ id: core.newId(), name: 'Money', colour: 'red', definition: '' });
  const claim = await create(
    { text: 'It cost 40 million.', claimant: 'Ada Kern' },
    {
      sighting: {
        id: core.newId(),
        passage: { create: { id: core.newId(), documentId: article.documentId, anchor: article.anchor('cost 40 million') } },
      },
    },
  );
  const source = { citation: { title: 'Budget', publisher: '', address: '', published: null, accessed: null, quote: '' } };
  const origin = await core.client.evidence.create({ id: core.newId(), claimId: claim.id, stance: 'supports', source });
  await core.client.evidence.create({ id: core.newId(), claimId: claim.id, stance: 'context', source, derivedFromId: origin.id });
  const verdict = { claimId: claim.id, ratingId: 'supported', confidence: 'high' as const, rationale: 'In the budget.', asOf: '2026' };
  await core.client.verdicts.record({ id: core.newId(), ...verdict });
  await core.client.verdicts.record({ id: core.newId(), ...verdict, ratingId: 'disputed' });
  await core.client.labels.assign({ targetKind: 'claim', targetIds: [claim.id], add: [label.id] });
  const whole = await core.client.claims.get({ claimId: claim.id });
  expect(whole).toMatchObject({
    labelIds: [label.id],
    evidence: [{}, {}],
    verdicts: [{ ratingId: 'disputed' }, { ratingId: 'supported' }],
  });

  await core.client.claims.remove({ claimIds: [claim.id] });
  for (const table of ['claim', 'sighting', 'evidence', 'verdict', 'label_use', 'agent'])
    expect(core.store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
  expect(core.store.db.prepare('SELECT count(*) FROM passage').pluck().get()).toBe(1);
  core.store.undo();
  expect(await core.client.claims.get({ claimId: claim.id })).toEqual(whole);
});

test('a passage is added to a claim, its sighting edited and taken off again', async () => {
  const article = await addArticle(core, text);
  const claim = await create({ text: 'It cost 40 million.' });
  const added = await core.client.claims.addSighting({
    id: core.newId(),
    claimId: claim.id,
    passage: { create: { id: core.newId(), documentId: article.documentId, anchor: article.anchor('cost 40 million') } },
  });
  const edited = await core.client.claims.updateSighting({
    sightingId: added.id,
    revision: added.revision,
    fields: { relation: 'reports', venue: 'Town hall', statementDate: '2025-03' },
  });
  expect(edited).toMatchObject({ relation: 'reports', venue: 'Town hall', statementDate: '2025-03', wording: 'direct' });
  await core.client.claims.removeSighting({ sightingId: added.id });
  expect((await core.client.claims.get({ claimId: claim.id })).sightings).toEqual([]);
  await expect(core.client.claims.removeSighting({ sightingId: added.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('unknown ids are told apart', async () => {
  const id = core.newId();
  await expect(core.client.claims.get({ claimId: id })).rejects.toMatchObject({ code: 'NOT_FOUND', data: { kind: 'claim', id } });
  await expect(core.client.claims.remove({ claimIds: [id] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await core.client.claims.rows({ ids: [id] })).toEqual([]);
});

test('the picker finds by prefix in claim, short text and claimant, best first; without words the newest', async () => {
  const bridge = await create({ text: 'The bridge will open in May.', claimant: 'Ada Kern' });
  const toll = await create({ text: 'Drivers will pay a toll on the bridge.', claimant: 'Ivo Brandt' });
  const suggest = async (words: string) => (await core.client.claims.suggest({ text: words })).map((row) => row.id);
  expect(await suggest('')).toEqual([toll.id, bridge.id]);
  expect(await suggest('bri')).toHaveLength(2);
  expect(await suggest('bri kern')).toEqual([bridge.id]);
  expect(await suggest('brandt')).toEqual([toll.id]);
  expect(await suggest('tunnel')).toEqual([]);
  expect(await suggest('"* AND (')).toEqual([]);
  expect(await suggest('"bridge" ( -- "open')).toEqual([bridge.id]);
});

test('a short text that nobody wrote follows the words of the claim; one that somebody wrote stays', async () => {
  const made = await create({ text: 'The bridge opens in May.' }, {});
  const short = await core.client.claims.update({
    claimId: made.id,
    revision: made.revision,
    fields: { shortText: 'The bridge opens in May.' },
  });
  const followed = await core.client.claims.update({ claimId: made.id, revision: short.revision, fields: { text: 'It opens in June.' } });
  expect(followed.shortText).toBe('It opens in June.');
  const written = await core.client.claims.update({ claimId: made.id, revision: followed.revision, fields: { shortText: 'Opening' } });
  const kept = await core.client.claims.update({ claimId: made.id, revision: written.revision, fields: { text: 'It opens in July.' } });
  expect(kept.shortText).toBe('Opening');
});
