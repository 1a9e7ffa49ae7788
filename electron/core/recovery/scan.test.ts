import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readImage } from '../store/open.ts';
import { addLabel, makeCase, openTestStore, testFolder } from '../store/testing.ts';
import { currentSchema } from '../store/migrations/index.ts';
import { columns, tableNames } from '../store/tables.ts';
import { openImage } from './image.ts';
import { makeLayouts } from './layouts.ts';
import { scan, type FoundRow, type Scan } from './scan.ts';

const demo = join(import.meta.dirname, '../../../resources/demo.assay');
const layouts = makeLayouts(undefined);

let files: ReturnType<typeof testFolder>;
beforeEach(() => {
  files = testFolder();
});
afterEach(() => files.remove());

function read(path: string): { rows: FoundRow[]; result: Scan } {
  const image = openImage(path);
  const rows: FoundRow[] = [];
  try {
    return { rows, result: scan(image, layouts, (row) => rows.push(row)) };
  } finally {
    image.close();
  }
}

test('a sound case is read as SQLite reads it, row by row and value by value', () => {
  const { rows, result } = read(demo);
  const db = new Database(readImage(demo, undefined));
  for (const table of [...tableNames, 'operation', 'change', 'original', 'extraction'] as const) {
    const found = rows.filter((row) => row.table === table);
    expect(found.every(({ place, proof }) => place === 'tree' && proof !== 'damaged')).toBe(true);
    const names =
      table in columns
        ? ['hash', ...columns[table as 'claim']]
        : layouts.find((layout) => layout.table === table)!.columns.map(({ name }) => name);
    const sorted = (all: Record<string, unknown>[]): string[] =>
      all.map((row) => JSON.stringify(names.map((name) => row[name]))).toSorted();
    expect(sorted(found.map(({ values }) => values))).toEqual(
      sorted(db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()),
    );
  }
  db.close();
  expect(result).toMatchObject({ brokenPages: 0, tablesKnown: true, schema: currentSchema });
});

test('what was committed to the write-ahead log is read over the file, and an unfinished end is not', () => {
  const path = files.path('case.assay');
  makeCase(path);
  const store = openTestStore(path);
  store.db.pragma('wal_autocheckpoint = 0');
  addLabel(store, 'In the log');
  const copy = files.path('copy.assay');
  for (const suffix of ['', '-wal']) writeFileSync(copy + suffix, readFileSync(path + suffix));
  store.close();
  const labels = (): unknown[] =>
    read(copy).rows.flatMap(({ table, place, values }) => (table === 'label' && place === 'tree' ? [values['name']] : []));
  expect(labels()).toContain('In the log');
  const log = readFileSync(`${copy}-wal`);
  log[log.length - 5_000]! ^= 1;
  writeFileSync(`${copy}-wal`, log);
  expect(labels()).not.toContain('In the log');
});
