import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import type { Bench } from './contract.test.ts';
import { expectFailure } from './failures.ts';
import { anchorOf, makeClaim, makePassage, pasteArticle } from './material.ts';

export function claimTests(bench: Bench): void {
  test('a passage becomes a claim in one step, and sending it twice makes one', async () => {
    const { client } = bench;
    const document = await pasteArticle(client);
    const input = {
      id: uuid(),
      fields: { text: 'Forty boats were damaged.', claimant: 'Port office' },
      sighting: {
        id: uuid(),
        passage: { create: { id: uuid(), documentId: document.id, anchor: anchorOf(document, 'Forty boats were damaged.') } },
      },
    };
    const claim = await client.claims.create(input);
    expect(claim).toMatchObject({
      text: 'Forty boats were damaged.',
      claimant: 'Port office',
      sightings: [{ relation: expect.any(String) as string }],
    });
    expect(await client.claims.create(input)).toEqual(claim);
    await expectFailure(client.claims.create({ ...input, fields: { text: 'Another.' } }), 'ALREADY_EXISTS', { id: input.id });
    expect(await client.claims.get({ claimId: claim.id })).toEqual(claim);
    expect(await client.claims.claimants({ text: 'port' })).toMatchObject([{ name: 'Port office', claims: 1 }]);
    await client.history.undo({});
    expect(await client.claims.ids({})).toEqual({ ids: [], total: 0 });
  });

  test('claims are edited, found, sorted and deleted', async () => {
    const { client } = bench;
    const [first, second] = [await makeClaim(client, 'Alpha stands.'), await makeClaim(client, 'Beta fell.')];
    const edited = await client.claims.update({ claimId: first.id, revision: first.revision, fields: { priority: 'high' } });
    expect(edited.priority).toBe('high');
    await expectFailure(client.claims.update({ claimId: first.id, revision: first.revision, fields: { priority: 'low' } }), 'STALE_STATE');
    expect(await client.claims.ids({ sort: [{ column: 'claim', descending: true }] })).toEqual({ ids: [second.id, first.id], total: 2 });
    expect(await client.claims.ids({ filter: { priorities: ['high'] } })).toEqual({ ids: [first.id], total: 2 });
    expect(await client.claims.rows({ ids: [second.id, uuid(), first.id] })).toMatchObject([
      { text: 'Beta fell.' },
      { text: 'Alpha stands.' },
    ]);
    expect(await client.claims.suggest({ text: 'bet' })).toMatchObject([{ id: second.id }]);
    expect(await client.claims.bulkUpdate({ claimIds: [first.id, second.id], fields: { status: 'ready' } })).toEqual({ changed: 2 });
    await client.claims.remove({ claimIds: [first.id, second.id] });
    expect((await client.claims.ids({})).ids).toEqual([]);
  });

  test('sightings are added, described and taken away', async () => {
    const { client } = bench;
    const claim = await makeClaim(client);
    const passage = await makePassage(client, await pasteArticle(client));
    const sighting = await client.claims.addSighting({
      id: uuid(),
      claimId: claim.id,
      passage: { passageId: passage.id },
      relation: 'reports',
    });
    expect(sighting).toMatchObject({ relation: 'reports', passage: { id: passage.id } });
    const edited = await client.claims.updateSighting({
      sightingId: sighting.id,
      revision: sighting.revision,
      fields: { venue: 'Press hour' },
    });
    expect(edited.venue).toBe('Press hour');
    await client.claims.removeSighting({ sightingId: sighting.id });
    expect((await client.claims.get({ claimId: claim.id })).sightings).toEqual([]);
  });

  test('evidence is attached, edited, listed and taken away', async () => {
    const { client } = bench;
    const claim = await makeClaim(client);
    const passage = await makePassage(client, await pasteArticle(client));
    const inCase = await client.evidence.create({
      id: uuid(),
      claimId: claim.id,
      stance: 'supports',
      source: { passage: { passageId: passage.id } },
    });
    expect(inCase).toMatchObject({ stance: 'supports', passage: { exact: 'Forty boats were damaged.' }, citation: null });
    const citation = {
      title: 'Harbour log',
      publisher: 'Port office',
      address: '',
      published: null,
      accessed: '2026-01-02',
      quote: 'Thirty-one boats',
    };
    const cited = await client.evidence.create({ id: uuid(), claimId: claim.id, stance: 'refutes', source: { citation } });
    const edited = await client.evidence.update({ evidenceId: cited.id, revision: cited.revision, fields: { comment: 'Primary.' } });
    expect(edited).toMatchObject({ comment: 'Primary.', citation: { title: 'Harbour log' } });
    expect(await client.evidence.list({ claimId: claim.id })).toHaveLength(2);
    await client.evidence.remove({ evidenceId: cited.id });
    expect(await client.evidence.list({})).toMatchObject([{ id: inCase.id, claimText: claim.text }]);
    await expectFailure(client.passages.remove({ passageId: passage.id }), 'IN_USE', { evidence: 1, sightings: 0 });
  });

  test('two passages are tied by a claim in one step, which is taken back as one', async () => {
    const { client } = bench;
    const [left, right] = [await pasteArticle(client), await pasteArticle(client, 'Thirty-one boats were damaged, the log says.')];
    const input = {
      claim: { create: { id: uuid(), fields: { text: 'Forty boats were damaged.' } } },
      sighting: {
        id: uuid(),
        passage: { create: { id: uuid(), documentId: left.id, anchor: anchorOf(left, 'Forty boats were damaged.') } },
      },
      evidence: {
        id: uuid(),
        stance: 'refutes' as const,
        passage: { create: { id: uuid(), documentId: right.id, anchor: anchorOf(right, 'Thirty-one boats') } },
      },
    };
    const linked = await client.claims.link(input);
    expect(linked.claim).toMatchObject({
      sightings: [{ passage: { exact: 'Forty boats were damaged.' } }],
      evidence: [{ stance: 'refutes', passage: { exact: 'Thirty-one boats' } }],
    });
    expect(await client.claims.link(input)).toEqual(linked);
    // A second piece of evidence for the claim that there is; its sighting stands.
    const passage = await makePassage(client, right, 'the log says');
    const more = {
      claim: { claimId: linked.claim.id },
      evidence: { id: uuid(), stance: 'context' as const, passage: { passageId: passage.id } },
    };
    const again = await client.claims.link(more);
    expect(again.claim).toMatchObject({ sightings: [{ id: input.sighting.id }], evidence: [{}, {}] });
    await client.history.undo({ seq: again.seq });
    await client.history.undo({ seq: linked.seq });
    expect((await client.claims.ids({})).total).toBe(0);
    expect(await client.passages.list({ documentId: left.id })).toEqual([]);
    expect(await client.passages.list({ documentId: right.id })).toMatchObject([{ id: passage.id }]);
    await expectFailure(client.claims.link({ ...more, claim: { claimId: uuid() } }), 'NOT_FOUND');
  });

  test('a verdict needs evidence, or a reason why there is none', async () => {
    const { client } = bench;
    const claim = await makeClaim(client);
    const verdict = {
      id: uuid(),
      claimId: claim.id,
      ratingId: 'unproven',
      confidence: 'low',
      rationale: 'No log is open.',
      asOf: '2026-01-02',
    } as const;
    await expectFailure(client.verdicts.record(verdict), 'EVIDENCE_REQUIRED', { claimId: claim.id });
    const recorded = await client.verdicts.record({ ...verdict, noEvidenceReason: 'The log is sealed.' });
    expect(recorded).toMatchObject({ ratingId: 'unproven', author: 'Tester', supersedesId: null });
    const next = await client.verdicts.record({ ...verdict, id: uuid(), ratingId: 'refuted', noEvidenceReason: 'The log is sealed.' });
    expect(next.supersedesId).toBe(recorded.id);
    expect((await client.claims.get({ claimId: claim.id })).verdicts).toHaveLength(2);
  });
}
