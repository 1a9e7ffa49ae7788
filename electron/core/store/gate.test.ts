import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from './open.ts';
import { addLabel, countLabels, openTestStore, testFolder } from './testing.ts';

let files: ReturnType<typeof testFolder>;
let store: Store;
beforeEach(() => {
  files = testFolder();
  store = openTestStore(files.path('case.assay'), { create: true });
  addLabel(store, 'First');
  addLabel(store, 'Second');
});
afterEach(() => {
  store.close();
  files.remove();
});

const label = { name: 'Half', colour: 'red', definition: '', parent_id: null };

/** What SQLite says when a sync fails. */
function failOnce(): void {
  const refused = (): unknown =>
    store.transact('Failing', () => {
      throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');
    });
  expect(refused).toThrow(expect.objectContaining({ code: 'DISK_FAILED', data: expect.objectContaining({ kind: 'io' }) }));
}

/** The disk forgets the newest operation, as one does that did not write what it said it had. */
function forgetNewest(): void {
  const disk = new Database(store.path);
  disk.pragma('foreign_keys = OFF');
  const guards = disk
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('operation', 'change')")
    .pluck();
  for (const guard of guards.all()) disk.exec(`DROP TRIGGER "${guard}"`);
  disk.exec('DELETE FROM change WHERE seq = 2; DELETE FROM operation WHERE seq = 2');
  disk.close();
}

test('after a failure nothing is saved until what was acknowledged has been read back', () => {
  failOnce();
  addLabel(store, 'Third');
  expect(countLabels(store)).toBe(3);
});

test('a disk that has forgotten what was acknowledged takes no more after a failure', () => {
  failOnce();
  forgetNewest();
  for (let tries = 0; tries < 2; tries++)
    expect(() => addLabel(store, 'Third')).toThrow(
      expect.objectContaining({ code: 'DISK_FAILED', data: expect.objectContaining({ kind: 'io' }) }),
    );
  expect(countLabels(store)).toBe(2);
});

test('canary: without a failure nobody looks', () => {
  forgetNewest();
  addLabel(store, 'Third');
  expect(countLabels(store)).toBe(3);
});

test('a transaction that the disk has ended keeps nothing, even where its work goes on', () => {
  expect(() =>
    store.transact('Ended', (tx) => {
      tx.insert('label', { ...label, id: '1' });
      store.db.exec('ROLLBACK');
    }),
  ).toThrow('the transaction was ended');
  expect(countLabels(store)).toBe(2);
  addLabel(store, 'Third');
});

test('listeners are told of every write how the disk took it', () => {
  const told: (string | null)[] = [];
  const stop = store.onWrite((failure) => told.push(failure && failure.code));
  addLabel(store, 'Third');
  failOnce();
  store.keep(() => undefined);
  expect(() => store.transact('Refused', (tx) => tx.need('label', 'none'))).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  stop();
  addLabel(store, 'Fourth');
  expect(told).toEqual([null, 'DISK_FAILED', null]);
});
