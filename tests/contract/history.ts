import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Bench } from './contract.test.ts';
import { expectFailure } from './failures.ts';

export function historyTests(bench: Bench): void {
  const create = (text: string) => bench.client.claims.create({ id: randomUUID(), fields: { text } });

  test('the timeline says who did what to what, and is filtered by person, kind, time and thing', async () => {
    const { client } = bench;
    const claim = await create('The wall was late.');
    await client.labels.create({ id: randomUUID(), name: 'Urgent', colour: 'red', definition: '' });
    const { operations } = await client.history.list({ kind: 'claim' });
    expect(operations).toMatchObject([{ label: 'Create claim', subject: 'The wall was late.', changes: 1, state: 'live' }]);
    expect(await client.history.people({})).toEqual([operations[0]!.actor]);
    for (const filter of [
      { actor: 'Nobody' },
      { to: '2001-01-01T00:00:00.000Z' },
      { subject: { kind: 'claim' as const, id: randomUUID() } },
    ])
      expect(await client.history.list(filter)).toEqual({ operations: [], more: false });
    expect((await client.history.list({ subject: { kind: 'claim', id: claim.id } })).operations).toEqual(operations);
    expect(await client.history.changes({ seq: claim.revision })).toMatchObject([
      { table: 'claim', title: 'The wall was late.', before: null },
    ]);
  });

  test('an operation in the middle is taken back by itself, or refused with what stands in the way', async () => {
    const { client } = bench;
    const claim = await create('One.');
    const edited = await client.claims.update({ claimId: claim.id, revision: claim.revision, fields: { priority: 'urgent' } });
    await create('Two.');
    expect(await client.history.canUndo({ seq: edited.revision })).toEqual({ ok: true, detail: '', by: [] });
    const done = await client.history.undoOne({ seq: edited.revision });
    expect(done).toMatchObject({ label: 'Take back “Set priority to Urgent”', tables: ['claim'], ids: [claim.id] });
    expect(await client.claims.get({ claimId: claim.id })).toMatchObject({ priority: 'normal' });
    expect(await client.history.list({ before: done.seq - 1, limit: 1 })).toMatchObject({
      operations: [{ seq: edited.revision, takenBackBy: { seq: done.seq } }],
    });
    const detail = 'it was undone already';
    expect(await client.history.canUndo({ seq: edited.revision })).toEqual({ ok: false, detail, by: [] });
    await expectFailure(client.history.undoOne({ seq: edited.revision }), 'UNDO_BLOCKED', {
      label: 'Set priority to Urgent',
      detail,
      by: [],
    });
    const later = await client.claims.update({ claimId: claim.id, revision: done.seq, fields: { priority: 'low' } });
    const by = [{ seq: later.revision, label: 'Set priority to Low' }];
    expect(await client.history.canUndo({ seq: done.seq })).toEqual({ ok: false, detail: 'the claim “One.” was changed again since', by });
  });

  test('a step is undone by its number whatever came since, and done again only where nothing did', async () => {
    const { client } = bench;
    const [one] = [await create('One.'), await create('Two.')];
    const { seq } = await client.claims.remove({ claimIds: [one.id] });
    await create('Three.');
    expect(await client.history.undo({ seq })).toMatchObject({ kind: 'do' });
    expect(await client.claims.get({ claimId: one.id })).toMatchObject({ text: 'One.' });
    const undone = await client.history.undo({});
    expect(undone).toMatchObject({ kind: 'undo' });
    expect(await client.history.redo({ seq: undone.seq })).toMatchObject({ kind: 'redo', label: undone.label });
    await expectFailure(client.history.redo({ seq: undone.seq }), 'REDO_BLOCKED', { label: undone.label });
  });

  test('what was deleted lies in the trash and comes back', async () => {
    const { client } = bench;
    const claim = await create('One.');
    await client.notes.create({ id: randomUUID(), targetKind: 'claim', targetId: claim.id, markdown: 'Ask Ada.' });
    await client.claims.remove({ claimIds: [claim.id] });
    const { items, more } = await client.history.trash({});
    expect([items.map(({ kind, id, title, with: riders }) => [kind, id, title, riders]), more]).toEqual([
      [['claim', claim.id, 'One.', 1]],
      false,
    ]);
    expect(await client.history.restore({ items: [{ kind: 'claim', id: claim.id }] })).toMatchObject({ label: 'Restore claim “One.”' });
    expect(await client.claims.get({ claimId: claim.id })).toMatchObject({ text: 'One.', notes: [{ markdown: 'Ask Ada.' }] });
    expect(await client.history.trash({})).toEqual({ items: [], more: false });
    await expectFailure(client.history.restore({ items: [{ kind: 'note', id: randomUUID() }] }), 'NOT_FOUND');
  });

  test('an earlier moment is shown read-only in every window, and makes the report that was made then', async () => {
    const { client, host } = bench;
    const claim = await create('One.');
    const report = async () => (await client.reports.export({ format: 'html' })).file.text();
    const made = await report();
    await client.claims.update({ claimId: claim.id, revision: claim.revision, fields: { text: 'Changed.' } });
    await client.claims.remove({ claimIds: [claim.id] });
    const past = await client.history.viewAsOf({ seq: claim.revision });
    expect(past).toMatchObject({ readOnly: 'as-of', seq: claim.revision, asOf: { seq: claim.revision } });
    const other = await host.connect();
    expect(await other.cases.current({})).toEqual(past);
    expect(await report()).toBe(made);
    await expectFailure(create('Two.'), 'READ_ONLY', { reason: 'as-of' });
    expect(await client.history.backToNow({})).toMatchObject({ readOnly: null, asOf: null, seq: claim.revision + 2 });
    expect(await client.history.trash({})).toMatchObject({ items: [{ title: 'Changed.' }] });
    await expectFailure(client.history.viewAsOf({ seq: 99 }), 'NOT_FOUND');
  });
}
