import { afterEach, beforeEach, expect, test } from 'vitest';
import { dumpJournaled } from '../../store/dump.ts';
import { addArticle, addPassage, testCore, type TestCore } from '../../testing.ts';

let core: TestCore;
beforeEach(() => {
  core = testCore();
});
afterEach(() => core.close());

const trash = async (): Promise<[string, string, number][]> =>
  (await core.client.history.trash({})).items.map(({ kind, title, with: riders }) => [kind, title, riders]);

/** A claim with all that can hang on one. */
async function judgedClaim() {
  const { client, newId } = core;
  const article = await addArticle(core, 'The wall was finished late. It cost forty million.', { title: 'Harbour' });
  const passage = await addPassage(core, article, 'finished late');
  const claim = await client.claims.create({
    id: newId(),
    fields: { text: 'The wall was late.', claimant: 'Ada' },
    sighting: { id: newId(), passage: { passageId: passage.id } },
  });
  const label = await client.labels.create({ id: newId(), name: 'Urgent', colour: 'red', definition: '' });
  await client.labels.assign({ targetKind: 'claim', targetIds: [claim.id], add: [label.id], remove: [] });
  const source = { passage: { passageId: passage.id } };
  const evidence = await client.evidence.create({ id: newId(), claimId: claim.id, stance: 'supports', source });
  await client.notes.create({ id: newId(), targetKind: 'evidence', targetId: evidence.id, markdown: 'Looked up.' });
  const verdict = {
    claimId: claim.id,
    axis: 'true',
    ratingId: null,
    confidence: 'moderate',
    rationale: 'So it is.',
    asOf: '2026',
  } as const;
  await client.verdicts.record({ id: newId(), ...verdict });
  await client.verdicts.record({ id: newId(), ...verdict, rationale: 'So it is not.' });
  return { article, passage, claim, label, evidence };
}

test('a deleted claim comes back with all that went with it, as one operation', async () => {
  const { claim } = await judgedClaim();
  const whole = await core.client.claims.get({ claimId: claim.id });
  await core.client.claims.remove({ claimIds: [claim.id] });
  expect(await trash()).toEqual([['claim', 'The wall was late.', 7]]);
  expect((await core.client.history.list({ limit: 1 })).operations[0]).toMatchObject({ subject: 'The wall was late.', changes: 8 });
  const done = await core.client.history.restore({ items: [{ kind: 'claim', id: claim.id }] });
  expect(done.label).toBe('Restore claim “The wall was late.”');
  const back = await core.client.claims.get({ claimId: claim.id });
  const bare = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (key, part: unknown) => (/revision|updatedAt/.test(key) ? 0 : part));
  expect(bare(back)).toEqual(bare(whole));
  expect(await trash()).toEqual([]);
  expect((await core.client.integrity.verify({})).ok).toBe(true);
  await core.client.history.undo({});
  expect((await trash()).length).toBe(1);
});

test('an article brings back its passages and what rested on them, once the claim is there again', async () => {
  const { article, claim } = await judgedClaim();
  await core.client.documents.remove({ documentId: article.documentId, withUses: true });
  expect(await trash()).toEqual([['document', 'Harbour', 5]]);
  await core.client.claims.remove({ claimIds: [claim.id] });
  const items = [{ kind: 'document' as const, id: article.documentId }];
  await expect(core.client.history.restore({ items })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
    message: expect.stringMatching(/cannot do without the claim “The wall was late\.”, which is deleted too/),
  });
  const done = await core.client.history.restore({ items: [...items, { kind: 'claim', id: claim.id }] });
  expect(done.label).toBe('Restore 2 deleted things');
  expect(await core.client.claims.get({ claimId: claim.id })).toMatchObject({ sightings: [{}], evidence: [{}], verdicts: [{}, {}] });
  expect((await core.client.integrity.verify({})).ok).toBe(true);
});

test('a claimant who is there again takes the claim back; a label that is gone is left out', async () => {
  const { claim, label } = await judgedClaim();
  await core.client.claims.remove({ claimIds: [claim.id] });
  await core.client.labels.remove({ labelId: label.id });
  const again = await core.client.claims.create({ id: core.newId(), fields: { text: 'Another.', claimant: 'ADA' } });
  await core.client.history.restore({ items: [{ kind: 'claim', id: claim.id }] });
  expect(await core.client.claims.get({ claimId: claim.id })).toMatchObject({ claimantId: again.claimantId, labelIds: [] });
});

test('what relayed a deleted item relays it again', async () => {
  const { claim, evidence } = await judgedClaim();
  const citation = { title: 'Echo', publisher: '', address: '', published: null, accessed: null, quote: '' };
  const echo = { id: core.newId(), claimId: claim.id, stance: 'supports', derivedFromId: evidence.id, source: { citation } } as const;
  await core.client.evidence.create(echo);
  await core.client.evidence.remove({ evidenceId: evidence.id });
  expect(await trash()).toEqual([['evidence', 'finished late', 1]]);
  await core.client.history.restore({ items: [{ kind: 'evidence', id: evidence.id }] });
  const { evidence: items } = await core.client.claims.get({ claimId: claim.id });
  expect(items.find(({ id }) => id === echo.id)).toMatchObject({ derivedFromId: evidence.id });
});

test('many at once, in pages of whole operations; what was undone is not in the trash, what was done again is', async () => {
  const claims = [];
  for (const text of ['One.', 'Two.', 'Three.']) claims.push(await core.client.claims.create({ id: core.newId(), fields: { text } }));
  const [one, two, three] = claims.map(({ id }) => id) as [string, string, string];
  await core.client.claims.remove({ claimIds: [one, two] });
  const before = dumpJournaled(core.store);
  await core.client.claims.remove({ claimIds: [three] });
  const first = await core.client.history.trash({ limit: 1 });
  expect(first).toMatchObject({ more: true, items: [{ title: 'Three.' }] });
  const rest = await core.client.history.trash({ limit: 1, before: first.items[0]!.seq });
  expect([rest.more, rest.items.map(({ title }) => title)]).toEqual([false, ['One.', 'Two.']]);
  await core.client.history.undo({});
  expect(dumpJournaled(core.store)).toBe(before);
  expect((await trash()).length).toBe(2);
  await core.client.history.redo({});
  expect((await trash()).length).toBe(3);
  const { label } = await core.client.history.restore({ items: [one, two, three].map((id) => ({ kind: 'claim', id })) });
  expect(label).toBe('Restore 3 claims');
  for (let step = 0; step < 6; step++) await core.client.history.undo({});
  expect(await trash()).toEqual([]);
  await expect(core.client.history.restore({ items: [{ kind: 'claim', id: one }] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
