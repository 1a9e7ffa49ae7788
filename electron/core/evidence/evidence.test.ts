import { afterEach, beforeEach, expect, test } from 'vitest';
import { addArticle, testCore, type TestCore } from '../testing.ts';

let core: TestCore;
beforeEach(() => {
  core = testCore();
});
afterEach(() => core.close());

const citation = {
  title: 'Annual budget',
  publisher: 'Town council',
  address: 'https://example.org/budget',
  published: '2025',
  accessed: null,
  quote: 'Bridge works:\n40 million',
};
const claim = (text = 'It cost 40 million.') => core.client.claims.create({ id: core.newId(), fields: { text } });

test('evidence is a passage with its exact quote, or a citation', async () => {
  const article = await addArticle(core, 'The council spent 40 million on the bridge.', { title: 'Minutes' });
  const { id: claimId, text } = await claim();
  const quoted = await core.client.evidence.create({
    id: core.newId(),
    claimId,
    stance: 'supports',
    comment: 'Straight from the minutes',
    source: { passage: { create: { id: core.newId(), documentId: article.documentId, anchor: article.anchor('spent 40 million') } } },
  });
  expect(quoted).toMatchObject({
    stance: 'supports',
    credibility: null,
    citation: null,
    passage: { exact: 'spent 40 million', documentTitle: 'Minutes' },
  });
  const cited = await core.client.evidence.create({ id: core.newId(), claimId, stance: 'refutes', source: { citation } });
  expect(cited).toMatchObject({ passage: null, citation });
  expect((await core.client.evidence.list({})).map((item) => [item.id, item.claimText])).toEqual([
    [cited.id, text],
    [quoted.id, text],
  ]);
  expect(await core.client.evidence.list({ claimId: (await claim('Other.')).id })).toEqual([]);
});

test('editing a citation keeps what was not named; an old view is refused', async () => {
  const { id: claimId } = await claim();
  const cited = await core.client.evidence.create({ id: core.newId(), claimId, stance: 'context', source: { citation } });
  const edited = await core.client.evidence.update({
    evidenceId: cited.id,
    revision: cited.revision,
    fields: { credibility: 2 },
    citation: { title: 'Budget 2025' },
  });
  expect(edited).toMatchObject({ credibility: 2, stance: 'context', citation: { ...citation, title: 'Budget 2025' } });
  await expect(
    core.client.evidence.update({ evidenceId: cited.id, revision: cited.revision, fields: { credibility: 3 } }),
  ).rejects.toMatchObject({ code: 'STALE_STATE' });
});

test('a passage has no citation to edit', async () => {
  const article = await addArticle(core, 'Forty million were spent.');
  const { id: claimId } = await claim();
  const passage = { create: { id: core.newId(), documentId: article.documentId, anchor: article.anchor('Forty million') } };
  const item = await core.client.evidence.create({ id: core.newId(), claimId, stance: 'supports', source: { passage } });
  await expect(
    core.client.evidence.update({ evidenceId: item.id, revision: item.revision, fields: {}, citation: { title: 'X' } }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('an origin is evidence of the same claim, and no circle', async () => {
  const [one, other] = [await claim(), await claim('Other.')];
  const make = (claimId: string, derivedFromId: string | null = null) =>
    core.client.evidence.create({ id: core.newId(), claimId, stance: 'supports', source: { citation }, derivedFromId });
  const a = await make(one.id);
  const b = await make(one.id, a.id);
  const c = await make(one.id, b.id);
  const foreign = await make(other.id);
  const derive = (item: typeof a, derivedFromId: string) =>
    core.client.evidence.update({ evidenceId: item.id, revision: item.revision, fields: { derivedFromId } });
  await expect(derive(a, c.id)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(derive(a, a.id)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(derive(a, foreign.id)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(derive(a, core.newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const itself = core.newId();
  await expect(
    core.client.evidence.create({ id: itself, claimId: one.id, stance: 'supports', source: { citation }, derivedFromId: itself }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });

  await core.client.evidence.remove({ evidenceId: b.id });
  const left = await core.client.evidence.list({ claimId: one.id });
  expect(left.map((item) => [item.id, item.derivedFromId])).toEqual([
    [c.id, null],
    [a.id, null],
  ]);
  core.store.undo();
  expect((await core.client.evidence.list({ claimId: one.id })).find((item) => item.id === c.id)?.derivedFromId).toBe(b.id);
});

test('evidence for a claim that is gone is refused', async () => {
  await expect(
    core.client.evidence.create({ id: core.newId(), claimId: core.newId(), stance: 'supports', source: { citation } }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND', data: { kind: 'claim' } });
});

test('the same evidence sent twice is one', async () => {
  const { id: claimId } = await claim();
  const input = { id: core.newId(), claimId, stance: 'supports' as const, source: { citation } };
  const first = await core.client.evidence.create(input);
  expect(await core.client.evidence.create(input)).toEqual(first);
  await expect(core.client.evidence.create({ ...input, stance: 'refutes' })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
});
