import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { UnfinishedImport } from '../../shared/contract/documents.ts';
import { testFolder } from '../../electron/core/store/testing.ts';
import { startCore, type CoreProcess } from './core-process.ts';

const files = 400;

let folder: ReturnType<typeof testFolder>;
let core: CoreProcess;
beforeEach(() => void (folder = testFolder()));
afterEach(async () => {
  await core.kill();
  folder.remove();
});

const filesIn = async (): Promise<string[]> =>
  (await core.get<{ fileName: string }[]>('documents.list')).map(({ fileName }) => fileName).toSorted();

// Protects: an import that was killed in the middle is known afterwards, and goes on without importing anything twice.
test('an import that was broken off goes on where it was, and imports nothing twice', async () => {
  const articles = folder.path('articles');
  mkdirSync(articles);
  for (let number = 0; number < files; number++)
    writeFileSync(join(articles, `${number}.txt`), `Article ${number}\n\nWhat it says is number ${number}, and nothing else.\n`);
  const path = folder.path('case.assay');
  core = await startCore({ folder: folder.path('.') });
  await core.get('cases.openPath', { path, create: true });
  core.forgetEvents();
  const importId = uuid();
  const broken = core.call('documents.importPaths', { importId, paths: [articles] }).catch(() => 'ended');
  await core.told((event) => event.type === 'changed', 20_000);
  await core.kill();
  expect(await broken).toBe('ended');

  core = await startCore({ folder: folder.path('.') });
  await core.get('cases.openPath', { path });
  const before = await filesIn();
  expect(before.length).toBeGreaterThan(0);
  expect(before.length).toBeLessThan(files);
  const unfinished = await core.get<UnfinishedImport>('documents.unfinishedImport');
  expect(unfinished).toMatchObject({ importId, total: files, done: before.length, canGoOn: true });
  const steps = await core.get<{ outcome: { outcome: string } }[]>('documents.resumeImport', { importId });
  expect(new Set(steps.map(({ outcome }) => outcome.outcome))).toEqual(new Set(['imported']));
  expect(steps).toHaveLength(files);
  const after = await filesIn();
  expect(new Set(after).size).toBe(files);
  expect(after).toHaveLength(files);
  expect(await core.get('documents.unfinishedImport')).toBeNull();
  // It is one import still.
  await core.get('history.undo');
  expect(await filesIn()).toEqual([]);
});
