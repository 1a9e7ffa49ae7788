import { afterEach, beforeEach, expect, test } from 'vitest';
import { testCore, type TestCore } from '../testing.ts';

let core: TestCore;
let claimId: string;
beforeEach(async () => {
  core = testCore();
  claimId = (await core.client.claims.create({ id: core.newId(), fields: { text: 'It cost 40 million.' } })).id;
});
afterEach(() => core.close());

const decision = { ratingId: 'refuted', confidence: 'moderate' as const, rationale: 'The accounts say 28 million.', asOf: '2026-01' };
const row = async () => (await core.client.claims.rows({ ids: [claimId] }))[0]!;

test('a verdict needs evidence or a stated reason', async () => {
  await expect(core.client.verdicts.record({ id: core.newId(), claimId, ...decision, noEvidenceReason: ' ' })).rejects.toMatchObject({
    code: 'EVIDENCE_REQUIRED',
    data: { claimId },
  });
  const reasoned = await core.client.verdicts.record({ id: core.newId(), claimId, ...decision, noEvidenceReason: 'Common knowledge.' });
  expect(reasoned).toMatchObject({
    axis: 'true',
    author: 'Tester',
    noEvidenceReason: 'Common knowledge.',
    supersedesId: null,
    whatWouldChange: '',
  });
  expect(await row()).toMatchObject({ ratingId: 'refuted', confidence: 'moderate' });
});

test('a new verdict supersedes the one before it on its axis, which stays', async () => {
  const citation = { title: 'Accounts', publisher: '', address: '', published: null, accessed: null, quote: '' };
  await core.client.evidence.create({ id: core.newId(), claimId, stance: 'refutes', source: { citation } });
  const first = await core.client.verdicts.record({ id: core.newId(), claimId, ...decision });
  const said = await core.client.verdicts.record({ id: core.newId(), claimId, ...decision, axis: 'said', ratingId: 'supported' });
  const second = await core.client.verdicts.record({ id: core.newId(), claimId, ...decision, ratingId: 'disputed' });
  expect(said.supersedesId).toBeNull();
  expect(second.supersedesId).toBe(first.id);
  expect((await core.client.claims.get({ claimId })).verdicts.map((verdict) => verdict.id)).toEqual([second.id, said.id, first.id]);
  expect(await row()).toMatchObject({ ratingId: 'disputed' });
  core.store.undo();
  expect(await row()).toMatchObject({ ratingId: 'refuted' });
});

test('a verdict sent twice is one, even after a newer one', async () => {
  const input = { id: core.newId(), claimId, ...decision, noEvidenceReason: 'None found.' };
  const first = await core.client.verdicts.record(input);
  expect(await core.client.verdicts.record(input)).toEqual(first);
  await core.client.verdicts.record({ ...input, id: core.newId(), ratingId: null });
  expect(await core.client.verdicts.record(input)).toEqual(first);
  expect(await row()).toMatchObject({ ratingId: null, confidence: 'moderate' });
});

test('rating and claim must exist', async () => {
  const input = { id: core.newId(), claimId, ...decision, noEvidenceReason: 'None found.' };
  await expect(core.client.verdicts.record({ ...input, ratingId: 'sort-of' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
    data: { kind: 'rating', id: 'sort-of' },
  });
  await expect(core.client.verdicts.record({ ...input, claimId: core.newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
