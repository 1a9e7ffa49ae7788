import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { missingPaths, namedPaths } from '../../scripts/check-paths.ts';
import { loosePins } from '../../scripts/check-pins.ts';
import { sqlOutOfPlace } from '../../scripts/check-sql.ts';

const root = join(import.meta.dirname, '../..');

describe('SQL stands in queries.ts and in the store alone', () => {
  test('in this project', () => {
    expect(sqlOutOfPlace(root)).toEqual([]);
  });

  test('canary: a handler with SQL is found, a query is not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-sql-'));
    const write = (path: string, line: string): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${line}\n`);
    };
    write('electron/core/claims/handlers.ts', "store.statement<[], Row>('SELECT 1').get();");
    write('electron/core/claims/queries.ts', "store.statement<[], Row>('SELECT 1').get();");
    write('electron/core/notes/handlers.ts', "store.db.prepare('SELECT 1');");
    write('electron/core/store/open.ts', "db.exec('BEGIN');");
    write('electron/hosts/http.ts', 'new Database(path);');
    expect(sqlOutOfPlace(folder)).toEqual([
      'electron/core/claims/handlers.ts:1',
      'electron/core/notes/handlers.ts:1',
      'electron/hosts/http.ts:1',
    ]);
    rmSync(folder, { recursive: true });
  });
});

describe('documents name paths that are there', () => {
  test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s', (name) => {
    const path = join(root, name);
    const text = readFileSync(path, 'utf8');
    expect(namedPaths(text).length).toBeGreaterThan(5);
    expect(missingPaths(path, text)).toEqual([]);
  });

  test('canary: a path that is gone is found, in a map and in a sentence', () => {
    const text = [
      '```',
      'electron/',
      '  main.ts          the entry',
      '  core/            the application',
      '    claims/ gone/  features',
      '```',
      '```sh',
      'npm run gone',
      '```',
      'See `electron/hosts/gone.ts` and `claims.create`.',
    ].join('\n');
    expect(missingPaths(join(root, 'X.md'), text)).toEqual(['electron/core/gone/', 'electron/hosts/gone.ts']);
  });
});

describe('dependencies are pinned exactly', () => {
  test('in this project', () => {
    expect(loosePins(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object)).toEqual([]);
  });

  test('canary: ranges, tags and addresses are found', () => {
    const devDependencies = { a: '^1.0.0', b: '~1.2.3', c: 'latest', d: 'github:a/b', e: '1.2.3', f: '1.x' };
    expect(loosePins({ devDependencies })).toEqual(['a@^1.0.0', 'b@~1.2.3', 'c@latest', 'd@github:a/b', 'f@1.x']);
  });
});
