import { closeSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireWriterLock } from './lock.ts';
import { readImage, type Store } from './open.ts';
import { openInSecondProcess } from './second-process.ts';
import { addLabel, openTestStore, testFolder } from './testing.ts';

let files: ReturnType<typeof testFolder>;
let store: Store;
beforeEach(() => {
  files = testFolder();
  store = openTestStore(files.path('case.assay'), { create: true });
  addLabel(store);
});
afterEach(() => {
  store.close();
  files.remove();
});

/** The locks that this process has on the case file, as the kernel lists them. */
const locks = () =>
  readFileSync('/proc/locks', 'utf8')
    .split('\n')
    .filter((line) => line.includes(` ${process.pid} `) && line.includes(`:${statSync(store.path).ino} `));

test.runIf(process.platform === 'linux')('looking into the file of the open case takes none of its locks away', () => {
  expect(locks()).toHaveLength(1);
  readImage(store.path, undefined);
  expect(locks()).toHaveLength(1);
});

test.runIf(process.platform === 'linux')('closing one of two windows on a case leaves the other its locks', () => {
  const reader = openTestStore(store.path, { readOnly: true });
  reader.close();
  expect(locks()).toHaveLength(1);
});

test.runIf(process.platform === 'linux')('canary: a file opened past SQLite takes them away when it is closed', () => {
  closeSync(openSync(store.path, 'r'));
  expect(locks()).toHaveLength(0);
});

test.each([
  ['nothing that SQLite knows', 'a cloud service wrote a conflict into this file. '.repeat(200)],
  ['a header alone', `SQLite format 3\0${'x'.repeat(2_000)}`],
])('a lock file that holds %s keeps nobody out, and one of two in', async (_what, words) => {
  store.close();
  const lock = files.path('.case.assay.lock');
  for (let round = 0; round < 3; round++) {
    writeFileSync(lock, words);
    const both = [openInSecondProcess(store.path), openInSecondProcess(store.path)];
    const said = await Promise.all(both.map((process) => process.next()));
    expect(said.filter((one) => (one as { code?: string }).code === undefined)).toHaveLength(1);
    expect(said).toContainEqual(expect.objectContaining({ code: 'CASE_OPEN_ELSEWHERE' }));
    expect(acquireWriterLock(store.path)).toBe(null);
    expect(statSync(lock).size).toBe(0);
    await Promise.all(both.map((process) => process.kill()));
  }
});
