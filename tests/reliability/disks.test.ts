/** Bad disks: whatever a disk does, it is told within two seconds, nothing acknowledged is lost, and reading and exporting go on. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeCase } from '../../electron/core/store/testing.ts';
import type { CaseHealth } from '../../shared/domain/safety.ts';
import { startCore, type CoreProcess } from './core-process.ts';
import { expectRefused, expectWhole, newLedger, promptly, type Ledger } from './ledger.ts';
import { rounds } from './rounds.ts';
import { makeFail, noStrace } from './strace.ts';

const root = process.getuid?.() === 0;
const nobody = 65_534;

let folder: string;
let settings: string;
let core: CoreProcess;
let undo: (() => unknown)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-disks-'));
  settings = mkdtempSync(join(tmpdir(), 'assay-settings-'));
  if (root) chownSync(settings, nobody, nobody);
  undo = [];
});
afterEach(async () => {
  await core?.kill();
  for (const step of undo.toReversed()) await step();
  for (const made of [folder, settings]) rmSync(made, { recursive: true, force: true });
});

const casePath = (): string => join(folder, 'cases/Harbour.assay');
const sentence = 'The harbour wall of Lowmere gave way on Tuesday night.';

/** Starts a core and gives it a case with an article, a claim and some labels. */
async function begin(options: Partial<Parameters<typeof startCore>[0]> = {}): Promise<Ledger> {
  core = await startCore({ folder, settings, ...options });
  await core.get('cases.create', { name: 'Harbour' });
  await core.get('documents.paste', { documentId: uuid(), text: `${sentence}\n\nForty boats were damaged.` });
  await core.get('claims.create', { id: uuid(), fields: { text: 'Forty boats were damaged.' } });
  const ledger = newLedger(() => core);
  for (let made = 0; made < 3; made++) expect((await ledger.save()).code).toBeUndefined();
  return ledger;
}

/** Windows are told, now or since what was told of last. */
async function expectHealth(state: CaseHealth['state']): Promise<void> {
  await core.told((event) => event.type === 'health' && event.health.state === state, promptly);
  core.forgetEvents();
}

/** Everything that reads and everything that exports goes on. */
async function expectReadable(ledger: Ledger): Promise<void> {
  const labels = await core.get<{ name: string }[]>('labels.list');
  expect(new Set(labels.map(({ name }) => name))).toEqual(ledger.acknowledged);
  expect(await core.get<unknown[]>('documents.list')).toHaveLength(1);
  expect(JSON.stringify(await core.get('search.query', { text: 'harbour' }))).toContain('Lowmere');
  expect(await core.get('reports.preview')).toMatchObject({ claims: 1 });
  for (const format of ['html', 'md', 'csv']) await core.get('reports.export', { format });
}

const run = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' });

const noMount = root && process.platform === 'linux' && run('unshare', '--mount', 'true').status === 0 ? null : 'this user may not mount';

/** A disk of its own for the case folder. */
function mountDisk(megabytes: number): void {
  const disk = join(folder, 'cases');
  mkdirSync(disk);
  expect(run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk).stderr).toBe('');
  undo.push(() => run('umount', '-l', disk));
}

