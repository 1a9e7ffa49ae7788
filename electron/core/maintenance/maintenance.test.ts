import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AssayError } from '../../../shared/domain/errors.ts';
import { createCase } from '../cases/begin.ts';
import { addLabel, fileHash, openTestStore, testFolder } from '../store/testing.ts';
import { createMaintenance } from './run.ts';

const workerEntry = join(import.meta.dirname, 'worker.ts');
const ways = [
  ['in a thread', workerEntry],
  ['in this process', null],
] as const;

let folder: ReturnType<typeof testFolder>;
let path: string;
beforeEach(() => {
  folder = testFolder();
  path = folder.path('case.assay');
  createCase({ path, clock: () => new Date(), newId: () => crypto.randomUUID(), actor: () => 'Tester' }, 'Case').close();
});
afterEach(() => folder.remove());

test.each(ways)('a task is done %s and leaves the file and its folder as they were', async (_how, entry) => {
  const before = fileHash(path);
  const result = await createMaintenance({ entry })('verify', { path });
  expect(result).toMatchObject({ ok: true, seq: 1 });
  expect(fileHash(path)).toBe(before);
  expect(readdirSync(folder.folder).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
});

test.each(ways)('a task done %s sees what was just committed, and the writer goes on', async (_how, entry) => {
  const store = openTestStore(path);
  addLabel(store);
  const running = createMaintenance({ entry })('verify', { path });
  addLabel(store);
  expect(await running).toMatchObject({ ok: true });
  addLabel(store);
  expect(await createMaintenance({ entry })('verify', { path })).toMatchObject({ ok: true, seq: 4 });
  store.close();
  expect(readdirSync(folder.folder).filter((name) => name.endsWith('-wal'))).toEqual([]);
});

test.each(ways)('a failure of the closed set stays what it is %s', async (_how, entry) => {
  const maintain = createMaintenance({ entry });
  await expect(maintain('verify', { path: folder.path('nowhere.assay') })).rejects.toThrow(
    new AssayError('CASE_MISSING', { name: 'nowhere.assay' }),
  );
  writeFileSync(folder.path('other.assay'), 'not a case at all, but a few words of text');
  await expect(maintain('verify', { path: folder.path('other.assay') })).rejects.toMatchObject({ code: 'NOT_A_CASE' });
});

test.each(ways)('a task cancelled before it begins is not begun %s', async (_how, entry) => {
  await expect(createMaintenance({ entry })('verify', { path }, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
});

test('a defect in the thread is told with its message', async () => {
  const entry = folder.path('broken.mjs');
  writeFileSync(entry, 'throw new Error("the program is broken")');
  await expect(createMaintenance({ entry })('verify', { path })).rejects.toThrow('the program is broken');
  writeFileSync(entry, 'process.exit(3)');
  await expect(createMaintenance({ entry })('verify', { path })).rejects.toThrow('without an answer');
});

test('once a task is cancelled, at whatever moment, nothing of it is open on the case', async () => {
  const store = openTestStore(path);
  // A checkpoint must find nobody there, not outwait him.
  store.db.pragma('busy_timeout = 0');
  // Large enough that some rounds fall into the reading of the file.
  store.keep(() => store.db.exec("INSERT INTO original (sha256, size, bytes) VALUES ('none', 40000000, zeroblob(40000000))"));
  const maintain = createMaintenance({ entry: workerEntry });
  for (let round = 0; round < 12; round++) {
    addLabel(store);
    const stop = new AbortController();
    const running = maintain('verify', { path }, stop.signal).then(
      () => 'done',
      (error: Error) => error.message,
    );
    await new Promise((resolve) => setTimeout(resolve, round * 20));
    stop.abort(new Error('closing'));
    // A reader that is still there would keep the write-ahead log from being folded into the case.
    const [folded] = store.db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    expect(folded, `after ${round * 20} ms`).toMatchObject({ busy: 0 });
    expect(await running).toMatch(/^(closing|done)$/);
  }
  store.close();
});
