/** A disk that fails: it is told within two seconds, nothing acknowledged is lost, and reading and exporting go on. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startCore } from './core-process.ts';
import { caseOnDisk } from './disks.ts';
import { expectRefused, expectWhole, promptly } from './ledger.ts';
import { rounds } from './rounds.ts';
import { makeFail, noStrace } from './strace.ts';

const at = caseOnDisk();

describe.skipIf(noStrace)('a disk that fails', () => {
  // Protects: an error of any call that writes or syncs reaches whoever saves, and nothing of that change is kept half.
  test('is told whatever fails, loses nothing, and is written to again when it is well', async () => {
    const ledger = await at.begin();
    for (const [injections, kind, detail] of [
      [['pwrite64:error=EIO'], 'io', 'EIO'],
      [['pwrite64:error=ENOSPC'], 'full', 'full'],
      [['pwrite64:error=EDQUOT'], 'full', 'EDQUOT'],
      [['pwrite64:error=EROFS'], 'denied', 'EROFS'],
      [['pwrite64:error=ENODEV'], 'io', 'ENODEV'],
      [['pwrite64:error=ESTALE'], 'io', 'ESTALE'],
      [['fsync:error=EIO', 'fdatasync:error=EIO'], 'io', 'EIO'],
      [['fsync:error=ENOSPC', 'fdatasync:error=ENOSPC'], 'full', 'ENOSPC'],
    ] as const) {
      const heal = await makeFail(at.core.pid, ...injections);
      try {
        for (let tries = 0; tries < rounds(2, 20); tries++) {
          const answer = await ledger.save();
          expectRefused(answer, 'DISK_FAILED', { kind });
          expect(answer.data!['detail']).toContain(detail);
        }
        await at.expectHealth(kind);
        await at.expectReadable(ledger);
      } finally {
        await heal();
      }
      for (let made = 0; made < rounds(2, 20); made++) expect((await ledger.save()).code).toBeUndefined();
      await at.expectHealth('ok');
    }
    expect(await at.core.get('integrity.verify')).toMatchObject({ ok: true });
    await at.core.kill();
    expectWhole(at.casePath(), ledger);
  });

  // Protects: whoever reads along from an error that says nothing, and from a reader that stays broken.
  test('at reads is told as such, and read again when it is well', async () => {
    const ledger = await at.begin();
    const reader = await startCore({ folder: at.folder, settings: join(at.folder, 'reader') });
    at.undoLater(() => reader.kill());
    await reader.get('cases.openPath', { path: at.casePath(), readOnly: true });
    const heal = await makeFail(reader.pid, 'pread64:error=EIO');
    // What another process has written is not in memory yet.
    expect((await ledger.save()).code).toBeUndefined();
    expectRefused(await reader.call('labels.list'), 'DISK_FAILED', { kind: 'io' });
    await reader.told((event) => event.type === 'health' && event.health.state === 'io', promptly);
    await heal();
    expect(await reader.get('labels.list')).toHaveLength(ledger.acknowledged.size);
    await reader.told((event) => event.type === 'changed', promptly);
    await reader.told((event) => event.type === 'health' && event.health.state === 'ok', promptly);
  });

  // Protects: the case where the program ends while its disk fails.
  test('and stays bad until the end is closed all the same, and read at the next start', async () => {
    const ledger = await at.begin();
    const heal = await makeFail(at.core.pid, 'pwrite64:error=EIO', 'fsync:error=EIO', 'fdatasync:error=EIO');
    expectRefused(await ledger.save(), 'DISK_FAILED', { kind: 'io' });
    const closed = await at.core.call('cases.close');
    expect(closed.code).toBeUndefined();
    expect(closed.ms).toBeLessThan(promptly);
    await heal();
    await at.core.kill();
    expectWhole(at.casePath(), ledger);
  });

  // The canary of the syncs: who does not sync is not told that nothing reached the disk.
  test('canary: without syncs a disk that takes nothing is not noticed', async () => {
    await at.begin();
    await at.core.end();
    const script = `
      const db = new (require('better-sqlite3'))(process.argv[1]);
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = ' + process.argv[2]);
      process.stdin.on('data', () => {
        try { db.exec("UPDATE label SET name = 'Mine'"); console.log('saved'); } catch (error) { console.log(error.code); }
      });
      console.log('ready');`;
    const heard: string[] = [];
    for (const synchronous of ['FULL', 'OFF']) {
      const child = spawn(process.execPath, ['-e', script, at.casePath(), synchronous], { cwd: join(import.meta.dirname, '../..') });
      const lines = child.stdout[Symbol.asyncIterator]();
      await lines.next();
      const heal = await makeFail(child.pid!, 'fsync:error=EIO', 'fdatasync:error=EIO');
      child.stdin.write('save\n');
      heard.push(String((await lines.next()).value).trim());
      await heal();
      child.kill('SIGKILL');
    }
    expect(heard).toEqual(['SQLITE_IOERR_FSYNC', 'saved']);
  });
});
