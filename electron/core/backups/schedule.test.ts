import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AssayEvent } from '../../../shared/contract/events.ts';
import { readSideJournal } from '../store/side-journal/check.ts';
import { addLabel, openTestStore } from '../store/testing.ts';
import { beforeBulk } from './attend.ts';
import { backupBench, type BackupBench } from './testing.ts';

const minute = 60_000;
const hour = 60 * minute;

let bench: BackupBench;
beforeEach(() => {
  bench = backupBench();
});
afterEach(() => bench.close());

const list = async () => (await bench.client.backups.list({})).backups;
const reasons = async () => (await list()).map(({ reason }) => reason);
async function pass(milliseconds: number): Promise<void> {
  bench.time.pass(milliseconds);
  await bench.quiet();
}

test('a backup is made ten minutes after a change that none has, and none while nothing changes', async () => {
  await pass(hour);
  expect(await reasons(), 'an empty case needs none').toEqual([]);
  addLabel(bench.store);
  await pass(9 * minute);
  expect(await reasons()).toEqual([]);
  await pass(minute);
  expect(await reasons()).toEqual(['interval']);
  await pass(5 * hour);
  expect(await reasons()).toEqual(['interval']);
  addLabel(bench.store);
  await pass(4 * minute);
  addLabel(bench.store);
  await pass(5 * minute);
  expect(await reasons()).toEqual(['interval']);
  // Counted from the first change, so that somebody who never pauses has backups too.
  await pass(minute);
  expect(await list()).toMatchObject([
    { reason: 'interval', seq: 4, operationsSince: 0 },
    { seq: 2, operationsSince: 2 },
  ]);
});

test('how often is a setting', async () => {
  const { backups } = await bench.client.settings.get({});
  await bench.client.settings.update({ backups: { ...backups, everyMinutes: 2 } });
  addLabel(bench.store);
  await pass(2 * minute);
  expect(await reasons()).toEqual(['interval']);
});