describe('a full disk', () => {
  /** Fills the disk up to its last block. */
  function fill(): void {
    const file = join(folder, 'cases/filler');
    run('sh', '-c', `cat /dev/zero > '${file}' 2>/dev/null`);
  }

  async function expectFull(ledger: Ledger): Promise<void> {
    let answer = await ledger.save(2_000);
    for (let tries = 0; answer.code === undefined && tries < 500; tries++) answer = await ledger.save(2_000);
    expectRefused(answer, 'DISK_FAILED', { kind: 'full', name: 'Harbour.assay' });
  }

  // Protects: what was acknowledged before the disk was full, and the way out of it.
  test.skipIf(noMount)('is told, keeps room for deleting and exporting, and takes changes again when there is space', async () => {
    mountDisk(24);
    const ledger = await begin();
    await expect.poll(() => existsSync(join(folder, 'cases/.Harbour.assay.reserve')), { timeout: promptly }).toBe(true);
    fill();
    await expectFull(ledger);
    await expectHealth('full');
    await expectReadable(ledger);
    // New content is refused, so that the room is kept for taking something away.
    const [first] = await core.get<{ id: string; name: string }[]>('labels.list');
    expect(await core.call('labels.remove', { labelId: first!.id })).not.toHaveProperty('code');
    ledger.acknowledged.delete(first!.name);
    await core.get('history.undo');
    ledger.acknowledged.add(first!.name);
    expectRefused(await ledger.save(), 'DISK_FAILED', { kind: 'full' });
    await core.get('drafts.keep', { key: 'note', text: 'What is being typed at this moment.' });
    await expectReadable(ledger);
    rmSync(join(folder, 'cases/filler'));
    expect((await ledger.save()).code).toBeUndefined();
    await expectHealth('ok');
    await core.end();
    expectWhole(casePath(), ledger);
  });

  // The canary of the reserve: without it a full disk lets nobody delete.
  test.skipIf(noMount)('canary: without a reserve nothing can be deleted', async () => {
    mountDisk(24);
    const ledger = await begin({ heartless: true });
    fill();
    await expectFull(ledger);
    for (let answer = await ledger.save(1); answer.code === undefined;) answer = await ledger.save(1);
    const labels = await core.get<{ id: string }[]>('labels.list');
    const answers = [];
    for (const { id } of labels) answers.push(await core.call('labels.remove', { labelId: id }));
    expect(answers.map(({ code }) => code)).toContain('DISK_FAILED');
  });

  // Protects: a disk that was full when the program was killed gives all back that was acknowledged.
  test.skipIf(noMount)('loses nothing when the program is killed on it', async () => {
    mountDisk(24);
    const ledger = await begin();
    fill();
    await expectFull(ledger);
    await core.kill();
    rmSync(join(folder, 'cases/filler'));
    expectWhole(casePath(), ledger);
  });

  // Protects: whoever wants to read, export or delete on a disk that was full before the case was opened.
  test.skipIf(noMount)('that was full before lets a case be read and exported, leaves nothing beside it, and is tried again', async () => {
    mountDisk(24);
    const ledger = await begin();
    await core.end();
    const listing = readdirSync(join(folder, 'cases'));
    fill();
    core = await startCore({ folder, settings });
    expect(await core.get('cases.openPath', { path: casePath() })).toMatchObject({ readOnly: 'disk' });
    await expectReadable(ledger);
    expectRefused(await ledger.save(), 'READ_ONLY', { reason: 'disk' });
    expect(await core.get('cases.openPath', { path: casePath(), readOnly: true })).toMatchObject({ readOnly: 'chosen' });
    await expectReadable(ledger);
    await core.get('cases.close');
    expect(readdirSync(join(folder, 'cases')).filter((name) => name !== 'filler')).toEqual(listing);
    await core.get('cases.openPath', { path: casePath() });
    rmSync(join(folder, 'cases/filler'));
    expect(await core.get('cases.openPath', { path: casePath() })).toMatchObject({ readOnly: null });
    expect((await ledger.save()).code).toBeUndefined();
    await core.end();
    expectWhole(casePath(), ledger);
  });

  // Protects: no new case of nothing where the disk was too full for one.
  test.skipIf(noMount)('takes no new case, and keeps nothing of it', async () => {
    mountDisk(24);
    const ledger = await begin();
    fill();
    const answer = await core.call('cases.create', { name: 'Another' });
    expectRefused(answer, 'DISK_FAILED', { kind: 'full' });
    expect(readdirSync(join(folder, 'cases')).filter((name) => name.startsWith('Another'))).toEqual([]);
    await expectReadable(ledger);
  });

  // Protects: a limit on file sizes is a full disk to whoever saves.
  test.skipIf(run('prlimit', '--version').status !== 0)('a limit on file sizes is told as such, and nothing is lost', async () => {
    const ledger = await begin();
    const largest = Math.max(...['', '-wal'].map((suffix) => statSync(casePath() + suffix).size));
    expect(run('prlimit', '--pid', String(core.pid), `--fsize=${largest + 100_000}:`).stderr).toBe('');
    let answer = await ledger.save(2_000);
    for (let tries = 0; answer.code === undefined && tries < 500; tries++) answer = await ledger.save(2_000);
    expectRefused(answer, 'DISK_FAILED', { kind: 'full' });
    expect(answer.data!['detail']).toContain('EFBIG');
    await expectHealth('full');
    await expectReadable(ledger);
    run('prlimit', '--pid', String(core.pid), '--fsize=unlimited:');
    expect((await ledger.save()).code).toBeUndefined();
    await core.end();
    expectWhole(casePath(), ledger);
  });

  // The canary of that: SQLite says no more than that there was an error.
  test.skipIf(run('prlimit', '--version').status !== 0)(
    'canary: SQLite left to itself names no reason at a limit on file sizes',
    async () => {
      await begin();
      await core.end();
      const fill = `
      process.on('SIGXFSZ', () => undefined);
      const db = new Database(process.argv[1]);
      try { for (;;) db.exec("UPDATE label SET definition = hex(randomblob(50000))"); } catch (error) { console.log(error.message); }`;
      const limit = ['prlimit', `--fsize=${statSync(casePath()).size + 100_000}:`];
      expect(sqliteAlone(fill, ...limit).stdout.trim()).toBe('disk I/O error');
    },
  );
});

