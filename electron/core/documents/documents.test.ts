import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/documents.ts';
import { inProcessParser } from '../importers/inProcess.ts';
import { keepView } from '../store/viewState.ts';
import { addArticle, addPassage, testCore, type TestCore } from '../testing.ts';

let core: TestCore;
beforeEach(() => void (core = testCore()));
afterEach(() => core.close());

const article = (title: string) =>
  `${title}\n\nThe tram depot of Ostmark burned down on Friday. Nobody was hurt in the fire, and the trams of the city are to run again on Monday.\n`;
const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => ({ name, file: new File([content], name) });

async function collect(steps: AsyncIterable<{ done: number; total: number; outcome: ImportOutcome }>) {
  const outcomes: ImportOutcome[] = [];
  for await (const step of steps) {
    outcomes.push(step.outcome);
    expect(step.done).toBe(outcomes.length);
    expect(step.total).toBeGreaterThanOrEqual(step.done);
  }
  return outcomes;
}
const importFiles = async (files: { name: string; file: File }[], importId = core.newId(), signal?: AbortSignal) =>
  collect(await core.client.documents.import({ importId, files }, signal && { signal }));
const titles = async () => (await core.client.documents.list({})).map(({ title }) => title);

describe('importing', () => {
  test('keeps bytes, text, blocks and guesses', async () => {
    const source = ` date 2024-11-02 ${article('Depot burns')}`;
    const [outcome] = await importFiles([file('depot.txt', source)]);
    expect(outcome).toMatchObject({ outcome: 'imported', name: 'depot.txt', title: 'Depot burns' });
    const documentId = outcome!.outcome === 'imported' ? outcome!.documentId : '';
    const detail = await core.client.documents.get({ documentId });
    expect(detail).toMatchObject({
      title: 'Depot burns',
      published: '2024-11-02',
      kind: 'article-newspaper',
      accessed: null,
      language: 'en',
      guesses: { title: 'first line', published: 'date prefix', language: 'common words' },
      sha256: createHash('sha256').update(source).digest('hex'),
      size: Buffer.byteLength(source),
      fileName: 'depot.txt',
      passages: 0,
      claims: 0,
      position: null,
      version: { number: 1, encoding: 'utf-8', extractor: 'text/1', blocks: [{ kind: 'heading', level: 1 }, { kind: 'paragraph' }] },
    });
    expect(detail.version.textSha256).toBe(createHash('sha256').update(detail.version.text).digest('hex'));
    const original = await core.client.documents.original({ documentId });
    expect([original.name, original.type, await original.text()]).toEqual(['depot.txt', 'text/plain', source]);
  });

  test('of two files with the same bytes the first is the article, also where the second is read sooner', async () => {
    let release = (): void => undefined;
    const isRead = new Promise<void>((resolve) => (release = resolve));
    class Slow extends File {
      override async arrayBuffer() {
        await isRead;
        return super.arrayBuffer();
      }
    }
    class Fast extends File {
      override async arrayBuffer() {
        const bytes = await super.arrayBuffer();
        setImmediate(release);
        return bytes;
      }
    }
    const source = article('One');
    const outcomes = await importFiles([
      { name: 'a.txt', file: new Slow([source], 'a.txt') },
      { name: 'b.txt', file: new Fast([source], 'b.txt') },
    ]);
    expect(outcomes).toMatchObject([
      { outcome: 'imported', name: 'a.txt' },
      { outcome: 'duplicate', name: 'b.txt' },
    ]);
  });

  test('the same bytes are one article, in the case and within one import', async () => {
    const outcomes = await importFiles([file('a.txt', article('One')), file('b.txt', article('One')), file('c.txt', article('Two'))]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['imported', 'duplicate', 'imported']);
    const again = await importFiles([file('d.txt', article('Two'))]);
    expect(again).toMatchObject([{ outcome: 'duplicate', name: 'd.txt', title: 'Two' }]);
    expect(await titles()).toEqual(['One', 'Two']);
  });

  test('a file that fails touches no other', async () => {
    const outcomes = await importFiles([
      file('empty.txt', ''),
      file('one.txt', article('One')),
      file('picture.txt', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0])),
      file('picture again.txt', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0])),
      file('two.md', `# Two\n\nWords.`),
    ]);
    expect(outcomes).toMatchObject([
      { outcome: 'failed', reason: 'empty', message: expect.stringContaining('no text') as string },
      { outcome: 'imported' },
      { outcome: 'failed', reason: 'binary', name: 'picture.txt' },
      { outcome: 'failed', reason: 'binary', name: 'picture again.txt' },
      { outcome: 'imported' },
    ]);
    expect(await titles()).toEqual(['One', 'Two']);
  });

  test('one undo takes the whole import back, over calls and batches, and redo brings it again', async () => {
    const importId = core.newId();
    const files = Array.from({ length: 120 }, (_, index) => file(`${index}.txt`, article(`Story ${index}`)));
    await importFiles(files.slice(0, 110), importId);
    await importFiles(files.slice(110), importId);
    expect(await titles()).toHaveLength(120);
    expect(core.store.undo().label).toBe('Import 120 articles');
    expect(await titles()).toEqual([]);
    core.store.redo();
    expect(await titles()).toEqual(files.map((_, index) => `Story ${index}`));
    await importFiles([file('x.txt', article('Alone'))]);
    expect(core.store.undo().label).toBe('Import “Alone”');
  });

  test('what was undone can be imported again', async () => {
    await importFiles([file('a.txt', article('One'))]);
    core.store.undo();
    expect(await importFiles([file('a.txt', article('One'))])).toMatchObject([{ outcome: 'imported' }]);
  });

  test('stopping keeps what is in and tells the rest', async () => {
    core.close();
    const abort = new AbortController();
    const parser = inProcessParser();
    let parsed = 0;
    core = testCore({
      parser: {
        ...parser,
        parse(given, signal) {
          if (++parsed === 60) abort.abort();
          return parser.parse(given, signal);
        },
      },
    });
    const files = Array.from({ length: 100 }, (_, index) => file(`${index}.txt`, article(`Story ${index}`)));
    const outcomes: ImportOutcome[] = [];
    const reading = (async () => {
      for await (const { outcome } of await core.client.documents.import({ importId: core.newId(), files }, { signal: abort.signal }))
        outcomes.push(outcome);
    })();
    await reading.catch((error: unknown) => expect(error).toMatchObject({ name: 'AbortError' }));
    const kept = await titles();
    expect(kept.length).toBeGreaterThanOrEqual(50);
    expect(kept.length).toBeLessThan(100);
    expect(outcomes.filter(({ outcome }) => outcome === 'imported').length).toBe(kept.length);
    expect(outcomes.slice(kept.length).every((outcome) => outcome.outcome === 'failed' && outcome.reason === 'stopped')).toBe(true);
  });

  test('a slow file does not keep the ones before it from the case', async () => {
    core.close();
    let release: () => void = () => undefined;
    const parser = inProcessParser();
    core = testCore({
      parser: {
        ...parser,
        async parse(given, signal) {
          if (given.name === 'slow.txt') await new Promise<void>((resolve) => (release = resolve));
          return parser.parse(given, signal);
        },
      },
    });
    const files = [file('a.txt', article('One')), file('slow.txt', article('Slow')), file('c.txt', article('Three'))];
    const seen: string[] = [];
    for await (const { outcome } of await core.client.documents.import({ importId: core.newId(), files })) {
      seen.push(outcome.name);
      if (outcome.name === 'a.txt') {
        expect(await titles()).toEqual(['One']);
        release();
      }
    }
    expect(seen).toEqual(['a.txt', 'slow.txt', 'c.txt']);
  });

  test('closing the case stops an import without harm', async () => {
    const files = Array.from({ length: 60 }, (_, index) => file(`${index}.txt`, article(`Story ${index}`)));
    const outcomes: ImportOutcome[] = [];
    for await (const { outcome } of await core.client.documents.import({ importId: core.newId(), files })) {
      if (outcomes.push(outcome) === 1) await core.client.cases.close({});
    }
    expect(outcomes).toHaveLength(60);
    expect(outcomes.at(-1)).toMatchObject({ outcome: 'failed', reason: 'stopped' });
  });
});

