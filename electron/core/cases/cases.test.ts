import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../store/migrate.ts';
import { openTestStore, testFolder } from '../store/testing.ts';
import { testCore, type TestCore } from '../testing.ts';

let files: ReturnType<typeof testFolder>;
let core: TestCore;
beforeEach(() => {
  files = testFolder();
  core = testCore({ casesDir: files.path('cases'), settingsDir: files.path('settings') });
});
afterEach(() => {
  core.close();
  files.remove();
});

const recent = async () => (await core.client.cases.known({})).map((known) => [known.name, known.missing]);

test('a case is made in the case folder, opened, listed, closed and opened again by its key', async () => {
  const made = await core.client.cases.create({ name: 'Harbour: the “real” cost?' });
  expect(made).toMatchObject({
    name: 'Harbour: the “real” cost?',
    fileName: 'Harbour the “real” cost.assay',
    readOnly: null,
    demo: false,
    seq: 1,
    counts: { documents: 0, claims: 0, passages: 0 },
  });
  expect(made.scale.ratings.map((rating) => rating.id)).toContain('not-checkable');
  expect(await core.client.cases.current({})).toEqual(made);
  await core.client.cases.close({});
  expect(await core.client.cases.current({})).toBeNull();
  await expect(core.client.claims.ids({})).rejects.toMatchObject({ code: 'NO_CASE_OPEN' });
  const [known] = await core.client.cases.known({});
  expect(known).toMatchObject({ name: made.name, fileName: made.fileName, missing: false });
  expect(await core.client.cases.open({ key: known!.key })).toMatchObject({ caseId: made.caseId, name: made.name });
});

test('a long name in any script makes a case, and one without room for what lies beside it is told as that', async () => {
  expect(await core.client.cases.create({ name: '港の壁'.repeat(40) })).toMatchObject({ readOnly: null });
  await core.client.cases.rescue({ how: 'save-copy' });
  await core.client.cases.rescue({ how: 'save-copy' });
  await core.client.cases.close({});
  const path = files.path(`${'壁'.repeat(80)}.assay`);
  copyFileSync(files.path(`cases/${readdirSync(files.path('cases')).find((name) => name.endsWith('.assay'))!}`), path);
  const tooLong = { code: 'NOT_ALLOWED', message: expect.stringMatching(/too long .* shorter file name/) as string };
  await expect(core.client.cases.openPath({ path })).rejects.toMatchObject(tooLong);
  await expect(core.client.cases.openPath({ path: files.path(`${'x'.repeat(245)}.assay`), create: true })).rejects.toMatchObject(tooLong);
  expect(await core.client.cases.openPath({ path, readOnly: true })).toMatchObject({ readOnly: 'chosen' });
});

test('a name that is taken is refused, and the case at hand stays open', async () => {
  const first = await core.client.cases.create({ name: 'Harbour' });
  await expect(core.client.cases.create({ name: 'Harbour' })).rejects.toMatchObject({
    code: 'CASE_EXISTS',
    data: { name: 'Harbour.assay' },
  });
  expect(await core.client.cases.current({})).toMatchObject({ caseId: first.caseId });
});

test('a case that cannot be opened leaves the one at hand open', async () => {
  const first = await core.client.cases.create({ name: 'Harbour' });
  writeFileSync(files.path('notes.txt'), 'Not a case at all.');
  await expect(core.client.cases.openPath({ path: files.path('notes.txt') })).rejects.toMatchObject({ code: 'NOT_A_CASE' });
  await expect(core.client.cases.openPath({ path: files.path('gone.assay') })).rejects.toMatchObject({ code: 'CASE_MISSING' });
  await expect(core.client.cases.openPath({ path: files.path('notes.txt/x.assay'), create: true })).rejects.toMatchObject({
    code: 'DISK_FAILED',
  });
  expect(await core.client.cases.current({})).toMatchObject({ caseId: first.caseId });
  expect(existsSync(files.path('gone.assay'))).toBe(false);
});

test('renaming changes the name and not the file, and is undone', async () => {
  await core.client.cases.create({ name: 'Harbour' });
  expect(await core.client.cases.rename({ name: 'Harbour, second look' })).toMatchObject({
    name: 'Harbour, second look',
    fileName: 'Harbour.assay',
  });
  expect(await recent()).toContainEqual(['Harbour, second look', false]);
  await core.client.history.undo({});
  expect(await core.client.cases.current({})).toMatchObject({ name: 'Harbour' });
});

