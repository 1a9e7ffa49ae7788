import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import type { Bench } from './contract.test.ts';
import { expectFailure } from './failures.ts';
import { anchorOf, article, makeClaim, makePassage, pasteArticle } from './material.ts';

const revised = article
  .replace('Forty boats were damaged.', 'Forty-two boats were badly damaged.')
  .replace('“Nobody was hurt,” said Ada Brandt, who runs the port.', 'Repairs begin in May.');

export function versionTests(bench: Bench): void {
  /** An article with a passage that stays, one that changes and one that goes, and its new version. */
  async function revise() {
    const { client } = bench;
    const before = await pasteArticle(client);
    const stays = await makePassage(client, before, 'gave way on Tuesday night');
    const changes = await makePassage(client, before);
    const goes = await makePassage(client, before, 'Nobody was hurt');
    const versionId = uuid();
    const added = await client.documents.addVersion({ documentId: before.id, versionId, source: { text: revised } });
    return { client, before, stays, changes, goes, versionId, added };
  }

  test('a new version takes along what stays, and lets the rest wait where it was', async () => {
    const { client, before, stays, changes, goes, versionId, added } = await revise();
    expect(added).toMatchObject({ outcome: 'added', versionId, number: 2, counts: { exact: 1, moved: 0, waiting: 2 } });
    const { version } = await client.documents.get({ documentId: before.id });
    expect(version).toMatchObject({ id: versionId, number: 2 });
    expect(await client.passages.list({ documentId: before.id })).toMatchObject([{ id: stays.id, versionId, waiting: false }]);
    expect(await client.passages.list({ documentId: before.id, versionId: before.version.id })).toMatchObject([
      { id: changes.id, exact: changes.exact, waiting: true },
      { id: goes.id, waiting: true },
    ]);
    expect(await client.versions.list({ documentId: before.id })).toMatchObject([
      { id: versionId, current: true, passages: 1, waiting: 0 },
      { id: before.version.id, current: false, passages: 2, waiting: 2 },
    ]);
    expect(await client.versions.get({ versionId: before.version.id })).toEqual({ ...before.version, position: null });
    await client.documents.rememberPosition({ documentId: before.id, versionId: before.version.id, top: 20, caret: null });
    expect(await client.versions.get({ versionId: before.version.id })).toMatchObject({ position: { top: 20 } });
    const differences = await client.versions.compare({ olderId: before.version.id, newerId: versionId });
    expect(differences.map(({ new: { start, end } }) => version.text.slice(start, end))).toContain('badly');
    // The same call twice makes one version.
    const source = { text: revised };
    expect(await client.documents.addVersion({ documentId: before.id, versionId, source })).toEqual(added);
    await expectFailure(client.versions.get({ versionId: uuid() }), 'NOT_FOUND', { kind: 'version' });
  });

  test('the same file or the same words are no new version', async () => {
    const { client } = bench;
    const { id: documentId, version } = await pasteArticle(client);
    const add = (source: { text: string } | { name: string; file: File }) =>
      client.documents.addVersion({ documentId, versionId: uuid(), source });
    const same = { outcome: 'same', versionId: version.id, number: 1 };
    expect(await add({ name: 'again.txt', file: new File([article], 'again.txt') })).toEqual({ ...same, of: 'bytes' });
    expect(await add({ text: `${article}\r\n\r\n` })).toEqual({ ...same, of: 'text' });
    expect(await add({ name: 'empty.txt', file: new File([''], 'empty.txt') })).toMatchObject({ outcome: 'failed', reason: 'empty' });
    expect(await client.versions.list({ documentId })).toHaveLength(1);
  });

  test('waiting passages are taken over, placed by hand or left, each as one step', async () => {
    const { client, before, changes, goes, versionId } = await revise();
    const claim = await makeClaim(client);
    await client.claims.addSighting({ id: uuid(), claimId: claim.id, passage: { passageId: changes.id } });
    expect(await client.claims.rows({ ids: [claim.id] })).toMatchObject([{ evidenceChanged: true }]);
    const [changed, lost] = await client.versions.waiting({ documentId: before.id });
    expect(changed).toMatchObject({
      passageId: changes.id,
      state: 'changed',
      old: { exact: changes.exact },
      proposals: [{ exact: 'Forty-two boats were badly damaged.' }],
      claims: [{ id: claim.id }],
    });
    expect(lost).toMatchObject({ passageId: goes.id, state: 'lost', score: 0, proposals: [] });

    const { seq } = await client.versions.accept({ items: [{ id: changed!.id, revision: changed!.revision, proposal: 0 }] });
    expect(await client.passages.get({ passageId: changes.id })).toMatchObject({ exact: 'Forty-two boats were badly damaged.', versionId });
    expect(await client.claims.rows({ ids: [claim.id] })).toMatchObject([{ evidenceChanged: false }]);
    await expectFailure(client.versions.keep({ items: [{ id: changed!.id, revision: changed!.revision }] }), 'STALE_STATE');
    await client.history.undo({ seq });
    expect(await client.passages.get({ passageId: changes.id })).toMatchObject({ exact: changes.exact, waiting: true });

    const now = await client.documents.get({ documentId: before.id });
    const anchor = anchorOf(now, 'Repairs begin in May.');
    const wrong = { ...anchor, exact: 'Repairs began in May.' };
    await expectFailure(client.versions.place({ id: lost!.id, revision: lost!.revision, anchor: wrong }), 'STALE_TEXT', {
      problem: 'quote',
    });
    await client.versions.place({ id: lost!.id, revision: lost!.revision, anchor });
    expect(await client.passages.get({ passageId: goes.id })).toMatchObject({ exact: anchor.exact, versionId, waiting: false });
    const [again] = await client.versions.waiting({ documentId: before.id });
    await client.versions.keep({ items: [{ id: again!.id, revision: again!.revision }] });
    expect(await client.versions.waiting({ documentId: before.id })).toEqual([]);
    expect(await client.passages.get({ passageId: changes.id })).toMatchObject({ exact: changes.exact, versionId: before.version.id });
    expect(await client.integrity.verify({})).toMatchObject({ ok: true });
  });
}
