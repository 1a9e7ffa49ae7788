import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestStore, testFolder } from '../../electron/core/store/testing.ts';
import { acknowledgements, findings, missing, quickFindings, type Acknowledgement } from './acknowledged.ts';
import { randomNumbers } from './random.ts';
import { rounds } from './rounds.ts';

let files: ReturnType<typeof testFolder>;
let path: string;
beforeEach(() => {
  files = testFolder();
  path = files.path('case.assay');
});
afterEach(() => files.remove());

const writer = join(import.meta.dirname, 'children/writer.ts');

/** Lets a process write to the case and kills it a random moment after one of its first acknowledgements; what it had said by then. */
async function writeAndKill(seed: number, how: 'sound' | 'early'): Promise<Acknowledgement[]> {
  const random = randomNumbers(seed);
  const enough = 1 + Math.floor(random() * 60);
  const child = spawn(process.execPath, [writer, path, String(seed), '1000000', how], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  let output = '';
  let lines = 0;
  child.stdout.on('data', (piece: Buffer) => {
    output += piece.toString();
    lines += piece.toString().split('\n').length - 1;
    // Not by a timer: it is too coarse for a commit. What the writer does while this process is busy is random enough.
    if (lines >= enough && !child.killed) {
      for (const end = performance.now() + random() * 3; performance.now() < end;);
      child.kill('SIGKILL');
    }
  });
  await closed;
  return acknowledgements(output);
}

// Protects: what was acknowledged is there after the process was killed at any moment, and case and journal are whole and agree.
test('a kill at a random moment loses nothing that was acknowledged', async () => {
  const all = new Map<number, Acknowledgement>();
  let total = 0;
  for (let round = 1; round <= rounds(8, 500); round++) {
    const acknowledged = await writeAndKill(round, 'sound');
    for (const acknowledgement of acknowledged) all.set(acknowledgement.seq!, acknowledgement);
    total += acknowledged.length;
    const store = openTestStore(path);
    const { state, lost } = store.opening.journal!;
    expect([state, lost, store.opening.unclean], `round ${round}`).toEqual(['even', false, true]);
    // Those of the rounds before as well.
    expect(missing(store, [...all.values()]), `round ${round}`).toEqual([]);
    const last = round % 20 === 0 || round === rounds(8, 500);
    expect(last ? findings(store) : quickFindings(store), `round ${round}`).toEqual([]);
    store.close();
    if (!last) continue;
    files.clear();
    all.clear();
  }
  expect(total).toBeGreaterThan(rounds(8, 500) * 5);
});

test('canary: operations acknowledged before their commit are found missing', async () => {
  let lost = 0;
  for (let round = 1; round <= 2; round++) {
    const acknowledged = await writeAndKill(round, 'early');
    const store = openTestStore(path);
    lost += missing(store, acknowledged).length;
    store.close();
  }
  expect(lost).toBeGreaterThan(0);
});
