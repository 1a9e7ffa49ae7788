import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testFolder } from '../store/testing.ts';
import { createMaintenance } from '../maintenance/run.ts';
import { createAnswering } from './answering.ts';
import { backupBench, type BackupBench } from './testing.ts';

// Threads take their time to start where every test wants the processor.
vi.setConfig({ testTimeout: 60_000 });

const thread = join(import.meta.dirname, '../maintenance/worker.ts');
/** Milliseconds: what a person waits for without a thought, on a machine on which every test wants the processor. */
const soon = 4_000;

let programs: ReturnType<typeof testFolder>;
let bench: BackupBench | undefined;
beforeEach(() => {
  programs = testFolder();
  writeFileSync(programs.path('thread.mjs'), networkThatGoes(programs.path('gone'), programs.path('hangs')));
});
afterEach(() => {
  bench?.close();
  bench = undefined;
  programs.remove();
});

const goes = (): void => writeFileSync(programs.path('gone'), '');
const comesBack = (): void => writeFileSync(programs.path('gone'), 'no');

/** A case with backups in a folder on a network. */
async function caseOnNetwork(): Promise<{ path: string; ours: () => string[] }> {
  bench = backupBench({ maintenanceEntry: programs.path('thread.mjs') });
  const folder = bench.files.path('network');
  mkdirSync(folder);
  const { backups } = await bench.client.settings.get({});
  await bench.client.settings.update({ backups: { ...backups, folder } });
  await bench.client.cases.rename({ name: 'Harbour wall' });
  await bench.client.backups.make({});
  const { caseId } = (await bench.client.cases.current({}))!;
  const ours = (): string[] => readdirSync(join(folder, caseId)).filter((name) => name.endsWith('.assay'));
  return { path: bench.files.path('cases/Harbour.assay'), ours };
}

async function quick<Result>(work: () => Promise<Result>): Promise<Result> {
  const before = performance.now();
  const result = await work();
  expect(performance.now() - before).toBeLessThan(soon);
  return result;
}

test('a case opens, is worked on and closes while the folder of its backups does not answer, and says so', async () => {
  const { path, ours } = await caseOnNetwork();
  expect((await bench!.client.backups.list({})).backups).toHaveLength(1);
  await quick(() => bench!.client.cases.close({}));
  goes();
  const opened = await quick(() => bench!.client.cases.openPath({ path }));
  expect(opened.notices.map(({ kind }) => kind)).toEqual(['backup-failing']);
  await quick(() => bench!.client.cases.rename({ name: 'Still at work' }));
  const listed = await quick(() => bench!.client.backups.list({}));
  expect(listed.backups).toEqual([]);
  expect(listed.problem).toMatch(/does not answer/);
  await quick(() => expect(bench!.client.backups.make({})).rejects.toMatchObject({ code: 'BACKUP_FAILED' }));
  bench!.time.pass(60 * 60_000);
  await quick(() => bench!.client.cases.close({}));
  expect(ours()).toHaveLength(1);

  comesBack();
  await vi.waitUntil(() => bench!.core.workbench.answering.silentOf([bench!.files.path('network')]).length === 0, 10_000);
  await bench!.client.cases.openPath({ path });
  await bench!.client.backups.make({});
  expect(ours()).toHaveLength(2);
  expect((await bench!.client.cases.current({}))!.notices).toEqual([]);
  expect((await bench!.client.backups.list({})).backups).toHaveLength(2);
});

test('a backup whose folder goes while it is written is given up, and the case closes at once', async () => {
  const { ours } = await caseOnNetwork();
  await bench!.client.cases.rename({ name: 'Still at work' });
  writeFileSync(programs.path('hangs'), '');
  const refused = bench!.client.backups.make({}).catch((error: unknown) => error);
  await vi.waitUntil(() => existsSync(programs.path('hanging')), 30_000);
  goes();
  await quick(async () => {
    bench!.time.pass(30_000);
    expect(await refused).toMatchObject({ code: 'BACKUP_FAILED' });
  });
  const { notices } = (await bench!.client.cases.current({}))!;
  expect(notices.map(({ kind }) => kind)).toEqual(['backup-failing']);
  const again = bench!.client.backups.make({});
  await expect(again).rejects.toMatchObject({ code: 'BACKUP_FAILED' });
  await quick(() => bench!.client.cases.close({}));
  expect(ours()).toHaveLength(1);
});

test('folders that do not answer cost one moment together, and none once they are known', async () => {
  goes();
  const answering = createAnswering(createMaintenance({ entry: programs.path('thread.mjs') }));
  expect(answering.silentOf([programs.folder])).toEqual([]);
  const silent = Array.from({ length: 6 }, (_, index) => programs.path(`network/${index}`));
  const before = performance.now();
  expect(answering.silentOf([...silent, programs.folder])).toEqual(silent);
  const known = performance.now();
  expect(known - before).toBeLessThan(soon);
  expect(answering.silentOf(silent)).toEqual(silent);
  expect(performance.now() - known).toBeLessThan(50);
  comesBack();
  await vi.waitUntil(() => answering.silentOf(silent).length === 0, 10_000);
  answering.close();
});

test('the thread itself asks folders: there or not, they answer', () => {
  const answering = createAnswering(createMaintenance({ entry: thread }));
  expect(answering.silentOf([programs.folder, programs.path('nowhere'), programs.path('thread.mjs')])).toEqual([]);
  expect(existsSync(programs.path('nowhere'))).toBe(false);
  answering.close();
});

/** A thread for which a folder named `network` does not answer from when a file is there until something stands in it; told so, a backup hangs. */
const networkThatGoes = (gone: string, hangs: string): string => `
  import { existsSync, statSync, writeFileSync } from 'node:fs';
  import { workerData } from 'node:worker_threads';
  const isGone = () => existsSync(${JSON.stringify(gone)}) && statSync(${JSON.stringify(gone)}).size === 0;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  if (workerData.name === 'backup' && existsSync(${JSON.stringify(hangs)})) {
    // It holds the case, and writes for ever.
    Atomics.store(workerData.flags, 1, 1);
    writeFileSync(${JSON.stringify(hangs)}.replace(/hangs$/, 'hanging'), '');
    Atomics.wait(pause, 0, 0);
  }
  if (workerData.name !== 'askFolders') await import(${JSON.stringify(pathToFileURL(thread).href)});
  else {
    const { shared } = workerData.input;
    const [begun, asked, length] = [0, 1, 2];
    const flags = new Int32Array(shared, 0, 4);
    Atomics.store(flags, begun, 1);
    Atomics.notify(flags, begun);
    for (;;) {
      Atomics.wait(flags, asked, 0);
      const folder = new TextDecoder().decode(new Uint8Array(shared, 16, flags[length]).slice());
      while (folder.includes('/network') && isGone()) Atomics.wait(pause, 0, 0, 20);
      Atomics.store(flags, asked, 0);
      Atomics.notify(flags, asked);
    }
  }
`;
