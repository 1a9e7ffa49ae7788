import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/documents.ts';
import { testCore, type TestCore } from '../testing.ts';

let core: TestCore;
beforeEach(() => void (core = testCore()));
afterEach(() => core.close());

const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]);
const words = 'Notice\n\nThe ferry does not sail on Sunday.';

async function importFiles(
  files: [name: string, content: string | Uint8Array<ArrayBuffer>][],
  keepTextless: boolean,
): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  const given = files.map(([name, content]) => ({ name, file: new File([content], name) }));
  for await (const step of await core.client.documents.import({ importId: core.newId(), files: given, keepTextless }))
    outcomes.push(step.outcome);
  return outcomes;
}

async function keepPicture(): Promise<string> {
  const [outcome] = await importFiles([['scans/2024-05-03 notice.png', picture]], true);
  if (outcome!.outcome !== 'kept') throw new Error('not kept');
  return outcome!.documentId;
}

test('a file without text fails, and is kept as it is where that is wanted', async () => {
  expect(await importFiles([['notice.png', picture]], false)).toMatchObject([{ outcome: 'failed', reason: 'binary' }]);
  const documentId = await keepPicture();
  expect(await core.client.documents.get({ documentId })).toMatchObject({
    fileName: 'scans/2024-05-03 notice.png',
    mediaType: 'image/png',
    size: picture.length,
    kind: 'document',
    published: '2024-05-03',
    version: { number: 1, text: '', blocks: [], extractor: 'none/1' },
  });
  const original = await core.client.documents.original({ documentId });
  expect([original.name, original.type, new Uint8Array(await original.arrayBuffer())]).toEqual([
    '2024-05-03 notice.png',
    'image/png',
    picture,
  ]);
  await core.client.history.undo({});
  expect(await core.client.documents.list({})).toEqual([]);
});

test('what holds nothing is not kept, and what gives text is imported as ever', async () => {
  const outcomes = await importFiles(
    [
      ['empty.png', ''],
      ['notice.txt', words],
      ['notice.png', picture],
      ['again.png', picture],
    ],
    true,
  );
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['failed', 'imported', 'kept', 'duplicate']);
});

test('a transcript is a new version of the same file, and can be corrected', async () => {
  const documentId = await keepPicture();
  const { version: empty } = await core.client.documents.get({ documentId });
  const versionId = core.newId();
  const input = { documentId, versionId, fromVersionId: empty.id, text: words };
  const added = await core.client.versions.transcribe(input);
  expect(added).toMatchObject({ outcome: 'added', number: 2 });
  expect(await core.client.versions.transcribe(input)).toEqual(added);
  const article = await core.client.documents.get({ documentId });
  expect(article).toMatchObject({
    fileName: 'scans/2024-05-03 notice.png',
    mediaType: 'image/png',
    version: { extractor: 'transcript/1' },
  });
  expect(article.version.text).toContain('The ferry does not sail on Sunday.');
  await expect(core.client.versions.transcribe({ ...input, versionId: core.newId() })).rejects.toMatchObject({ code: 'STALE_STATE' });

  const start = article.version.text.indexOf('ferry');
  const anchor = { versionId, ranges: [{ start, end: start + 5 }], exact: 'ferry' };
  await core.client.passages.create({ id: core.newId(), documentId, anchor });
  const corrected = { ...input, versionId: core.newId(), fromVersionId: versionId, text: words.replace('Sunday', 'Sundays') };
  expect(await core.client.versions.transcribe(corrected)).toMatchObject({ outcome: 'added', number: 3, counts: { waiting: 0 } });
  await core.client.history.undo({});
  expect((await core.client.documents.get({ documentId })).version.id).toBe(versionId);
});

test('an empty transcript is refused and nothing is changed', async () => {
  const documentId = await keepPicture();
  const { version } = await core.client.documents.get({ documentId });
  const added = await core.client.versions.transcribe({ documentId, versionId: core.newId(), fromVersionId: version.id, text: ' \n' });
  expect(added).toMatchObject({ outcome: 'failed', reason: 'empty' });
  expect((await core.client.documents.get({ documentId })).version.id).toBe(version.id);
});

test('a file that comes again in the same import is told as the first time; in another import it is already there', async () => {
  const importId = core.newId();
  const call = async (id: string): Promise<string[]> => {
    const outcomes: string[] = [];
    const files = [
      { name: 'notice.txt', file: new File([words], 'notice.txt') },
      { name: 'copy.txt', file: new File([words], 'copy.txt') },
    ];
    for await (const { outcome } of await core.client.documents.import({ importId: id, files })) outcomes.push(outcome.outcome);
    return outcomes;
  };
  expect(await call(importId)).toEqual(['imported', 'duplicate']);
  expect(await call(importId)).toEqual(['imported', 'duplicate']);
  expect(await call(core.newId())).toEqual(['duplicate', 'duplicate']);
});
