/** Years of work in one case: every change is there after every restart, and saving stays quick. */
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from 'better-sqlite3';
import { testFolder } from '../../electron/core/store/testing.ts';
import { testCore, type TestCore } from '../../electron/core/testing.ts';
import { long, rounds } from './rounds.ts';

const operations = rounds(400, 200_000);
const restarts = rounds(4, 500);
/** Most that 99 of 100 saves may take, in milliseconds. In the quick form a busy machine may take longer over single syncs. */
const patience = long ? 50 : 250;

let files: ReturnType<typeof testFolder>;
let core: TestCore;
/** What was acknowledged: the words of each claim. */
let known: Map<string, string>;
let ids: string[];
let saves: number[];

beforeEach(async () => {
  files = testFolder();
  known = new Map();
  ids = [];
  saves = [];
  begin();
  await core.client.cases.create({ name: 'Harbour' });
});
afterEach(() => {
  core.close();
  files.remove();
});

function begin(): void {
  core = testCore({ casesDir: files.path('cases'), settingsDir: files.path('settings'), clock: () => new Date(), newId: () => uuid() });
}

const live = () => core.core.workbench.requireCase().live;

async function restart(): Promise<void> {
  core.close();
  await core.core.settled();
  begin();
  await core.client.cases.openPath({ path: files.path('cases/Harbour.assay') });
}

async function timed<Result>(work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  const result = await work();
  saves.push(performance.now() - started);
  return result;
}

/** One save: a new claim, or new words for an old one. */
async function save(turn: number): Promise<void> {
  const claimId = ids.at(-1 - (turn % 50)) ?? ids.at(-1);
  const text = `Claim of turn ${turn}: ${'the harbour wall gave way '.repeat(turn % 5)}`.trim();
  if (claimId === undefined || turn % 5 === 0) {
    const id = uuid();
    await timed(() => core.client.claims.create({ id, fields: { text } }));
    known.set(id, text);
    ids.push(id);
    return;
  }
  const { revision } = await core.client.claims.get({ claimId });
  await timed(() => core.client.claims.update({ claimId, revision, fields: { text } }));
  known.set(claimId, text);
}

/** The claims whose words are not those acknowledged last. */
function missing(db: Database): string[] {
  const found = new Map(
    db
      .prepare<[], { id: string; text: string }>('SELECT id, text FROM claim')
      .all()
      .map(({ id, text }) => [id, text]),
  );
  return [...known].filter(([id, text]) => found.get(id) !== text).map(([id]) => id);
}

/** What 99 of 100 stay within. */
function p99(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1]!;
}

// Protects: a case that is worked on for years, from losing a change at any of its restarts and from growing slow.
test(`${operations} operations and ${restarts} restarts lose nothing, and a save stays quick`, async () => {
  const perSession = Math.floor(operations / (restarts + 1));
  for (let turn = 0; turn < operations; turn++) {
    if (turn > 0 && turn % perSession === 0) {
      const head = live().journal.head();
      await restart();
      expect(live().journal.head()).toEqual(head);
      expect(missing(live().db)).toEqual([]);
    }
    await save(turn);
  }
  expect(live().journal.head().seq).toBe(operations + 1);
  expect(missing(live().db)).toEqual([]);
  expect((await core.client.integrity.verify({})).ok).toBe(true);
  expect(p99(saves)).toBeLessThan(patience);
  if (long) console.log(`p99 of ${saves.length} saves: ${p99(saves).toFixed(1)} ms; slowest ${Math.max(...saves).toFixed(1)} ms`);
});

test('canary: a change that is lost is noticed, and so is a save that is slow now and then', async () => {
  for (let turn = 0; turn < 20; turn++) await save(turn);
  const copy = live().copyInMemory();
  expect(missing(copy)).toEqual([]);
  const [lost] = known.keys();
  copy.prepare("UPDATE claim SET text = 'Older words' WHERE id = ?").run(lost);
  expect(missing(copy)).toEqual([lost]);
  copy.close();
  const slow = saves.flatMap((time, turn) => (turn % 10 === 0 ? [time + patience] : [time]));
  expect(p99(slow)).toBeGreaterThan(patience);
});
