import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupDefaults } from '../../../shared/contract/backups.ts';
import { keptFor } from './retention.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 4, 4, 9);

/** Backups at these times, in the order given. */
const at = (times: readonly number[]) => times.map((time, order) => ({ id: `backup-${order}`, order, at: new Date(time).toISOString() }));
const orders = (kept: ReadonlyMap<string, unknown>) => [...kept.keys()].map((id) => Number(id.slice(7))).toSorted((a, b) => b - a);

test('the newest dozen stays, then one an hour, then one a day', () => {
  // Every ten minutes over ten days.
  const records = at(Array.from({ length: 10 * 24 * 6 }, (_, index) => start + index * (hour / 6)));
  const kept = keptFor(records, backupDefaults);
  const count = (rule: string) => [...kept.values()].filter((found) => found === rule).length;
  expect([count('recent'), count('hourly'), count('daily')]).toEqual([12, 22, 9]);
  const newest = records.length - 1;
  expect(orders(kept).slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, index) => newest - index));
  // Of an hour and of a day the newest one.
  for (const [id, rule] of kept) {
    const minutes = records[Number(id.slice(7))]!.at.slice(11, 16);
    if (rule === 'hourly') expect(minutes).toMatch(/:50$/);
    if (rule === 'daily') expect(minutes).toBe('23:50');
  }
});

test('thinning again what is left takes nothing more', () => {
  const records = at(Array.from({ length: 2_000 }, (_, index) => start + index * 7 * 60_000));
  const kept = keptFor(records, backupDefaults);
  const left = records.filter(({ id }) => kept.has(id));
  expect(keptFor(left, backupDefaults).size).toBe(left.length);
});

test.each([
  ['two years back', -2 * 365 * 24 * hour],
  ['ten years on', 10 * 365 * 24 * hour],
])('a clock that jumps %s in between makes no backup too old and none too new', (_what, jump) => {
  const before = Array.from({ length: 100 }, (_, index) => start + index * (hour / 6));
  const after = Array.from({ length: 20 }, (_, index) => start + jump + (100 + index) * (hour / 6));
  const back = Array.from({ length: 20 }, (_, index) => start + (120 + index) * (hour / 6));
  for (const times of [
    [...before, ...after],
    [...before, ...after, ...back],
  ]) {
    const kept = orders(keptFor(at(times), backupDefaults));
    // The newest are those that were made last, whatever the clock said of them.
    expect(kept.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, index) => times.length - 1 - index));
    // The jump costs no more than the hours that it takes itself, of two dozen.
    expect(kept.filter((order) => order < 100).length).toBeGreaterThanOrEqual(16);
  }
});

test('canary: told by the clock, the newest would be the first to go', () => {
  const times = [...Array.from({ length: 100 }, (_, index) => start + index * hour), start - 2 * 365 * 24 * hour];
  const byClock = at(times).map((record) => ({ ...record, order: Date.parse(record.at) }));
  expect(keptFor(byClock, { recent: 12, hourly: 24, daily: 1 }).has('backup-100')).toBe(false);
  expect(keptFor(at(times), { recent: 12, hourly: 24, daily: 1 }).has('backup-100')).toBe(true);
});

test('whatever the clock says: the newest is kept, nothing is kept beyond the rules, and an older one never without a reason', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength: 1, maxLength: 200 }),
      fc.record({
        recent: fc.integer({ min: 1, max: 20 }),
        hourly: fc.integer({ min: 0, max: 30 }),
        daily: fc.integer({ min: 0, max: 30 }),
      }),
      (times, keep) => {
        const kept = keptFor(at(times), keep);
        expect(kept.has(`backup-${times.length - 1}`)).toBe(true);
        expect(kept.size).toBeGreaterThanOrEqual(Math.min(times.length, keep.recent));
        expect(kept.size).toBeLessThanOrEqual(keep.recent + keep.hourly + keep.daily);
      },
    ),
    { numRuns: 200 },
  );
});
