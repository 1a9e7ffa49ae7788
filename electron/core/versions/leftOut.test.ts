import { afterEach, beforeEach, expect, test } from 'vitest';
import { articleMarkup, paragraphs, savedPage } from '../importers/testing/webPages.ts';
import { testCore, type TestCore } from '../testing.ts';

const hidden = articleMarkup.replace(`<p>${paragraphs[3]}</p>`, `<div class="promo-box"><p>${paragraphs[3]}</p></div>`);

let bench: TestCore;
beforeEach(() => (bench = testCore()));
afterEach(() => bench.close());

async function importPage(article: string) {
  const { client, newId } = bench;
  const file = new File([savedPage({ article })], 'sheds.html');
  for await (const _ of await client.documents.import({ importId: newId(), files: [{ name: file.name, file }] }));
  const [summary] = await client.documents.list({});
  return client.documents.get({ documentId: summary!.id });
}

test('what was left out comes back at its place, as a version of the same file, with links and passages where they were', async () => {
  const { client, newId } = bench;
  const { id: documentId, version, sha256 } = await importPage(hidden);
  const words = 'a company that was founded in February';
  const start = version.text.indexOf(words);
  const anchor = { versionId: version.id, ranges: [{ start, end: start + words.length }], exact: words };
  const passage = await client.passages.create({ id: newId(), documentId, anchor });
  const pieces = version.leftOut.flatMap(({ text }, index) => (text === paragraphs[3] || text.startsWith('We use cookies') ? [index] : []));
  expect(pieces).toHaveLength(2);
  const call = { documentId, versionId: newId(), fromVersionId: version.id, pieces };
  const added = await client.versions.putBack(call);
  expect(added).toMatchObject({ outcome: 'added', number: 2, counts: { waiting: 0 } });
  const now = await client.documents.get({ documentId });
  expect(now.sha256).toBe(sha256);
  expect(now.version.text).toMatch(/^We use cookies/);
  expect(now.version.text.endsWith(paragraphs[3]!)).toBe(true);
  expect(now.version.extractor).toBe('html/1, put back by hand');
  expect(now.version.leftOut).toHaveLength(version.leftOut.length - 2);
  const [link] = now.version.links;
  expect(now.version.text.slice(link!.start, link!.end)).toBe(words);
  expect(await client.passages.get({ passageId: passage.id })).toMatchObject({ versionId: now.version.id, exact: words, waiting: false });
  // The same call twice makes one version; the next one is asked of a version that is none any more.
  expect(await client.versions.putBack(call)).toEqual(added);
  await expect(client.versions.putBack({ ...call, versionId: newId() })).rejects.toMatchObject({ code: 'STALE_STATE' });
  const none = { ...call, versionId: newId(), fromVersionId: now.version.id, pieces: [999] };
  await expect(client.versions.putBack(none)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await client.integrity.verify({})).checks.flatMap(({ problems }) => problems)).toEqual([]);
  await client.history.undo({});
  expect((await client.documents.get({ documentId })).version).toEqual(version);
});

test('links, what was left out, the claimed type and the day of change are kept, checked, and told apart from damage', async () => {
  const { client, store } = bench;
  const { version, modified, guesses } = await importPage(articleMarkup);
  expect([version.mediaType, version.claimedType, modified]).toEqual(['text/html', 'text/html', '2025-03-05']);
  expect(guesses.modified).toBe('JSON-LD dateModified');
  store.db.exec('DROP TRIGGER extraction_immutable');
  store.db.prepare("UPDATE extraction SET links = replace(links, 'company', 'companx')").run();
  const problems = (await client.integrity.verify({})).checks.flatMap(({ problems: found }) => found);
  expect(problems.join()).toMatch(/is not what was read from its original/);
});
