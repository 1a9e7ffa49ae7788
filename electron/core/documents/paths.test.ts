import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/documents.ts';
import { largestFile } from '../importers/decode.ts';
import { inProcessParser } from '../importers/inProcess.ts';
import { testCore, type TestCore } from '../testing.ts';

let folder: string;
let core: TestCore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-import-'));
  core = testCore();
});
afterEach(() => {
  core.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, content: string) => writeFileSync(join(folder, name), content);

async function importPaths(...names: string[]): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  const paths = names.map((name) => join(folder, name));
  for await (const { outcome } of await core.client.documents.importPaths({ importId: core.newId(), paths })) outcomes.push(outcome);
  return outcomes;
}

test('walks folders in order, leaves hidden files out, and names files by their place', async () => {
  mkdirSync(join(folder, 'press/north'), { recursive: true });
  mkdirSync(join(folder, 'press/.git'));
  write('press/b.txt', 'Second.');
  write('press/a.md', '# First\n\nWords.');
  write('press/north/c.txt', 'Third.');
  write('press/.hidden.txt', 'Hidden.');
  write('press/.git/config.txt', 'Hidden.');
  symlinkSync(join(folder, 'press'), join(folder, 'press/north/up'));
  expect(await importPaths('press')).toMatchObject([
    { outcome: 'imported', name: 'press/a.md', title: 'First' },
    { outcome: 'imported', name: 'press/b.txt', title: 'Second' },
    { outcome: 'imported', name: 'press/north/c.txt', title: 'Third' },
  ]);
});

test('what is not there, too large or no file is told; the others are in', async () => {
  write('a.txt', 'Words.');
  write('huge.txt', 'x');
  truncateSync(join(folder, 'huge.txt'), largestFile + 1);
  symlinkSync('/dev/null', join(folder, 'device.txt'));
  expect(await importPaths('gone.txt', 'huge.txt', 'device.txt', 'a.txt')).toMatchObject([
    { outcome: 'failed', name: 'gone.txt', reason: 'vanished' },
    { outcome: 'failed', name: 'huge.txt', reason: 'too-large' },
    { outcome: 'failed', name: 'device.txt', reason: 'unsupported' },
    { outcome: 'imported', name: 'a.txt' },
  ]);
});

test('a folder and a file that may not be read are told; the others are in', async () => {
  mkdirSync(join(folder, 'press/closed'), { recursive: true });
  write('press/a.txt', 'Words.');
  write('press/b.txt', 'Secret.');
  chmodSync(join(folder, 'press/closed'), 0);
  chmodSync(join(folder, 'press/b.txt'), 0);
  chmodSync(folder, 0o755);
  const outcomes = await asOrdinaryUser(() => importPaths('press'));
  expect(outcomes).toMatchObject([
    { outcome: 'imported', name: 'press/a.txt' },
    { outcome: 'failed', name: 'press/b.txt', reason: 'unreadable' },
    { outcome: 'failed', name: 'press/closed', reason: 'unreadable' },
  ]);
});

/** Permissions bind everybody but root, so a test that runs as root steps down for a moment. */
async function asOrdinaryUser<Result>(work: () => Promise<Result>): Promise<Result> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid!(65_534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid!(0);
  }
}

test('a file that vanishes while others are read fails alone', async () => {
  core.close();
  const parser = inProcessParser();
  core = testCore({
    parser: {
      ...parser,
      parse(file, signal) {
        if (file.name === '0.txt') unlinkSync(join(folder, '9.txt'));
        return parser.parse(file, signal);
      },
    },
  });
  const names = Array.from({ length: 10 }, (_, index) => `${index}.txt`);
  for (const name of names) write(name, `Story ${name}.`);
  const outcomes = await importPaths(...names);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([...Array.from({ length: 9 }, () => 'imported'), 'failed']);
  expect(outcomes[9]).toMatchObject({ reason: 'vanished' });
});

test('a caller without trust may not name paths', async () => {
  write('a.txt', 'Words.');
  const client = createRouterClient(core.core.router, { context: { workbench: core.core.workbench, trustPaths: false } });
  const attempt = async () => {
    for await (const step of await client.documents.importPaths({ importId: core.newId(), paths: [join(folder, 'a.txt')] })) void step;
  };
  await expect(attempt()).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await core.client.documents.list({})).toEqual([]);
});
