import { expect, test } from 'vitest';
import { createBatchLimit } from './batchLimit.ts';

test('a batch is as large as could be written in a moment, and never without end', () => {
  const limit = createBatchLimit();
  expect([limit.isReached(7, 1_000), limit.isReached(8, 1_000), limit.isReached(1, 2_000_000)]).toEqual([false, true, true]);
  limit.learn(8, 400_000, 10);
  expect([limit.isReached(31, 1_000_000), limit.isReached(32, 1_000_000), limit.isReached(5, 1_600_000)]).toEqual([false, true, true]);
  limit.learn(32, 1_600_000, 400);
  expect([limit.isReached(2, 100_000), limit.isReached(3, 100_000), limit.isReached(1, 160_000)]).toEqual([false, true, true]);
  limit.learn(1, 50_000_000, 4_000);
  expect(limit.isReached(1, 1)).toBe(true);
  limit.learn(50, 0, 0);
  expect([limit.isReached(49, 1_000), limit.isReached(50, 0)]).toEqual([false, true]);
});
