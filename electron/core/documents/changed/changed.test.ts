import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportOutcome, MadeVersion } from '../../../../shared/contract/documents.ts';
import { paragraphs, savedPage } from '../../importers/testing/webPages.ts';
import { testCore, type TestCore } from '../../testing.ts';

let core: TestCore;
beforeEach(() => void (core = testCore()));
afterEach(() => core.close());

/** The page as it stood when it was changed last, with some of its words changed. */
const state = (modified: string, words: string): string =>
  savedPage({ article: paragraphs.map((text) => `<p>${text.replace('four million', words)}</p>`).join('') }).replace(
    '2025-03-05',
    modified,
  );
const first = state('2025-03-05', 'four million');
const second = state('2025-03-07', 'six million');
const third = state('2025-03-09', 'seven million');
const fileOf = (name: string, content: string) => ({ name, file: new File([content], name) });

async function importPages(pages: readonly string[], importId = core.newId()): Promise<Extract<ImportOutcome, { outcome: 'imported' }>[]> {
  const files = pages.map((page, index) => fileOf(`${index}.html`, page));
  const outcomes: ImportOutcome[] = [];
  for await (const { outcome } of await core.client.documents.import({ importId, files })) outcomes.push(outcome);
  return outcomes.map((outcome) => {
    if (outcome.outcome !== 'imported') throw new Error(outcome.outcome);
    return outcome;
  });
}

async function makeVersions(pairs: readonly [documentId: string, ofDocumentId: string, behind?: boolean][], importId?: string) {
  const items = pairs.map(([documentId, ofDocumentId, behind]) => ({ documentId, ofDocumentId, versionId: core.newId(), behind }));
  const made: { documentId: string; result: MadeVersion }[] = [];
  for await (const { documentId, result } of await core.client.documents.makeVersions({ importId, items }))
    made.push({ documentId, result });
  return made;
}
const versionsOf = async (documentId: string) => (await core.client.versions.list({ documentId })).map(({ number }) => number);

test('another text at the same address is a document of its own, and told', async () => {
  const [there] = await importPages([first]);
  expect(there!.sameAddress).toBeUndefined();
  const importId = core.newId();
  const [own] = await importPages([second], importId);
  expect(own!.sameAddress).toEqual({ documentId: there!.documentId, title: there!.title, doubt: null });
  expect(await core.client.documents.list({})).toHaveLength(2);
  expect(await versionsOf(there!.documentId)).toEqual([1]);
  // Told again where the same import comes again.
  expect(await importPages([second], importId)).toEqual([own]);
});

test('an address that a person wrote counts, however it is written; another page does not', async () => {
  const [there] = await importPages([
    savedPage({ article: '<p>A town sells its trams, all of them, to the one who asks.</p>' }).replace(/<link[^>]*>/, ''),
  ]);
  const { revision } = await core.client.documents.get({ documentId: there!.documentId });
  const address = 'http://lowmere-courier.example/2025/03/04/tram-sheds-sold/?utm_source=mail#top';
  await core.client.documents.update({ documentId: there!.documentId, revision, fields: { address } });
  const [own] = await importPages([first]);
  expect(own!.sameAddress).toMatchObject({ documentId: there!.documentId });
  const [other] = await importPages([first.replaceAll('tram-sheds-sold', 'ferry-sold').replace('forty trams', 'two ferries')]);
  expect(other!.sameAddress).toBeUndefined();
});

test('made a version, its text is the current one, passages go along, and the dates are those of the text', async () => {
  const [there] = await importPages([first]);
  const { documentId } = there!;
  const { version } = await core.client.documents.get({ documentId });
  const words = 'forty trams stand at night';
  const start = version.text.indexOf(words);
  await core.client.passages.create({
    id: core.newId(),
    documentId,
    anchor: { versionId: version.id, ranges: [{ start, end: start + words.length }], exact: words },
  });
  const changed = version.text.indexOf('four million');
  const waits = { start: changed, end: changed + 'four million'.length };
  await core.client.passages.create({
    id: core.newId(),
    documentId,
    anchor: { versionId: version.id, ranges: [waits], exact: 'four million' },
  });

  const importId = core.newId();
  const [own] = await importPages([second], importId);
  const [made] = await makeVersions([[own!.documentId, documentId]], importId);
  expect(made!.result).toMatchObject({ outcome: 'added', number: 2, counts: { exact: 1, waiting: 1 } });
  const now = await core.client.documents.get({ documentId });
  expect(now.version.text).toContain('six million');
  expect([now.modified, now.guesses.modified]).toEqual(['2025-03-07', 'JSON-LD dateModified']);
  expect(await core.client.versions.waiting({ documentId })).toHaveLength(1);
  expect(await core.client.documents.list({})).toHaveLength(1);
  const problems = (await core.client.integrity.verify({})).checks.flatMap((check) => check.problems);
  expect(problems).toEqual([]);

  // One step with its import.
  const undone = await core.client.history.undo({});
  expect(undone.label).toBe('Import a new version of article “Tram sheds sold for half their price”: 1 passage exact, 1 waits');
  expect(await core.client.documents.list({})).toHaveLength(1);
  expect(await versionsOf(documentId)).toEqual([1]);
  expect((await core.client.documents.get({ documentId })).modified).toBe('2025-03-05');
  await core.client.history.redo({});
  expect(await versionsOf(documentId)).toEqual([2, 1]);
});

