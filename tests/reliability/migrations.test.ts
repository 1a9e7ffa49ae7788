import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate, statementsOf } from '../../electron/core/store/migrate.ts';
import { currentSchema, migrations } from '../../electron/core/store/migrations/index.ts';
import { fileHash, openTestStore, testFolder } from '../../electron/core/store/testing.ts';
import { columns, tableNames, type TableName } from '../../electron/core/store/tables.ts';
import { testCore } from '../../electron/core/testing.ts';
import { rounds } from './rounds.ts';

const golden = (schema: number): string => join(import.meta.dirname, `golden/schema-${schema}.assay`);
/** Every format that cases in the world have, but for the present one. */
const older = migrations.map(({ version }) => version).filter((version) => version < currentSchema);

/** A migration that went out is never edited. Each is told by its SHA-256; a new one adds a line. */
const released: Record<number, string> = {
  1: '89643b87ccd340175646313ab5ed3f3458eca0a6f44d475b75221e88100e5aa0',
  2: '43b82c214dd029501bf371b938a8ffae01d9f228cd10342ae2e7beff24d9f7de',
  3: 'a120d67afdae7bce5ae48cd4872726ec2e6a16fdb83171bfef4e9497b0b2bb12',
  4: 'c2050026415bf4f6205147e3691ef8584ec7987cfc4d20dc0558ada0ca72a118',
  5: '3f4192626e9eeb553d572cc9f985b9b71628d75899a2b43ed45cee97a66f5409',
  6: 'a42993e45d0c190c3ba74af91089d5018dd13509738e4d1bebb43606836c3e8b',
};

let files: ReturnType<typeof testFolder>;
let path: string;
beforeEach(() => {
  files = testFolder();
  path = files.path('case.assay');
});
afterEach(() => files.remove());

/** Tables, their rows and the version: all that a migration may change. */
function stateOf(db: Database.Database): string {
  const schema = db
    .prepare<[], { name: string; type: string; sql: string | null }>('SELECT name, type, sql FROM sqlite_schema ORDER BY name')
    .all();
  const tables = schema.filter(({ type, sql }) => type === 'table' && !/VIRTUAL/.test(sql ?? ''));
  const rows = tables.map(({ name }) =>
    createHash('sha256')
      .update(JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).raw().all().map(String)))
      .digest('hex'),
  );
  return JSON.stringify([db.pragma('user_version'), db.pragma('application_id'), schema, rows]);
}

function stateOfFile(file: string): string {
  const db = new Database(file);
  try {
    return stateOf(db);
  } finally {
    db.close();
  }
}

/** The journaled rows of a case of any format, in the columns of the present one; what came later holds nothing. */
function rowsOf(file: string): string {
  const db = new Database(file);
  try {
    const there = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    const columnOf = (table: TableName): ((column: string) => string) => {
      const known = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
      return (column) => (known.includes(column) ? column : `NULL AS ${column}`);
    };
    return tableNames
      .map((table) =>
        there.includes(table) ? db.prepare(`SELECT ${columns[table].map(columnOf(table)).join(', ')} FROM ${table} ORDER BY id`).all() : [],
      )
      .map((rows) => JSON.stringify(rows))
      .join('\n');
  } finally {
    db.close();
  }
}

/** A file as it was before a migration, and each place at which that migration can be broken off, its commit included. */
const places = migrations.flatMap(({ version, sql }) =>
  [...statementsOf(sql), 'commit'].map((_statement, ordinal) => ({ from: version - 1, version, ordinal })),
);

function lay(from: number): void {
  if (from > 0) copyFileSync(golden(from), path);
  else new Database(path).exec('PRAGMA journal_mode = WAL').close();
}

/** What the rest of the world finds afterwards must be the format of before or the next one, whole, and a case that opens. */
function mustBeWhole(from: number, before: string): void {
  expect(stateOfFile(path)).toBe(before);
  if (from === 0) return;
  const store = openTestStore(path);
  expect(store.db.pragma('user_version', { simple: true })).toBe(currentSchema);
  store.close();
  expect(rowsOf(path)).toBe(rowsOf(golden(from)));
}

