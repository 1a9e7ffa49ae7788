import { appendFileSync, copyFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dumpJournaled } from '../store/dump.ts';
import { fileHash, testFolder } from '../store/testing.ts';
import { addArticle, addPassage, testCore, type TestCore } from '../testing.ts';
import { playOnto } from './queries.ts';

let files: ReturnType<typeof testFolder>;
let core: TestCore;
let path: string;

beforeEach(async () => {
  files = testFolder();
  core = testCore({ casesDir: files.path('cases'), settingsDir: files.path('settings'), newId: uuid, clock: () => new Date() });
  await core.client.cases.create({ name: 'Harbour' });
  path = files.path('cases/Harbour.assay');
});
afterEach(() => {
  core.close();
  files.remove();
});

const store = () => core.core.workbench.requireCase().store;

/** A small case with something of everything in it. */
async function fill(place = 'Lowmere'): Promise<void> {
  const { client } = core;
  const article = await addArticle(core, `The wall of ${place} gave way on Tuesday.\n\nForty boats were damaged, said Ada Brandt.`, {
    title: 'Wall gives way',
  });
  const passage = await addPassage(core, article, 'Forty boats were damaged');
  const claim = await client.claims.create({
    id: uuid(),
    fields: { text: 'Forty boats were damaged in Lowmere.', claimant: 'Ada Brandt' },
    sighting: { id: uuid(), passage: { passageId: passage.id }, venue: 'Port office', attribution: 'by telephone' },
  });
  await client.evidence.create({
    id: uuid(),
    claimId: claim.id,
    stance: 'supports',
    comment: 'The harbour list says so.',
    source: { passage: { passageId: passage.id } },
  });
  await client.verdicts.record({
    id: uuid(),
    claimId: claim.id,
    ratingId: 'supported',
    confidence: 'high',
    rationale: 'Two lists agree.',
    asOf: '2026-01',
  });
  await client.documents.addVersion({
    documentId: article.documentId,
    versionId: uuid(),
    source: { text: article.text.replace('Forty', 'Forty-two').replaceAll('\n', '\n\n') },
  });
  await client.notes.create({ id: uuid(), targetKind: 'claim', targetId: claim.id, markdown: 'Ask the insurers.' });
  const label = await client.labels.create({ id: uuid(), name: `numbers of ${place}`, colour: 'blue', definition: '' });
  await client.labels.assign({ targetKind: 'claim', targetIds: [claim.id], add: [label.id] });
  await client.drafts.keep({ key: `note:${claim.id}`, text: 'Not finished yet' });
}

/** Closes the case, so that it is one file, and waits for the backup of that. */
async function close(): Promise<void> {
  await core.client.cases.close({});
  await core.core.settled();
}

async function failToOpen(): Promise<string> {
  await expect(core.client.cases.openPath({ path })).rejects.toMatchObject({ defined: true });
  return (await core.client.cases.failed({}))!.key;
}

function overwrite(at: number, bytes: Uint8Array): void {
  const content = readFileSync(path);
  content.set(bytes, at);
  writeFileSync(path, content);
}

