/** A folder that may not be written to, or is gone: it is told within two seconds, and nothing acknowledged is lost. */
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { makeCase } from '../../electron/core/store/testing.ts';
import { caseOnDisk, noMount, nobody, root, run } from './disks.ts';
import { expectRefused, expectWhole, type Ledger } from './ledger.ts';

const at = caseOnDisk();

describe.skipIf(!root)('a folder that may not be written to', () => {
  // Protects: a case that cannot be written to is read and exported, says so, and is not changed.
  test('is read and exported by whoever may read it', async () => {
    const ledger = await at.begin();
    await at.core.end();
    chmodSync(at.folder, 0o755);
    chmodSync(join(at.folder, 'cases'), 0o555);
    const before = statSync(at.casePath()).mtimeMs;
    await at.start({ uid: nobody });
    expect(await at.core.get('cases.openPath', { path: at.casePath() })).toMatchObject({ readOnly: 'disk', follows: false });
    await at.expectReadable(ledger);
    expectRefused(await ledger.save(), 'READ_ONLY', { reason: 'disk' });
    const copy = await at.core.call('cases.rescue', { how: 'save-copy' });
    expectRefused(copy, 'DISK_FAILED', { kind: 'denied' });
    expectRefused(await at.core.call('cases.create', { name: 'Another' }), 'DISK_FAILED', { kind: 'denied' });
    await at.expectReadable(ledger);
    expect(statSync(at.casePath()).mtimeMs).toBe(before);
    expect(readdirSync(join(at.folder, 'cases')).filter((name) => name.endsWith('.assay'))).toEqual(['Harbour.assay']);
  });

  // The canaries of that: SQLite left to itself does not even read there, and it is the rights that keep changes out.
  test('canary: SQLite left to itself cannot read it, and who has the rights may write', async () => {
    const ledger = await at.begin();
    await at.core.end();
    chmodSync(at.folder, 0o755);
    chmodSync(join(at.folder, 'cases'), 0o555);
    const read = `
      process.setuid(${nobody});
      try { console.log(new Database(process.argv[1], { readonly: true }).prepare('SELECT count(*) FROM label').pluck().get()); }
      catch (error) { console.log(error.code); }`;
    expect(at.sqliteAlone(read).stdout.trim()).toBe('SQLITE_READONLY_DIRECTORY');
    await at.start();
    expect(await at.core.get('cases.openPath', { path: at.casePath() })).toMatchObject({ readOnly: null });
    expect((await ledger.save()).code).toBeUndefined();
  });

  // Protects: a case file that is protected by itself, in a folder that takes a lock.
  test('any more than its file alone, is the same', async () => {
    const ledger = await at.begin();
    await at.core.end();
    chmodSync(at.folder, 0o755);
    chmodSync(join(at.folder, 'cases'), 0o777);
    for (const name of readdirSync(join(at.folder, 'cases')))
      chmodSync(join(at.folder, 'cases', name), name.endsWith('.lock') ? 0o666 : 0o444);
    await at.start({ uid: nobody });
    expect(await at.core.get('cases.openPath', { path: at.casePath() })).toMatchObject({ readOnly: 'disk' });
    await at.expectReadable(ledger);
    expectRefused(await ledger.save(), 'READ_ONLY', { reason: 'disk' });
    expect(await at.core.get('cases.rescue', { how: 'save-copy' })).toMatchObject({ readOnly: null, fileName: 'Harbour 2.assay' });
    expect((await ledger.save()).code).toBeUndefined();
    await at.core.end();
    expectWhole(join(at.folder, 'cases/Harbour 2.assay'), ledger);
  });

  // Protects: rights that are taken away while a case is open.
  test('any more, under an open case, loses nothing and is told when it matters', async () => {
    chmodSync(at.folder, 0o755);
    mkdirSync(join(at.folder, 'cases'));
    chownSync(join(at.folder, 'cases'), nobody, nobody);
    const ledger = await at.begin({ uid: nobody });
    chmodSync(at.casePath(), 0o444);
    chmodSync(join(at.folder, 'cases'), 0o555);
    // Handles that are open go on writing; whatever is acknowledged is kept, whatever is not is told.
    for (let tries = 0; tries < 5; tries++) {
      const answer = await ledger.save();
      if (answer.code !== undefined) expectRefused(answer, 'DISK_FAILED', { kind: 'denied' });
    }
    await at.expectReadable(ledger);
    await at.core.end();
    await at.start({ uid: nobody });
    expect(await at.core.get('cases.openPath', { path: at.casePath() })).toMatchObject({ readOnly: 'disk' });
    await at.expectReadable(ledger);
    await at.core.kill();
    chmodSync(join(at.folder, 'cases'), 0o755);
    expectWhole(at.casePath(), ledger);
  });
});

describe('a folder that is unplugged', () => {
  async function expectGone(ledger: Ledger): Promise<void> {
    await at.expectHealth('missing');
    expectRefused(await ledger.save(), 'CASE_GONE', { what: 'missing' });
    await at.expectReadable(ledger);
  }

  // Protects: all that was saved, when the folder is renamed under an open case.
  test('renamed away is told, saved elsewhere from what is held, and nothing is made in its place', async () => {
    const ledger = await at.begin();
    renameSync(join(at.folder, 'cases'), join(at.folder, 'away'));
    await expectGone(ledger);
    expect(existsSync(join(at.folder, 'cases'))).toBe(false);
    expectRefused(await at.core.call('cases.rescue', { how: 'put-back' }), 'CASE_MISSING', {});
    expect(await at.core.get('cases.rescue', { how: 'save-copy' })).toMatchObject({ fileName: 'Harbour.assay', health: { state: 'ok' } });
    expect((await ledger.save()).code).toBeUndefined();
    await at.expectReadable(ledger);
    await at.core.end();
    expectWhole(at.casePath(), ledger);
  });

  // Protects: the same for a disk that is taken out.
  test.skipIf(noMount)('unmounted is told, read on, and put back when there is a disk again', async () => {
    at.mountDisk(24);
    const ledger = await at.begin();
    expect(run('umount', '-l', join(at.folder, 'cases')).status).toBe(0);
    await expectGone(ledger);
    expect(readdirSync(join(at.folder, 'cases'))).toEqual([]);
    expect(await at.core.get('cases.rescue', { how: 'put-back' })).toMatchObject({ fileName: 'Harbour.assay', readOnly: null });
    expect((await ledger.save()).code).toBeUndefined();
    await at.core.end();
    expectWhole(at.casePath(), ledger);
  });

  // Protects: an analyst who closes the program without choosing.
  test('and never chosen about loses nothing: the file is whole where it was taken', async () => {
    const ledger = await at.begin();
    renameSync(at.casePath(), join(at.folder, 'moved.assay'));
    await expectGone(ledger);
    await at.core.end();
    expectWhole(join(at.folder, 'moved.assay'), ledger);
  });

  // The canary of the look before each commit: SQLite itself writes on into a file that is gone.
  test('canary: SQLite left to itself acknowledges what nobody will ever read', () => {
    const path = join(at.folder, 'case.assay');
    makeCase(path);
    const db = new Database(path);
    db.exec("UPDATE label SET name = 'Theirs'");
    rmSync(path);
    expect(db.prepare("UPDATE label SET name = 'Mine'").run().changes).toBe(3);
    db.close();
    expect(existsSync(path)).toBe(false);
  });

  test('canary: a new case where the old one was would be an empty one', () => {
    const path = join(at.folder, 'case.assay');
    writeFileSync(path, '');
    rmSync(path);
    expect(new Database(path).prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0);
  });
});
