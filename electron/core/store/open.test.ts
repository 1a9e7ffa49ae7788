import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { migrate, statementsOf } from './migrate.ts';
import { currentSchema } from './migrations/index.ts';
import { addLabel, countLabels, fileHash, makeCase, openTestStore, testFolder } from './testing.ts';

let files: ReturnType<typeof testFolder>;
let path: string;
beforeEach(() => {
  files = testFolder();
  path = files.path('case.assay');
});
afterEach(() => files.remove());

const refusal = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was refused');
};

describe('pragmas', () => {
  const wanted = { journal_mode: 'wal', synchronous: 2, fullfsync: 1, foreign_keys: 1, trusted_schema: 0, cell_size_check: 1 };
  const read = (db: Database.Database) => Object.fromEntries(Object.keys(wanted).map((name) => [name, db.pragma(name, { simple: true })]));

  test('are what a crash and a power cut ask for', () => {
    makeCase(path);
    const store = openTestStore(path);
    expect(read(store.db)).toEqual(wanted);
    store.close();
  });

  test('canary: SQLite left to itself has others', () => {
    makeCase(path);
    const db = new Database(path);
    const differing = Object.entries(read(db)).filter(([name, value]) => value !== wanted[name as keyof typeof wanted]);
    expect(differing.map(([name]) => name)).toEqual(expect.arrayContaining(['synchronous', 'fullfsync', 'cell_size_check']));
    db.close();
  });
});

describe('a new case', () => {
  test('never takes the place of a file', () => {
    writeFileSync(path, 'the only copy of a thesis');
    expect(refusal(() => openTestStore(path, { create: true }))).toMatchObject({ code: 'CASE_EXISTS', data: { name: 'case.assay' } });
    expect(readFileSync(path, 'utf8')).toBe('the only copy of a thesis');
    expect(readdirSync(files.folder)).toEqual(['case.assay']);
  });

  test('is one file when it is closed, besides its lock and its journal', () => {
    makeCase(path);
    expect(readdirSync(files.folder).toSorted()).toEqual(['.case.assay.lock', 'case.assay', 'case.assay.journal']);
  });

  test('in a folder that is not there is refused, and nothing is left', () => {
    expect(refusal(() => openTestStore(files.path('nowhere/case.assay'), { create: true }))).toMatchObject({ code: 'CASE_MISSING' });
    expect(readdirSync(files.folder)).toEqual([]);
  });
});

describe('what is not a case is refused and left as it is', () => {
  test('a file that is not there is not made', () => {
    for (const readOnly of [false, true])
      expect(refusal(() => openTestStore(path, { readOnly }))).toMatchObject({ code: 'CASE_MISSING', data: { name: 'case.assay' } });
    expect(readdirSync(files.folder)).toEqual([]);
  });

  test.each([
    ['a text', 'Dear diary'],
    ['nothing', ''],
    ['the beginning of a case', 'SQLite format 3'],
    ['something longer', 'SQLite format 4\0'.padEnd(9_000, 'x')],
  ])('%s', (_what, content) => {
    writeFileSync(path, content);
    for (const readOnly of [false, true]) expect(refusal(() => openTestStore(path, { readOnly }))).toMatchObject({ code: 'NOT_A_CASE' });
    expect(readFileSync(path, 'utf8')).toBe(content);
    expect(readdirSync(files.folder)).toEqual(['case.assay']);
  });

  test('a folder', () => {
    mkdirSync(path);
    expect(refusal(() => openTestStore(path))).toMatchObject({ code: 'NOT_A_CASE' });
  });

  test("another program's database", () => {
    const other = new Database(path);
    other.exec('CREATE TABLE label (id TEXT); PRAGMA user_version = 1');
    other.close();
    const before = fileHash(path);
    for (const readOnly of [false, true]) expect(refusal(() => openTestStore(path, { readOnly }))).toMatchObject({ code: 'NOT_A_CASE' });
    expect(fileHash(path)).toBe(before);
  });
});

describe('a damaged case', () => {
  test('is refused wherever the damage is, and left as it is', () => {
    makeCase(path, 200);
    const sound = readFileSync(path);
    const pageSize = sound.readUInt16BE(16) === 1 ? 65_536 : sound.readUInt16BE(16);
    const unnoticed: number[] = [];
    for (let page = 0; page < sound.length / pageSize; page++) {
      writeFileSync(path, sound);
      const file = openSync(path, 'r+');
      writeSync(file, Buffer.alloc(pageSize - 200, 0xff), 0, pageSize - 200, page * pageSize + (page === 0 ? 100 : 0));
      closeSync(file);
      const damaged = fileHash(path);
      try {
        openTestStore(path).close();
        unnoticed.push(page);
      } catch (error) {
        expect(error).toMatchObject({ code: 'CASE_DAMAGED', data: { name: 'case.assay' } });
      }
      expect(fileHash(path)).toBe(damaged);
    }
    expect(unnoticed).toEqual([]);
  });

  test.each([0, 1, -1, -2_147_483_648])('is told by a format of %i that it does not have', (version) => {
    makeCase(path);
    const db = new Database(path);
    db.pragma(`user_version = ${version}`);
    db.close();
    const before = fileHash(path);
    const beforeMigration = vi.fn();
    for (const readOnly of [false, true])
      expect(refusal(() => openTestStore(path, { readOnly, beforeMigration }))).toMatchObject({
        code: 'CASE_DAMAGED',
        data: { detail: expect.stringContaining('format') },
      });
    expect(beforeMigration).not.toHaveBeenCalled();
    expect(fileHash(path)).toBe(before);
  });

  test('is told by a table or a column that its format has and it has not', () => {
    for (const change of ['DROP TABLE draft', 'ALTER TABLE agent DROP COLUMN hash']) {
      rmSync(path, { force: true });
      makeCase(path);
      const db = new Database(path);
      db.exec(change);
      db.close();
      expect(refusal(() => openTestStore(path))).toMatchObject({ code: 'CASE_DAMAGED' });
    }
  });

  test('is told when it is cut short', () => {
    makeCase(path, 200);
    const sound = readFileSync(path);
    writeFileSync(path, sound.subarray(0, sound.length / 2));
    expect(refusal(() => openTestStore(path))).toMatchObject({ code: 'CASE_DAMAGED' });
    expect(readFileSync(path).length).toBe(Math.floor(sound.length / 2));
  });
});