test('recent cases come first, missing ones are marked, and forgetting one keeps its file', async () => {
  await core.client.cases.create({ name: 'One' });
  await core.client.cases.create({ name: 'Two' });
  await core.client.cases.close({});
  expect(await recent()).toEqual([
    ['Two', false],
    ['One', false],
  ]);
  const [two] = await core.client.cases.known({});
  await core.client.cases.forget({ key: two!.key });
  expect(readdirSync(files.path('cases'))).toContain('Two.assay');
  // It is still found in the case folder, after the recent ones.
  expect(await recent()).toEqual([
    ['One', false],
    ['Two', false],
  ]);
  await expect(core.client.cases.open({ key: 'no such key' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the last case is remembered until it is closed', async () => {
  await core.client.cases.create({ name: 'One' });
  expect(core.core.workbench.settings.read().lastCase).toBe(join(files.path('cases'), 'One.assay'));
  await core.client.cases.close({});
  expect(core.core.workbench.settings.read().lastCase).toBeNull();
});

test('a caller without rights to paths may not name any', async () => {
  const page = createRouterClient(core.core.router, { context: { workbench: core.core.workbench, trustPaths: false } });
  await expect(page.cases.openPath({ path: files.path('x.assay'), create: true })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  expect(existsSync(files.path('x.assay'))).toBe(false);
});

test('a case whose making was cut off is made whole when it is opened', async () => {
  const path = files.path('Cut off.assay');
  openTestStore(path, { create: true }).close();
  await expect(core.client.cases.openPath({ path, readOnly: true })).rejects.toMatchObject({ code: 'CASE_DAMAGED' });
  expect(await core.client.cases.openPath({ path })).toMatchObject({ name: 'Cut off', seq: 1 });
  expect((await core.client.integrity.verify({})).ok).toBe(true);
});

test('a case whose making fails leaves no file', () => {
  const path = files.path('Failing.assay');
  const failing = testCore({
    casesDir: files.path('cases'),
    newId: () => {
      if (existsSync(path)) throw new Error('no more ids');
      return '00000000-0000-7000-8000-000000000001';
    },
  });
  expect(() => failing.core.workbench.createAt(path)).toThrow('no more ids');
  expect(existsSync(path)).toBe(false);
  failing.close();
});

test('settings that cannot be written do not keep a case from opening', async () => {
  writeFileSync(files.path('settings'), 'a file where the folder should be');
  const errors: string[] = [];
  const log = { info: () => undefined, error: (event: string) => (errors.push(event), 'logged') };
  const barred = testCore({ casesDir: files.path('cases'), settingsDir: files.path('settings'), log });
  expect(await barred.client.cases.create({ name: 'One' })).toMatchObject({ name: 'One' });
  expect(errors).toEqual(['recent cases not written']);
  barred.close();
});

test('a demo case is a private copy, the same one the next time', async () => {
  const demo = await core.client.cases.openDemo({});
  expect(demo.demo).toBe(true);
  await core.client.claims.create({ id: core.newId(), fields: { text: 'Added to the copy.' } });
  await core.client.cases.close({});
  expect(await core.client.cases.openDemo({})).toMatchObject({ caseId: demo.caseId, seq: demo.seq + 1 });
});

test('the shipped demo case has the format that this Assay writes', () => {
  // Read from a copy: SQLite lays its index files beside a case that is only read, too.
  const copy = files.path('shipped.assay');
  copyFileSync(join(import.meta.dirname, '../../../resources/demo.assay'), copy);
  const shipped = new Database(copy, { readonly: true });
  const fresh = new Database(':memory:');
  migrate(fresh);
  const schema = (db: Database.Database) => db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
  expect(schema(shipped)).toEqual(schema(fresh));
  shipped.close();
  fresh.close();
});

test('a case that could not be opened is known by its key until one is opened', async () => {
  expect(await core.client.cases.failed({})).toBeNull();
  const path = files.path('Broken.assay');
  writeFileSync(path, 'No case at all, but some words.');
  await expect(core.client.cases.openPath({ path })).rejects.toMatchObject({ code: 'NOT_A_CASE' });
  const failed = (await core.client.cases.failed({}))!;
  expect(failed).toMatchObject({
    name: 'Broken',
    fileName: 'Broken.assay',
    failure: { code: 'NOT_A_CASE', data: { name: 'Broken.assay' } },
  });
  expect(core.core.workbench.pathOf(failed.key)).toBe(path);
  await core.client.cases.create({ name: 'Other' });
  expect(await core.client.cases.failed({})).toBeNull();
  expect(core.core.workbench.pathOf(failed.key)).toBe(path);
});

test('a case that SQLite reads and that lacks what every case has is told as damaged', async () => {
  await core.client.cases.create({ name: 'Half' });
  await core.client.cases.close({});
  const [known] = await core.client.cases.known({});
  for (const sql of ["UPDATE rating SET equivalents = '{\"'", 'DELETE FROM case_info', 'DROP TABLE case_info']) {
    const db = new Database(files.path('cases/Half.assay'));
    db.exec(sql);
    db.close();
    await expect(core.client.cases.open({ key: known!.key }), sql).rejects.toMatchObject({ code: 'CASE_DAMAGED' });
  }
});