/** Runs a script with better-sqlite3 (`Database`) on the case, past everything that this application does around it. */
const sqliteAlone = (script: string, ...before: string[]) => {
  const command = [...before, process.execPath, '-e', `const Database = require('better-sqlite3');\n${script}`, casePath()];
  return spawnSync(command[0]!, command.slice(1), { cwd: join(import.meta.dirname, '../..'), encoding: 'utf8' });
};

describe.skipIf(noStrace)('a disk that fails', () => {
  // Protects: an error of any call that writes or syncs reaches whoever saves, and nothing of that change is kept half.
  test('is told whatever fails, loses nothing, and is written to again when it is well', async () => {
    const ledger = await begin();
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
      const heal = await makeFail(core.pid, ...injections);
      try {
        for (let tries = 0; tries < rounds(2, 20); tries++) {
          const answer = await ledger.save();
          expectRefused(answer, 'DISK_FAILED', { kind });
          expect(answer.data!['detail']).toContain(detail);
        }
        await expectHealth(kind);
        await expectReadable(ledger);
      } finally {
        await heal();
      }
      for (let made = 0; made < rounds(2, 20); made++) expect((await ledger.save()).code).toBeUndefined();
      await expectHealth('ok');
    }
    expect(await core.get('integrity.verify')).toMatchObject({ ok: true });
    await core.kill();
    expectWhole(casePath(), ledger);
  });

  // Protects: whoever reads along from an error that says nothing, and from a reader that stays broken.
  test('at reads is told as such, and read again when it is well', async () => {
    const ledger = await begin();
    const reader = await startCore({ folder, settings: join(folder, 'reader') });
    undo.push(() => reader.kill());
    await reader.get('cases.openPath', { path: casePath(), readOnly: true });
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
    const ledger = await begin();
    const heal = await makeFail(core.pid, 'pwrite64:error=EIO', 'fsync:error=EIO', 'fdatasync:error=EIO');
    expectRefused(await ledger.save(), 'DISK_FAILED', { kind: 'io' });
    const closed = await core.call('cases.close');
    expect(closed.code).toBeUndefined();
    expect(closed.ms).toBeLessThan(promptly);
    await heal();
    await core.kill();
    expectWhole(casePath(), ledger);
  });

  // The canary of the syncs: who does not sync is not told that nothing reached the disk.
  test('canary: without syncs a disk that takes nothing is not noticed', async () => {
    await begin();
    await core.end();
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
      const { spawn } = await import('node:child_process');
      const child = spawn(process.execPath, ['-e', script, casePath(), synchronous], { cwd: join(import.meta.dirname, '../..') });
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

describe.skipIf(!root)('a folder that may not be written to', () => {
  // Protects: a case that cannot be written to is read and exported, says so, and is not changed.
  test('is read and exported by whoever may read it', async () => {
    const ledger = await begin();
    await core.end();
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'cases'), 0o555);
    const before = statSync(casePath()).mtimeMs;
    core = await startCore({ folder, uid: nobody, settings });
    expect(await core.get('cases.openPath', { path: casePath() })).toMatchObject({ readOnly: 'disk', follows: false });
    await expectReadable(ledger);
    expectRefused(await ledger.save(), 'READ_ONLY', { reason: 'disk' });
    const copy = await core.call('cases.rescue', { how: 'save-copy' });
    expectRefused(copy, 'DISK_FAILED', { kind: 'denied' });
    expectRefused(await core.call('cases.create', { name: 'Another' }), 'DISK_FAILED', { kind: 'denied' });
    await expectReadable(ledger);
    expect(statSync(casePath()).mtimeMs).toBe(before);
    expect(readdirSync(join(folder, 'cases')).filter((name) => name.endsWith('.assay'))).toEqual(['Harbour.assay']);
  });

  // The canaries of that: SQLite left to itself does not even read there, and it is the rights that keep changes out.
  test('canary: SQLite left to itself cannot read it, and who has the rights may write', async () => {
    const ledger = await begin();
    await core.end();
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'cases'), 0o555);
    const read = `
      process.setuid(${nobody});
      try { console.log(new Database(process.argv[1], { readonly: true }).prepare('SELECT count(*) FROM label').pluck().get()); }
      catch (error) { console.log(error.code); }`;
    expect(sqliteAlone(read).stdout.trim()).toBe('SQLITE_READONLY_DIRECTORY');
    core = await startCore({ folder, settings });
    expect(await core.get('cases.openPath', { path: casePath() })).toMatchObject({ readOnly: null });
    expect((await ledger.save()).code).toBeUndefined();
  });

  // Protects: a case file that is protected by itself, in a folder that takes a lock.
  test('any more than its file alone, is the same', async () => {
    const ledger = await begin();
    await core.end();
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'cases'), 0o777);
    for (const name of readdirSync(join(folder, 'cases'))) chmodSync(join(folder, 'cases', name), name.endsWith('.lock') ? 0o666 : 0o444);
    core = await startCore({ folder, uid: nobody, settings });
    expect(await core.get('cases.openPath', { path: casePath() })).toMatchObject({ readOnly: 'disk' });
    await expectReadable(ledger);
    expectRefused(await ledger.save(), 'READ_ONLY', { reason: 'disk' });
    expect(await core.get('cases.rescue', { how: 'save-copy' })).toMatchObject({ readOnly: null, fileName: 'Harbour 2.assay' });
    expect((await ledger.save()).code).toBeUndefined();
    await core.end();
    expectWhole(join(folder, 'cases/Harbour 2.assay'), ledger);
  });

  // Protects: rights that are taken away while a case is open.
  test('any more, under an open case, loses nothing and is told when it matters', async () => {
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'cases'));
    chownSync(join(folder, 'cases'), nobody, nobody);
    const ledger = await begin({ uid: nobody });
    chmodSync(casePath(), 0o444);
    chmodSync(join(folder, 'cases'), 0o555);
    // Handles that are open go on writing; whatever is acknowledged is kept, whatever is not is told.
    for (let tries = 0; tries < 5; tries++) {
      const answer = await ledger.save();
      if (answer.code !== undefined) expectRefused(answer, 'DISK_FAILED', { kind: 'denied' });
    }
    await expectReadable(ledger);
    await core.end();
    core = await startCore({ folder, uid: nobody, settings });
    expect(await core.get('cases.openPath', { path: casePath() })).toMatchObject({ readOnly: 'disk' });
    await expectReadable(ledger);
    await core.kill();
    chmodSync(join(folder, 'cases'), 0o755);
    expectWhole(casePath(), ledger);
  });
});

