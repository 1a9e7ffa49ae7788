import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AssayEvent } from '../../../shared/contract/events.ts';
import { addArticle, addPassage, testCore, type TestCore } from '../testing.ts';

// Threads take their time to start where every test wants the processor.
vi.setConfig({ testTimeout: 60_000 });

const hour = 3_600_000;

let folder: string;
let path: string;
let core: TestCore;
let now: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-checks-'));
  path = join(folder, 'case.assay');
  now = Date.UTC(2026, 0, 1);
  core = startCore();
});
afterEach(() => {
  vi.useRealTimers();
  core.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A core as the application starts it: its checks run in a thread. */
function startCore(hostKind: 'browser' | 'direct' = 'browser'): TestCore {
  return testCore({
    hostKind,
    newId: () => crypto.randomUUID(),
    clock: () => new Date(now),
    maintenanceEntry: join(import.meta.dirname, '../maintenance/worker.ts'),
  });
}

const { workbench } = { workbench: () => core.core.workbench };
const notices = (): string[] =>
  workbench()
    .current()!
    .notices.map(({ kind }) => kind);
const status = () => core.client.integrity.status({});

async function fill(): Promise<void> {
  workbench().createAt(path);
  const article = await addArticle({ client: core.client, newId: () => crypto.randomUUID() }, 'The ferry sailed on Monday.');
  await addPassage({ client: core.client, newId: () => crypto.randomUUID() }, article, 'on Monday');
}

/** The case as a process that was killed leaves it: its last words in a write-ahead log. */
async function leaveUnclean(): Promise<void> {
  await fill();
  for (const suffix of ['', '-wal']) copyFileSync(path + suffix, join(folder, `copy.assay${suffix}`));
  workbench().closeCase();
  path = join(folder, 'copy.assay');
}

/** Alters a closed case behind its back. */
function alter(sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

/** Waits until a background check has ended. */
const checked = (): Promise<unknown> => vi.waitUntil(async () => (await status()).last !== null && !(await status()).running, 30_000);

test('after an unclean exit a full check runs at once, beside the work, and is told of', async () => {
  await leaveUnclean();
  const heard: AssayEvent['type'][] = [];
  const stop = new AbortController();
  const listening = (async () => {
    for await (const { type } of workbench().subscribe(stop.signal)) heard.push(type);
  })().catch(() => undefined);
  workbench().open(path);
  expect(notices()).toContain('unclean');
  expect(await status()).toEqual({ last: null, running: true });
  await checked();
  expect((await status()).last).toMatchObject({ ok: true, at: '2026-01-01T00:00:00.000Z' });
  expect(notices()).not.toContain('check-failed');
  stop.abort();
  await listening;
  expect(heard.filter((type) => type === 'check')).toHaveLength(2);
});

test('a check that was cut short by closing the case is made up for at the next opening', async () => {
  await leaveUnclean();
  workbench().open(path);
  expect((await status()).running).toBe(true);
  workbench().closeCase();
  expect(existsSync(`${path}-wal`)).toBe(false);
  workbench().open(path);
  expect((await status()).running).toBe(true);
  await checked();
  workbench().closeCase();
  workbench().open(path);
  expect(await status()).toMatchObject({ last: { ok: true }, running: false });
});

test('a one-off command leaves the check to the application', async () => {
  await leaveUnclean();
  core.close();
  core = startCore('direct');
  workbench().open(path);
  expect(await status()).toEqual({ last: null, running: false });
  workbench().closeCase();
  core.close();
  core = startCore();
  workbench().open(path);
  expect((await status()).running).toBe(true);
});

test('a check that finds damage gives notice of it, again at every opening until it is gone', async () => {
  await fill();
  workbench().closeCase();
  alter("UPDATE passage SET prefix = 'The fairy sailed '");
  workbench().open(path);
  expect(notices()).toEqual([]);
  expect(await core.client.integrity.verify({})).toMatchObject({ ok: false });
  expect(workbench().current()!.notices).toEqual([
    { kind: 'check-failed', count: null, detail: expect.stringMatching(/^A row of “passage” .* And 1 more\.$/) },
  ]);
  workbench().closeCase();
  workbench().open(path);
  expect(await status()).toMatchObject({ last: { ok: false }, running: true });
  await vi.waitUntil(async () => !(await status()).running, 30_000);
  expect(notices()).toEqual(['check-failed']);
  workbench().closeCase();
  alter("UPDATE passage SET prefix = 'The ferry sailed '");
  workbench().open(path);
  await vi.waitUntil(async () => !(await status()).running, 30_000);
  expect(notices()).toEqual([]);
});

test('damage that a backup finds makes the whole check due, and begins it', async () => {
  await fill();
  workbench().requireCase().live.db.exec("UPDATE passage SET prefix = 'The fairy sailed '");
  await expect(core.client.backups.make({})).rejects.toMatchObject({ code: 'BACKUP_FAILED', data: { damaged: true } });
  expect(notices()).toEqual(['backup-damaged']);
  await checked();
  expect(notices()).toEqual(['backup-damaged', 'check-failed']);
});

test('a one-off command that finds damage while backing up leaves the check to the application', async () => {
  core.close();
  core = startCore('direct');
  await fill();
  workbench().requireCase().live.db.exec("UPDATE passage SET prefix = 'The fairy sailed '");
  await expect(core.client.backups.make({})).rejects.toMatchObject({ code: 'BACKUP_FAILED' });
  expect((await status()).running).toBe(false);
  workbench().closeCase();
  core.close();
  core = startCore();
  workbench().open(path);
  expect((await status()).running).toBe(true);
});

test('a case is checked once a week, some time after its opening', async () => {
  await fill();
  await core.client.integrity.verify({});
  workbench().closeCase();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  workbench().open(path);
  const ranAfter = async (time: number): Promise<boolean> => {
    vi.advanceTimersByTime(time);
    return (await status()).running;
  };
  expect(await ranAfter(hour)).toBe(false);
  now += 6 * 24 * hour;
  expect(await ranAfter(hour)).toBe(false);
  now += 2 * 24 * hour;
  expect(await ranAfter(hour)).toBe(true);
  vi.useRealTimers();
  await vi.waitUntil(async () => !(await status()).running, 30_000);
  expect((await status()).last).toMatchObject({ at: new Date(now).toISOString() });
});

test('a clock that was set back does not put checks off', async () => {
  await fill();
  await core.client.integrity.verify({});
  workbench().closeCase();
  now -= 2 * 365 * 24 * hour;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  workbench().open(path);
  vi.advanceTimersByTime(hour);
  expect((await status()).running).toBe(true);
});

test('one check serves all who ask for it, and ends when nobody waits for it any more', async () => {
  await fill();
  const [first, second] = [new AbortController(), new AbortController()];
  const answers = [first, second].map(({ signal }) =>
    core.client.integrity.verify({}, { signal }).then(
      () => 'done',
      () => 'given up',
    ),
  );
  await vi.waitUntil(async () => (await status()).running);
  first.abort();
  expect(await answers[0]).toBe('given up');
  expect((await status()).running).toBe(true);
  second.abort();
  expect(await answers[1]).toBe('given up');
  expect(await status()).toEqual({ last: null, running: false });
});

test('a damaged journal beside a case that is whole is told of, kept, and written anew', async () => {
  await fill();
  const whole = readFileSync(`${path}.journal`, 'latin1');
  writeFileSync(`${path}.journal`, whole.replace('Highlight', 'Highlighd'), 'latin1');
  expect(await core.client.integrity.verify({})).toMatchObject({ ok: false });
  expect(notices()).toContain('check-failed');
  expect(readFileSync(`${path}.journal`, 'latin1')).toBe(whole);
  expect(readdirSync(folder).filter((name) => /\.journal\.\d/.test(name))).toHaveLength(1);
  expect(await core.client.integrity.verify({})).toMatchObject({ ok: true });
  expect(notices()).not.toContain('check-failed');
});
