import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileHash, makeCase, testFolder } from '../../core/store/testing.ts';
import { exit } from './exit.ts';
import { writeOut } from './write-out.ts';

let files: ReturnType<typeof testFolder>;
let path: string;
beforeEach(() => {
  files = testFolder();
  path = files.path('Harbour.assay');
  makeCase(path);
});
afterEach(() => files.remove());

const words = Buffer.from('words');
const write = (name: string, option = '--out'): void => writeOut(files.path(name), words, { option, cases: [path] });
const refused = (option: string): unknown =>
  expect.objectContaining({ code: 'OUT_REFUSED', exit: exit.refused, message: expect.stringMatching(new RegExp(`with ${option}\\.$`)) });

test('a case and what lies beside it are not written over, there or not, under whatever name', () => {
  linkSync(path, files.path('second name'));
  symlinkSync(path, files.path('link.md'));
  mkdirSync(files.path('folder'));
  symlinkSync(files.folder, files.path('folder/here'));
  const before = fileHash(path);
  const names = readdirSync(files.folder);
  for (const name of [
    'Harbour.assay',
    'Harbour.assay.journal',
    'Harbour.assay-wal',
    'Harbour.assay-shm',
    '.Harbour.assay.lock',
    '.Harbour.assay.reserve',
    '.Harbour.assay.drafts',
    'harbour.ASSAY-WAL',
    'second name',
    'link.md',
    'folder/here/Harbour.assay',
    'folder/here/Harbour.assay-wal',
  ])
    expect(() => write(name, '--export'), name).toThrow(refused('--export'));
  expect(fileHash(path)).toBe(before);
  expect(readdirSync(files.folder)).toEqual(names);
});

test('nor is any other case, whatever it is called, with what lies beside that', () => {
  makeCase(files.path('Other.assay'));
  copyFileSync(files.path('Other.assay'), files.path('Other.db'));
  writeFileSync(files.path('damaged.assay'), 'no case any more');
  for (const name of ['Other.assay', 'Other.db', 'damaged.assay', 'Other.assay.journal', '.Other.assay.lock', 'Other.db-wal'])
    expect(() => write(name), name).toThrow(refused('--out'));
  expect(readFileSync(files.path('damaged.assay'), 'utf8')).toBe('no case any more');
});

test('a new file, and one that is no case, are written whole, with nothing left beside them', () => {
  write('report.md');
  writeFileSync(files.path('old.md'), 'an older and longer report');
  chmodSync(files.path('old.md'), 0o640);
  symlinkSync(files.path('old.md'), files.path('link.md'));
  write('link.md');
  write('new.assay');
  for (const name of ['report.md', 'old.md', 'new.assay']) expect(readFileSync(files.path(name), 'utf8')).toBe('words');
  expect(statSync(files.path('old.md')).mode & 0o777).toBe(0o640);
  expect(readdirSync(files.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('where it cannot be written, what was there stays, and the option is named', () => {
  expect(() => write('no/such/report.md', '--export')).toThrow(
    expect.objectContaining({ code: 'OUT_FAILED', message: expect.stringMatching(/ENOENT.*for --export\.$/) }),
  );
  mkdirSync(files.path('folder'));
  expect(() => write('folder')).toThrow(expect.objectContaining({ code: 'OUT_FAILED' }));
  expect(existsSync(join(files.folder, 'no'))).toBe(false);
});
