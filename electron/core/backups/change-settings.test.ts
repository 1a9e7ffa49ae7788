import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { testFolder } from '../store/testing.ts';
import { setBackupFolder } from './change-settings.ts';
import { backupBench, type BackupBench } from './testing.ts';

// Threads take their time to start where every test wants the processor.
vi.setConfig({ testTimeout: 60_000 });

const thread = join(import.meta.dirname, '../maintenance/worker.ts');

let bench: BackupBench | undefined;
afterEach(() => bench?.close());

async function choose(folder: string): Promise<unknown> {
  const { backups } = await bench!.client.settings.get({});
  return bench!.client.settings.update({ backups: { ...backups, folder } });
}

test('a folder for backups is made and tried by the thread, and nothing is left in it', async () => {
  bench = backupBench({ maintenanceEntry: thread });
  const folder = bench.files.path('stick/a/b');
  expect(await choose(folder)).toMatchObject({ backups: { folder } });
  expect(readdirSync(folder)).toEqual([]);
});

test('why a folder takes no backups is told by its cause, and the one before stays', async () => {
  bench = backupBench();
  const kept = bench.files.path('kept');
  await choose(kept);
  writeFileSync(bench.files.path('file'), '');
  for (const [wrong, why] of [
    ['backups', 'relative'],
    [bench.files.path('file'), 'file'],
    [bench.files.path('file/below'), 'file'],
  ] as const)
    await expect(choose(wrong), wrong).rejects.toMatchObject({ code: 'FOLDER_UNUSABLE', data: { why } });
  expect(await bench.client.settings.get({})).toMatchObject({ backups: { folder: kept } });
});

test.runIf(process.platform === 'linux')('a place that takes no folders is refused, and the core goes on', async () => {
  bench = backupBench({ maintenanceEntry: thread });
  await expect(choose('/proc/nothing/backups')).rejects.toMatchObject({ code: 'FOLDER_UNUSABLE', data: { why: 'nowhere' } });
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a folder that may not be written to is refused', async () => {
  bench = backupBench();
  const folder = bench.files.path('closed');
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  await expect(choose(folder)).rejects.toMatchObject({ data: { why: 'denied' } });
});

test('a folder that does not answer is given up after a while, and the core works on meanwhile', async () => {
  const programs = testFolder();
  writeFileSync(programs.path('silent.mjs'), silentFolder);
  bench = backupBench({ maintenanceEntry: programs.path('silent.mjs') });
  let answered = false;
  const refused = choose(bench.files.path('dead')).then(
    () => null,
    (error: unknown) => {
      answered = true;
      return error;
    },
  );
  expect(await bench.client.cases.rename({ name: 'Still at work' })).toMatchObject({ name: 'Still at work' });
  await bench.client.settings.update({ theme: 'dark' });
  expect(answered).toBe(false);
  expect(await refused).toMatchObject({ code: 'FOLDER_UNUSABLE', data: { why: 'silent' } });
  programs.remove();
  // What was stored while the folder was asked stays.
  expect(await bench.client.settings.get({})).toMatchObject({ theme: 'dark', backups: { folder: null } });
});

test('the desktop hears the folder as people read it', async () => {
  bench = backupBench();
  const folder = bench.files.path('chosen');
  expect(await setBackupFolder(bench.core.workbench, folder)).toBe(folder);
  expect(existsSync(folder)).toBe(true);
});

/** A thread that asks a folder and is never answered, as on a network that is gone. */
const silentFolder = `
  import { workerData } from 'node:worker_threads';
  const { begun } = workerData.input;
  Atomics.store(begun, 0, 1);
  Atomics.notify(begun, 0);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
`;
