/** One writer: whoever comes second is told at once and may read on, by whatever name it comes; nothing but the end of the first lets it in. */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCase } from '../../electron/core/cases/begin.ts';
import { acquireWriterLock } from '../../electron/core/store/lock.ts';
import { openInSecondProcess, type SecondProcess } from '../../electron/core/store/second-process.ts';
import { addLabel, countLabels, fileHash, makeCase, openTestStore, testFolder } from '../../electron/core/store/testing.ts';
import { startCore, type CoreProcess } from './core-process.ts';
import { rounds } from './rounds.ts';

let files: ReturnType<typeof testFolder>;
let path: string;
let others: { kill(): Promise<void> }[];
beforeEach(() => {
  files = testFolder();
  mkdirSync(files.path('cases'));
  path = files.path('cases/case.assay');
  others = [];
});
afterEach(async () => {
  for (const other of others) await other.kill();
  files.remove();
});

function inSecondProcess(...options: Parameters<typeof openInSecondProcess>): SecondProcess {
  const other = openInSecondProcess(...options);
  others.push(other);
  return other;
}

async function inSecondCore(heartless = false): Promise<CoreProcess> {
  const core = await startCore({ folder: files.folder, heartless });
  others.push(core);
  return core;
}

/** What the application makes: a case with its first operation, and three labels. */
function makeWholeCase(): void {
  const store = createCase({ path, clock: () => new Date(), newId: randomUUID, actor: () => 'Tester' }, 'Harbour');
  for (let made = 0; made < 3; made++) addLabel(store, `Label ${made}`);
  store.close();
}

const elsewhere = (name = 'case.assay') => expect.objectContaining({ code: 'CASE_OPEN_ELSEWHERE', data: { name } });

describe('one writer', () => {
  // Protects: the work of the process that has the case open.
  test('a second one is told at once, by name, and nothing is changed', async () => {
    makeCase(path);
    const holder = inSecondProcess(path);
    expect(await holder.next()).toEqual({ ok: { readOnly: null } });
    const before = fileHash(path);
    const started = performance.now();
    expect(() => openTestStore(path)).toThrow(elsewhere());
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(fileHash(path)).toBe(before);
    expect(await holder.ask('label still-mine')).toEqual({ ok: null });
  });

  // Protects: the same for the whole application, which offers to read.
  test('a second application is told at once, and reads', async () => {
    makeWholeCase();
    const holder = inSecondProcess(path);
    await holder.next();
    await holder.ask('label mine');
    const core = await inSecondCore();
    const told = await core.call('cases.openPath', { path });
    expect(told).toMatchObject({ code: 'CASE_OPEN_ELSEWHERE', data: { name: 'case.assay' } });
    expect(told.ms).toBeLessThan(1_000);
    expect(told.message).toContain('read-only');
    expect(await core.get('cases.openPath', { path, readOnly: true })).toMatchObject({ readOnly: 'chosen', follows: true });
    expect(await core.get('labels.list')).toHaveLength(4);
    expect(await core.call('labels.create', { id: randomUUID(), name: 'Mine', colour: 'red', definition: '' })).toMatchObject({
      code: 'READ_ONLY',
      data: { reason: 'chosen' },
    });
  });

  // Protects: two windows of one process from each other.
  test('in the same process as well', () => {
    makeCase(path);
    const store = openTestStore(path);
    expect(() => openTestStore(path)).toThrow(elsewhere());
    store.close();
    openTestStore(path).close();
  });

  // Protects: a case from staying locked by a process that is no more.
  test('is free again when its holder was killed, and what the holder saved is there', async () => {
    makeCase(path);
    for (let round = 1; round <= rounds(2, 50); round++) {
      const holder = inSecondProcess(path);
      expect(await holder.next()).toEqual({ ok: { readOnly: null } });
      await holder.ask('label saved');
      await holder.kill();
      const store = openTestStore(path);
      expect(countLabels(store)).toBe(3 + round);
      store.close();
    }
  });

  // Protects: a holder that hangs is a holder.
  test('is not free while its holder only stands still', async () => {
    makeWholeCase();
    const core = await inSecondCore();
    await core.get('cases.openPath', { path });
    process.kill(core.pid, 'SIGSTOP');
    const started = performance.now();
    expect(() => openTestStore(path)).toThrow(elsewhere());
    expect(performance.now() - started).toBeLessThan(1_000);
    process.kill(core.pid, 'SIGCONT');
    expect(await core.get('labels.list')).toHaveLength(3);
  });

  // Protects: the moment in which two come at once.
  test('is one of those who come at once', async () => {
    makeCase(path);
    for (let round = 0; round < rounds(2, 50); round++) {
      const both = [inSecondProcess(path), inSecondProcess(path)];
      const answers = await Promise.all(both.map((other) => other.next()));
      // One may come after the other; never are both let in.
      expect(answers.filter((answer) => 'ok' in (answer as object))).toHaveLength(1);
      expect(answers).toContainEqual(expect.objectContaining({ code: 'CASE_OPEN_ELSEWHERE' }));
      for (const other of both) await other.kill();
    }
  });

  // Protects: a new case whose maker was killed from being taken for no case at all.
  test('a case whose maker was killed at once is a case', async () => {
    const maker = inSecondProcess(path, { how: 'create' });
    expect(await maker.next()).toEqual({ ok: { readOnly: null } });
    await maker.kill();
    const store = openTestStore(path);
    addLabel(store);
    store.close();
  });

  test('canary: without the lock SQLite lets two in', async () => {
    makeCase(path);
    const holder = inSecondProcess(path);
    await holder.next();
    const db = new Database(path);
    expect(db.prepare("UPDATE label SET name = 'Mine now'").run().changes).toBe(3);
    db.close();
  });
});

