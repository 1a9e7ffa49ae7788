import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AssayError } from '../../../shared/domain/errors.ts';
import { createCase } from '../cases/begin.ts';
import { addLabel, fileHash, openTestStore, testFolder } from '../store/testing.ts';
import { flag } from './message.ts';
import { createMaintenance } from './run.ts';

// Threads take their time to start where every test wants the processor.
vi.setConfig({ testTimeout: 60_000 });

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
  const result = await createMaintenance({ entry })('verify', { path, journal: null });
  expect(result).toMatchObject({ ok: true, seq: 1 });
  expect(fileHash(path)).toBe(before);
  expect(readdirSync(folder.folder).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
});

test.each(ways)('a task done %s sees what was just committed, and the writer goes on', async (_how, entry) => {
  const store = openTestStore(path);
  addLabel(store);
  const running = createMaintenance({ entry })('verify', { path, journal: null });
  addLabel(store);
  expect(await running).toMatchObject({ ok: true });
  addLabel(store);
  expect(await createMaintenance({ entry })('verify', { path, journal: null })).toMatchObject({ ok: true, seq: 4 });
  store.close();
  expect(readdirSync(folder.folder).filter((name) => name.endsWith('-wal'))).toEqual([]);
});

test.each(ways)('a failure of the closed set stays what it is %s', async (_how, entry) => {
  const maintain = createMaintenance({ entry });
  await expect(maintain('verify', { path: folder.path('nowhere.assay'), journal: null })).rejects.toThrow(
    new AssayError('CASE_MISSING', { name: 'nowhere.assay' }),
  );
  writeFileSync(folder.path('other.assay'), 'not a case at all, but a few words of text');
  await expect(maintain('verify', { path: folder.path('other.assay'), journal: null })).rejects.toMatchObject({ code: 'NOT_A_CASE' });
});

test.each(ways)('a task cancelled before it begins is not begun %s', async (_how, entry) => {
  await expect(createMaintenance({ entry })('verify', { path, journal: null }, AbortSignal.abort(new Error('stopped')))).rejects.toThrow(
    'stopped',
  );
});

test('a defect in the thread is told with its message', async () => {
  const entry = folder.path('broken.mjs');
  writeFileSync(entry, 'throw new Error("the program is broken")');
  await expect(createMaintenance({ entry })('verify', { path, journal: null })).rejects.toThrow('the program is broken');
  writeFileSync(entry, 'process.exit(3)');
  await expect(createMaintenance({ entry })('verify', { path, journal: null })).rejects.toThrow('without an answer');
});

test('a task can be cancelled at any moment', async () => {
  const store = openTestStore(path);
  // Large enough that some rounds fall into the reading of the file.
  store.keep(() => store.db.exec("INSERT INTO original (sha256, size, bytes) VALUES ('none', 40000000, zeroblob(40000000))"));
  const maintain = createMaintenance({ entry: workerEntry });
  for (let round = 0; round < 6; round++) {
    addLabel(store);
    const stop = new AbortController();
    const running = maintain('verify', { path, journal: null }, stop.signal).then(
      () => 'done',
      (error: Error) => error.message,
    );
    await new Promise((resolve) => setTimeout(resolve, round * 50));
    stop.abort(new Error('closing'));
    expect(await running).toMatch(/^(closing|done)$/);
  }
  store.close();
  expect(readdirSync(folder.folder).filter((name) => name.endsWith('-wal'))).toEqual([]);
});

test('once a task is cancelled, nothing of it is open on the case', async () => {
  const store = openTestStore(path);
  // A checkpoint must find nobody there, not outwait him.
  store.db.pragma('busy_timeout = 0');
  addLabel(store);
  const entry = folder.path('slow.mjs');
  writeFileSync(entry, slowReader);
  const stop = new AbortController();
  const running = createMaintenance({ entry })('verify', { path, journal: null }, stop.signal);
  await vi.waitUntil(() => existsSync(`${path}.reading`), 30_000);
  addLabel(store);
  const checkpoint = (): unknown => store.db.pragma('wal_checkpoint(TRUNCATE)');
  expect(checkpoint()).toMatchObject([{ busy: 1 }]);
  stop.abort(new Error('closing'));
  expect(checkpoint()).toMatchObject([{ busy: 0 }]);
  await expect(running).rejects.toThrow('closing');
  store.close();
});

/** A thread that reads the case until it is cancelled, and takes a while to let go of it. */
const slowReader = `
  import { writeFileSync } from 'node:fs';
  import { createRequire } from 'node:module';
  import { workerData } from 'node:worker_threads';
  const Database = createRequire(${JSON.stringify(import.meta.url)})('better-sqlite3');
  const { flags, input } = workerData;
  const sleep = (time) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, time);
  Atomics.store(flags, ${flag.holding}, 1);
  const db = new Database(input.path, { readonly: true });
  db.exec('BEGIN; SELECT count(*) FROM label');
  writeFileSync(input.path + '.reading', '');
  while (Atomics.load(flags, ${flag.cancelled}) === 0) sleep(5);
  sleep(100);
  db.close();
  Atomics.store(flags, ${flag.holding}, 0);
  Atomics.notify(flags, ${flag.holding});
`;