describe('a folder that is unplugged', () => {
  async function expectGone(ledger: Ledger): Promise<void> {
    await expectHealth('missing');
    expectRefused(await ledger.save(), 'CASE_GONE', { what: 'missing' });
    await expectReadable(ledger);
  }

  // Protects: all that was saved, when the folder is renamed under an open case.
  test('renamed away is told, saved elsewhere from what is held, and nothing is made in its place', async () => {
    const ledger = await begin();
    renameSync(join(folder, 'cases'), join(folder, 'away'));
    await expectGone(ledger);
    expect(existsSync(join(folder, 'cases'))).toBe(false);
    expectRefused(await core.call('cases.rescue', { how: 'put-back' }), 'CASE_MISSING', {});
    expect(await core.get('cases.rescue', { how: 'save-copy' })).toMatchObject({ fileName: 'Harbour.assay', health: { state: 'ok' } });
    expect((await ledger.save()).code).toBeUndefined();
    await expectReadable(ledger);
    await core.end();
    expectWhole(casePath(), ledger);
  });

  // Protects: the same for a disk that is taken out.
  test.skipIf(noMount)('unmounted is told, read on, and put back when there is a disk again', async () => {
    mountDisk(24);
    const ledger = await begin();
    expect(run('umount', '-l', join(folder, 'cases')).status).toBe(0);
    await expectGone(ledger);
    expect(readdirSync(join(folder, 'cases'))).toEqual([]);
    expect(await core.get('cases.rescue', { how: 'put-back' })).toMatchObject({ fileName: 'Harbour.assay', readOnly: null });
    expect((await ledger.save()).code).toBeUndefined();
    await core.end();
    expectWhole(casePath(), ledger);
  });

  // Protects: an analyst who closes the program without choosing.
  test('and never chosen about loses nothing: the file is whole where it was taken', async () => {
    const ledger = await begin();
    renameSync(casePath(), join(folder, 'moved.assay'));
    await expectGone(ledger);
    await core.end();
    expectWhole(join(folder, 'moved.assay'), ledger);
  });

  // The canary of the look before each commit: SQLite itself writes on into a file that is gone.
  test('canary: SQLite left to itself acknowledges what nobody will ever read', () => {
    const path = join(folder, 'case.assay');
    makeCase(path);
    const db = new Database(path);
    db.exec("UPDATE label SET name = 'Theirs'");
    rmSync(path);
    expect(db.prepare("UPDATE label SET name = 'Mine'").run().changes).toBe(3);
    db.close();
    expect(existsSync(path)).toBe(false);
  });

  test('canary: a new case where the old one was would be an empty one', () => {
    const path = join(folder, 'case.assay');
    writeFileSync(path, '');
    rmSync(path);
    expect(new Database(path).prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0);
  });
});
