import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRecords, removeLeftovers, requireSound } from '../../electron/core/backups/files.ts';
import { createCase } from '../../electron/core/cases/begin.ts';
import { keepOriginal } from '../../electron/core/documents/queries.ts';
import { checkAll } from '../../electron/core/integrity/checks.ts';
import { openTestStore, testFolder } from '../../electron/core/store/testing.ts';
import { randomNumbers } from './random.ts';
import { rounds } from './rounds.ts';

let files: ReturnType<typeof testFolder>;
let path: string;
let folder: string;
beforeEach(() => {
  files = testFolder();
  path = files.path('case.assay');
  folder = files.path('backups');
  // Some megabytes, so that there is something to be cut off.
  const store = createCase({ path, clock: () => new Date(), newId: uuid, actor: () => 'Tester' }, 'Case');
  for (let made = 0; made < 12; made++) {
    const bytes = randomBytes(400_000);
    keepOriginal(store, createHash('sha256').update(bytes).digest('hex'), bytes);
  }
  store.close();
});
afterEach(() => files.remove());

const backer = join(import.meta.dirname, 'children/backer.ts');

/** Lets a process back the case up again and again and kills it a random moment after one of its first beginnings; the newest operation of which it said that it was kept. */
async function backUpAndKill(seed: number, how: 'sound' | 'direct'): Promise<number> {
  const random = randomNumbers(seed);
  const enough = 1 + Math.floor(random() * 4);
  const child = spawn(process.execPath, [backer, path, folder, how], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  let output = '';
  const lines = (word: string) => [...output.matchAll(new RegExp(`"${word}":(\\d+).*\\n`, 'g'))].map((match) => Number(match[1]));
  child.stdout.on('data', (piece: Buffer) => {
    output += piece.toString();
    if (lines('begun').length < enough || child.killed) return;
    // Over all that a backup does, from the first page to the thinning out.
    for (const end = performance.now() + random() ** 2 * 250; performance.now() < end;);
    child.kill('SIGKILL');
  });
  await closed;
  return lines('made').at(-1) ?? 0;
}

/** What is wrong with a file that is kept as a backup. */
function flaws(file: string): string[] {
  try {
    const store = openTestStore(file, { readOnly: true });
    const copy = store.copyInMemory();
    try {
      if (store.journal.head().seq === 0) return ['it has no history'];
      return checkAll(copy, { tick: () => undefined, nativeBinding: undefined }).checks.flatMap(({ problems }) => problems);
    } finally {
      copy.close();
      store.close();
    }
  } catch (error) {
    return [String(error)];
  }
}

const kept = () => readdirSync(folder).filter((name) => name.endsWith('.assay'));

// Protects: whatever is kept as a backup opens, is whole and has the head that it says, whenever the process that made it was killed.
test('a kill during a backup leaves only whole backups, and the newest that was made', async () => {
  let newest = 0;
  let interrupted = 0;
  for (let round = 1; round <= rounds(10, 200); round++) {
    newest = Math.max(newest, await backUpAndKill(round, 'sound'));
    interrupted += readdirSync(folder).some((name) => name.endsWith('.part')) ? 1 : 0;
    removeLeftovers(folder);
    expect(
      readdirSync(folder).filter((name) => !/\.(assay|json)$/.test(name)),
      `round ${round}`,
    ).toEqual([]);
    const records = readRecords([folder]);
    // Every file is listed, and every one that is listed is what its record says.
    expect(records.map(({ id }) => `${id}.assay`).toSorted(), `round ${round}`).toEqual(kept().toSorted());
    for (const record of records) {
      requireSound(record);
      expect(flaws(record.path), `round ${round}: ${record.id}`).toEqual([]);
      const store = openTestStore(record.path, { readOnly: true });
      expect(store.journal.head(), `round ${round}`).toMatchObject({ seq: record.seq, hash: record.head });
      store.close();
    }
    if (newest > 0) expect(records[0]!.seq, `round ${round}`).toBeGreaterThanOrEqual(newest);
    // One more than the rules keep, where thinning out was cut off.
    expect(records.length, `round ${round}`).toBeLessThanOrEqual(4);
  }
  expect(newest).toBeGreaterThan(0);
  expect(interrupted, 'kills that hit an unfinished backup').toBeGreaterThan(0);
});

test('canary: copies written under the name under which they are kept are found torn', async () => {
  let torn = 0;
  for (let round = 1; round <= 6 && torn === 0; round++) {
    await backUpAndKill(round, 'direct');
    torn += kept().filter((name) => flaws(join(folder, name)).length > 0).length;
  }
  expect(torn).toBeGreaterThan(0);
});