test('many are made versions in the order in which they were written, whatever the order of their files', async () => {
  const [there] = await importPages([first]);
  const importId = core.newId();
  const own = await importPages([third, second], importId);
  expect(own.map(({ sameAddress }) => [sameAddress?.documentId, sameAddress?.doubt])).toEqual([
    [there!.documentId, null],
    [there!.documentId, null],
  ]);
  const made = await makeVersions(
    own.map(({ documentId }) => [documentId, there!.documentId]),
    importId,
  );
  expect(made.map(({ documentId }) => documentId)).toEqual([own[1]!.documentId, own[0]!.documentId]);
  expect((await core.client.documents.get({ documentId: there!.documentId })).version.text).toContain('seven million');
  expect(await versionsOf(there!.documentId)).toEqual([3, 2, 1]);
  expect((await core.client.history.undo({})).label).toBe('Import 2 versions of articles');
  expect(await versionsOf(there!.documentId)).toEqual([1]);
});

test('an older state that comes in later is told as older, and so is another form of the page', async () => {
  await importPages([second]);
  const [older] = await importPages([first]);
  expect(older!.sameAddress).toMatchObject({ doubt: 'older' });
  expect(await core.client.documents.sameAddress({ documentId: older!.documentId })).toEqual(older!.sameAddress);
  const [printed] = await importPages([third.replaceAll('tram-sheds-sold', 'tram-sheds-sold/print')]);
  expect(printed!.sameAddress).toMatchObject({ doubt: 'other-edition' });
});

test('an older state goes behind the current one: its text can be read, and passages, dates and place stay where they are', async () => {
  const [there] = await importPages([second]);
  const { documentId } = there!;
  const { version } = await core.client.documents.get({ documentId });
  const start = version.text.indexOf('six million');
  const ranges = [{ start, end: start + 'six million'.length }];
  await core.client.passages.create({ id: core.newId(), documentId, anchor: { versionId: version.id, ranges, exact: 'six million' } });

  const [older] = await importPages([first]);
  const [made] = await makeVersions([[older!.documentId, documentId, true]]);
  expect(made!.result).toMatchObject({ outcome: 'added', number: 2, counts: { exact: 0, waiting: 0, lost: 0 } });
  const now = await core.client.documents.get({ documentId });
  expect([now.version.id, now.versions, now.modified]).toEqual([version.id, 2, '2025-03-07']);
  expect((await core.client.versions.list({ documentId })).map(({ number, current }) => [number, current])).toEqual([
    [2, false],
    [1, true],
  ]);
  expect((await core.client.passages.list({ documentId }))[0]!.versionId).toBe(version.id);
  expect(await core.client.versions.waiting({ documentId })).toEqual([]);

  // The next change goes on from the current text.
  const [newer] = await importPages([third]);
  await makeVersions([[newer!.documentId, documentId]]);
  expect((await core.client.documents.get({ documentId })).version).toMatchObject({ number: 3 });
  expect(await core.client.versions.waiting({ documentId })).toHaveLength(1);
  for (const _ of ['the version', 'its import']) await core.client.history.undo({});
  expect((await core.client.history.undo({})).label).toMatch(/^Make an article an earlier version of/);
  expect(await versionsOf(documentId)).toEqual([1]);
  expect(await core.client.documents.list({})).toHaveLength(2);
});

test('what was worked on stays an article of its own, and so does what has nowhere to go', async () => {
  const [there] = await importPages([first]);
  const [own] = await importPages([second]);
  await core.client.notes.create({ id: core.newId(), targetKind: 'document', targetId: own!.documentId, markdown: 'Ask them why.' });
  const missing = core.newId();
  const made = await makeVersions([
    [own!.documentId, there!.documentId],
    [own!.documentId, missing],
    [there!.documentId, there!.documentId],
  ]);
  expect(made.map(({ result }) => result.outcome)).toEqual(['refused', 'refused', 'refused']);
  expect(made.find(({ documentId }) => documentId === own!.documentId)!.result).toMatchObject({
    message: expect.stringContaining('Passages or notes hang on'),
  });
  expect(await core.client.documents.list({})).toHaveLength(2);
});

test('copies go over with the article, and asking again makes no second version', async () => {
  const [there] = await importPages([first]);
  const [own] = await importPages([second]);
  const files = [fileOf('mailed.html', `${second}\n<!-- mailed -->`)];
  for await (const { outcome } of await core.client.documents.import({ importId: core.newId(), files }))
    expect(outcome.outcome).toBe('copy');
  const items = [{ documentId: own!.documentId, ofDocumentId: there!.documentId, versionId: core.newId() }];
  for (let time = 0; time < 2; time++)
    for await (const { result } of await core.client.documents.makeVersions({ items }))
      expect(result).toMatchObject({ outcome: 'added', number: 2 });
  expect(await core.client.documents.copies({ documentId: there!.documentId })).toMatchObject([{ fileName: 'mailed.html' }]);
  expect(await versionsOf(there!.documentId)).toEqual([2, 1]);
});
