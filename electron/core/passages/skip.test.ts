import { afterEach, beforeEach, expect, test } from 'vitest';
import { addArticle, addPassage, testCore, type TestCore } from '../testing.ts';
import { dumpJournaled } from '../store/dump.ts';

let core: TestCore;
let article: Awaited<ReturnType<typeof addArticle>>;
beforeEach(async () => {
  core = testCore();
  article = await addArticle(core, 'The harbour closes\n\nThe port authority said on Monday that the wall is safe. Nobody believed it.');
});
afterEach(() => core.close());

const list = () => core.client.passages.list({ documentId: article.documentId });
const skip = (passageId: string, reason: string) => core.client.passages.skip({ passageId, reason });
const undoName = async () => (await core.client.history.state({})).undo;

test('a reason is set, changed and taken back in steps with a name, and only where something changes', async () => {
  const { id } = await addPassage(core, article, 'Nobody believed it.');
  const before = dumpJournaled(core.store);
  const { seq: since } = core.store.journal.head();
  expect((await skip(id, '  Opinion ')).passage.skipReason).toBe('Opinion');
  expect(await undoName()).toBe('Skip passage “Nobody believed it.”');
  expect(await core.client.passages.changed({ documentId: article.documentId, since })).toMatchObject({
    passages: [{ skipReason: 'Opinion' }],
  });
  expect((await skip(id, 'Opinion')).seq).toBeNull();
  await skip(id, 'Not checkable');
  expect(await undoName()).toBe('Edit reason to skip passage “Nobody believed it.”');
  await skip(id, '');
  expect(await undoName()).toBe('No longer skip passage “Nobody believed it.”');
  expect(await list()).toMatchObject([{ id, skipReason: '' }]);
  for (const reason of ['Not checkable', 'Opinion', '']) {
    core.store.undo();
    expect(await list()).toMatchObject([{ id, skipReason: reason }]);
  }
  expect(dumpJournaled(core.store)).toBe(before);
});

test('goes and comes back with its passage, and stands in its timeline', async () => {
  const { id } = await addPassage(core, article, 'Nobody believed it.');
  await skip(id, 'Opinion');
  const { operations } = await core.client.history.list({ subject: { kind: 'passage', id }, limit: 10 });
  expect(operations.map(({ label }) => label)).toContain('Skip passage “Nobody believed it.”');
  await core.client.passages.remove({ passageId: id });
  core.store.undo();
  expect(await list()).toMatchObject([{ id, skipReason: 'Opinion' }]);
});

test('both parts of a passage that is split are skipped, and of several that are joined the kept one decides', async () => {
  const made = await addPassage(core, article, 'The port authority said on Monday');
  await skip(made.id, 'Only an attribution');
  const at = article.text.indexOf('said');
  await core.client.passages.split({ passageId: made.id, revision: made.revision, at, secondId: core.newId() });
  expect((await list()).map(({ skipReason }) => skipReason)).toEqual(['Only an attribution', 'Only an attribution']);
  const other = await addPassage(core, article, 'The harbour closes');
  await core.client.passages.join({ passageIds: (await list()).map(({ id }) => id) });
  expect(await list()).toMatchObject([{ id: other.id, skipReason: '' }]);
});

test('goes along into a new version of the article', async () => {
  const { id } = await addPassage(core, article, 'Nobody believed it.');
  await skip(id, 'Opinion');
  const text = article.text.replace('on Monday', 'on Tuesday').replace('\n', '\n\n');
  await core.client.documents.addVersion({ documentId: article.documentId, versionId: core.newId(), source: { text } });
  expect(await list()).toMatchObject([{ id, skipReason: 'Opinion' }]);
});

test('several that are made to be skipped are called so, and one that is highlighted among them is not', async () => {
  const make = (words: string, skipReason: string) => ({
    id: core.newId(),
    documentId: article.documentId,
    anchor: article.anchor(words),
    skipReason,
  });
  await core.client.passages.createMany({ passages: [make('The port', 'Name'), make('Nobody', 'Opinion')] });
  expect(await undoName()).toBe('Skip 2 passages');
  await core.client.passages.createMany({ passages: [make('Monday', 'Date'), make('wall', '')] });
  expect(await undoName()).toBe('Highlight 2 passages');
});
