import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { fileHash } from '../store/testing.ts';
import { failingCase } from './testing.ts';

const bench = failingCase();

describe('looking into a case that does not open', () => {
  test('nothing is written beside it, and all that is known is said', async () => {
    await bench.fill();
    await bench.client.backups.make({});
    const { seq } = bench.store().journal.head();
    await bench.close();
    bench.overwrite(0, Buffer.alloc(4_096));
    const key = await bench.failToOpen();
    const before = [fileHash(bench.path), readdirSync(bench.file('cases'))];
    const found = await bench.client.recovery.inspect({ key: null });
    expect(found).toMatchObject({ key, name: 'Harbour', fileName: 'Harbour.assay', state: 'damaged', newest: { seq } });
    expect(found.journal).toMatchObject({ state: 'usable', operations: seq });
    expect(found.readable).toContainEqual({ table: 'claim', rows: 1, expected: 1 });
    expect(found.backups[0]).toMatchObject({ seq, fromJournal: 0, missing: 0 });
    expect([fileHash(bench.path), readdirSync(bench.file('cases'))]).toEqual(before);
  });

  test.each<[state: string, damage: () => void]>([
    ['empty', () => truncateSync(bench.path, 0)],
    ['cut', () => truncateSync(bench.path, readFileSync(bench.path).length - 8_192)],
    ['missing', () => rmSync(bench.path)],
    ['foreign', () => writeFileSync(bench.path, 'A letter to the harbour master. '.repeat(1_000))],
    ['damaged', () => bench.overwrite(50 * 4_096, Buffer.alloc(4_096, 0x55))],
    ['sound', (): void => undefined],
    [
      'newer',
      () => {
        const db = new Database(bench.path);
        db.pragma('user_version = 99');
        db.close();
      },
    ],
  ])('a file is told as %s', async (state, damage) => {
    await bench.fill();
    await bench.close();
    damage();
    const [known] = await bench.client.cases.known({});
    expect(await bench.client.recovery.inspect({ key: known!.key })).toMatchObject({ state });
  });

  test('without a failed case there is nothing to look into', async () => {
    await expect(bench.client.recovery.inspect({ key: null })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(bench.client.recovery.inspect({ key: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
