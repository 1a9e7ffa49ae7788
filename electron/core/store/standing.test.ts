import { copyFileSync, readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFileHead } from './file-head.ts';
import { holdFile } from './standing.ts';
import { addLabel, countLabels, fileHash, makeCase, openTestStore, testFolder } from './testing.ts';

let files: ReturnType<typeof testFolder>;
let path: string;
beforeEach(() => {
  files = testFolder();
  path = files.path('case.assay');
  makeCase(path, 30);
});
afterEach(() => files.remove());

const fold = (store: ReturnType<typeof openTestStore>): unknown => store.db.pragma('wal_checkpoint(TRUNCATE)');

describe('a file that is written over in place', () => {
  test.each<[what: string, over: (older: Buffer) => void]>([
    ['another case', () => writeFileSync(path, readFileSync(files.path('other.assay')))],
    ['an older copy of itself', (older) => writeFileSync(path, older)],
    ['a newer copy of itself', () => writeFileSync(path, readFileSync(files.path('newer.assay')))],
    ['a text', () => writeFileSync(path, 'A letter to the harbour master.')],
    ['nothing', () => truncateSync(path)],
  ])('by %s takes no change any more, and nothing of the case gets into it', (_what, over) => {
    makeCase(files.path('other.assay'), 30);
    const older = readFileSync(path);
    copyFileSync(path, files.path('newer.assay'));
    makeNewer(files.path('newer.assay'));
    const store = openTestStore(path);
    addLabel(store, 'in the file');
    fold(store);
    addLabel(store, 'in the log');
    const { ino } = statSync(path);
    over(older);
    expect(statSync(path).ino).toBe(ino);
    const written = fileHash(path);
    expect(store.standing!.look()).toBe('replaced');
    expect(() => addLabel(store)).toThrow(expect.objectContaining({ code: 'CASE_GONE', data: { name: 'case.assay', what: 'replaced' } }));
    expect(store.fold()).toBe(false);
    store.close();
    expect(fileHash(path)).toBe(written);
    expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    expect(readdirSync(files.folder).filter((name) => name.startsWith('case.assay-wal.'))).toHaveLength(1);
  });

  function makeNewer(copy: string): void {
    const store = openTestStore(copy);
    for (let count = 0; count < 5; count++) addLabel(store, 'made elsewhere');
    store.close();
  }

  test('by its own content again, after another, is worked on', () => {
    const store = openTestStore(path);
    const own = readFileSync(path);
    writeFileSync(path, 'something else');
    expect(store.standing!.look()).toBe('replaced');
    writeFileSync(path, own);
    addLabel(store, 'on we go');
    store.close();
    const again = openTestStore(path);
    expect(countLabels(again)).toBe(31);
    again.close();
  });
});

describe('a file is still the same', () => {
  const touch = (): void => utimesSync(path, new Date(0), new Date(0));

  test('through all that its writer folds into it, by itself and on demand', () => {
    const store = openTestStore(path);
    const { handle, release } = holdFile(path);
    const root = store.db.prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'operation'").pluck().get()!;
    const reached = new Set<number>();
    for (let count = 0; count < 400; count++) {
      addLabel(store, `Label ${count} ${'x'.repeat(2_000)}`);
      reached.add(readFileHead(handle, root)!.seq);
      expect(store.standing!.look()).toBe('here');
    }
    // More than one checkpoint was met on the way.
    expect(reached.size).toBeGreaterThan(2);
    fold(store);
    expect(readFileHead(handle, root)).toEqual({ seq: store.journal.head().seq, hash: store.journal.head().hash });
    touch();
    store.undo();
    fold(store);
    store.redo();
    expect(store.standing!.look()).toBe('here');
    release();
    store.close();
  });

  test('though an operation has a name that does not fit on one page', () => {
    const store = openTestStore(path);
    store.transact('Long '.repeat(4_000), (tx) =>
      tx.insert('label', { id: crypto.randomUUID(), name: 'A', colour: 'red', definition: '', parent_id: null }),
    );
    fold(store);
    touch();
    addLabel(store);
    store.close();
  });

  test('when somebody touches it, or folds the log of its writer', () => {
    const store = openTestStore(path);
    addLabel(store);
    touch();
    addLabel(store);
    const theirs = new Database(path);
    theirs.pragma('wal_checkpoint(TRUNCATE)');
    theirs.close();
    touch();
    addLabel(store);
    expect(store.standing!.look()).toBe('here');
    store.close();
  });

  test('when its journal brings back what it had lost', () => {
    const older = readFileSync(path);
    const store = openTestStore(path);
    for (let count = 0; count < 5; count++) addLabel(store);
    store.close();
    writeFileSync(path, older);
    const healed = openTestStore(path);
    expect(healed.opening.journal).toMatchObject({ state: 'case-healed', count: 5 });
    fold(healed);
    addLabel(healed);
    expect(countLabels(healed)).toBe(36);
    healed.close();
  });

  test('for who reads it while another writes', () => {
    const writer = openTestStore(path);
    const reader = openTestStore(path, { readOnly: true });
    for (let count = 0; count < 3; count++) {
      addLabel(writer);
      fold(writer);
      expect(reader.standing!.look()).toBe('here');
    }
    reader.close();
    writer.close();
  });
});