describe('other names of the same case', () => {
  // Protects: one case that is reached by two ways.
  test.skipIf(process.platform === 'win32')('symbolic links, to the file and to its folder, share its lock', async () => {
    makeCase(path);
    const link = files.path('link.assay');
    symlinkSync(path, link);
    symlinkSync(dirname(path), files.path('folder'));
    const holder = inSecondProcess(link);
    expect(await holder.next()).toEqual({ ok: { readOnly: null } });
    await holder.ask('label saved');
    for (const name of [path, link, join(files.path('folder'), 'case.assay')])
      expect(() => openTestStore(name)).toThrow(expect.objectContaining({ code: 'CASE_OPEN_ELSEWHERE' }));
    // The canary: a lock beside the link would be another one.
    const beside = acquireWriterLock(link);
    expect(beside).not.toBeNull();
    beside!.release();
    await holder.ask('close');
    const store = openTestStore(path);
    expect(countLabels(store)).toBe(4);
    store.close();
  });

  // Protects: changes that stand in the log of one name only.
  test('hard links are read, and say why they are not written', async () => {
    makeCase(path);
    const second = files.path('cases/second.assay');
    linkSync(path, second);
    for (const name of [path, second]) {
      const store = openTestStore(name);
      expect(store.readOnly).toBe('linked');
      expect(() => addLabel(store)).toThrow(expect.objectContaining({ code: 'READ_ONLY', data: { reason: 'linked' } }));
      expect(countLabels(store)).toBe(3);
      store.close();
    }
  });

  // Protects: a second name that is given to a case while it is open.
  test('a hard link made under an open case changes nothing for its writer, and is read by others', async () => {
    makeCase(path);
    const holder = inSecondProcess(path);
    await holder.next();
    const second = files.path('cases/second.assay');
    linkSync(path, second);
    expect(await holder.ask('label still-mine')).toEqual({ ok: null });
    const store = openTestStore(second);
    expect(store.readOnly).toBe('linked');
    // The canary: by this name the newest change is not seen, so that writing here would have lost it.
    expect(countLabels(store)).toBe(3);
    store.close();
    await holder.ask('close');
    const again = openTestStore(path);
    expect(countLabels(again)).toBe(4);
    again.close();
  });

  // Protects: a case whose folder is renamed under its writer.
  test('a new name of the folder finds it open elsewhere', async () => {
    makeCase(path);
    const holder = inSecondProcess(path);
    await holder.next();
    renameSync(files.path('cases'), files.path('renamed'));
    expect(() => openTestStore(files.path('renamed/case.assay'))).toThrow(elsewhere());
    expect(await holder.ask('label lost')).toEqual({ code: 'CASE_GONE', data: { name: 'case.assay', what: 'missing' } });
    renameSync(files.path('renamed'), files.path('cases'));
    expect(await holder.ask('label kept')).toEqual({ ok: null });
  });
});

describe('readers beside a writer', () => {
  // Protects: readers from stale pages.
  test('see what it commits', async () => {
    makeCase(path);
    const writer = inSecondProcess(path);
    await writer.next();
    const reader = openTestStore(path, { readOnly: true });
    expect(countLabels(reader)).toBe(3);
    for (let expected = 4; expected < 7; expected++) {
      await writer.ask('label more');
      expect(countLabels(reader)).toBe(expected);
    }
    reader.close();
  });

  // Protects: whoever reads along from looking at what was true an hour ago.
  test('are told of every commit within a second, by the tables that it wrote', async () => {
    makeWholeCase();
    const writer = inSecondProcess(path);
    await writer.next();
    const [reader, heartless] = [await inSecondCore(), await inSecondCore(true)];
    for (const core of [reader, heartless]) await core.get('cases.openPath', { path, readOnly: true });
    for (let made = 0; made < rounds(3, 100); made++) {
      reader.forgetEvents();
      await writer.ask(`label more-${made}`);
      expect(await reader.told((event) => event.type === 'changed', 1_000)).toMatchObject({
        label: 'Label',
        tables: ['label'],
        seq: 5 + made,
      });
      expect(await reader.get('labels.list')).toHaveLength(4 + made);
    }
    // The canary: without its heartbeat a reader is told nothing.
    await heartless.get('labels.list');
    expect(heartless.events.filter((event) => event.type === 'changed')).toEqual([]);
  });

  // Protects: the writer from its readers.
  test('keep nobody from writing', async () => {
    makeCase(path);
    const reader = inSecondProcess(path, { how: 'read' });
    expect(await reader.next()).toEqual({ ok: { readOnly: 'chosen' } });
    const store = openTestStore(path);
    addLabel(store);
    expect(await reader.ask('count')).toEqual({ ok: 4 });
    expect(await reader.ask('label mine')).toEqual({ code: 'READ_ONLY', data: { reason: 'chosen' } });
    store.close();
  });
});
