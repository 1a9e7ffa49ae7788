/** A full disk: it is told within two seconds, nothing acknowledged is lost, and reading, exporting and deleting go on. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { caseOnDisk, noMount, run } from './disks.ts';
import { expectRefused, expectWhole, promptly, type Ledger } from './ledger.ts';

const at = caseOnDisk();

describe('a full disk', () => {
  /** Fills the disk up to its last block. */
  function fill(): void {
    const file = join(at.folder, 'cases/filler');
    run('sh', '-c', `cat /dev/zero > '${file}' 2>/dev/null`);
  }

  async function expectFull(ledger: Ledger): Promise<void> {
    let answer = await ledger.save(2_000);
    for (let tries = 0; answer.code === undefined && tries < 500; tries++) answer = await ledger.save(2_000);
    expectRefused(answer, 'DISK_FAILED', { kind: 'full', name: 'Harbour.assay' });
  }

  // Protects: what was acknowledged before the disk was full, and the way out of it.
  test.skipIf(noMount)('is told, keeps room for deleting and exporting, and takes changes again when there is space', async () => {
    at.mountDisk(24);
    const ledger = await at.begin();
    await expect.poll(() => existsSync(join(at.folder, 'cases/.Harbour.assay.reserve')), { timeout: promptly }).toBe(true);
    fill();
    await expectFull(ledger);
    await at.expectHealth('full');
    await at.expectReadable(ledger);
    // New content is refused, so that the room is kept for taking something away.
    const [first] = await at.core.get<{ id: string; name: string }[]>('labels.list');
    expect(await at.core.call('labels.remove', { labelId: first!.id })).not.toHaveProperty('code');
    ledger.acknowledged.delete(first!.name);
    await at.core.get('history.undo');
    ledger.acknowledged.add(first!.name);
    expectRefused(await ledger.save(), 'DISK_FAILED', { kind: 'full' });
    await at.core.get('drafts.keep', { key: 'note', text: 'What is being typed at this moment.' });
    await at.expectReadable(ledger);
    rmSync(join(at.folder, 'cases/filler'));
    expect((await ledger.save()).code).toBeUndefined();
    await at.expectHealth('ok');
    await at.core.end();
    expectWhole(at.casePath(), ledger);
  });

  // The canary of the reserve: without it a full disk lets nobody delete.
  test.skipIf(noMount)('canary: without a reserve nothing can be deleted', async () => {
    at.mountDisk(24);
    const ledger = await at.begin({ heartless: true });
    fill();
    await expectFull(ledger);
    for (let answer = await ledger.save(1); answer.code === undefined;) answer = await ledger.save(1);
    const labels = await at.core.get<{ id: string }[]>('labels.list');
    const answers = [];
    for (const { id } of labels) answers.push(await at.core.call('labels.remove', { labelId: id }));
    expect(answers.map(({ code }) => code)).toContain('DISK_FAILED');
  });

  // Protects: a disk that was full when the program was killed gives all back that was acknowledged.
  test.skipIf(noMount)('loses nothing when the program is killed on it', async () => {
    at.mountDisk(24);
    const ledger = await at.begin();
    fill();
    await expectFull(ledger);
    await at.core.kill();
    rmSync(join(at.folder, 'cases/filler'));
    expectWhole(at.casePath(), ledger);
  });

  // Protects: whoever wants to read, export or delete on a disk that was full before the case was opened.
  test.skipIf(noMount)('that was full before lets a case be read and exported, leaves nothing beside it, and is tried again', async () => {
    at.mountDisk(24);
    const ledger = await at.begin();
    await at.core.end();
    const listing = readdirSync(join(at.folder, 'cases'));
    fill();
    await at.start();
    expect(await at.core.get('cases.openPath', { path: at.casePath() })).toMatchObject({ readOnly: 'disk' });
    await at.expectReadable(ledger);
    expectRefused(await ledger.save(), 'READ_ONLY', { reason: 'disk' });
    expect(await at.core.get('cases.openPath', { path: at.casePath(), readOnly: true })).toMatchObject({ readOnly: 'chosen' });
    await at.expectReadable(ledger);
    await at.core.get('cases.close');
    expect(readdirSync(join(at.folder, 'cases')).filter((name) => name !== 'filler')).toEqual(listing);
    await at.core.get('cases.openPath', { path: at.casePath() });
    rmSync(join(at.folder, 'cases/filler'));
    expect(await at.core.get('cases.openPath', { path: at.casePath() })).toMatchObject({ readOnly: null });
    expect((await ledger.save()).code).toBeUndefined();
    await at.core.end();
    expectWhole(at.casePath(), ledger);
  });

  // Protects: no new case of nothing where the disk was too full for one.
  test.skipIf(noMount)('takes no new case, and keeps nothing of it', async () => {
    at.mountDisk(24);
    const ledger = await at.begin();
    fill();
    const answer = await at.core.call('cases.create', { name: 'Another' });
    expectRefused(answer, 'DISK_FAILED', { kind: 'full' });
    expect(readdirSync(join(at.folder, 'cases')).filter((name) => name.startsWith('Another'))).toEqual([]);
    await at.expectReadable(ledger);
  });

  // Protects: a limit on file sizes is a full disk to whoever saves.
  test.skipIf(run('prlimit', '--version').status !== 0)('a limit on file sizes is told as such, and nothing is lost', async () => {
    const ledger = await at.begin();
    const largest = Math.max(...['', '-wal'].map((suffix) => statSync(at.casePath() + suffix).size));
    expect(run('prlimit', '--pid', String(at.core.pid), `--fsize=${largest + 100_000}:`).stderr).toBe('');
    let answer = await ledger.save(2_000);
    for (let tries = 0; answer.code === undefined && tries < 500; tries++) answer = await ledger.save(2_000);
    expectRefused(answer, 'DISK_FAILED', { kind: 'full' });
    expect(answer.data!['detail']).toContain('EFBIG');
    await at.expectHealth('full');
    await at.expectReadable(ledger);
    run('prlimit', '--pid', String(at.core.pid), '--fsize=unlimited:');
    expect((await ledger.save()).code).toBeUndefined();
    await at.core.end();
    expectWhole(at.casePath(), ledger);
  });

  // The canary of that: SQLite says no more than that there was an error.
  test.skipIf(run('prlimit', '--version').status !== 0)(
    'canary: SQLite left to itself names no reason at a limit on file sizes',
    async () => {
      await at.begin();
      await at.core.end();
      const fill = `
      process.on('SIGXFSZ', () => undefined);
      const db = new Database(process.argv[1]);
      try { for (;;) db.exec("UPDATE label SET definition = hex(randomblob(50000))"); } catch (error) { console.log(error.message); }`;
      const limit = ['prlimit', `--fsize=${statSync(at.casePath()).size + 100_000}:`];
      expect(at.sqliteAlone(fill, ...limit).stdout.trim()).toBe('disk I/O error');
    },
  );
});
