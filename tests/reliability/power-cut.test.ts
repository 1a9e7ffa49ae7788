import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AssayError } from '../../shared/domain/errors.ts';
import type { Store } from '../../electron/core/store/open.ts';
import { openTestStore, testFolder } from '../../electron/core/store/testing.ts';
import { findings, missing, quickFindings, type Acknowledgement } from './acknowledged.ts';
import { createDisk } from './power.ts';
import { randomNumbers } from './random.ts';
import { record } from './recording.ts';
import { rounds } from './rounds.ts';
import { noStrace } from './strace.ts';

let files: ReturnType<typeof testFolder>;
beforeEach(() => {
  files = testFolder();
});
afterEach(() => files.remove());

const operations = 40;

/** Cuts the power at random moments of one recording; the folder as it is found, and what had been acknowledged by then. */
function* powerCuts(seed: number, cuts: number, how: 'sound' | 'lazy'): Generator<{ cut: string; acknowledged: Acknowledgement[] }> {
  const happenings = record(seed, operations, how);
  const random = randomNumbers(seed);
  const moments = Array.from({ length: cuts }, () => Math.floor(random() * happenings.length)).toSorted((a, b) => a - b);
  const disk = createDisk();
  const acknowledged: Acknowledgement[] = [];
  for (const [moment, happening] of happenings.entries()) {
    disk.happen(happening);
    if (happening.is === 'acknowledge') acknowledged.push(happening.acknowledgement);
    for (; moments[0] === moment; moments.shift()) {
      files.clear();
      for (const [name, content] of disk.cut(random)) writeFileSync(files.path(name), content);
      yield { cut: `seed ${seed}, after ${moment} of ${happenings.length}, a ${happening.is}`, acknowledged: [...acknowledged] };
    }
  }
}

/** The case as the application finds it; null where it need not be one yet. */
function reopen(acknowledged: readonly Acknowledgement[]): Store | null {
  try {
    return openTestStore(files.path('case.assay'));
  } catch (error) {
    if (acknowledged.length === 0 && error instanceof AssayError && ['CASE_MISSING', 'NOT_A_CASE'].includes(error.code)) return null;
    throw error;
  }
}

describe.skipIf(noStrace !== null)(`a power cut${noStrace === null ? '' : ` (skipped: ${noStrace})`}`, () => {
  // Protects: what was acknowledged is on the disk, whatever became of writes that were not synced: dropped, reordered or torn.
  test('loses nothing that was acknowledged', () => {
    const recordings = rounds(1, 20);
    let [tried, opened] = [0, 0];
    for (let seed = 1; seed <= recordings; seed++) {
      for (const { cut, acknowledged } of powerCuts(seed, rounds(40, 50), 'sound')) {
        tried++;
        const store = reopen(acknowledged);
        if (!store) continue;
        opened++;
        expect(missing(store, acknowledged), cut).toEqual([]);
        expect(opened % rounds(8, 1) === 0 ? findings(store) : quickFindings(store), cut).toEqual([]);
        expect(store.opening.journal, cut).toMatchObject({ state: expect.stringMatching(/^(even|begun)$/), lost: false });
        store.close();
      }
    }
    expect(tried).toBe(rounds(40, 1_000));
    expect(opened).toBeGreaterThan(tried / 2);
  });

  test('canary: with synchronous NORMAL and a journal that is not synced, acknowledged operations are lost', () => {
    let lost = 0;
    for (const { acknowledged } of powerCuts(1, 20, 'lazy')) {
      try {
        const store = reopen(acknowledged);
        if (!store) continue;
        lost += missing(store, acknowledged).length;
        store.close();
      } catch (error) {
        if (!(error instanceof AssayError)) throw error;
        lost += acknowledged.length;
      }
      if (lost > 0) break;
    }
    expect(lost).toBeGreaterThan(0);
  });
});
