import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dumpJournaled } from '../../store/dump.ts';
import { addArticle, addPassage, testCore, type TestCore } from '../../testing.ts';

let core: TestCore;
beforeEach(() => {
  core = testCore();
});
afterEach(() => core.close());

const create = (text: string, claimant = '') => core.client.claims.create({ id: core.newId(), fields: { text, claimant } });
const edit = async (id: string, fields: object): Promise<number> => {
  const { revision } = await core.client.claims.get({ claimId: id });
  return (await core.client.claims.update({ claimId: id, revision, fields })).revision;
};
const head = (): number => core.store.journal.head().seq;
const one = (seq: number) => core.client.history.undoOne({ seq });
const blocked = async (seq: number, detail: RegExp, by: string[]): Promise<void> => {
  const before = dumpJournaled(core.store);
  const can = await core.client.history.canUndo({ seq });
  expect(can).toMatchObject({ ok: false, detail: expect.stringMatching(detail) });
  expect(can.by.map(({ label }) => label)).toEqual(by);
  await expect(one(seq)).rejects.toMatchObject({ code: 'UNDO_BLOCKED', data: { by: can.by, detail: can.detail } });
  expect(dumpJournaled(core.store)).toBe(before);
};

describe('a step named by its number', () => {
  test('is undone as the newest step where it is that, and by itself where others came since', async () => {
    const [one, two] = [await create('One.'), await create('Two.')];
    const { seq: deletion } = await core.client.claims.remove({ claimIds: [one.id] });
    const urgent = await edit(two.id, { priority: 'urgent' });
    expect(await core.client.history.undo({ seq: deletion })).toMatchObject({ kind: 'do', ids: [one.id] });
    expect(await core.client.claims.get({ claimId: one.id })).toMatchObject({ text: 'One.' });
    expect(await core.client.claims.get({ claimId: two.id })).toMatchObject({ priority: 'urgent' });
    await core.client.history.undo({ seq: head() });
    expect(await core.client.history.undo({ seq: urgent })).toMatchObject({ kind: 'undo', label: 'Set priority to Urgent' });
    expect(await core.client.claims.get({ claimId: two.id })).toMatchObject({ priority: 'normal' });
    await expect(core.client.history.undo({ seq: urgent })).rejects.toMatchObject({ code: 'UNDO_BLOCKED' });
    await expect(core.client.history.undo({ seq: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is done again only by who undid it last, and nothing else is', async () => {
    await create('One.');
    await create('Two.');
    const first = await core.client.history.undo({});
    const second = await core.client.history.undo({});
    const before = dumpJournaled(core.store);
    await expect(core.client.history.redo({ seq: first.seq })).rejects.toMatchObject({
      code: 'REDO_BLOCKED',
      data: { label: 'Create claim' },
    });
    await expect(core.client.history.redo({ seq: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(dumpJournaled(core.store)).toBe(before);
    expect(await core.client.history.redo({ seq: second.seq })).toMatchObject({ kind: 'redo' });
    expect(await core.client.history.redo({ seq: first.seq })).toMatchObject({ kind: 'redo' });
    const undone = await core.client.history.undo({});
    await create('Three.');
    await expect(core.client.history.redo({ seq: undone.seq })).rejects.toMatchObject({ code: 'REDO_BLOCKED' });
  });
});

describe('an operation in the middle', () => {
  test('is taken back column by column, by an operation that is undone and done again like any other', async () => {
    const claim = await create('One.');
    const priority = await edit(claim.id, { priority: 'urgent' });
    await edit(claim.id, { selectionReason: 'Because.' });
    const before = dumpJournaled(core.store);
    expect(await core.client.history.canUndo({ seq: priority })).toEqual({ ok: true, detail: '', by: [] });
    expect(await one(priority)).toMatchObject({ label: 'Take back “Set priority to Urgent”', tables: ['claim'], ids: [claim.id] });
    expect(await core.client.claims.get({ claimId: claim.id })).toMatchObject({ priority: 'normal', selectionReason: 'Because.' });
    const after = dumpJournaled(core.store);
    await core.client.history.undo({});
    expect(dumpJournaled(core.store)).toBe(before);
    await core.client.history.redo({});
    expect(dumpJournaled(core.store)).toBe(after);
    expect(await one(head() - 2)).toMatchObject({ label: 'Bring back “Set priority to Urgent”' });
    expect(await core.client.claims.get({ claimId: claim.id })).toMatchObject({ priority: 'urgent', selectionReason: 'Because.' });
  });

  test('is refused where the same column was changed since, and free again once that is taken back', async () => {
    const claim = await create('One.');
    const first = await edit(claim.id, { priority: 'urgent' });
    const second = (await core.client.claims.bulkUpdate({ claimIds: [claim.id], fields: { priority: 'low' } }), head());
    await blocked(first, /claim “One\.” was changed again since/, ['Set priority to Low']);
    await one(second);
    await one(first);
    expect(await core.client.claims.get({ claimId: claim.id })).toMatchObject({ priority: 'normal' });
    await blocked(first, /it was undone already/, []);
  });

  test('that made something is refused while others use it', async () => {
    const article = await addArticle(core, 'The wall was finished late.');
    const passage = await addPassage(core, article, 'wall');
    const made = head();
    const note = await core.client.notes.create({ id: core.newId(), targetKind: 'passage', targetId: passage.id, markdown: 'Check.' });
    const claim = await create('The wall was late.');
    await core.client.claims.addSighting({ id: core.newId(), claimId: claim.id, passage: { passageId: passage.id } });
    await blocked(made, /passage “wall” that it made is used since/, ['Add passage to claim', 'Write note']);
    await one(head());
    await blocked(made, /is used since/, ['Write note']);
    await core.client.notes.remove({ noteId: note.id });
    await one(made);
    expect(await core.client.passages.list({ documentId: article.documentId })).toEqual([]);
    await blocked(made, /it was undone already/, []);
    expect(await core.client.history.list({ limit: 1 })).toMatchObject({ operations: [{ label: 'Take back “Highlight passage”' }] });
  });

  test('that deleted something brings it back as it was made, unless what it needs is gone', async () => {
    const article = await addArticle(core, 'The wall was finished late.');
    const passage = await addPassage(core, article, 'wall');
    await core.client.passages.remove({ passageId: passage.id, withUses: false });
    const deleted = head();
    await create('Another.');
    await core.client.documents.remove({ documentId: article.documentId, withUses: false });
    await blocked(deleted, /passage needs the article “.*”, which was deleted since/, [expect.stringMatching(/^Delete article “.+”$/)]);
    await core.client.history.undo({});
    await one(deleted);
    expect(await core.client.passages.get({ passageId: passage.id })).toMatchObject({ createdAt: passage.createdAt, exact: 'wall' });
  });

  test('gives a name back only where nobody took it since; a claimant with other claims stays', async () => {
    const first = await create('One.', 'Ada');
    const made = head();
    await create('Two.', 'Ada');
    await one(made);
    expect((await core.client.claims.claimants({ text: 'Ada' })).length).toBe(1);
    await expect(core.client.claims.get({ claimId: first.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const third = await create('Three.', 'Grace');
    await core.client.claims.remove({ claimIds: [third.id] });
    const deleted = head();
    await create('Four.', 'GRACE');
    await blocked(deleted, /another claimant “GRACE” stands in its place since/, ['Create claim']);
  });

  test('goes with its whole gesture; steps back, and what the case began with, never go by themselves', async () => {
    const gesture = core.newId();
    const note = await core.client.notes.create({
      id: core.newId(),
      targetKind: 'claim',
      targetId: (await create('One.')).id,
      markdown: 'a',
    });
    let { revision } = note;
    for (const markdown of ['ab', 'abc']) ({ revision } = await core.client.notes.update({ noteId: note.id, revision, markdown, gesture }));
    await create('Two.');
    await one(revision);
    expect((await core.client.notes.list({ targetKind: 'claim', targetId: note.targetId }))[0]).toMatchObject({ markdown: 'a' });
    await core.client.history.undo({});
    await blocked(head(), /itself a step back/, []);
    await blocked(1, /the case begins with it/, []);
    await expect(one(99)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is named so that “Undo” and “Redo” can stand before it, however often it goes to and fro', async () => {
    const claim = await create('One.');
    await core.client.claims.remove({ claimIds: [claim.id] });
    const names: string[] = [];
    for (let times = 0; times < 3; times++) names.push((await one(head())).label);
    expect(names).toEqual(['Take', 'Bring', 'Take'].map((verb) => `${verb} back “Delete claim ‘One.’”`));
  });

  test('is marked as taken back for as long as it is, however that came and went', async () => {
    const { client } = core;
    const marks = async (): Promise<Record<number, number | null>> =>
      Object.fromEntries((await client.history.list({})).operations.map(({ seq, takenBackBy }) => [seq, takenBackBy?.seq ?? null]));
    const claim = await create('One.');
    const edited = await edit(claim.id, { priority: 'urgent' });
    await create('Two.');
    const first = (await one(edited)).seq;
    expect(await marks()).toMatchObject({ [edited]: first, [first]: null });
    await blocked(edited, /it was undone already/, []);

    // By the stack of undo and redo.
    await client.history.undo({});
    expect(await marks()).toMatchObject({ [edited]: null });
    await client.history.redo({});
    expect(await marks()).toMatchObject({ [edited]: first });

    // By taking the taking back, and that, back.
    const again = (await one(first)).seq;
    expect(await marks()).toMatchObject({ [edited]: null, [first]: again });
    const third = (await one(edited)).seq;
    expect(await marks()).toMatchObject({ [edited]: third, [first]: again, [third]: null });
    await one(third);
    const last = (await one(again)).seq;
    expect(await marks()).toMatchObject({ [edited]: first, [first]: null, [again]: last });
    expect(await client.claims.get({ claimId: claim.id })).toMatchObject({ priority: 'normal' });
    expect(await client.history.list({ limit: 1, before: edited + 1 })).toMatchObject({
      operations: [{ seq: edited, state: 'live', takenBackBy: { seq: first } }],
    });
  });

  test('is marked with its whole gesture, to which what is typed later does not belong', async () => {
    const gesture = core.newId();
    const claim = await create('One.');
    let { revision } = claim;
    const type = async (selectionReason: string): Promise<number> =>
      ({ revision } = await core.client.claims.update({ claimId: claim.id, revision, fields: { selectionReason }, gesture })).revision;
    const typed = [await type('B'), await type('Be'), await type('Because')];
    const back = await one(typed[1]!);
    ({ revision } = await core.client.claims.get({ claimId: claim.id }));
    const later = await type('Still');
    const marked = (await core.client.history.list({})).operations.filter(({ takenBackBy }) => takenBackBy?.seq === back.seq);
    expect(marked.map(({ seq }) => seq)).toEqual(typed.toReversed());
    await one(later);
    expect(await core.client.claims.get({ claimId: claim.id })).toMatchObject({ selectionReason: '' });
  });

  test('names who stands in its way, but none that were taken back themselves', async () => {
    const claim = await create('One.');
    const first = await edit(claim.id, { priority: 'high' });
    const second = await edit(claim.id, { priority: 'low' });
    await one(second);
    await create('Two.');
    await core.client.claims.bulkUpdate({ claimIds: [claim.id], fields: { priority: 'urgent' } });
    await blocked(first, /was changed again since/, ['Set priority to Urgent']);
  });
});
