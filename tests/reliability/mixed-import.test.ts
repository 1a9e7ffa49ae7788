import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportOutcome, UnfinishedImport } from '../../shared/contract/documents.ts';
import { testFolder } from '../../electron/core/store/testing.ts';
import { articleFile, formats } from '../fixtures/articleFiles.ts';
import { startCore, type CoreProcess } from './core-process.ts';
import { rounds } from './rounds.ts';

/** Of every eleven files, one is sound in each format; then come a copy, a file that is cut off, an empty one and a bomb. */
const many = rounds(110, 1_000);

let folder: ReturnType<typeof testFolder>;
let core: CoreProcess;
beforeEach(() => void (folder = testFolder()));
afterEach(async () => {
  await core.kill();
  folder.remove();
});

type Step = { done: number; total: number; outcome: ImportOutcome };

/** Writes the files and tells what has to become of each, by its name in the import. */
function writeFiles(into: string): Map<string, string> {
  mkdirSync(into);
  const expected = new Map<string, string>();
  const put = (name: string, bytes: Uint8Array, outcome: string): void => {
    writeFileSync(join(into, name), bytes);
    expected.set(`articles/${name}`, outcome);
  };
  for (let index = 0; index < many; index++) {
    const format = formats[index % formats.length]!;
    const { name, bytes } = articleFile(format, index);
    const padded = `${String(index).padStart(4, '0')}-${name}`;
    if (index % 20 === 11) put(padded, bytes.subarray(0, 0), 'empty');
    else if (index % 20 === 17)
      put(padded.replace(/\w+$/, 'pdf'), Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(String(index))]), 'damaged');
    else put(padded, bytes, 'imported');
    // The same bytes under another name, which come right after.
    if (index % 50 === 3) put(padded.replace('-article', '-zcopy'), bytes, 'duplicate');
  }
  put('0100-bomb.html', Buffer.from(`<p>${'word '.repeat(9_000_000)}</p>`), 'out-of-memory');
  return expected;
}

const endOf = ({ outcome }: Step): string => (outcome.outcome === 'failed' ? outcome.reason : outcome.outcome);
const counted = (ends: Iterable<string>): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const end of ends) counts[end] = (counts[end] ?? 0) + 1;
  return counts;
};

/** Parser processes of a core, by what the system says; none where it does not. */
function parsersOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
  } catch {
    return [];
  }
}
const isRunning = (pid: string): boolean => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z';
  } catch {
    return false;
  }
};

// Protects: a large import of every format, in real parser processes, that is killed in the middle: each file gets the outcome that is true of it,
// nothing is lost or comes twice, other calls are answered meanwhile, and one undo takes all of it back.
test(`${many} files of every format, killed in the middle, are all told, once, and undone in one step`, { timeout: 600_000 }, async () => {
  const articles = folder.path('articles');
  const expected = writeFiles(articles);
  const path = folder.path('case.assay');
  const open = async (): Promise<void> => {
    core = await startCore({ folder: folder.path('.'), parsers: true });
    await core.get('cases.openPath', { path, create: !existsSync(path) });
  };
  await open();
  core.forgetEvents();
  const importId = uuid();
  const broken = core.call('documents.importPaths', { importId, paths: [articles] }).catch(() => 'ended');
  const soon = many / 4;
  // Calls are answered while it runs, and say how far it has come.
  let inside = 0;
  while (inside < soon) {
    const { ms, ok } = await core.call('documents.list');
    inside = (ok as unknown[]).length;
    expect(ms).toBeLessThan(1_000);
  }
  const parsers = parsersOf(core.pid);
  await core.kill();
  expect(await broken).toBe('ended');

  await open();
  const before = await core.get<unknown[]>('documents.list');
  expect(before.length).toBeGreaterThanOrEqual(soon);
  const unfinished = await core.get<UnfinishedImport>('documents.unfinishedImport');
  expect(unfinished).toMatchObject({ importId, total: expected.size, canGoOn: true });
  const steps = await core.get<Step[]>('documents.resumeImport', { importId });
  expect(steps.map(({ done }) => done)).toEqual(steps.map((_, index) => index + 1));
  expect(new Map(steps.map((step) => [step.outcome.name, endOf(step)]))).toEqual(expected);
  expect(steps).toHaveLength(expected.size);
  const after = await core.get<{ fileName: string }[]>('documents.list');
  expect(after).toHaveLength(counted(expected.values())['imported']!);
  expect(new Set(after.map(({ fileName }) => fileName)).size).toBe(after.length);
  // The processes of the killed core did not outlive it.
  expect(parsers.filter(isRunning)).toEqual([]);

  await core.get('history.undo');
  expect(await core.get('documents.list')).toEqual([]);
  await core.get('history.redo');
  expect(await core.get<unknown[]>('documents.list')).toHaveLength(after.length);
});
