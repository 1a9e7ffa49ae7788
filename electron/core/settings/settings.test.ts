import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupDefaults } from '../../../shared/contract/backups.ts';
import { testFolder } from '../store/testing.ts';
import { testCore, type TestCore } from '../testing.ts';

let files: ReturnType<typeof testFolder>;
let cores: TestCore[];
beforeEach(() => {
  files = testFolder();
  cores = [];
});
afterEach(() => {
  for (const core of cores) core.close();
  files.remove();
});

function start(): TestCore {
  const core = testCore({ settingsDir: files.path('settings') });
  cores.push(core);
  return core;
}
const file = () => files.path('settings/settings.json');

test('settings start from defaults, and outlast the process', async () => {
  const first = start();
  expect(await first.client.settings.get({})).toEqual({
    actor: 'Tester',
    theme: 'system',
    view: {},
    backups: backupDefaults,
    version: '0.0.0',
    host: { kind: 'direct', paths: true, pdf: false },
  });
  await first.client.settings.update({ actor: 'Mia Holt', theme: 'dark' });
  expect(await start().client.settings.get({})).toMatchObject({ actor: 'Mia Holt', theme: 'dark' });
});

test('one key of the view leaves the others alone', async () => {
  const { client } = start();
  await client.settings.update({ view: { left: 280, columns: ['claim'] } });
  expect(await client.settings.update({ view: { left: 300 } })).toMatchObject({ view: { left: 300, columns: ['claim'] } });
});

test('the name in the settings stands beside every later change', async () => {
  const { client, newId } = start();
  await client.settings.update({ actor: 'Mia Holt' });
  await client.claims.create({ id: newId(), fields: { text: 'It rained.' } });
  expect((await client.history.list({})).operations[0]).toMatchObject({ label: 'Create claim', actor: 'Mia Holt' });
});

test('a name of blanks is refused', async () => {
  const { client } = start();
  await expect(client.settings.update({ actor: '   ' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(await client.settings.get({})).toMatchObject({ actor: 'Tester' });
});

test('every window is told', async () => {
  const { client } = start();
  const stop = new AbortController();
  const events = await client.events.subscribe({}, { signal: stop.signal });
  expect((await events.next()).value).toEqual({ type: 'ready' });
  const told = events.next();
  await client.settings.update({ theme: 'light' });
  expect((await told).value).toEqual({ type: 'settings' });
  stop.abort();
});

test('the file is replaced whole: nothing of a half-written one is left beside it', async () => {
  const { client } = start();
  await client.settings.update({ theme: 'dark' });
  expect(readdirSync(files.path('settings'))).toEqual(['settings.json']);
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ theme: 'dark' });
});

test.each([
  ['no JSON', '{ "actor": '],
  ['of another shape', '{ "theme": "plaid" }'],
])('settings that are %s are set aside, and no case waits for them', async (_what, content) => {
  mkdirSync(files.path('settings'));
  writeFileSync(file(), content);
  const { client } = start();
  expect(await client.settings.get({})).toMatchObject({ actor: 'Tester', theme: 'system' });
  expect(readFileSync(`${file()}.unreadable`, 'utf8')).toBe(content);
  expect(existsSync(file())).toBe(false);
});

test('of settings that are not understood the rest is kept, and whoever opens a case is told', async () => {
  mkdirSync(files.path('settings'));
  writeFileSync(file(), JSON.stringify({ theme: 'plaid', actor: 'Mia Holt', backups: { ...backupDefaults, folder: '/disk/backups' } }));
  const { client } = start();
  expect(await client.settings.get({})).toMatchObject({ actor: 'Mia Holt', theme: 'system', backups: { folder: '/disk/backups' } });
  const made = await client.cases.create({ name: 'Harbour' });
  expect(made.notices).toEqual([{ kind: 'settings-lost', count: null, detail: 'settings.json.unreadable' }]);
});

test('backups in the own folder are found without settings', async () => {
  const first = testCore({ settingsDir: files.path('settings'), casesDir: files.path('cases') });
  cores.push(first);
  await first.client.cases.create({ name: 'Harbour' });
  await first.client.labels.create({ id: first.newId(), name: 'A', colour: 'red', definition: '' });
  const { id } = await first.client.backups.make({});
  first.core.workbench.closeCase();
  writeFileSync(file(), '{ "actor": ');
  const { client } = start();
  await client.cases.openPath({ path: files.path('cases/Harbour.assay') });
  expect((await client.backups.list({})).backups).toMatchObject([{ id }]);
});