describe('a case of a newer Assay', () => {
  beforeEach(() => {
    makeCase(path);
    const db = new Database(path);
    db.pragma(`user_version = ${currentSchema + 1}`);
    db.close();
  });

  test('is not opened for writing, and not changed', () => {
    const before = fileHash(path);
    expect(refusal(() => openTestStore(path))).toMatchObject({
      code: 'CASE_NEWER',
      data: { caseSchema: currentSchema + 1, appSchema: currentSchema },
    });
    expect(fileHash(path)).toBe(before);
  });

  test('is read, and says why it is not written', () => {
    const store = openTestStore(path, { readOnly: true });
    expect(store.readOnly).toBe('newer');
    expect(countLabels(store)).toBe(3);
    expect(refusal(() => addLabel(store))).toMatchObject({ code: 'READ_ONLY', data: { reason: 'newer' } });
    store.close();
  });
});

describe('a case opened read-only', () => {
  test('refuses every way of writing', () => {
    makeCase(path);
    const store = openTestStore(path, { readOnly: true });
    const refused = { code: 'READ_ONLY', data: { reason: 'chosen' } };
    expect(refusal(() => addLabel(store))).toMatchObject(refused);
    expect(refusal(() => store.undo())).toMatchObject(refused);
    expect(refusal(() => store.keep(() => undefined))).toMatchObject(refused);
    expect(() => store.db.exec('DELETE FROM label')).toThrow(/readonly/);
    expect(countLabels(store)).toBe(3);
    store.close();
  });

  test('leaves the file as it is', () => {
    makeCase(path);
    const before = fileHash(path);
    openTestStore(path, { readOnly: true }).close();
    expect(fileHash(path)).toBe(before);
  });
});

describe('migrations', () => {
  const stateOf = (db: Database.Database) =>
    JSON.stringify([
      db.pragma('user_version'),
      db.pragma('application_id'),
      db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all(),
      db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'label'").get() ? db.prepare('SELECT * FROM label').all() : [],
    ]);

  const next = `
CREATE TABLE extra (id TEXT PRIMARY KEY, label_id TEXT REFERENCES label (id)) STRICT;
INSERT INTO extra SELECT 'x' || id, id FROM label;
ALTER TABLE label ADD COLUMN shade TEXT;
CREATE INDEX extra_by_label ON extra (label_id);`;

  test.each([0, 1, 2, 3, 4])('of a later format that fail after %i statements leave the case of before, and it opens', (upTo) => {
    makeCase(path);
    const db = new Database(path);
    const before = stateOf(db);
    const broken = [...statementsOf(next).slice(0, upTo), 'SELECT no_such_function();'].join('\n');
    expect(() => migrate(db, [{ version: currentSchema + 1, sql: broken }])).toThrow(/no_such_function/);
    expect(stateOf(db)).toBe(before);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
    const store = openTestStore(path);
    expect(countLabels(store)).toBe(3);
    store.close();
  });

  test('canary: the same statements without the ritual are left half done', () => {
    makeCase(path);
    const db = new Database(path);
    const before = stateOf(db);
    expect(() => db.exec(`${next}\nSELECT no_such_function();`)).toThrow(/no_such_function/);
    expect(stateOf(db)).not.toBe(before);
    db.close();
  });

  test('that leave a reference to nothing are taken back', () => {
    makeCase(path);
    const db = new Database(path);
    const before = stateOf(db);
    const sql = "CREATE TABLE extra (label_id TEXT REFERENCES label (id)); INSERT INTO extra VALUES ('nobody');";
    expect(() => migrate(db, [{ version: currentSchema + 1, sql }])).toThrow(/broken references/);
    expect(stateOf(db)).toBe(before);
    migrate(db, [{ version: currentSchema + 1, sql: next }]);
    expect(db.pragma('user_version', { simple: true })).toBe(currentSchema + 1);
    db.close();
  });
});

test('a newer case that is refused has nothing left beside it', () => {
  makeCase(path);
  const db = new Database(path);
  db.pragma('user_version = 99');
  db.close();
  const before = readdirSync(files.folder);
  expect(() => openTestStore(path)).toThrow(expect.objectContaining({ code: 'CASE_NEWER' }));
  expect(readdirSync(files.folder)).toEqual(before);
});

describe('in a folder that cannot be written to', () => {
  test.skipIf(process.getuid?.() === 0)('a case is read, and says why it is not written', () => {
    makeCase(path);
    chmodSync(files.folder, 0o555);
    const store = openTestStore(path);
    expect(store.readOnly).toBe('disk');
    expect(countLabels(store)).toBe(3);
    store.close();
  });
});
