import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportOutcome } from '../../../../shared/contract/documents.ts';
import { testCore, type TestCore } from '../../testing.ts';

let core: TestCore;
beforeEach(() => void (core = testCore()));
afterEach(() => core.close());

const words = 'Depot burns\n\nThe tram depot of Ostmark burned down on Friday. Nobody was hurt.';
const file = (name: string, content: string) => ({ name, file: new File([content], name) });

async function importFiles(files: ReturnType<typeof file>[], importId = core.newId()): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  for await (const { outcome } of await core.client.documents.import({ importId, files })) outcomes.push(outcome);
  return outcomes;
}

/** An article, and a second file that says the same with other line ends. */
async function copied(): Promise<{ documentId: string; copyId: string }> {
  const [, copy] = await importFiles([file('depot.txt', words), file('sent/depot.txt', words.replaceAll('\n', '\r\n'))]);
  if (copy!.outcome !== 'copy') throw new Error('no copy');
  return copy!;
}

test('a file that says the same, letter for letter, is another copy; both files are kept', async () => {
  const importId = core.newId();
  const files = [file('depot.txt', words), file('sent/depot.txt', words.replaceAll('\n', '\r\n')), file('other.txt', `${words} At all.`)];
  const outcomes = await importFiles(files, importId);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['imported', 'copy', 'imported']);
  const [document, other] = await core.client.documents.list({});
  const [copy, ...more] = await core.client.documents.copies({ documentId: document!.id });
  expect(more).toEqual([]);
  expect(copy).toMatchObject({ fileName: 'sent/depot.txt', mediaType: 'text/plain', size: Buffer.byteLength(words) + 2 });
  const original = await core.client.documents.original({ documentId: document!.id, copyId: copy!.id });
  expect([original.name, await original.text()]).toEqual(['depot.txt', words.replaceAll('\n', '\r\n')]);
  await expect(core.client.documents.original({ documentId: other!.id, copyId: copy!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  // The same import tells the same; another one finds the bytes.
  expect((await importFiles(files, importId)).map(({ outcome }) => outcome)).toEqual(['imported', 'copy', 'imported']);
  expect((await importFiles(files)).map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate', 'duplicate']);
  expect(await core.client.history.undo({})).toMatchObject({ label: 'Import 2 articles' });
  expect(await core.client.documents.list({})).toEqual([]);
});

test('an import of copies alone is called so, and taken back alone', async () => {
  await importFiles([file('depot.txt', words)]);
  await importFiles([file('again.txt', `${words}\n\n`)]);
  const [document] = await core.client.documents.list({});
  expect(await core.client.history.undo({})).toMatchObject({ label: 'Keep “again.txt” as a copy' });
  expect(await core.client.documents.copies({ documentId: document!.id })).toEqual([]);
  expect(await core.client.documents.list({})).toHaveLength(1);
});

test('a copy becomes an article of its own, and a copy again with undo', async () => {
  const { documentId, copyId } = await copied();
  const ownId = core.newId();
  const own = await core.client.documents.separateCopy({ copyId, documentId: ownId });
  expect(own).toMatchObject({ id: ownId, title: 'Depot burns', fileName: 'sent/depot.txt' });
  expect(await core.client.documents.separateCopy({ copyId, documentId: ownId })).toEqual(own);
  expect(await core.client.documents.copies({ documentId })).toEqual([]);
  await core.client.history.undo({});
  expect(await core.client.documents.copies({ documentId })).toMatchObject([{ id: copyId }]);
  await expect(core.client.documents.separateCopy({ copyId: core.newId(), documentId: core.newId() })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('an article goes with its copies, and comes back with them', async () => {
  const { documentId, copyId } = await copied();
  await core.client.documents.remove({ documentId });
  const { items } = await core.client.history.trash({});
  expect(items).toMatchObject([{ kind: 'document', id: documentId, with: 2 }]);
  await core.client.history.restore({ items: [{ kind: 'document', id: documentId }] });
  expect(await core.client.documents.copies({ documentId })).toMatchObject([{ id: copyId }]);
});
