import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import type { Bench } from './contract.test.ts';
import { expectFailure } from './failures.ts';
import { anchorOf, makePassage, pasteArticle } from './material.ts';

export function passageTests(bench: Bench): void {
  test('passages are made where their words stand, moved and deleted', async () => {
    const { client } = bench;
    const document = await pasteArticle(client);
    const passage = await makePassage(client, document);
    expect(passage).toMatchObject({ exact: 'Forty boats were damaged.', documentId: document.id });
    const anchor = anchorOf(document, 'Forty boats');
    const moved = await client.passages.adjust({ passageId: passage.id, revision: passage.revision, anchor });
    expect(moved).toMatchObject({ id: passage.id, exact: 'Forty boats' });
    expect(await client.passages.list({ documentId: document.id })).toMatchObject([{ id: passage.id, exact: 'Forty boats' }]);
    expect(await client.passages.get({ passageId: passage.id })).toEqual(moved);
    const since = moved.revision;
    await client.notes.create({ id: uuid(), targetKind: 'passage', targetId: passage.id, markdown: 'Counted twice.' });
    expect(await client.passages.changed({ documentId: document.id, since })).toMatchObject({
      passages: [{ id: passage.id, noteCount: 1 }],
      removed: [],
    });
    await client.passages.remove({ passageId: passage.id });
    expect(await client.passages.changed({ documentId: document.id, since })).toEqual({ passages: [], removed: [passage.id] });
    await expectFailure(client.passages.get({ passageId: passage.id }), 'NOT_FOUND', { kind: 'passage', id: passage.id });
  });

  test('several passages are made in one step, which is taken back by its number', async () => {
    const { client } = bench;
    const document = await pasteArticle(client);
    const wanted = ['Forty boats', 'Ada Brandt'].map((words) => ({
      id: uuid(),
      documentId: document.id,
      anchor: anchorOf(document, words),
    }));
    const { seq, passages } = await client.passages.createMany({ passages: wanted });
    expect(passages).toMatchObject([{ exact: 'Forty boats' }, { exact: 'Ada Brandt' }]);
    expect(await client.passages.list({ documentId: document.id })).toEqual(passages);
    await client.history.undo({ seq });
    expect(await client.passages.list({ documentId: document.id })).toEqual([]);

    const stale = { ...wanted[1]!, anchor: { ...wanted[1]!.anchor, exact: 'Eva Brandt' } };
    await expectFailure(client.passages.createMany({ passages: [wanted[0]!, stale] }), 'STALE_TEXT', {
      problem: 'quote',
      place: { number: 2, of: 2 },
    });
    expect(await client.passages.list({ documentId: document.id })).toEqual([]);
  });

  test('passages are split and joined, each in one step that is taken back by its number', async () => {
    const { client } = bench;
    const document = await pasteArticle(client);
    const whole = await makePassage(client, document);
    const at = document.version.text.indexOf('were damaged');
    const { seq, first, second } = await client.passages.split({ passageId: whole.id, revision: whole.revision, at, secondId: uuid() });
    expect([first.exact, second.exact]).toEqual(['Forty boats', 'were damaged.']);
    const nowhere = { passageId: first.id, revision: first.revision, at: 0, secondId: uuid() };
    await expectFailure(client.passages.split(nowhere), 'NOT_ALLOWED', {});
    const other = await makePassage(client, document, 'Nobody was hurt');
    const joined = await client.passages.join({ passageIds: [other.id, second.id] });
    expect(joined.passage).toMatchObject({ id: second.id, exact: 'were damaged. […] Nobody was hurt' });
    await expectFailure(client.passages.join({ passageIds: [second.id, other.id] }), 'NOT_FOUND', { kind: 'passage', id: other.id });
    await client.history.undo({ seq: joined.seq });
    await client.history.undo({ seq });
    expect((await client.passages.list({ documentId: document.id })).map(({ exact }) => exact)).toEqual([whole.exact, other.exact]);
  });

  test('a passage is skipped with a reason, made so or later, and each step is taken back', async () => {
    const { client } = bench;
    const document = await pasteArticle(client);
    const anchor = anchorOf(document, 'Forty boats');
    const made = await client.passages.create({ id: uuid(), documentId: document.id, anchor, skipReason: ' Common knowledge ' });
    expect(made.skipReason).toBe('Common knowledge');
    expect((await client.history.state({})).undo).toBe('Skip passage');
    const { seq, passage } = await client.passages.skip({ passageId: made.id, reason: '' });
    expect(passage.skipReason).toBe('');
    expect(await client.passages.skip({ passageId: made.id, reason: '' })).toEqual({ seq: null, passage });
    await client.history.undo({ seq: seq! });
    expect((await client.passages.list({ documentId: document.id })).map(({ skipReason }) => skipReason)).toEqual(['Common knowledge']);
    await expectFailure(client.passages.skip({ passageId: uuid(), reason: 'Opinion' }), 'NOT_FOUND', { kind: 'passage' });
  });

  test('a quote that the text does not bear out is refused', async () => {
    const { client } = bench;
    const document = await pasteArticle(client);
    const { versionId, ranges } = anchorOf(document, 'Forty boats');
    const create = (anchor: object) =>
      client.passages.create({ id: uuid(), documentId: document.id, anchor: { versionId, ranges, exact: 'Forty boats', ...anchor } });
    await expectFailure(create({ exact: 'Fifty boats' }), 'STALE_TEXT', { problem: 'quote', documentId: document.id });
    await expectFailure(create({ ranges: [{ start: 0, end: 100_000 }] }), 'STALE_TEXT', { problem: 'outside' });
    await expectFailure(create({ ranges: [{ start: 9, end: 4 }] }), 'INVALID_INPUT');
    expect(await client.passages.list({ documentId: document.id })).toEqual([]);
  });

  test('labels are made, put on, edited and deleted', async () => {
    const { client } = bench;
    const passage = await makePassage(client, await pasteArticle(client));
    const label = await client.labels.create({ id: uuid(), name: 'Numbers', colour: 'amber', definition: 'Counts and sums' });
    expect(await client.labels.assign({ targetKind: 'passage', targetIds: [passage.id], add: [label.id] })).toEqual({ changed: 1 });
    expect(await client.passages.get({ passageId: passage.id })).toMatchObject({ labelIds: [label.id] });
    const edited = await client.labels.update({ labelId: label.id, revision: label.revision, fields: { colour: 'teal' } });
    expect(edited).toMatchObject({ colour: 'teal', uses: 1 });
    await client.labels.remove({ labelId: label.id });
    expect(await client.passages.get({ passageId: passage.id })).toMatchObject({ labelIds: [] });
  });

  test('notes are written, edited and deleted', async () => {
    const { client } = bench;
    const document = await pasteArticle(client);
    const target = { targetKind: 'document', targetId: document.id } as const;
    const note = await client.notes.create({ id: uuid(), ...target, markdown: 'Ask the **port office**.' });
    expect(note).toMatchObject({ author: 'Tester', markdown: 'Ask the **port office**.' });
    const edited = await client.notes.update({ noteId: note.id, revision: note.revision, markdown: 'Asked.' });
    expect(await client.notes.list(target)).toEqual([edited]);
    await client.notes.remove({ noteId: note.id });
    expect(await client.notes.list(target)).toEqual([]);
  });
}