test('closing makes a backup of what none has, after the case is closed', async () => {
  addLabel(bench.store);
  bench.core.workbench.closeCase();
  await bench.quiet();
  bench.core.workbench.open(bench.files.path('cases/Harbour.assay'));
  expect(await list()).toMatchObject([{ reason: 'close', seq: 2, operationsSince: 0 }]);
  bench.core.workbench.closeCase();
  await bench.quiet();
  bench.core.workbench.open(bench.files.path('cases/Harbour.assay'));
  expect(await reasons()).toEqual(['close']);
  // Copying it has left nothing beside it.
  bench.core.workbench.closeCase();
  await bench.quiet();
  expect(readdirSync(bench.files.path('cases')).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
});

test.each([
  ['lost its journal', (journal: string) => rmSync(journal)],
  ['has the journal of another', (journal: string) => writeFileSync(journal, 'A journal that tells nothing of this case.')],
])('a case that %s is backed up when it is opened, unless a backup has it as it is', async (_what, harm) => {
  const path = bench.files.path('cases/Harbour.assay');
  const reopen = async () => {
    bench.core.workbench.open(path);
    await bench.quiet();
  };
  addLabel(bench.store);
  bench.core.workbench.closeCase();
  await bench.quiet();
  harm(`${path}.journal`);
  await reopen();
  expect(await reasons(), 'the backup of the closed case has it all').toEqual(['close']);
  bench.core.workbench.closeCase();
  const elsewhere = openTestStore(path);
  addLabel(elsewhere);
  elsewhere.close();
  await reopen();
  expect(await reasons(), 'the journal leads on from that backup').toEqual(['close']);
  bench.core.workbench.closeCase();
  await bench.quiet();
  for (const name of readdirSync(bench.folder)) if (name.startsWith('000002_')) rmSync(join(bench.folder, name));
  harm(`${path}.journal`);
  await reopen();
  expect(await list()).toMatchObject([
    { reason: 'journal', seq: 3, operationsSince: 0 },
    { reason: 'close', seq: 2 },
  ]);
});

test('one that is asked for puts off the next one, and is not made twice', async () => {
  addLabel(bench.store);
  await pass(9 * minute);
  const made = await bench.client.backups.make({});
  expect(made).toMatchObject({ reason: 'manual', seq: 2 });
  expect(await bench.client.backups.make({})).toEqual(made);
  await pass(hour);
  expect(await reasons()).toEqual(['manual']);
});

test('much at once is preceded by a backup of what was there, little is not', async () => {
  addLabel(bench.store);
  await beforeBulk(bench.core.workbench, 20);
  await bench.quiet();
  expect(await list()).toEqual([]);
  await beforeBulk(bench.core.workbench, 10_000);
  addLabel(bench.store, 'one of very many');
  await bench.quiet();
  expect(await list()).toMatchObject([{ reason: 'bulk', seq: 2, operationsSince: 1 }]);
  // One bulk change right after another is covered by it.
  await beforeBulk(bench.core.workbench, 10_000);
  await bench.quiet();
  expect(await list()).toHaveLength(1);
});

test('an import of many files is preceded by a backup, and one of a few is not', async () => {
  const importAll = async (files: readonly string[]) => {
    for await (const step of await bench.client.documents.importPaths({ importId: bench.newId(), paths: [...files] })) void step;
    await bench.quiet();
  };
  mkdirSync(bench.files.path('articles'));
  const articles = Array.from({ length: 60 }, (_, index) => bench.files.path(`articles/${index}.txt`));
  for (const [index, path] of articles.entries()) writeFileSync(path, `Boat ${index}\n\nBoat ${index} was moored at the quay on Monday.\n`);
  await importAll(articles.slice(0, 2));
  expect(await list()).toEqual([]);
  const { seq } = bench.store.journal.head();
  await importAll(articles);
  expect(await list()).toMatchObject([{ reason: 'bulk', seq }]);
});

test('clocks that jump neither hide the newest backup nor delete it', async () => {
  const { backups } = await bench.client.settings.get({});
  await bench.client.settings.update({ backups: { ...backups, recent: 2, hourly: 3, daily: 2 } });
  const now = Date.UTC(2026, 5, 1, 8);
  const clock = [now, now + hour, now - 2 * 365 * 24 * hour, now + 10 * 365 * 24 * hour, now + 2 * hour, now - 5 * minute, now + 3 * hour];
  for (const [index, at] of clock.entries()) {
    bench.time.set(at);
    addLabel(bench.store);
    const { id } = await bench.client.backups.make({});
    const listed = await list();
    expect(listed[0]).toMatchObject({ id, seq: index + 2, keptFor: 'recent' });
    expect(listed.map(({ seq }) => seq)).toEqual(listed.map(({ seq }) => seq).toSorted((a, b) => b - a));
    expect(listed.length).toBeGreaterThanOrEqual(Math.min(index + 1, 2));
    expect(listed.length).toBeLessThanOrEqual(7);
  }
  // The one from ten years on is thinned out like any other, once newer ones have taken its place.
  for (let more = 4; more < 12; more++) {
    bench.time.set(now + more * 6 * hour);
    addLabel(bench.store);
    await bench.client.backups.make({});
  }
  expect((await list()).filter(({ at }) => at.startsWith('2036'))).toHaveLength(0);
  expect((await list())[0]).toMatchObject({ operationsSince: 0 });
});

test('the journal is kept back to the third newest backup', async () => {
  const reaches = () => readSideJournal(bench.store.sideJournal!.path).header!.seq;
  const made: number[] = [];
  for (let round = 0; round < 5; round++) {
    addLabel(bench.store);
    made.push((await bench.client.backups.make({})).seq);
    expect(reaches()).toBe(made.at(-3) ?? 0);
  }
  expect((await bench.client.integrity.verify({})).ok).toBe(true);
});

test('a folder that refuses is said, tried again, and forgotten once it takes backups', async () => {
  const heard: AssayEvent['type'][] = [];
  const stop = new AbortController();
  const listening = (async () => {
    for await (const { type } of bench.core.workbench.subscribe(stop.signal)) heard.push(type);
  })().catch(() => undefined);
  addLabel(bench.store);
  mkdirSync(bench.files.path('settings'), { recursive: true });
  writeFileSync(bench.files.path('settings/backups'), 'A file stands in the place of the folder.');
  await expect(bench.client.backups.make({})).rejects.toMatchObject({ code: 'BACKUP_FAILED' });
  expect(await bench.client.backups.list({})).toMatchObject({ backups: [], problem: expect.stringContaining('No backup could be made') });
  expect((await bench.client.cases.current({}))!.notices).toMatchObject([{ kind: 'backup-failing' }]);
  await pass(2 * minute);
  expect(await bench.client.backups.list({})).toMatchObject({ backups: [], problem: expect.any(String) });
  rmSync(bench.files.path('settings/backups'));
  await pass(2 * minute);
  expect(await bench.client.backups.list({})).toMatchObject({ backups: [{ reason: 'interval' }], problem: null, running: false });
  expect((await bench.client.cases.current({}))!.notices).toEqual([]);
  stop.abort();
  await listening;
  expect(new Set(heard)).toEqual(new Set(['changed', 'backups', 'health']));
});

test('what was cut off is cleaned up at the next start, and nothing else', async () => {
  addLabel(bench.store);
  await bench.client.backups.make({});
  bench.core.workbench.closeCase();
  await bench.quiet();
  const [kept] = readdirSync(bench.folder).filter((name) => name.endsWith('.assay'));
  // A process that has ended, one that lives, a record whose file never came, and things of the analyst's own.
  const gone = '000007_2026-01-01T12-00-00Z_close.4194999.part';
  const alive = `000008_2026-01-01T12-00-00Z_close.${process.ppid}.part`;
  const lonely = '000009_2026-01-01T12-00-00Z_close.json';
  const own = ['film.4194999.part', 'notes.json', 'Old.assay'];
  for (const name of [gone, `${gone}-journal`, alive, lonely, ...own]) writeFileSync(join(bench.folder, name), '');
  bench.core.workbench.open(bench.files.path('cases/Harbour.assay'));
  for (const name of [gone, `${gone}-journal`, lonely]) expect(existsSync(join(bench.folder, name)), name).toBe(false);
  for (const name of [kept!, alive, ...own]) expect(existsSync(join(bench.folder, name)), name).toBe(true);
  expect(await list()).toHaveLength(1);
});

test('a backup without its record, or cut short, is not listed', async () => {
  await bench.client.backups.make({});
  const record = readdirSync(bench.folder).find((name) => name.endsWith('.json'))!;
  const file = join(bench.folder, record.replace('.json', '.assay'));
  writeFileSync(file, 'cut');
  expect(await list()).toEqual([]);
  addLabel(bench.store);
  await bench.client.backups.make({});
  rmSync(
    join(
      bench.folder,
      readdirSync(bench.folder)
        .filter((name) => name.endsWith('.json'))
        .toSorted()
        .at(-1)!,
    ),
  );
  expect(await list()).toEqual([]);
});

test('a case that is only read is backed up when that is asked for, and never by itself', async () => {
  addLabel(bench.store);
  bench.core.workbench.closeCase();
  await bench.quiet();
  const { workbench } = bench.core;
  const path = bench.files.path('cases/Harbour.assay');
  const other = openTestStore(path);
  addLabel(other);
  workbench.open(path, true);
  await pass(hour);
  expect(await reasons()).toEqual(['close']);
  expect(await bench.client.backups.make({})).toMatchObject({ reason: 'manual', seq: 3 });
  addLabel(other);
  other.close();
  workbench.closeCase();
  await bench.quiet();
  expect(readdirSync(bench.folder).filter((name) => name.endsWith('.assay'))).toHaveLength(2);
});

test('a file that took the place of the case is not taken for it', async () => {
  const elsewhere = bench.files.path('cases/Elsewhere.assay');
  const other = openTestStore(elsewhere, { create: true });
  addLabel(other);
  other.close();
  const { workbench } = bench.core;
  addLabel(bench.store);
  workbench.closeCase();
  const path = bench.files.path('cases/Harbour.assay');
  rmSync(path);
  writeFileSync(path, '');
  rmSync(elsewhere);
  await bench.quiet();
  expect(existsSync(bench.folder) ? readdirSync(bench.folder) : []).toEqual([]);
});

test('a case in a folder that other programs write to says so, and so does such a folder of backups', async () => {
  const { workbench } = bench.core;
  const path = bench.files.path('Dropbox/Shared.assay');
  expect(workbench.createAt(path).notices).toEqual([{ kind: 'cloud-folder', count: null, detail: 'Dropbox' }]);
  workbench.closeCase();
  expect(workbench.open(path, true).notices).toEqual([]);
  const { backups } = await bench.client.settings.get({});
  await bench.client.settings.update({ backups: { ...backups, folder: bench.files.path('Nextcloud/Backups') } });
  expect(await bench.client.backups.list({})).toMatchObject({ place: { kind: 'cloud', name: 'Nextcloud' } });
});

test('a folder on a disk that was taken away is not made anew in its place', async () => {
  const folder = bench.files.path('stick/backups');
  const { backups } = await bench.client.settings.get({});
  await bench.client.settings.update({ backups: { ...backups, folder } });
  rmSync(bench.files.path('stick'), { recursive: true });
  await expect(bench.client.backups.make({})).rejects.toMatchObject({ code: 'BACKUP_FAILED' });
  expect(existsSync(folder)).toBe(false);
  mkdirSync(folder, { recursive: true });
  expect(await bench.client.backups.make({})).toMatchObject({ reason: 'manual' });
});

test('a case in memory has no backups', async () => {
  bench.core.workbench.createAt(':memory:', 'Nowhere');
  expect(await bench.client.backups.list({})).toMatchObject({ backups: [], problem: null, running: false });
  await expect(bench.client.backups.make({})).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
});
