import { appendFileSync, copyFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { dumpJournaled } from '../store/dump.ts';
import { fileHash } from '../store/testing.ts';
import { playOnto } from './queries.ts';
import { failingCase } from './testing.ts';

const bench = failingCase();

describe('restoring', () => {
  test('a backup and the journal give back every operation, and the damaged file is kept', async () => {
    await bench.fill();
    await bench.client.backups.make({});
    const backups = await bench.client.backups.list({});
    await bench.fill('Highmere');
    const dump = dumpJournaled(bench.store());
    const { seq } = bench.store().journal.head();
    await bench.close();
    bench.overwrite(4_096, Buffer.alloc(40_960, 0xff));
    const damaged = fileHash(bench.path);
    await bench.failToOpen();
    const backupId = backups.backups[0]!.id;
    const restored = await bench.client.recovery.restore({ key: null, backupId });
    expect(restored).toMatchObject({ fromJournal: seq - backups.backups[0]!.seq, missing: 0, case: { seq, readOnly: null } });
    expect(dumpJournaled(bench.store())).toBe(dump);
    // The file of a copy that came in since the backup stands in the journal alone.
    const copied = await Promise.all(
      (await bench.client.documents.list({})).map(({ id }) => bench.client.documents.copies({ documentId: id })),
    );
    for (const { id: copyId, fileName, size } of copied.flat()) {
      const { documentId } = bench
        .store()
        .statement<[string], { documentId: string }>('SELECT document_id AS documentId FROM document_copy WHERE id = ?')
        .get(copyId)!;
      expect([fileName, (await bench.client.documents.original({ documentId, copyId })).size]).toEqual([fileName, size]);
    }
    expect(
      copied
        .flat()
        .map(({ fileName }) => fileName)
        .toSorted(),
    ).toEqual(['Highmere/mailed.txt', 'Lowmere/mailed.txt']);
    expect(fileHash(bench.file(`cases/${restored.keptAs}`))).toBe(damaged);
    expect(restored.keptAs).toMatch(/^Harbour \(damaged \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\)\.assay$/);
    expect((await bench.client.integrity.verify({})).ok).toBe(true);
  });

  test('what was typed and not recorded comes along, and what was recorded since the backup does not come back', async () => {
    await bench.fill();
    await bench.client.backups.make({});
    const { backups } = await bench.client.backups.list({});
    const [recorded] = await bench.client.drafts.list({});
    await bench.client.drafts.drop({ keys: [recorded!.key] });
    await bench.client.drafts.keep({ key: 'note:claim:new', text: 'Half a thought about the sea wall' });
    await bench.close();
    rmSync(bench.file('cases/.Harbour.assay.drafts'));
    bench.overwrite(4_096, Buffer.alloc(40_960, 0xff));
    await bench.failToOpen();
    const found = await bench.client.recovery.inspect({ key: null });
    expect(found.readable).toContainEqual({ table: 'draft', rows: 1, expected: null });
    await bench.client.recovery.restore({ key: null, backupId: backups[0]!.id });
    expect(await bench.client.drafts.list({})).toMatchObject([{ key: 'note:claim:new', text: 'Half a thought about the sea wall' }]);
    expect((await bench.client.integrity.verify({})).ok).toBe(true);
  });

  test('drafts that the damaged file does not give are taken from beside it', async () => {
    await bench.fill();
    await bench.client.backups.make({});
    const { backups } = await bench.client.backups.list({});
    await bench.client.drafts.keep({ key: 'note:claim:new', text: 'Half a thought about the sea wall' });
    await bench.close();
    truncateSync(bench.path, 0);
    await bench.failToOpen();
    await bench.client.recovery.restore({ key: null, backupId: backups[0]!.id });
    expect((await bench.client.drafts.list({})).map(({ text }) => text).toSorted()).toEqual([
      'Half a thought about the sea wall',
      'Not finished yet',
    ]);
  });

  test('what the case was is known though another was written over it and damaged', async () => {
    await bench.fill();
    await bench.client.backups.make({});
    await bench.fill('Highmere');
    const dump = dumpJournaled(bench.store());
    const { seq } = bench.store().journal.head();
    await bench.close();
    await bench.client.cases.create({ name: 'Other' });
    await bench.fill('Elsewhere');
    await bench.close();
    writeFileSync(bench.path, readFileSync(bench.file('cases/Other.assay')));
    bench.overwrite(8 * 4_096, Buffer.alloc(8_192, 0xff));
    await bench.failToOpen();
    const found = await bench.client.recovery.inspect({ key: null });
    expect(found).toMatchObject({ newest: { seq }, journal: { state: 'usable', operations: seq } });
    const whole = found.backups.filter(({ missing }) => missing === 0);
    expect(whole.map((backup) => backup.seq + backup.fromJournal)).toContain(seq);
    const text = await (await bench.client.recovery.export({ key: null })).file.text();
    for (const place of ['Lowmere', 'Highmere', 'Elsewhere']) expect(text).toContain(`The wall of ${place}`);
    await bench.client.recovery.restore({ key: null, backupId: whole.find((backup) => backup.seq + backup.fromJournal === seq)!.id });
    expect(dumpJournaled(bench.store())).toBe(dump);
  });

  describe('of a case whose copy went its own way', () => {
    let ours: string;
    let theirs: string;
    beforeEach(async () => {
      await bench.fill();
      await bench.close();
      const fork = bench.file('cases/Fork.assay');
      copyFileSync(bench.path, fork);
      await bench.client.cases.openPath({ path: bench.path });
      ours = (await bench.client.backups.make({})).id;
      await bench.fill('Highmere');
      await bench.close();
      await bench.client.cases.openPath({ path: fork });
      for (const place of ['Northmere', 'Southmere']) await bench.fill(place);
      theirs = (await bench.client.backups.make({})).id;
      await bench.close();
      await bench.client.cases.openPath({ path: bench.path });
    });

    test('the backup of the copy is said to tell another history, stands last, and is not taken for whole', async () => {
      const { seq } = bench.store().journal.head();
      const dump = dumpJournaled(bench.store());
      await bench.close();
      bench.overwrite(8 * 4_096, Buffer.alloc(4_096, 0xff));
      await bench.failToOpen();
      const found = await bench.client.recovery.inspect({ key: null });
      expect(found).toMatchObject({
        newest: { seq },
        backups: [
          { id: ours, history: 'this', missing: 0 },
          { id: theirs, history: 'another', missing: null, fromJournal: 0 },
        ],
      });
      await bench.client.recovery.restore({ key: null, backupId: ours });
      expect(dumpJournaled(bench.store())).toBe(dump);
    });

    test('without its journal the numbers alone would take it for the newest', async () => {
      const { seq } = bench.store().journal.head();
      await bench.close();
      rmSync(`${bench.path}.journal`);
      bench.overwrite(8 * 4_096, Buffer.alloc(4_096, 0xff));
      await bench.failToOpen();
      const { newest, backups } = await bench.client.recovery.inspect({ key: null });
      expect(newest).toMatchObject({ seq });
      expect(backups).toMatchObject([
        { id: ours, history: 'this', missing: seq - backups[0]!.seq },
        { id: theirs, history: 'another', missing: null },
      ]);
      // Canary: it has a higher number than anything here.
      expect(backups[1]!.seq).toBeGreaterThan(seq);
      expect(await bench.client.recovery.restore({ key: null, backupId: theirs })).toMatchObject({ missing: null });
    });

    test('where nothing is left of the case, the backups of its place are its history', async () => {
      await bench.close();
      rmSync(`${bench.path}.journal`);
      truncateSync(bench.path, 0);
      await bench.failToOpen();
      const { newest, backups } = await bench.client.recovery.inspect({ key: null });
      expect(backups).toMatchObject([{ id: ours, history: 'this', missing: null }]);
      expect(newest).toMatchObject({ seq: backups[0]!.seq, label: 'Backup' });
    });
  });

  test('nobody is told of a journal that nobody lost', async () => {
    await bench.fill();
    await bench.client.backups.make({});
    const { backups } = await bench.client.backups.list({});
    await bench.close();
    rmSync(`${bench.path}.journal`);
    bench.overwrite(4_096, Buffer.alloc(40_960, 0xff));
    await bench.failToOpen();
    const restored = await bench.client.recovery.restore({ key: null, backupId: backups[0]!.id });
    expect(bench.store().opening.journal).toMatchObject({ state: 'missing' });
    expect(restored.case.notices).toEqual([]);
  });

  test('a backup that was damaged since is refused, and the damaged case is where it was', async () => {
    await bench.fill();
    const { id } = await bench.client.backups.make({});
    await bench.close();
    bench.overwrite(4_096, Buffer.alloc(8_192, 0xff));
    const damaged = fileHash(bench.path);
    await bench.failToOpen();
    for (const folder of readdirSync(bench.file('settings/backups')))
      for (const name of readdirSync(bench.file(`settings/backups/${folder}`)).filter((file) => file.endsWith('.assay')))
        appendFileSync(bench.file(`settings/backups/${folder}/${name}`), '');
    const backup = bench.file(`settings/backups/${readdirSync(bench.file('settings/backups'))[0]!}/${id}.assay`);
    const bytes = readFileSync(backup);
    bytes[5_000]! ^= 1;
    writeFileSync(backup, bytes);
    const listing = readdirSync(bench.file('cases')).filter((name) => !name.startsWith('.'));
    await expect(bench.client.recovery.restore({ key: null, backupId: id })).rejects.toMatchObject({ code: 'BACKUP_UNUSABLE' });
    expect(fileHash(bench.path)).toBe(damaged);
    expect(readdirSync(bench.file('cases')).filter((name) => !name.startsWith('.'))).toEqual(listing);
    await expect(bench.client.recovery.restore({ key: null, backupId: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('a backup of a format that it does not have is refused in words', () => {
  const copy = bench.file('copy.assay');
  copyFileSync(bench.path, copy);
  const db = new Database(copy);
  db.pragma('journal_mode = DELETE');
  db.pragma('user_version = 1');
  db.close();
  expect(() => playOnto(copy, null, { drafts: [], all: false }, undefined)).toThrow(
    expect.objectContaining({ code: 'BACKUP_UNUSABLE', data: { name: 'copy.assay', detail: expect.stringContaining('present format') } }),
  );
});
