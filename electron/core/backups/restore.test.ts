import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testStyle } from '../citations/testing/styles.ts';
import { dumpJournaled } from '../store/dump.ts';
import { currentSchema } from '../store/migrations/index.ts';
import { addLabel, fileHash, openTestStore } from '../store/testing.ts';
import { addArticle, addPassage } from '../testing.ts';
import { backupBench, type BackupBench } from './testing.ts';

let bench: BackupBench;
beforeEach(() => {
  bench = backupBench({ automaticBackups: false });
});
afterEach(() => bench.close());

/** All content, without what is written with every change. */
const said = () => dumpJournaled(bench.store).replaceAll(/^\["([^"]+)",\d+,"([^"]+)","[^"]+"/gm, '["$1","$2"');

async function work() {
  const article = await addArticle(bench, 'The quay wall gave way on Sunday. Forty boats were damaged.');
  const passage = await addPassage(bench, article, 'Forty boats');
  const claim = await bench.client.claims.create({
    id: bench.newId(),
    fields: { text: 'Forty boats were damaged.', claimant: 'Port office' },
    sighting: { id: bench.newId(), passage: { passageId: passage.id } },
  });
  await bench.client.notes.create({ id: bench.newId(), targetKind: 'claim', targetId: claim.id, markdown: 'Ask the port office.' });
  const label = await bench.client.labels.create({ id: bench.newId(), name: 'Boats', colour: 'blue', definition: '' });
  await bench.client.labels.assign({ targetKind: 'passage', targetIds: [passage.id], add: [label.id], remove: [] });
  await bench.client.citations.addStyle({ file: new File([testStyle()], 'house.csl'), choose: true });
  return { article, passage, claim, label };
}

test('restoring brings every row back, and undoing that brings every byte back', async () => {
  const { claim, label, article } = await work();
  const { id } = await bench.client.backups.make({});
  const then = said();
  await bench.client.claims.remove({ claimIds: [claim.id] });
  await bench.client.labels.update({ labelId: label.id, revision: label.revision, fields: { name: 'Ships' } });
  await bench.client.documents.paste({ documentId: bench.newId(), text: 'Another article altogether.', citation: {} });
  await bench.client.notes.create({ id: bench.newId(), targetKind: 'document', targetId: article.documentId, markdown: 'Later.' });
  const now = dumpJournaled(bench.store);

  const { label: called, rows, seq } = await bench.client.backups.restore({ id });
  expect(called).toMatch(/^Restore backup of 1 January 2026 at \d\d:00$/);
  expect(rows).toBeGreaterThan(5);
  expect(said()).toBe(then);
  expect(bench.store.journal.head().seq).toBe(seq);
  expect((await bench.client.integrity.verify({})).ok).toBe(true);
  expect((await bench.client.backups.list({})).backups).toMatchObject([{ reason: 'restore', operationsSince: 1 }, { id }]);

  expect(await bench.client.history.undo({})).toMatchObject({ label: called });
  expect(dumpJournaled(bench.store)).toBe(now);
  await bench.client.history.redo({});
  expect(said()).toBe(then);
  expect((await bench.client.integrity.verify({})).ok).toBe(true);
});

test('restoring what is there already changes nothing', async () => {
  await work();
  const { id } = await bench.client.backups.make({});
  const before = dumpJournaled(bench.store);
  expect(await bench.client.backups.restore({ id })).toMatchObject({ rows: 0, seq: bench.store.journal.head().seq });
  expect(dumpJournaled(bench.store)).toBe(before);
});

test('rows that changed names with one another change them back', async () => {
  const agents = (['Port office', 'Harbour board'] as const).map((name) => ({ id: bench.newId(), kind: 'organisation', name, role: '' }));
  bench.store.transact('Make two', (tx) => agents.forEach((agent) => tx.insert('agent', agent)));
  const { id } = await bench.client.backups.make({});
  const then = said();
  bench.store.transact('Change names', (tx) => {
    tx.update('agent', agents[0]!.id, { name: 'Somebody' });
    tx.update('agent', agents[1]!.id, { name: 'Port office' });
    tx.update('agent', agents[0]!.id, { name: 'Harbour board' });
  });
  const now = dumpJournaled(bench.store);
  await bench.client.backups.restore({ id });
  expect(said()).toBe(then);
  await bench.client.history.undo({});
  expect(dumpJournaled(bench.store)).toBe(now);
});

test('texts that the case lacks are taken over from the backup', async () => {
  const { article } = await work();
  const { id } = await bench.client.backups.make({});
  const then = said();
  await bench.client.history.undo({});
  // A case that was salvaged has the rows it could read, and not every text.
  bench.store.transact('Lose all', (tx) => {
    for (const table of [
      'label_use',
      'label',
      'note',
      'sighting',
      'claim',
      'passage',
      'document',
      'document_version',
      'reference_file',
    ] as const)
      for (const rowId of bench.store.db.prepare<[], string>(`SELECT id FROM ${table}`).pluck().all()) tx.remove(table, rowId);
  });
  const { db } = bench.store;
  const guards = db.prepare<[], { name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_schema WHERE name IN ('original_kept', 'extraction_kept')",
  );
  const rules = guards.all();
  for (const { name } of rules) db.exec(`DROP TRIGGER ${name}`);
  db.exec("DELETE FROM original; DELETE FROM extraction; INSERT INTO extraction_search (extraction_search) VALUES ('rebuild')");
  for (const { sql } of rules) db.exec(sql);
  await bench.client.backups.restore({ id });
  expect(said()).toBe(then);
  expect((await bench.client.documents.get({ documentId: article.documentId })).version.text).toBe(article.text);
  const { chosen } = await bench.client.citations.styles({});
  expect(chosen).not.toBeNull();
  expect((await bench.client.integrity.verify({})).ok).toBe(true);
});

test('what changed since is told by label and by kind of row', async () => {
  const { claim, label, passage } = await work();
  const { id } = await bench.client.backups.make({});
  expect(await bench.client.backups.since({ id })).toEqual({ operations: [], rows: [] });
  await bench.client.claims.create({ id: bench.newId(), fields: { text: 'One.' } });
  await bench.client.claims.create({ id: bench.newId(), fields: { text: 'Two.' } });
  await bench.client.claims.update({ claimId: claim.id, revision: claim.revision, fields: { text: 'Forty-one boats.' } });
  await bench.client.labels.assign({ targetKind: 'passage', targetIds: [passage.id], add: [], remove: [label.id] });
  await bench.client.labels.remove({ labelId: label.id });
  // Made and taken back: nothing of it is there.
  await bench.client.claims.create({ id: bench.newId(), fields: { text: 'Three.' } });
  await bench.client.history.undo({});
  const since = await bench.client.backups.since({ id });
  expect(since.operations[0]).toEqual({ label: 'Create claim', count: 4 });
  expect(since.rows).toEqual([
    { table: 'label', added: 0, changed: 0, removed: 1 },
    { table: 'label_use', added: 0, changed: 0, removed: 1 },
    { table: 'claim', added: 2, changed: 1, removed: 0 },
  ]);
});

test('a case that was brought back to a backup differs from it in nothing', async () => {
  const { claim, label } = await work();
  const { id } = await bench.client.backups.make({});
  await bench.client.claims.remove({ claimIds: [claim.id] });
  const renamed = await bench.client.labels.update({ labelId: label.id, revision: label.revision, fields: { name: 'Ships' } });
  await bench.client.claims.create({ id: bench.newId(), fields: { text: 'Later.' } });
  await bench.client.backups.restore({ id });
  expect((await bench.client.backups.since({ id })).rows).toEqual([]);
  // Two edits by hand that come to what was there are no difference either; one of two columns is.
  const { revision } = (await bench.client.labels.list({})).find((one) => one.id === renamed.id)!;
  const again = await bench.client.labels.update({ labelId: label.id, revision, fields: { name: 'Ships', colour: 'red' } });
  const half = await bench.client.labels.update({ labelId: label.id, revision: again.revision, fields: { name: 'Boats' } });
  expect((await bench.client.backups.since({ id })).rows).toEqual([{ table: 'label', added: 0, changed: 1, removed: 0 }]);
  await bench.client.labels.update({ labelId: label.id, revision: half.revision, fields: { colour: 'blue' } });
  expect((await bench.client.backups.since({ id })).rows).toEqual([]);
});

test('a backup is looked at in place of the case, and changes nothing', async () => {
  await work();
  const { id } = await bench.client.backups.make({});
  await bench.client.claims.create({ id: bench.newId(), fields: { text: 'Later.' } });
  const [file] = readdirSync(bench.folder).filter((name) => name.endsWith('.assay'));
  const hash = fileHash(join(bench.folder, file!));
  expect(await bench.client.backups.open({ id })).toMatchObject({ readOnly: 'backup', counts: { claims: 1 } });
  await expect(bench.client.cases.rename({ name: 'Other' })).rejects.toMatchObject({ code: 'READ_ONLY', data: { reason: 'backup' } });
  // The case itself is still what is backed up, and what a restore writes to.
  expect((await bench.client.backups.list({})).backups).toMatchObject([{ id, operationsSince: 1 }]);
  await bench.client.backups.restore({ id });
  expect(await bench.client.cases.current({})).toMatchObject({ readOnly: null, counts: { claims: 1 } });
  expect(readdirSync(bench.folder).filter((name) => !/\.(assay|json)$/.test(name))).toEqual([]);
  expect(fileHash(join(bench.folder, file!))).toBe(hash);
});

test('a backup is exported as a case of its own', async () => {
  await work();
  const { id } = await bench.client.backups.make({});
  const { file } = await bench.client.backups.export({ id });
  expect(file.name).toBe('Harbour, backup of 2026-01-01 12.00.assay');
  const copy = bench.files.path('copy.assay');
  writeFileSync(copy, new Uint8Array(await file.arrayBuffer()));
  const before = dumpJournaled(bench.store);
  bench.core.workbench.open(copy);
  expect(dumpJournaled(bench.core.workbench.requireCase().store)).toBe(before);
  addLabel(bench.core.workbench.requireCase().store);
});

test('a backup of another history can be looked at, and neither compared nor restored', async () => {
  const { workbench } = bench.core;
  await work();
  const path = bench.files.path('cases/Harbour.assay');
  const copy = bench.files.path('cases/Copy.assay');
  workbench.closeCase();
  copyFileSync(path, copy);
  workbench.open(copy);
  addLabel(workbench.requireCase().store, 'In the copy alone');
  const { id } = await bench.client.backups.make({});
  workbench.open(path);
  addLabel(workbench.requireCase().store, 'In the case alone');
  const before = dumpJournaled(workbench.requireCase().store);
  expect((await bench.client.backups.list({})).backups).toMatchObject([{ id, operationsSince: null }]);
  await expect(bench.client.backups.restore({ id })).rejects.toMatchObject({ code: 'BACKUP_UNUSABLE' });
  await expect(bench.client.backups.since({ id })).rejects.toMatchObject({ code: 'BACKUP_UNUSABLE' });
  expect(await bench.client.backups.open({ id })).toMatchObject({ readOnly: 'backup' });
  workbench.showInstead(null);
  expect(dumpJournaled(workbench.requireCase().store)).toBe(before);
  // Neither pushes the other's out.
  const { backups } = await bench.client.settings.get({});
  await bench.client.settings.update({ backups: { ...backups, recent: 1, hourly: 0, daily: 0 } });
  const own = await bench.client.backups.make({});
  expect((await bench.client.backups.list({})).backups.map((one) => one.id)).toEqual([own.id, id]);
});

test('a backup that was damaged after its check is refused', async () => {
  await work();
  const { id } = await bench.client.backups.make({});
  const path = join(bench.folder, `${id}.assay`);
  const bytes = readFileSync(path);
  bytes[bytes.length - 100]! ^= 1;
  writeFileSync(path, bytes);
  for (const call of [bench.client.backups.open, bench.client.backups.restore, bench.client.backups.export] as const)
    await expect(call({ id })).rejects.toMatchObject({ code: 'BACKUP_UNUSABLE' });
  await expect(bench.client.backups.open({ id: '../../settings' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a case that is damaged is not backed up as if it were sound', async () => {
  const { claim } = await work();
  bench.store.db.prepare('UPDATE claim SET text = ? WHERE id = ?').run('Something else.', claim.id);
  await expect(bench.client.backups.make({})).rejects.toMatchObject({
    code: 'BACKUP_FAILED',
    data: { detail: expect.stringContaining('did not pass its check'), damaged: true },
    message: expect.not.stringContaining('Choose another folder'),
  });
  expect((await bench.client.cases.current({}))!.notices).toMatchObject([
    { kind: 'backup-damaged', detail: expect.stringContaining('did not pass its check') },
  ]);
  expect(existsSync(bench.folder) ? readdirSync(bench.folder) : []).toEqual([]);
});

test('a case that is damaged is mended by its backup', async () => {
  const { claim } = await work();
  const { id } = await bench.client.backups.make({});
  const then = said();
  await bench.client.claims.create({ id: bench.newId(), fields: { text: 'Later.' } });
  bench.store.db.prepare('UPDATE claim SET text = ? WHERE id = ?').run('Something else.', claim.id);
  await bench.client.backups.restore({ id });
  expect(said()).toBe(then);
  const { checks } = await bench.client.integrity.verify({});
  expect(checks.find(({ name }) => name === 'rows')!.problems).toEqual([]);
});

test('a case of an older format is backed up before it is brought up', async () => {
  const golden = join(import.meta.dirname, '../../../tests/reliability/golden/schema-1.assay');
  const path = bench.files.path('cases/Old.assay');
  copyFileSync(golden, path);
  const old = openTestStore(golden, { readOnly: true });
  const rows = dumpJournaled(old);
  old.close();
  bench.core.workbench.open(path);
  const { backups } = await bench.client.backups.list({});
  expect(backups).toMatchObject([{ reason: 'migration', operationsSince: 0 }]);
  expect(await bench.client.backups.open({ id: backups[0]!.id })).toMatchObject({ readOnly: 'backup' });
  expect(dumpJournaled(bench.core.workbench.requireCase().store)).toBe(rows);
  bench.core.workbench.showInstead(null);
  const folder = bench.files.path(`settings/backups/${(await bench.client.cases.current({}))!.caseId}`);
  expect(readdirSync(folder)).toHaveLength(2);
  const record = JSON.parse(readFileSync(join(folder, `${backups[0]!.id}.json`), 'utf8')) as { schema: number };
  expect(record.schema).toBe(1);
  expect(currentSchema).toBeGreaterThan(1);
  expect(readdirSync(bench.files.path('settings/backups')).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('without a backup an older case is not brought up', () => {
  const path = bench.files.path('cases/Old.assay');
  copyFileSync(join(import.meta.dirname, '../../../tests/reliability/golden/schema-1.assay'), path);
  const hash = fileHash(path);
  rmSync(bench.files.path('settings'), { recursive: true, force: true });
  writeFileSync(bench.files.path('settings'), 'A file in the way.');
  expect(() => bench.core.workbench.open(path)).toThrow(expect.objectContaining({ code: 'BACKUP_FAILED' }));
  expect(fileHash(path)).toBe(hash);
});

test('what the journal brings back is preceded by a backup of the case without it', async () => {
  const { workbench } = bench.core;
  const path = bench.files.path('cases/Lost.assay');
  workbench.createAt(path);
  workbench.closeCase();
  const stale = readFileSync(path);
  workbench.open(path);
  await bench.client.claims.create({ id: bench.newId(), fields: { text: 'Only the journal has me.' } });
  workbench.closeCase();
  writeFileSync(path, stale);
  workbench.open(path);
  expect(await bench.client.cases.current({})).toMatchObject({
    counts: { claims: 1 },
    notices: [{ kind: 'case-healed', count: 1 }],
  });
  expect((await bench.client.backups.list({})).backups).toMatchObject([{ reason: 'heal', operationsSince: 1 }]);
});

test('a damaged case is neither backed up nor brought up: it is told as damaged', async () => {
  const path = bench.files.path('cases/Old.assay');
  copyFileSync(join(import.meta.dirname, '../../../tests/reliability/golden/schema-1.assay'), path);
  const old = new Database(path);
  old.exec("UPDATE passage SET exact = 'Nobody wrote this.'");
  old.close();
  const hash = fileHash(path);
  expect(() => bench.core.workbench.open(path)).toThrow(
    expect.objectContaining({
      code: 'CASE_DAMAGED',
      data: { name: 'Old.assay', detail: expect.stringContaining('is not what the journal says it is') },
    }),
  );
  expect(fileHash(path)).toBe(hash);
  expect(backupFiles()).toEqual([]);
  expect(await bench.client.recovery.inspect({ key: null })).toMatchObject({ fileName: 'Old.assay' });
});

test('what the journal brings back does not wait for a backup of a case that has damage elsewhere, and none is made', async () => {
  const { workbench } = bench.core;
  const { claim } = await work();
  const path = bench.files.path('cases/Harbour.assay');
  workbench.closeCase();
  const stale = readFileSync(path);
  workbench.open(path);
  await bench.client.claims.create({ id: bench.newId(), fields: { text: 'Only the journal has me.' } });
  workbench.closeCase();
  writeFileSync(path, stale);
  const db = new Database(path);
  db.prepare('UPDATE claim SET text = ? WHERE id = ?').run('Something else.', claim.id);
  db.close();
  workbench.open(path);
  expect(await bench.client.cases.current({})).toMatchObject({ notices: [{ kind: 'case-healed', count: 1 }] });
  expect(backupFiles()).toEqual([]);
});

/** Everything that lies in folders of backups. */
function backupFiles(): string[] {
  const root = bench.files.path('settings/backups');
  return existsSync(root)
    ? readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []))
    : [];
}
