import { afterEach, beforeEach, expect, test } from 'vitest';
import { addArticle, testCore, type TestArticle, type TestCore } from '../testing.ts';

let core: TestCore;
let article: TestArticle;

beforeEach(async () => {
  core = testCore();
  article = await addArticle(core, 'A bridge will be built.\n\nThe mayor said so.');
});
afterEach(() => core.close());

const noteOn = (markdown: string, id = core.newId()) =>
  core.client.notes.create({ id, targetKind: 'document', targetId: article.documentId, markdown });

test('a note is written, edited, deleted, and each step can be undone by name', async () => {
  const note = await noteOn('Ask the **mayor**.');
  expect(note).toMatchObject({ markdown: 'Ask the **mayor**.', author: 'Tester' });
  const edited = await core.client.notes.update({ noteId: note.id, revision: note.revision, markdown: 'Asked.' });
  expect(edited.revision).toBeGreaterThan(note.revision);
  await core.client.notes.remove({ noteId: note.id });
  const list = () => core.client.notes.list({ targetKind: 'document', targetId: article.documentId });
  expect(await list()).toEqual([]);
  expect(core.store.undo().label).toBe('Delete note');
  expect((await list())[0]!.markdown).toBe('Asked.');
  expect(core.store.undo().label).toBe('Edit note');
  expect((await list())[0]!.markdown).toBe('Ask the **mayor**.');
  expect(core.store.undo().label).toBe('Write note');
  expect(await list()).toEqual([]);
});

test('an edit from an old view is refused and the newer words stay', async () => {
  const note = await noteOn('one');
  await core.client.notes.update({ noteId: note.id, revision: note.revision, markdown: 'two' });
  await expect(core.client.notes.update({ noteId: note.id, revision: note.revision, markdown: 'three' })).rejects.toMatchObject({
    code: 'STALE_STATE',
  });
  expect((await core.client.notes.list({ targetKind: 'document', targetId: article.documentId }))[0]!.markdown).toBe('two');
});

test('sent twice it is one note; other words under its id are refused; a target must exist', async () => {
  const note = await noteOn('one');
  expect(await noteOn('one', note.id)).toEqual(note);
  await expect(noteOn('other', note.id)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  await expect(
    core.client.notes.create({ id: core.newId(), targetKind: 'claim', targetId: core.newId(), markdown: 'x' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('typing in one gesture is undone at once', async () => {
  const note = await noteOn('a');
  const gesture = core.newId();
  const second = await core.client.notes.update({ noteId: note.id, revision: note.revision, markdown: 'ab', gesture });
  await core.client.notes.update({ noteId: note.id, revision: second.revision, markdown: 'abc', gesture });
  core.store.undo();
  expect((await core.client.notes.list({ targetKind: 'document', targetId: article.documentId }))[0]!.markdown).toBe('a');
});
