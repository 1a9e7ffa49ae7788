import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import type { Bench } from './contract.test.ts';
import { book, lighthouseBook } from '../../electron/core/importers/testing/book.ts';
import { councilMail } from '../../electron/core/importers/testing/message.ts';
import { openDocument, quarryReport } from '../../electron/core/importers/testing/openDocument.ts';
import { tramReport } from '../../electron/core/importers/testing/richText.ts';
import { hearingSrt, hearingVtt } from '../../electron/core/importers/testing/subtitles.ts';
import { harbourReport, wordDocument } from '../../electron/core/importers/testing/wordDocument.ts';
import { column, writePdf } from '../../electron/core/importers/testing/writePdf.ts';
import { expectFailure } from './failures.ts';
import { headline, paragraphs, savedPage } from '../../electron/core/importers/testing/webPages.ts';
import { article, collect, makePassage, pasteArticle } from './material.ts';

const file = (name: string, content: BlobPart) => ({ name, file: new File([content], name) });

export function documentTests(bench: Bench): void {
  test('a PDF comes in with its pages, and what is quoted of it knows them', async () => {
    const { client } = bench;
    const pages = ['The wall leans to the west.', 'Forty boats were damaged.'].map((text) => ({ words: column(50, 90, [text]) }));
    const files = [
      file('wall.pdf', new Uint8Array(writePdf(pages))),
      file('locked.pdf', new Uint8Array(writePdf(pages, { asksForPassword: true }))),
    ];
    const steps = await collect(await client.documents.import({ importId: uuid(), files }));
    expect(steps.map(({ outcome }) => (outcome.outcome === 'failed' ? outcome.reason : outcome.outcome))).toEqual([
      'imported',
      'encrypted',
    ]);
    const [summary] = await client.documents.list({});
    const document = await client.documents.get({ documentId: summary!.id });
    expect(document.version.blocks.map(({ page }) => page)).toEqual([1, 2]);
    const passage = await makePassage(client, document, 'Forty boats were damaged.');
    const claim = await client.claims.create({
      id: uuid(),
      fields: { text: 'Forty boats were damaged.' },
      sighting: { id: uuid(), passage: { passageId: passage.id } },
    });
    expect(claim.sightings[0]!.passage.pages).toEqual([2]);
  });

  test('files go in byte for byte and come back the same; each gets one outcome', async () => {
    const { client } = bench;
    const bytes = Buffer.from(`${article}\n\nÉté, ночь, 🚢.\r\n`, 'utf8');
    const steps = await collect(
      await client.documents.import({
        importId: uuid(),
        files: [
          file('wall.txt', bytes),
          file('same.txt', bytes),
          file('empty.txt', ''),
          file('picture.txt', new Uint8Array([137, 80, 78, 71, 0, 0, 0])),
        ],
      }),
    );
    expect(steps.map(({ done, total, outcome }) => [done, total, outcome.name, outcome.outcome])).toEqual([
      [1, 4, 'wall.txt', 'imported'],
      [2, 4, 'same.txt', 'duplicate'],
      [3, 4, 'empty.txt', 'failed'],
      [4, 4, 'picture.txt', 'failed'],
    ]);
    expect(steps.map(({ outcome }) => (outcome.outcome === 'failed' ? outcome.reason : ''))).toEqual(['', '', 'empty', 'binary']);
    const [document] = await client.documents.list({});
    const original = await client.documents.original({ documentId: document!.id });
    expect(original).toBeInstanceOf(File);
    expect(original.name).toBe('wall.txt');
    expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true);
    expect(document!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  test('a file without text is kept as it is, gets a transcript, and both are undone', async () => {
    const { client } = bench;
    const bytes = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 1]);
    const [step] = await collect(
      await client.documents.import({ importId: uuid(), files: [file('notice.png', bytes)], keepTextless: true }),
    );
    expect(step).toMatchObject({ done: 1, total: 1, outcome: { outcome: 'kept', name: 'notice.png', title: 'notice' } });
    const [document] = await client.documents.list({});
    expect(document).toMatchObject({ mediaType: 'image/png', textLength: 0, size: bytes.length });
    const { id: documentId, versionId: fromVersionId } = document!;
    const versionId = uuid();
    const text = 'The ferry does not sail on Sunday.';
    const added = await client.versions.transcribe({ documentId, versionId, fromVersionId, text });
    expect(added).toMatchObject({ outcome: 'added', number: 2 });
    await expectFailure(client.versions.transcribe({ documentId, versionId: uuid(), fromVersionId, text }), 'STALE_STATE', {});
    const article = await client.documents.get({ documentId });
    expect(article.version).toMatchObject({ id: versionId, text, extractor: 'transcript/1', mediaType: 'image/png' });
    expect(new Uint8Array(await (await client.documents.original({ documentId })).arrayBuffer())).toEqual(bytes);
    await makePassage(client, article, 'does not sail');
    for (let step = 0; step < 3; step++) await client.history.undo({});
    expect(await client.documents.list({})).toEqual([]);
  });

  test('documents, books, mails and subtitles go in, with what they are and what they say of themselves', async () => {
    const { client } = bench;
    const ole = Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1');
    const steps = await collect(
      await client.documents.import({
        importId: uuid(),
        files: [
          file('wall.docx', Buffer.from(wordDocument(harbourReport))),
          file('quarry.odt', Buffer.from(openDocument(quarryReport))),
          file('keeper.epub', Buffer.from(book(lighthouseBook))),
          file('answer.eml', Buffer.from(councilMail())),
          file('tram.rtf', tramReport),
          file('hearing.srt', hearingSrt),
          file('hearing.vtt', hearingVtt),
          file('old.doc', ole),
        ],
      }),
    );
    expect(steps.map(({ outcome }) => (outcome.outcome === 'failed' ? outcome.message : outcome.outcome))).toEqual([
      ...Array.from({ length: 7 }, () => 'imported'),
      'This is a document of Word before 2007, or of another old Office program. Save it as DOCX, and import that.',
    ]);
    const documents = await client.documents.list({});
    expect(await client.documents.titles({})).toEqual(documents.map(({ id, title }) => ({ id, title })));
    expect(documents.map(({ title }) => title).toSorted()).toEqual([
      'Hearing on the harbour wall',
      'The harbour wall of Lowmere',
      'The keeper',
      'The quarry at Stenhult',
      'The tram that stopped',
      'The wall – an answer',
      'hearing',
    ]);
    const hearing = await client.documents.get({ documentId: documents.find(({ fileName }) => fileName === 'hearing.srt')!.id });
    expect(hearing.version.blocks[1]).toMatchObject({ kind: 'transcript-turn', speaker: 'ADA BRANDT', time: 6.1 });
    const wall = await client.documents.get({ documentId: documents.find(({ fileName }) => fileName === 'wall.docx')!.id });
    expect(wall.guesses.byline).toBe('document property Author');
    expect(wall.version.leftOut.map(({ reason }) => reason)).toEqual(['page-header', 'deleted', 'comments', 'page-footer']);
  });

  test('a saved page is read as its article, and what was left out of it comes back when it is asked for', async () => {
    const { client } = bench;
    const saved = { name: 'sheds.txt', file: new File([savedPage()], 'sheds.txt') };
    const [step] = await collect(await client.documents.import({ importId: uuid(), files: [saved] }));
    expect(step!.outcome).toMatchObject({ outcome: 'imported', title: headline });
    const [{ id: documentId, guesses } = { id: '', guesses: {} }] = await client.documents.list({});
    const { version, modified } = await client.documents.get({ documentId });
    expect([modified, guesses.published, guesses.address]).toEqual(['2025-03-05', 'JSON-LD datePublished', 'link rel=canonical']);
    expect([version.mediaType, version.claimedType, version.links.length]).toEqual(['text/html', 'text/plain', 1]);
    for (const words of paragraphs) expect(version.text).toContain(words);
    const piece = version.leftOut.findIndex(({ reason }) => reason === 'comments');
    const call = { documentId, fromVersionId: version.id, pieces: [piece] };
    const added = await client.versions.putBack({ ...call, versionId: uuid() });
    expect(added).toMatchObject({ outcome: 'added', number: 2 });
    expect((await client.documents.get({ documentId })).version.text).toContain(version.leftOut[piece]!.text);
    await expectFailure(client.versions.putBack({ ...call, versionId: uuid() }), 'STALE_STATE');
  });

  test('a file that says the same is a copy of the article, and can be made one of its own', async () => {
    const { client } = bench;
    const files = [file('wall.txt', article), file('mailed.txt', `${article}\r\n`)];
    const steps = await collect(await client.documents.import({ importId: uuid(), files }));
    const [{ id: documentId, title } = { id: '', title: '' }] = await client.documents.list({});
    const [copy] = await client.documents.copies({ documentId });
    expect(steps[1]!.outcome).toEqual({ outcome: 'copy', name: 'mailed.txt', documentId, title, copyId: copy!.id });
    expect(await (await client.documents.original({ documentId, copyId: copy!.id })).text()).toBe(`${article}\r\n`);
    const own = await client.documents.separateCopy({ copyId: copy!.id, documentId: uuid() });
    expect(own).toMatchObject({ fileName: 'mailed.txt', sha256: copy!.sha256 });
    expect(await client.documents.copies({ documentId })).toEqual([]);
  });

  test('another text at the address of an article is told, and becomes its new version when that is asked for', async () => {
    const { client } = bench;
    const page = (words: string) => file(`${words}.html`, savedPage({ article: `<p>${paragraphs[0]} ${words}</p>` }));
    await collect(await client.documents.import({ importId: uuid(), files: [page('It rained.')] }));
    const [{ id: ofDocumentId, title } = { id: '', title: '' }] = await client.documents.list({});
    expect(await client.documents.sameAddress({ documentId: ofDocumentId })).toBeNull();
    const importId = uuid();
    const [step] = await collect(await client.documents.import({ importId, files: [page('It snowed.')] }));
    const sameAddress = { documentId: ofDocumentId, title, doubt: null };
    expect(step!.outcome).toMatchObject({ outcome: 'imported', sameAddress });
    const { documentId } = step!.outcome as { documentId: string };
    expect(await client.documents.sameAddress({ documentId })).toEqual(sameAddress);
    const items = [
      { documentId, ofDocumentId, versionId: uuid() },
      { documentId: uuid(), ofDocumentId, versionId: uuid() },
    ];
    const made = await collect(await client.documents.makeVersions({ importId, items }));
    expect(made).toMatchObject([
      { done: 1, total: 2, documentId, ofDocumentId, title, result: { outcome: 'added', number: 2 } },
      { done: 2, total: 2, result: { outcome: 'refused' } },
    ]);
    expect((await client.documents.get({ documentId: ofDocumentId })).version.text).toContain('It snowed.');
    await client.history.undo({});
    expect((await client.documents.get({ documentId: ofDocumentId })).version.text).toContain('It rained.');
    expect(await client.documents.list({})).toHaveLength(1);
  });

  test('what is pasted with its markup keeps that as the original, and its words alone where it says nothing', async () => {
    const { client } = bench;
    const html = '<h1>The quarry</h1><ul><li>Forty <a href="https://stenhult.example/tons">tons</a></li></ul>';
    const documentId = uuid();
    const call = { documentId, text: 'The quarry\nForty tons', html };
    expect(await client.documents.paste(call)).toMatchObject({ outcome: 'imported', name: 'Pasted text.html', title: 'The quarry' });
    expect(await client.documents.paste(call)).toMatchObject({ outcome: 'imported', documentId });
    const { version } = await client.documents.get({ documentId });
    expect(version.blocks.map(({ kind }) => kind)).toEqual(['heading', 'list-item']);
    expect(version.links).toMatchObject([{ address: 'https://stenhult.example/tons' }]);
    const original = await client.documents.original({ documentId });
    expect([original.type, await original.text()]).toEqual(['text/html', html]);
    const wordless = await client.documents.paste({ documentId: uuid(), text: 'A picture of it.', html: '<img src="x.png">' });
    expect(wordless).toMatchObject({ outcome: 'imported', name: 'Pasted text.txt' });
  });

  test('an import that was begun and not ended is known until it is', async () => {
    const { client } = bench;
    const importId = uuid();
    expect(await client.documents.unfinishedImport({})).toBeNull();
    await client.documents.beginImport({ importId, total: 2 });
    await collect(await client.documents.import({ importId, files: [file('wall.txt', article)] }));
    expect(await client.documents.unfinishedImport({})).toMatchObject({ importId, total: 2, done: 1, canGoOn: false });
    const resuming = async () => collect(await client.documents.resumeImport({ importId }));
    await expectFailure(resuming(), 'NOT_FOUND', { kind: 'import' });
    await client.documents.endImport({ importId });
    expect(await client.documents.unfinishedImport({})).toBeNull();
  });

  test('paths are imported for callers that are trusted with them', async () => {
    const { client, host } = bench;
    const folder = join(host.folder, 'articles');
    mkdirSync(folder);
    writeFileSync(join(folder, 'one.txt'), article);
    writeFileSync(join(folder, 'two.md'), '# Two\n\nThe second article.\n');
    const work = async () => collect(await client.documents.importPaths({ importId: uuid(), paths: [folder, join(folder, 'gone.txt')] }));
    if (!host.trustsPaths) return expectFailure(work(), 'NOT_ALLOWED');
    const steps = await work();
    expect(steps.map(({ outcome }) => outcome.outcome).toSorted()).toEqual(['failed', 'imported', 'imported']);
    expect(await client.documents.list({})).toHaveLength(2);
  });

  test('stopping an import keeps what is in and takes no more', async () => {
    const { client, host } = bench;
    const files = Array.from({ length: 20 }, (_, index) => file(`${index}.txt`, `${article}\n\nNumber ${index}.`));
    host.slowAfter(5);
    const stop = new AbortController();
    const seen: string[] = [];
    const importing = async () => {
      for await (const { outcome } of await client.documents.import({ importId: uuid(), files }, { signal: stop.signal })) {
        seen.push(outcome.outcome);
        if (seen.length === 5) stop.abort();
      }
    };
    // Some carriers end the stream with the files that were stopped, others break it off.
    await importing().catch(() => undefined);
    expect(seen.slice(0, 5)).toEqual(Array(5).fill('imported'));
    expect(seen.slice(5).filter((outcome) => outcome !== 'failed')).toEqual([]);
    expect(await client.documents.list({})).toHaveLength(5);
    host.slowAfter(Infinity);
    // The case is at work again, and the import is undone as one.
    await pasteArticle(client, 'Later\n\nText.');
    expect(await client.documents.list({})).toHaveLength(6);
    await client.history.undo({});
    expect(await client.history.undo({})).toMatchObject({ label: 'Import 5 articles' });
    expect(await client.documents.list({})).toEqual([]);
  });

  test('articles are pasted, corrected, and deleted when nothing depends on them', async () => {
    const { client } = bench;
    const document = await pasteArticle(client);
    expect(document).toMatchObject({ title: 'Harbour wall gives way', mediaType: 'text/plain' });
    const edited = await client.documents.update({
      documentId: document.id,
      revision: document.revision,
      fields: { publisher: 'Lowmere Post' },
    });
    expect(edited).toMatchObject({ publisher: 'Lowmere Post' });
    await expectFailure(
      client.documents.update({ documentId: document.id, revision: document.revision, fields: { publisher: 'Another' } }),
      'STALE_STATE',
      { revision: edited.revision },
    );
    await client.documents.rememberPosition({ documentId: document.id, top: 24, caret: 30 });
    expect((await client.documents.get({ documentId: document.id })).position).toEqual({ top: 24, caret: 30 });
    const view = { shown: true, page: 2.5, zoom: 'page' as const, linked: false };
    expect(await client.documents.rememberOriginalView({ documentId: document.id, view })).toBeNull();
    expect(await client.documents.originalView({ documentId: document.id })).toEqual(view);
    await expectFailure(client.documents.originalView({ documentId: uuid() }), 'NOT_FOUND', { kind: 'article' });
    const versionId = document.version.id;
    await client.documents.addRead({ documentId: document.id, versionId, ranges: [{ start: 4, end: 9 }] });
    const read = await client.documents.addRead({ documentId: document.id, versionId, ranges: [{ start: 0, end: 5 }] });
    expect(read).toEqual([{ start: 0, end: 9 }]);
    expect(await client.documents.readSoFar({ documentId: document.id })).toEqual(read);
    expect((await client.documents.list({})).find(({ id }) => id === document.id)).toMatchObject({ read: 9 });
    await expectFailure(client.documents.readSoFar({ documentId: document.id, versionId: uuid() }), 'NOT_FOUND', {});
    await makePassage(client, document);
    expect(await client.documents.remove({ documentId: document.id, withUses: true })).toEqual({ seq: expect.any(Number) });
    await expectFailure(client.documents.get({ documentId: document.id }), 'NOT_FOUND', { id: document.id });
  });

  test('what was done is listed, undone and redone by name', async () => {
    const { client } = bench;
    await expectFailure(client.history.undo({}), 'NOTHING_TO_UNDO', { direction: 'undo' });
    const label = await client.labels.create({ id: uuid(), name: 'Urgent', colour: 'red', definition: '' });
    expect(await client.history.state({})).toMatchObject({ undo: 'Create label “Urgent”', redo: null });
    const { operations } = await client.history.list({});
    expect(operations[0]).toMatchObject({ label: 'Create label “Urgent”', actor: 'Tester', state: 'live' });
    expect(await client.history.changes({ seq: operations[0]!.seq })).toMatchObject([{ table: 'label', rowId: label.id, before: null }]);
    expect(await client.history.undo({})).toMatchObject({ label: 'Create label “Urgent”', tables: ['label'], ids: [label.id] });
    expect(await client.labels.list({})).toEqual([]);
    await client.history.redo({});
    expect(await client.labels.list({})).toMatchObject([{ id: label.id, name: 'Urgent' }]);
  });
}
