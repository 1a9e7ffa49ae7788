import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directClient, type ContractClient } from '../electron/core/direct.ts';
import { inProcessParser } from '../electron/core/importers/inProcess.ts';
import { createCore, type Core } from '../electron/core/index.ts';
import { silentLog } from '../electron/core/log.ts';
import { tableNames } from '../electron/core/store/tables.ts';
import { countingIds, steppingClock } from '../electron/core/testing.ts';
import { buildDemo } from './build-demo.ts';

const shipped = join(import.meta.dirname, '../resources/demo.assay');

let folder: string;
let core: Core;
let client: ContractClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-demo-test-'));
  copyFileSync(shipped, join(folder, 'shipped.assay'));
  await buildDemo(join(folder, 'fresh.assay'));
  core = createCore({
    settingsDir: join(folder, 'settings'),
    casesDir: folder,
    resourcesDir: join(import.meta.dirname, '../resources'),
    clock: steppingClock(),
    newId: countingIds(),
    log: silentLog,
    defaultActor: 'Tester',
    version: '0.0.0',
    hostKind: 'direct',
    parser: inProcessParser(),
    printPdf: null,
    automaticBackups: false,
  });
  client = directClient(core);
  await client.cases.openDemo({});
});
afterAll(() => {
  core.close();
  rmSync(folder, { recursive: true, force: true });
});

function content(path: string): Record<string, unknown[]> {
  const db = new Database(path, { readonly: true });
  const tables = [...tableNames, 'operation', 'change', 'original', 'extraction'];
  const rows = tables.map((name) => [name, db.prepare(`SELECT * FROM ${name} ORDER BY 1, 2`).all()] as const);
  const schema = db.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all();
  db.close();
  return { ...Object.fromEntries(rows), schema };
}

test('the shipped demo case is what its sources make: else run `node scripts/build-demo.ts`', () => {
  expect(content(join(folder, 'shipped.assay'))).toEqual(content(join(folder, 'fresh.assay')));
  expect(statSync(shipped).size).toBeLessThan(905_000);
});

test('it verifies clean, knows that it is the demo, and has nothing to undo', async () => {
  const { ok, checks } = await client.integrity.verify({});
  expect(checks.flatMap((check) => check.problems)).toEqual([]);
  expect(ok).toBe(true);
  expect(await client.cases.current({})).toMatchObject({ name: 'The Marrow Bridge ferry', demo: true, readOnly: null });
  expect(await client.history.state({})).toMatchObject({ undo: null, redo: null });
});

test('every screen has something to show', async () => {
  const documents = await client.documents.list({});
  expect(documents).toHaveLength(4);
  for (const { guesses, passages, claims, accessed } of documents) {
    expect(guesses).toEqual({});
    expect(accessed).not.toBeNull();
    expect(passages).toBeGreaterThan(5);
    expect(claims).toBeGreaterThan(0);
  }
  const { ids } = await client.claims.ids({});
  const claims = await Promise.all(ids.map((claimId) => client.claims.get({ claimId })));
  expect(claims.length).toBeGreaterThanOrEqual(10);
  const ratings = new Set(claims.flatMap((claim) => claim.verdicts.map((verdict) => verdict.ratingId)));
  expect(ratings.size).toBeGreaterThanOrEqual(8);
  expect(claims.filter((claim) => claim.verdicts.some((verdict) => verdict.supersedesId !== null))).toHaveLength(1);
  expect(claims.filter((claim) => claim.verdicts.length === 0)).toHaveLength(1);
  expect(claims.filter((claim) => new Set(claim.sightings.map((sighting) => sighting.passage.documentId)).size > 1).length).toBeGreaterThan(
    4,
  );
  const evidence = claims.flatMap((claim) => claim.evidence);
  expect(evidence.some((item) => item.citation !== null)).toBe(true);
  expect(evidence.some((item) => item.derivedFromId !== null)).toBe(true);
  const passages = (await Promise.all(documents.map(({ id }) => client.passages.list({ documentId: id })))).flat();
  expect(passages.some((passage) => passage.exact.includes('\n'))).toBe(true);
  expect(passages.some((passage) => passage.noteCount > 0)).toBe(true);
});

test('what is done in it can be undone, down to where it began', async () => {
  expect((await client.history.state({})).undo).toBeNull();
  await client.labels.create({ id: core.workbench.newId(), name: 'Mine', colour: 'red', definition: '' });
  expect((await client.history.state({})).undo).toBe('Create label “Mine”');
  await client.history.undo({});
  await expect(client.history.undo({})).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
});
