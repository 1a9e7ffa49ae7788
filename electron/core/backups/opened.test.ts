import { copyFileSync, existsSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addLabel, fileHash, openTestStore } from '../store/testing.ts';
import { backupBench, type BackupBench } from './testing.ts';

let bench: BackupBench;
beforeEach(() => {
  bench = backupBench({ automaticBackups: false });
});
afterEach(() => bench.close());

const fileOf = (id: string): string => join(bench.folder, `${id}.assay`);
const list = async (): Promise<string[]> => (await bench.client.backups.list({})).backups.map(({ id }) => id);

async function make(name: string): Promise<string> {
  addLabel(bench.core.workbench.requireCase().live, name);
  return (await bench.client.backups.make({})).id;
}

/** Nothing but the newest backup is kept. */
async function keepOne(): Promise<void> {
  const { backups } = await bench.client.settings.get({});
  await bench.client.settings.update({ backups: { ...backups, recent: 1, hourly: 0, daily: 0 } });
}

/** Opens a backup as no Assay does any more: for writing. */
function writeInto(file: string): void {
  const store = openTestStore(file);
  addLabel(store, 'Words that stand in the backup alone');
  store.close();
}

test('a backup that is opened by its file is read-only, whichever way it is asked for', async () => {
  const id = await make('One');
  const before = [fileHash(fileOf(id)), readdirSync(bench.folder)];
  symlinkSync(fileOf(id), bench.files.path('link.assay'));
  for (const file of [fileOf(id), bench.files.path('link.assay')]) {
    expect(await bench.client.cases.openPath({ path: file })).toMatchObject({ readOnly: 'backup' });
    await expect(bench.client.labels.create({ id: bench.newId(), name: 'Two', colour: 'red', definition: '' })).rejects.toMatchObject({
      code: 'READ_ONLY',
      data: { reason: 'backup' },
    });
  }
  expect((await bench.client.cases.known({})).map(({ fileName }) => fileName)).toEqual(['Harbour.assay']);
  expect(await bench.client.history.backToNow({})).toMatchObject({ fileName: 'Harbour.assay', readOnly: null });
  expect([fileHash(fileOf(id)), readdirSync(bench.folder)]).toEqual(before);
});

test('a copy of a backup without its record is a case like any other', async () => {
  const id = await make('One');
  copyFileSync(fileOf(id), bench.files.path('copy.assay'));
  writeFileSync(bench.files.path('copy.json'), '{}');
  expect(await bench.client.cases.openPath({ path: bench.files.path('copy.assay') })).toMatchObject({ readOnly: null });
});

test('a backup that somebody wrote into is offered no more, and never thinned out', async () => {
  await keepOne();
  const changed = await make('One');
  writeInto(fileOf(changed));
  expect(await list()).toEqual([]);
  const second = await make('Two');
  const third = await make('Three');
  expect(await list()).toEqual([third]);
  expect([existsSync(fileOf(changed)), existsSync(fileOf(second))]).toEqual([true, false]);
});

test.each([
  ['journal', (file: string) => `${file}.journal`],
  ['write-ahead log', (file: string) => `${file}-wal`],
  ['lock', (file: string) => file.replace(/([^/\\]+)$/, '.$1.lock')],
])('nor is one deleted beside which a %s lies: somebody works on it', async (_what, beside) => {
  await keepOne();
  const used = await make('One');
  writeFileSync(beside(fileOf(used)), '');
  await make('Two');
  expect(existsSync(fileOf(used))).toBe(true);
});

test('one that was only touched is still a backup, and one of which a byte was changed is none', async () => {
  const id = await make('One');
  utimesSync(fileOf(id), new Date(), new Date(Date.now() + 60_000));
  expect(await list()).toEqual([id]);
  const bytes = readFileSync(fileOf(id));
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(fileOf(id), bytes);
  utimesSync(fileOf(id), new Date(), new Date(Date.now() + 120_000));
  expect(await list()).toEqual([]);
});
