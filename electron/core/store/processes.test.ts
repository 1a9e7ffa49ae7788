import { chmodSync, readdirSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openInSecondProcess, type SecondProcess } from './second-process.ts';
import { addLabel, countLabels, fileHash, makeCase, openTestStore, testFolder } from './testing.ts';

let files: ReturnType<typeof testFolder>;
let path: string;
let others: SecondProcess[];
beforeEach(() => {
  files = testFolder();
  path = files.path('case.assay');
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

describe('one writer', () => {
  test('a second one is told at once, by name, and nothing is changed', async () => {
    makeCase(path);
    const holder = inSecondProcess(path);
    expect(await holder.next()).toEqual({ ok: { readOnly: null } });
    const before = fileHash(path);
    const started = performance.now();
    expect(() => openTestStore(path)).toThrow(expect.objectContaining({ code: 'CASE_OPEN_ELSEWHERE', data: { name: 'case.assay' } }));
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(fileHash(path)).toBe(before);
    expect(await holder.ask('label still-mine')).toEqual({ ok: null });
  });

  test('in the same process as well', () => {
    makeCase(path);
    const store = openTestStore(path);
    expect(() => openTestStore(path)).toThrow(expect.objectContaining({ code: 'CASE_OPEN_ELSEWHERE' }));
    store.close();
    openTestStore(path).close();
  });

  test('is free again when its holder was killed, and what the holder saved is there', async () => {
    makeCase(path);
    const holder = inSecondProcess(path);
    await holder.next();
    await holder.ask('label saved');
    await holder.kill();
    const store = openTestStore(path);
    expect(countLabels(store)).toBe(4);
    store.close();
  });

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

describe('readers beside a writer', () => {
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

describe('a bad disk', () => {
  const nobody = 65_534;

  test.skipIf(process.getuid?.() !== 0)('a case in a folder that may not be written to is read, and says so', async () => {
    makeCase(path);
    chmodSync(files.folder, 0o755);
    const reader = inSecondProcess(path, { uid: nobody });
    expect(await reader.next()).toEqual({ ok: { readOnly: 'disk' } });
    expect(await reader.ask('count')).toEqual({ ok: 3 });
    expect(await reader.ask('label mine')).toEqual({ code: 'READ_ONLY', data: { reason: 'disk' } });
  });

  test.skipIf(process.getuid?.() !== 0)('a case file that may not be written to, in a folder that may, is read as well', async () => {
    makeCase(path);
    chmodSync(files.folder, 0o777);
    chmodSync(path, 0o444);
    chmodSync(files.path('.case.assay.lock'), 0o666);
    const reader = inSecondProcess(path, { uid: nobody });
    expect(await reader.next()).toEqual({ ok: { readOnly: 'disk' } });
    expect(await reader.ask('count')).toEqual({ ok: 3 });
  });

  test.skipIf(process.getuid?.() !== 0)('no case is made where nothing may be written', async () => {
    chmodSync(files.folder, 0o755);
    const maker = inSecondProcess(path, { uid: nobody, how: 'create' });
    expect(await maker.next()).toMatchObject({ code: 'DISK_FAILED', data: { name: 'case.assay', kind: 'denied' } });
    expect(readdirSync(files.folder)).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')(
    'that takes no more loses nothing that was acknowledged and keeps nothing half done',
    async () => {
      makeCase(path);
      const limit = statSync(path).size + 2_000_000;
      const writer = inSecondProcess(path, { blocks: Math.ceil(limit / 512) });
      expect(await writer.next()).toEqual({ ok: { readOnly: null } });
      let made = 0;
      let answer = await writer.ask('fill');
      for (; (answer as { made?: number }).made !== undefined; answer = await writer.next()) made = (answer as { made: number }).made;
      expect(made).toBeGreaterThan(0);
      expect(answer).toMatchObject({ code: 'DISK_FAILED', data: { name: 'case.assay' } });
      expect(await writer.ask('count')).toEqual({ ok: 3 + made });
      await writer.kill();
      const store = openTestStore(path);
      expect(countLabels(store)).toBe(3 + made);
      expect(store.journal.head().seq).toBe(3 + made);
      expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok');
      store.close();
    },
  );
});
