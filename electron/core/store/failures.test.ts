import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { asReadFailure, asStoreError } from './failures.ts';
import { testFolder } from './testing.ts';

function failureOf(sql: string): unknown {
  const db = new Database(':memory:');
  try {
    return db.prepare(sql).get();
  } catch (error) {
    return error;
  } finally {
    db.close();
  }
}

test('JSON that cannot be read is damage, since nobody but the program writes it; a wrong statement is none', () => {
  const folder = testFolder();
  const path = folder.path('case.assay');
  const [broken, wrong] = [failureOf(`SELECT json_extract('{"a', '$.a')`), failureOf('SELECT nothing')];
  for (const told of [asStoreError, asReadFailure]) {
    expect(told(broken, path)).toMatchObject({ code: 'CASE_DAMAGED', data: { name: 'case.assay' } });
    expect(told(wrong, path)).toBe(wrong);
  }
  folder.remove();
});
