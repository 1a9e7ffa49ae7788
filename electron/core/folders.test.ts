import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './folders.ts';
import { testFolder } from './store/testing.ts';

let folder: ReturnType<typeof testFolder>;
beforeEach(() => {
  folder = testFolder();
});
afterEach(() => folder.remove());

test('missing folders are made one in the other, and one that is there is left as it is', () => {
  makeFolder(folder.path('a/b/c'));
  expect(statSync(folder.path('a/b/c')).isDirectory()).toBe(true);
  mkdirSync(folder.path('a/b/c/d'));
  makeFolder(folder.path('a/b/c'));
  expect(existsSync(folder.path('a/b/c/d'))).toBe(true);
});

test('a file in the way is told, and left as it is', () => {
  writeFileSync(folder.path('file'), 'words');
  expect(() => makeFolder(folder.path('file'))).toThrow('EEXIST');
  expect(() => makeFolder(folder.path('file/below'))).toThrow('ENOTDIR');
  expect(statSync(folder.path('file')).isFile()).toBe(true);
});

test.runIf(process.platform === 'linux')('a place that takes no folders is left again', () => {
  expect(() => makeFolder('/proc/nothing/backups')).toThrow('ENOENT');
});
