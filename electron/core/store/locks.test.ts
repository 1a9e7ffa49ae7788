import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readImage, type Store } from './open.ts';
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