describe('upgrades cannot lose', () => {
  // Protects: a migration that fails at any statement leaves the case of before.
  test('a failure at whatever statement of every migration leaves the format of before', () => {
    expect(places.length).toBeGreaterThan(80);
    for (const { from, version, ordinal } of places) {
      lay(from);
      const before = stateOfFile(path);
      const db = new Database(path);
      const stop = (atVersion: number, at: number): void => {
        if (atVersion === version && at === ordinal) throw new Error('broken off');
      };
      expect(() => migrate(db, migrations, stop)).toThrow('broken off');
      db.close();
      mustBeWhole(from, before);
      files.clear();
    }
  });

  // Protects: nothing between the formats, whenever the power goes.
  test('a kill at whatever statement leaves the format of before', async () => {
    const step = Math.max(1, Math.floor(places.length / rounds(8, places.length)));
    for (const { from, version, ordinal } of places.filter((_place, index) => index % step === 0)) {
      lay(from);
      const before = stateOfFile(path);
      await expect(runChild(version, ordinal)).rejects.toMatchObject({ signal: 'SIGKILL' });
      mustBeWhole(from, before);
      files.clear();
    }
  });

  test('canary: without one transaction a failure leaves something between', () => {
    for (const { from, version, ordinal } of places.filter((place) => place.from > 0 && place.ordinal > 0 && place.ordinal % 10 === 5)) {
      lay(from);
      const before = stateOfFile(path);
      const db = new Database(path);
      db.function('row_hash', { varargs: true }, () => 'x');
      for (const statement of statementsOf(migrations.find((migration) => migration.version === version)!.sql).slice(0, ordinal))
        db.exec(statement);
      db.close();
      expect(() => mustBeWhole(from, before)).toThrow();
      files.clear();
    }
  });

  const runChild = (version: number, ordinal: number): Promise<unknown> =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, 'children/migrate.ts'), path, String(version), String(ordinal)]);
});

describe('every format that was ever released', () => {
  test('has a golden case here', () => {
    expect(older.filter((schema) => !existsSync(golden(schema)))).toEqual([]);
    expect(older.length).toBeGreaterThan(0);
  });

  // Protects: a migration that went out and was edited afterwards would make two formats of one number.
  test('is made by the migration that went out, to the letter', () => {
    for (const [version, hash] of Object.entries(released)) {
      const { sql } = migrations.find((migration) => migration.version === Number(version))!;
      expect(createHash('sha256').update(sql).digest('hex'), `migration ${version} was edited`).toBe(hash);
    }
    expect(Object.keys(released).map(Number)).toEqual(migrations.map(({ version }) => version));
  });

  test.each(older)('opens for ever: format %i, with every row as it was and a sound history', async (schema) => {
    copyFileSync(golden(schema), path);
    const before = rowsOf(golden(schema));
    const asked: number[] = [];
    const store = openTestStore(path, { beforeMigration: (_path, from) => asked.push(from) });
    expect(store.opening.migratedFrom).toBe(schema);
    store.close();
    expect(asked).toEqual([schema]);
    expect(rowsOf(path)).toBe(before);
    const { core, client, close } = testCore();
    core.workbench.open(path);
    expect((await client.integrity.verify({})).checks.flatMap(({ problems }) => problems)).toEqual([]);
    close();
  });

  test.each(older)('canary: a migration from format %i that changed a word would be seen, by the rows and by the check', async (schema) => {
    copyFileSync(golden(schema), path);
    const careless = migrations.map((migration) =>
      migration.version === currentSchema ? { ...migration, sql: `${migration.sql}\nUPDATE claim SET text = text || '.';\n` } : migration,
    );
    const db = new Database(path);
    migrate(db, careless);
    db.close();
    expect(rowsOf(path)).not.toBe(rowsOf(golden(schema)));
    const { core, client, close } = testCore();
    core.workbench.open(path);
    expect((await client.integrity.verify({})).ok).toBe(false);
    close();
  });

  test.each(older)('opens read-only without a byte written: format %i', (schema) => {
    copyFileSync(golden(schema), path);
    const before = fileHash(path);
    const store = openTestStore(path, { readOnly: true });
    expect(store.db.pragma('user_version', { simple: true })).toBe(currentSchema);
    expect(store.statement<[], number>('SELECT count(*) FROM claim').pluck().get()).toBeGreaterThan(0);
    store.close();
    expect(fileHash(path)).toBe(before);
  });

  // Protects: no migration begins before the case was put away safely.
  test.each(older)('stays as it is when it cannot be backed up first: format %i', (schema) => {
    copyFileSync(golden(schema), path);
    const before = fileHash(path);
    const refuse = (): never => {
      throw new Error('no room for a backup');
    };
    expect(() => openTestStore(path, { beforeMigration: refuse })).toThrow('no room for a backup');
    expect(fileHash(path)).toBe(before);
    openTestStore(path, { readOnly: true }).close();
  });
});
