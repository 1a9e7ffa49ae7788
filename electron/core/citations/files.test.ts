import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/documents.ts';
import { addArticle, testCore, type TestCore } from '../testing.ts';

let core: TestCore;
beforeEach(() => void (core = testCore()));
afterEach(() => core.close());

const library = '@article{wall,\n  title = {Harbour wall gives way},\n  author = {Brandt, Ada},\n  year = 2024\n}\n';
const article = 'Ferry delayed\n\nThe ferry came late on Monday, said the harbour office.\n';

async function importAll(files: Record<string, string | Uint8Array<ArrayBuffer>>): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  const given = Object.entries(files).map(([name, content]) => ({ name, file: new File([content], name.split('/').at(-1)!) }));
  for await (const { outcome } of await core.client.documents.import({ importId: core.newId(), files: given })) outcomes.push(outcome);
  return outcomes;
}
const undoName = async () => (await core.client.history.state({})).undo;

test('a file of citations is no article: it is kept as it is, and offered for what it holds', async () => {
  const { documentId } = await addArticle(core, 'The wall gave way.', { title: 'Harbour wall gives way' });
  const [outcome] = await importAll({ 'sources/library.bib': library });
  expect(outcome).toMatchObject({ outcome: 'citations', name: 'sources/library.bib', citations: 1, isNew: true });
  expect(await undoName()).toBe('Keep “library.bib” with its citations');
  expect(await core.client.documents.list({})).toHaveLength(1);
  const [file] = await core.client.citations.files({});
  expect(file).toMatchObject({ title: 'library.bib', fileName: 'sources/library.bib', citations: 1, size: library.length });
  expect(await (await core.client.citations.file({ fileId: file!.id })).text()).toBe(library);
  const { entries } = await core.client.citations.read({ source: { fileId: file!.id } });
  expect(entries).toMatchObject([{ key: 'wall', documentIds: [documentId] }]);
});

test('in a folder or an archive it stands beside the articles, in one step with them', async () => {
  const archive = new Uint8Array(zipSync({ 'library.ris': new TextEncoder().encode('TY  - NEWS\nTI  - Wall\nER  - \n') }));
  const outcomes = await importAll({ 'a/ferry.txt': article, 'a/library.bib': library, 'b.zip': archive });
  expect(outcomes.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['a/ferry.txt', 'imported'],
    ['a/library.bib', 'citations'],
    ['b.zip/library.ris', 'citations'],
  ]);
  await core.client.history.undo({});
  expect([await core.client.citations.files({}), await core.client.documents.list({})]).toEqual([[], []]);
  await core.client.history.redo({});
  expect((await core.client.citations.files({})).map(({ title }) => title)).toEqual(['library.bib', 'library.ris']);
});

test('the same file twice is one file, in one import and in the next', async () => {
  const first = await importAll({ 'a.bib': library, 'b.bib': library });
  const second = await importAll({ 'c.bib': library });
  const ids = [...first, ...second].map((outcome) => outcome.outcome === 'citations' && outcome.fileId);
  expect(new Set(ids).size).toBe(1);
  expect(second).toMatchObject([{ isNew: false }]);
  expect(await core.client.citations.files({})).toHaveLength(1);
});

test('it is taken out in one step, and comes back with undo', async () => {
  const [outcome] = await importAll({ 'a.bib': library });
  const { fileId } = outcome as Extract<ImportOutcome, { outcome: 'citations' }>;
  await core.client.citations.removeFile({ fileId });
  expect(await undoName()).toBe('Take out file of citations “a.bib”');
  expect(await core.client.citations.files({})).toEqual([]);
  await expect(core.client.citations.read({ source: { fileId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await core.client.history.undo({});
  expect(await (await core.client.citations.file({ fileId })).text()).toBe(library);
  expect((await core.client.integrity.verify({})).ok).toBe(true);
});

test('pasted on purpose as an article it is one', async () => {
  expect(await core.client.documents.paste({ documentId: core.newId(), text: library })).toMatchObject({ outcome: 'imported' });
});
