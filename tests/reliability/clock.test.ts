/** Clocks that lie: the sequence orders everything, whatever the clock of the machine says or said. */
import { mkdirSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Operation } from '../../shared/contract/history.ts';
import { dumpJournaled } from '../../electron/core/store/dump.ts';
import { testFolder } from '../../electron/core/store/testing.ts';
import { testCore, type TestCore } from '../../electron/core/testing.ts';
import { rounds } from './rounds.ts';

const start = Date.UTC(2026, 5, 1, 12);
const year = 365 * 24 * 3_600_000;

let files: ReturnType<typeof testFolder>;
let core: TestCore;
/** What the clock of the machine says, in milliseconds; it goes on a second at each reading. */
let now: number;

function begin(): void {
  core = testCore({
    casesDir: files.path('cases'),
    settingsDir: files.path('settings'),
    clock: () => new Date((now += 1_000)),
    // Ids are made by pages, whose clock is the same one.
    newId: () => uuid({ msecs: now }),
  });
}

/** Ends the program and starts it again on the same case. */
async function restart(): Promise<void> {
  core.close();
  begin();
  await core.client.cases.openPath({ path: files.path('cases/Harbour.assay') });
}

const label = (name: string) => core.client.labels.create({ id: core.newId(), name, colour: 'red', definition: '' });
const store = () => core.core.workbench.requireCase().live;

/** The whole history, newest first. */
async function history(): Promise<Operation[]> {
  const found: Operation[] = [];
  for (let more = true; more;) {
    const before = found.at(-1)?.seq;
    const page = await core.client.history.list({ limit: 500, ...(before === undefined ? {} : { before }) });
    found.push(...page.operations);
    more = page.more;
  }
  return found;
}

beforeEach(async () => {
  files = testFolder();
  mkdirSync(files.path('cases'));
  now = start;
  begin();
  await core.client.cases.create({ name: 'Harbour' });
});
afterEach(() => {
  core.close();
  files.remove();
});

/** All that the order of operations decides is as if the clock had been right. */
async function expectOrder(names: readonly string[]): Promise<void> {
  const operations = await history();
  expect(operations.map(({ seq }) => seq)).toEqual(Array.from(operations, (_, index) => operations.length - index));
  expect(operations.filter(({ kind }) => kind === 'do').map((operation) => operation.label)).toEqual([
    ...names.map((name) => `Create label “${name}”`).toReversed(),
    'Create case',
  ]);
  expect(await core.client.cases.current({})).toMatchObject({ seq: operations.length, savedAt: operations[0]!.at });
  const revisions = store().statement<[], number>('SELECT revision FROM label ORDER BY revision').pluck().all();
  expect(new Set(revisions).size).toBe(revisions.length);
  expect(Math.max(...revisions)).toBeLessThanOrEqual(operations.length);
  expect((await core.client.integrity.verify({})).ok).toBe(true);
}

const times = async () => (await history()).map(({ at }) => Date.parse(at));

describe.each([
  ['two years back', -2 * year],
  ['ten years on', 10 * year],
  ['before 1970', -start - year],
])('a clock set %s', (_what, change) => {
  // Protects: a case that is opened on a machine whose clock is wrong.
  test('between two sessions changes no order: history, undo, redo, revisions', async () => {
    await label('One');
    await label('Two');
    now += change;
    await restart();
    await label('Three');
    await expectOrder(['One', 'Two', 'Three']);
    const before = dumpJournaled(store());
    // The newest is what was done last, not what has the latest time.
    expect(await core.client.history.undo({})).toMatchObject({ label: 'Create label “Three”' });
    expect(await core.client.history.undo({})).toMatchObject({ label: 'Create label “Two”' });
    now = start;
    await restart();
    expect(await core.client.history.state({})).toMatchObject({ undo: 'Create label “One”', redo: 'Create label “Two”' });
    expect(await core.client.history.redo({})).toMatchObject({ label: 'Create label “Two”' });
    expect(await core.client.history.redo({})).toMatchObject({ label: 'Create label “Three”' });
    expect(dumpJournaled(store())).toBe(before);
  });

  // Protects: an edit made from an old view.
  test('lets no old view be saved over a newer one', async () => {
    const made = await label('One');
    now += change;
    const edited = await core.client.labels.update({ labelId: made.id, revision: made.revision, fields: { name: 'One, edited' } });
    expect(edited.revision).toBeGreaterThan(made.revision);
    await expect(core.client.labels.update({ labelId: made.id, revision: made.revision, fields: { name: 'Stale' } })).rejects.toMatchObject(
      {
        code: 'STALE_STATE',
        data: { revision: edited.revision },
      },
    );
    await core.client.history.undo({});
    expect(await core.client.labels.list({})).toMatchObject([{ name: 'One', revision: made.revision }]);
  });
});

// Protects: a session during which the clock is set, again and again.
test('a clock that jumps to and fro in mid-session orders nothing', async () => {
  const names: string[] = [];
  for (let round = 0; round < rounds(12, 400); round++) {
    const name = `Label ${round}`;
    now = start + ((round * 7_919) % 23) * (round % 2 ? -1 : 1) * (year / 4);
    await label(name);
    names.push(name);
  }
  await expectOrder(names);
  // The canary: by the clock they would stand in another order.
  const heard = await times();
  expect(heard).not.toEqual(heard.toSorted((a, b) => b - a));
  for (const name of names.toReversed()) {
    now = start - (now - start);
    expect(await core.client.history.undo({})).toMatchObject({ label: `Create label “${name}”` });
  }
  expect(await core.client.labels.list({})).toEqual([]);
  for (const name of names) expect(await core.client.history.redo({})).toMatchObject({ label: `Create label “${name}”` });
  await expectOrder(names);
});

// Protects: two changes within one tick of a clock that stands still.
test('a clock that stands still orders nothing either', async () => {
  core.close();
  core = testCore({
    casesDir: files.path('cases'),
    settingsDir: files.path('settings'),
    clock: () => new Date(start),
    newId: () => uuid(),
  });
  await core.client.cases.openPath({ path: files.path('cases/Harbour.assay') });
  for (const name of ['One', 'Two', 'Three']) await label(name);
  await expectOrder(['One', 'Two', 'Three']);
  expect(new Set(await times()).size).toBeLessThan(4);
  for (const name of ['Three', 'Two', 'One']) expect(await core.client.history.undo({})).toMatchObject({ label: `Create label “${name}”` });
});