describe('pasting', () => {
  test('imports the words, with what the analyst said about them', async () => {
    const documentId = core.newId();
    const pasted = { documentId, text: article('Depot burns'), citation: { publisher: 'Ostmark Post', title: 'Fire' } };
    expect(await core.client.documents.paste(pasted)).toMatchObject({ outcome: 'imported', documentId, title: 'Fire' });
    const { guesses, title, publisher } = await core.client.documents.get({ documentId });
    expect({ guesses, title, publisher }).toEqual({
      guesses: { language: 'common words' },
      title: 'Fire',
      publisher: 'Ostmark Post',
    });
    expect(await core.client.documents.paste(pasted)).toMatchObject({ outcome: 'imported', documentId });
    expect(await core.client.documents.paste({ ...pasted, documentId: core.newId() })).toMatchObject({ outcome: 'duplicate', documentId });
    await expect(core.client.documents.paste({ documentId, text: 'Other words.' })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(core.store.undo().label).toBe('Import “Fire”');
  });

  test('nothing pasted is told', async () => {
    expect(await core.client.documents.paste({ documentId: core.newId(), text: ' \n ' })).toMatchObject({
      outcome: 'failed',
      reason: 'empty',
    });
  });
});

describe('an article', () => {
  test('its details are edited, and a guess that a person decided on is none any more', async () => {
    const { documentId } = await addArticle(core, ` date 2024-11-02 ${article('Depot burns')}`);
    const { revision } = await core.client.documents.get({ documentId });
    const edited = await core.client.documents.update({ documentId, revision, fields: { title: 'The fire' }, confirm: ['published'] });
    expect(edited).toMatchObject({ title: 'The fire', published: '2024-11-02', guesses: { language: 'common words' } });
    await expect(core.client.documents.update({ documentId, revision, fields: { title: 'Old' } })).rejects.toMatchObject({
      code: 'STALE_STATE',
    });
    expect(core.store.undo().label).toBe('Edit title');
    expect(await core.client.documents.get({ documentId })).toMatchObject({ title: 'Depot burns', guesses: { published: 'date prefix' } });
  });

  test('a place is remembered, is no operation, and is not asked of an article that is gone', async () => {
    const { documentId } = await addArticle(core, article('Depot burns'));
    const before = core.store.journal.head().seq;
    await core.client.documents.rememberPosition({ documentId, top: 12, caret: null });
    await core.client.documents.rememberPosition({ documentId, top: 13, caret: 15 });
    expect((await core.client.documents.get({ documentId })).position).toEqual({ top: 13, caret: 15 });
    expect(core.store.journal.head().seq).toBe(before);
    await expect(core.client.documents.rememberPosition({ documentId: core.newId(), top: 0, caret: 0 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('how the original is looked at is remembered, is no operation, and is as usual where that is damaged', async () => {
    const { documentId } = await addArticle(core, article('Depot burns'));
    const before = core.store.journal.head().seq;
    expect(await core.client.documents.originalView({ documentId })).toEqual({ shown: false, page: 1, zoom: 'width', linked: true });
    const view = { shown: true, page: 12.5, zoom: 1.25, linked: false };
    await core.client.documents.rememberOriginalView({ documentId, view });
    expect(await core.client.documents.originalView({ documentId })).toEqual(view);
    expect(core.store.journal.head().seq).toBe(before);
    core.store.keep(() => keepView(core.store, `original:${documentId}`, { shown: 'perhaps' }));
    expect(await core.client.documents.originalView({ documentId })).toMatchObject({ shown: false, page: 1 });
    const gone = { documentId: core.newId() };
    await expect(core.client.documents.originalView(gone)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(core.client.documents.rememberOriginalView({ ...gone, view })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('what was read is kept for each version, is no operation, and outlives neither its text nor a damaged record', async () => {
    const { documentId, versionId, text } = await addArticle(core, article('Depot burns'));
    const before = core.store.journal.head().seq;
    const add = (...ranges: { start: number; end: number }[]) => core.client.documents.addRead({ documentId, versionId, ranges });
    expect(await core.client.documents.readSoFar({ documentId })).toEqual([]);
    await add({ start: 20, end: 30 }, { start: 5, end: 10 });
    const all = [
      { start: 5, end: 12 },
      { start: 20, end: text.length },
    ];
    expect(await add({ start: 10, end: 12 }, { start: 25, end: 90_000 }, { start: 7, end: 7 })).toEqual(all);
    expect(await core.client.documents.readSoFar({ documentId, versionId })).toEqual(all);
    expect(core.store.journal.head().seq).toBe(before);
    const readOf = async () => (await core.client.documents.list({})).map(({ read }) => read);
    expect(await readOf()).toEqual([7 + text.length - 20]);

    const another = await addArticle(core, article('Depot stands'));
    for (const wrong of [
      { documentId, versionId: another.versionId },
      { documentId: core.newId(), versionId },
    ])
      await expect(core.client.documents.addRead({ ...wrong, ranges: [{ start: 0, end: 1 }] })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    expect(await core.client.documents.readSoFar({ documentId: another.documentId })).toEqual([]);
    core.store.keep(() => keepView(core.store, `read:${versionId}`, { start: 'x' }));
    expect(await core.client.documents.readSoFar({ documentId })).toEqual([]);
    expect(await readOf()).toEqual([0, 0]);
  });

  test('a new version of an article was not read yet; the one before stays as read as it was', async () => {
    const { documentId, versionId, text } = await addArticle(core, article('Depot burns'));
    await core.client.documents.addRead({ documentId, versionId, ranges: [{ start: 0, end: text.length }] });
    const newer = core.newId();
    await core.client.documents.addVersion({ documentId, versionId: newer, source: { text: `${text}\n\nIt is built anew.` } });
    expect(await core.client.documents.list({})).toMatchObject([{ versionId: newer, read: 0 }]);
    expect(await core.client.documents.readSoFar({ documentId, versionId })).toEqual([{ start: 0, end: text.length }]);
  });

  test('each version has an original of its own', async () => {
    const { documentId, versionId } = await addArticle(core, article('Depot burns'));
    const newer = core.newId();
    const bytes = new Uint8Array(Buffer.from(`${article('Depot burns')}Trams von gestern: müde.\n`, 'latin1'));
    await core.client.documents.addVersion({ documentId, versionId: newer, source: file('depot 2.txt', bytes) });
    const original = async (version?: string) => {
      const found = await core.client.documents.original({ documentId, ...(version && { versionId: version }) });
      return [found.name, Buffer.from(await found.arrayBuffer())];
    };
    expect(await original()).toEqual(['depot 2.txt', Buffer.from(bytes)]);
    expect(await original(newer)).toEqual(['depot 2.txt', Buffer.from(bytes)]);
    expect((await original(versionId))[1]).toEqual(Buffer.from(article('Depot burns')));
    const another = await addArticle(core, article('Depot stands'));
    await expect(core.client.documents.original({ documentId: another.documentId, versionId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('is deleted with its passages and notes, and comes back whole', async () => {
    const made = await addArticle(core, article('Depot burns'));
    const { documentId } = made;
    await addPassage(core, made, 'Nobody was hurt');
    await core.client.notes.create({ id: core.newId(), targetKind: 'document', targetId: documentId, markdown: 'Ask the brigade.' });
    await core.client.documents.remove({ documentId });
    expect(await titles()).toEqual([]);
    await expect(core.client.documents.get({ documentId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(core.client.documents.original({ documentId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(core.store.undo().label).toBe('Delete article “Depot burns”');
    expect(await core.client.passages.list({ documentId })).toMatchObject([{ exact: 'Nobody was hurt' }]);
    expect(await core.client.notes.list({ targetKind: 'document', targetId: documentId })).toHaveLength(1);
    expect((await core.client.documents.get({ documentId })).version.text).toBe(made.text);
  });

  test('is kept while claims rest on it', async () => {
    const made = await addArticle(core, article('Depot burns'));
    const passage = await addPassage(core, made, 'Nobody was hurt');
    const sighting = { id: core.newId(), passage: { passageId: passage.id } };
    const claim = await core.client.claims.create({ id: core.newId(), fields: { text: 'Nobody was hurt.' }, sighting });
    expect(await core.client.documents.list({})).toMatchObject([{ passages: 1, claims: 1 }]);
    await expect(core.client.documents.remove({ documentId: made.documentId })).rejects.toMatchObject({
      code: 'IN_USE',
      data: { sightings: 1, evidence: 0 },
    });
    await core.client.documents.remove({ documentId: made.documentId, withUses: true });
    expect((await core.client.claims.get({ claimId: claim.id })).sightings).toEqual([]);
  });
});