/** Rows of a table without what a new case sets anew. */
function rowsOf(table: string): unknown[] {
  const all = store().statement<[], Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY id`).all();
  return all.map(({ n: _n, revision: _revision, updated_at: _updated, hash: _hash, ...row }) => row);
}

const words = [
  'document',
  'document_version',
  'passage',
  'reanchoring',
  'passage_skip',
  'claim',
  'sighting',
  'evidence',
  'verdict',
  'note',
  'label',
  'label_use',
  'agent',
];
const contents = (): unknown => Object.fromEntries(words.map((table) => [table, rowsOf(table)]));

describe('looking into a case that does not open', () => {
  test('nothing is written beside it, and all that is known is said', async () => {
    await fill();
    await core.client.backups.make({});
    const { seq } = store().journal.head();
    await close();
    overwrite(0, Buffer.alloc(4_096));
    const key = await failToOpen();
    const before = [fileHash(path), readdirSync(files.path('cases'))];
    const found = await core.client.recovery.inspect({ key: null });
    expect(found).toMatchObject({ key, name: 'Harbour', fileName: 'Harbour.assay', state: 'damaged', newest: { seq } });
    expect(found.journal).toMatchObject({ state: 'usable', operations: seq });
    expect(found.readable).toContainEqual({ table: 'claim', rows: 1, expected: 1 });
    expect(found.backups[0]).toMatchObject({ seq, fromJournal: 0, missing: 0 });
    expect([fileHash(path), readdirSync(files.path('cases'))]).toEqual(before);
  });

  test.each<[state: string, damage: () => void]>([
    ['empty', () => truncateSync(path, 0)],
    ['cut', () => truncateSync(path, readFileSync(path).length - 8_192)],
    ['missing', () => rmSync(path)],
    ['foreign', () => writeFileSync(path, 'A letter to the harbour master. '.repeat(1_000))],
    ['damaged', () => overwrite(50 * 4_096, Buffer.alloc(4_096, 0x55))],
    ['sound', (): void => undefined],
    [
      'newer',
      () => {
        const db = new Database(path);
        db.pragma('user_version = 99');
        db.close();
      },
    ],
  ])('a file is told as %s', async (state, damage) => {
    await fill();
    await close();
    damage();
    const [known] = await core.client.cases.known({});
    expect(await core.client.recovery.inspect({ key: known!.key })).toMatchObject({ state });
  });

  test('without a failed case there is nothing to look into', async () => {
    await expect(core.client.recovery.inspect({ key: null })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(core.client.recovery.inspect({ key: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('restoring', () => {
  test('a backup and the journal give back every operation, and the damaged file is kept', async () => {
    await fill();
    await core.client.backups.make({});
    const backups = await core.client.backups.list({});
    await fill('Highmere');
    const dump = dumpJournaled(store());
    const { seq } = store().journal.head();
    await close();
    overwrite(4_096, Buffer.alloc(40_960, 0xff));
    const damaged = fileHash(path);
    await failToOpen();
    const backupId = backups.backups[0]!.id;
    const restored = await core.client.recovery.restore({ key: null, backupId });
    expect(restored).toMatchObject({ fromJournal: seq - backups.backups[0]!.seq, missing: 0, case: { seq, readOnly: null } });
    expect(dumpJournaled(store())).toBe(dump);
    expect(fileHash(files.path(`cases/${restored.keptAs}`))).toBe(damaged);
    expect(restored.keptAs).toMatch(/^Harbour \(damaged \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\)\.assay$/);
    expect((await core.client.integrity.verify({})).ok).toBe(true);
  });

  test('what was typed and not recorded comes along, and what was recorded since the backup does not come back', async () => {
    await fill();
    await core.client.backups.make({});
    const { backups } = await core.client.backups.list({});
    const [recorded] = await core.client.drafts.list({});
    await core.client.drafts.drop({ keys: [recorded!.key] });
    await core.client.drafts.keep({ key: 'note:claim:new', text: 'Half a thought about the sea wall' });
    await close();
    rmSync(files.path('cases/.Harbour.assay.drafts'));
    overwrite(4_096, Buffer.alloc(40_960, 0xff));
    await failToOpen();
    const found = await core.client.recovery.inspect({ key: null });
    expect(found.readable).toContainEqual({ table: 'draft', rows: 1, expected: null });
    await core.client.recovery.restore({ key: null, backupId: backups[0]!.id });
    expect(await core.client.drafts.list({})).toMatchObject([{ key: 'note:claim:new', text: 'Half a thought about the sea wall' }]);
    expect((await core.client.integrity.verify({})).ok).toBe(true);
  });

  test('drafts that the damaged file does not give are taken from beside it', async () => {
    await fill();
    await core.client.backups.make({});
    const { backups } = await core.client.backups.list({});
    await core.client.drafts.keep({ key: 'note:claim:new', text: 'Half a thought about the sea wall' });
    await close();
    truncateSync(path, 0);
    await failToOpen();
    await core.client.recovery.restore({ key: null, backupId: backups[0]!.id });
    expect((await core.client.drafts.list({})).map(({ text }) => text).toSorted()).toEqual([
      'Half a thought about the sea wall',
      'Not finished yet',
    ]);
  });

  test('what the case was is known though another was written over it and damaged', async () => {
    await fill();
    await core.client.backups.make({});
    await fill('Highmere');
    const dump = dumpJournaled(store());
    const { seq } = store().journal.head();
    await close();
    await core.client.cases.create({ name: 'Other' });
    await fill('Elsewhere');
    await close();
    writeFileSync(path, readFileSync(files.path('cases/Other.assay')));
    overwrite(8 * 4_096, Buffer.alloc(8_192, 0xff));
    await failToOpen();
    const found = await core.client.recovery.inspect({ key: null });
    expect(found).toMatchObject({ newest: { seq }, journal: { state: 'usable', operations: seq } });
    const whole = found.backups.filter(({ missing }) => missing === 0);
    expect(whole.map((backup) => backup.seq + backup.fromJournal)).toContain(seq);
    const text = await (await core.client.recovery.export({ key: null })).file.text();
    for (const place of ['Lowmere', 'Highmere', 'Elsewhere']) expect(text).toContain(`The wall of ${place}`);
    await core.client.recovery.restore({ key: null, backupId: whole.find((backup) => backup.seq + backup.fromJournal === seq)!.id });
    expect(dumpJournaled(store())).toBe(dump);
  });

  describe('of a case whose copy went its own way', () => {
    let ours: string;
    let theirs: string;
    beforeEach(async () => {
      await fill();
      await close();
      const fork = files.path('cases/Fork.assay');
      copyFileSync(path, fork);
      await core.client.cases.openPath({ path });
      ours = (await core.client.backups.make({})).id;
      await fill('Highmere');
      await close();
      await core.client.cases.openPath({ path: fork });
      for (const place of ['Northmere', 'Southmere']) await fill(place);
      theirs = (await core.client.backups.make({})).id;
      await close();
      await core.client.cases.openPath({ path });
    });

    test('the backup of the copy is said to tell another history, stands last, and is not taken for whole', async () => {
      const { seq } = store().journal.head();
      const dump = dumpJournaled(store());
      await close();
      overwrite(8 * 4_096, Buffer.alloc(4_096, 0xff));
      await failToOpen();
      const found = await core.client.recovery.inspect({ key: null });
      expect(found).toMatchObject({
        newest: { seq },
        backups: [
          { id: ours, history: 'this', missing: 0 },
          { id: theirs, history: 'another', missing: null, fromJournal: 0 },
        ],
      });
      await core.client.recovery.restore({ key: null, backupId: ours });
      expect(dumpJournaled(store())).toBe(dump);
    });

    test('without its journal the numbers alone would take it for the newest', async () => {
      const { seq } = store().journal.head();
      await close();
      rmSync(`${path}.journal`);
      overwrite(8 * 4_096, Buffer.alloc(4_096, 0xff));
      await failToOpen();
      const { newest, backups } = await core.client.recovery.inspect({ key: null });
      expect(newest).toMatchObject({ seq });
      expect(backups).toMatchObject([
        { id: ours, history: 'this', missing: seq - backups[0]!.seq },
        { id: theirs, history: 'another', missing: null },
      ]);
      // Canary: it has a higher number than anything here.
      expect(backups[1]!.seq).toBeGreaterThan(seq);
      expect(await core.client.recovery.restore({ key: null, backupId: theirs })).toMatchObject({ missing: null });
    });

    test('where nothing is left of the case, the backups of its place are its history', async () => {
      await close();
      rmSync(`${path}.journal`);
      truncateSync(path, 0);
      await failToOpen();
      const { newest, backups } = await core.client.recovery.inspect({ key: null });
      expect(backups).toMatchObject([{ id: ours, history: 'this', missing: null }]);
      expect(newest).toMatchObject({ seq: backups[0]!.seq, label: 'Backup' });
    });
  });

  test('nobody is told of a journal that nobody lost', async () => {
    await fill();
    await core.client.backups.make({});
    const { backups } = await core.client.backups.list({});
    await close();
    rmSync(`${path}.journal`);
    overwrite(4_096, Buffer.alloc(40_960, 0xff));
    await failToOpen();
    const restored = await core.client.recovery.restore({ key: null, backupId: backups[0]!.id });
    expect(store().opening.journal).toMatchObject({ state: 'missing' });
    expect(restored.case.notices).toEqual([]);
  });

  test('a backup that was damaged since is refused, and the damaged case is where it was', async () => {
    await fill();
    const { id } = await core.client.backups.make({});
    await close();
    overwrite(4_096, Buffer.alloc(8_192, 0xff));
    const damaged = fileHash(path);
    await failToOpen();
    for (const folder of readdirSync(files.path('settings/backups')))
      for (const name of readdirSync(files.path(`settings/backups/${folder}`)).filter((file) => file.endsWith('.assay')))
        appendFileSync(files.path(`settings/backups/${folder}/${name}`), '');
    const backup = files.path(`settings/backups/${readdirSync(files.path('settings/backups'))[0]!}/${id}.assay`);
    const bytes = readFileSync(backup);
    bytes[5_000]! ^= 1;
    writeFileSync(backup, bytes);
    const listing = readdirSync(files.path('cases')).filter((name) => !name.startsWith('.'));
    await expect(core.client.recovery.restore({ key: null, backupId: id })).rejects.toMatchObject({ code: 'BACKUP_UNUSABLE' });
    expect(fileHash(path)).toBe(damaged);
    expect(readdirSync(files.path('cases')).filter((name) => !name.startsWith('.'))).toEqual(listing);
    await expect(core.client.recovery.restore({ key: null, backupId: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('a backup of a format that it does not have is refused in words', () => {
  const copy = files.path('copy.assay');
  copyFileSync(path, copy);
  const db = new Database(copy);
  db.pragma('journal_mode = DELETE');
  db.pragma('user_version = 1');
  db.close();
  expect(() => playOnto(copy, null, { drafts: [], all: false }, undefined)).toThrow(
    expect.objectContaining({ code: 'BACKUP_UNUSABLE', data: { name: 'copy.assay', detail: expect.stringContaining('present format') } }),
  );
});

describe('salvaging', () => {
  test('a case whose first page is gone comes back whole, without its journal and without a backup', async () => {
    await fill();
    const before = contents();
    await close();
    overwrite(0, Buffer.alloc(4_096));
    const damaged = fileHash(path);
    rmSync(`${path}.journal`);
    rmSync(files.path('settings/backups'), { recursive: true, force: true });
    await failToOpen();
    const salvaged = await core.client.recovery.salvage({ key: null });
    expect(salvaged).toMatchObject({
      losses: [],
      case: { name: 'Harbour (salvaged)', fileName: 'Harbour (salvaged).assay', readOnly: null },
    });
    expect(contents()).toEqual(before);
    expect(await core.client.drafts.list({})).toMatchObject([{ text: 'Not finished yet' }]);
    expect((await core.client.integrity.verify({})).ok).toBe(true);
    expect(fileHash(path)).toBe(damaged);
  });

  test('what is lost is said, kept in the new case, and its words are kept elsewhere where they can be', async () => {
    await fill();
    await close();
    const db = new Database(path);
    db.pragma('foreign_keys = OFF');
    db.exec('DELETE FROM passage; DELETE FROM rating');
    db.exec("DROP TRIGGER change_kept; DELETE FROM change WHERE table_name IN ('passage', 'rating')");
    db.close();
    rmSync(`${path}.journal`);
    rmSync(files.path('settings/backups'), { recursive: true, force: true });
    copyFileSync(path, files.path('damaged.assay'));
    const [known] = await core.client.cases.known({});
    const { losses } = await core.client.recovery.salvage({ key: known!.key });
    expect(losses.map(({ table }) => table)).toEqual(expect.arrayContaining(['sighting', 'evidence']));
    const {
      ids: [claimId],
    } = await core.client.claims.ids({});
    const claim = await core.client.claims.get({ claimId: claimId! });
    expect(claim.notes.map((note) => note.markdown)).toContainEqual(expect.stringContaining('Port office'));
    expect(claim.evidence).toMatchObject([
      { comment: 'The harbour list says so.', passage: null, citation: { title: 'A source that could not be salvaged' } },
    ]);
    const documents = await core.client.documents.list({});
    const list = documents.find(({ title }) => title === 'What could not be salvaged')!;
    const { version } = await core.client.documents.get({ documentId: list.id });
    expect(version.text).toMatch(
      /^Sighting “Port office”: the passage in which the claim was sighted is lost\. Its words: “Port office” “by telephone”/m,
    );
    expect((await core.client.integrity.verify({})).ok).toBe(true);
  });

  test('nothing readable makes no case', async () => {
    await close();
    writeFileSync(path, Buffer.alloc(100_000, 7));
    rmSync(`${path}.journal`);
    rmSync(files.path('settings/backups'), { recursive: true, force: true });
    await failToOpen();
    await expect(core.client.recovery.salvage({ key: null })).rejects.toMatchObject({ code: 'NOTHING_SALVAGED' });
    await expect(core.client.recovery.export({ key: null })).rejects.toMatchObject({ code: 'NOTHING_SALVAGED' });
    expect(readdirSync(files.path('cases')).filter((name) => name.endsWith('.assay') || name.startsWith('.salvage'))).toEqual([
      'Harbour.assay',
    ]);
  });

  test('an empty file is made whole from its journal alone', async () => {
    await fill();
    const before = contents();
    await close();
    rmSync(files.path('settings/backups'), { recursive: true, force: true });
    truncateSync(path, 0);
    await failToOpen();
    const { losses } = await core.client.recovery.salvage({ key: null });
    expect(losses).toEqual([]);
    expect(contents()).toEqual(before);
  });
});

test('all words can be had as a text', async () => {
  await fill();
  await close();
  overwrite(0, Buffer.alloc(4_096));
  await failToOpen();
  const { file, losses } = await core.client.recovery.export({ key: null });
  const text = await file.text();
  expect(losses).toBe(0);
  for (const part of [
    'Forty boats were damaged in Lowmere',
    'Two lists agree',
    'Ask the insurers',
    'Not finished yet',
    'gave way on Tuesday',
    'The harbour list says so',
  ])
    expect(text).toContain(part);
  expect(existsSync(path)).toBe(true);
});

test('words are exported as they were written: paragraphs, Markdown, names instead of codes', async () => {
  await fill();
  const {
    ids: [claimId],
  } = await core.client.claims.ids({});
  const { client } = core;
  const markdown = 'First **bold** thought.\n\n- one\n- two\n\n<script>alert(1)</script>\n\n![](https://pictures.example/a.png)';
  await client.notes.create({ id: uuid(), targetKind: 'claim', targetId: claimId!, markdown });
  const { revision } = await client.claims.get({ claimId: claimId! });
  await client.claims.update({
    claimId: claimId!,
    revision,
    fields: { status: 'ready', selectionReason: 'Widely shared.\nAsked for.\n\nTwice.' },
  });
  await client.drafts.keep({ key: `note:${claimId}`, text: 'A first line\nand a second\n\nA new paragraph' });
  await close();
  overwrite(0, Buffer.alloc(4_096));
  await failToOpen();
  const text = await (await client.recovery.export({ key: null })).file.text();
  expect(text).not.toContain('&#xA;');
  expect(text).toContain('First **bold** thought.\n\n- one\n- two\n');
  expect(text).toContain('A first line\\\nand a second\n\nA new paragraph');
  expect(text).toContain('Status: Ready');
  expect(text).toContain('Why it is checked: Widely shared.\\\nAsked for.\n\nTwice.');
  expect(text).toContain('High confidence');
  expect(text).toContain('Evidence: Supports');
  for (const raw of ['<script>', '](https://pictures', 'Status: ready', 'Evidence: supports']) expect(text).not.toContain(raw);
});

test('texts that are lost are counted, and a loss begins with what it is about', async () => {
  await fill();
  await close();
  const db = new Database(path);
  db.pragma('foreign_keys = OFF');
  db.exec('DROP TRIGGER extraction_kept; DROP TRIGGER original_kept; DELETE FROM extraction; DELETE FROM original');
  db.close();
  rmSync(`${path}.journal`);
  rmSync(files.path('settings/backups'), { recursive: true, force: true });
  const [known] = await core.client.cases.known({});
  const { readable } = await core.client.recovery.inspect({ key: known!.key });
  expect(readable.find(({ table }) => table === 'document')).toMatchObject({ rows: 1 });
  expect(readable.find(({ table }) => table === 'extraction')).toMatchObject({ rows: 0, expected: 2 });
  const { losses } = await core.client.recovery.salvage({ key: known!.key });
  expect(losses.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^Article “Wall gives way”: its text is lost\./));
});
