import { expect, test } from 'vitest';
import { withAdded } from './ordered.ts';

const byNumber = (a: number, b: number): number => a - b;

test('some are put in their places, many are sorted in, and the list that was given stays as it was', () => {
  const ordered = Array.from({ length: 100 }, (_, index) => index * 10);
  for (const added of [[], [5], [995, -1, 5, 5], Array.from({ length: 80 }, (_, index) => 977 - index * 7)])
    expect(withAdded(ordered, added, byNumber)).toEqual([...ordered, ...added].toSorted(byNumber));
  expect(ordered).toHaveLength(100);
  expect(withAdded([], [3, 1, 2], byNumber)).toEqual([1, 2, 3]);
});

test('of equals what was there stays before what was added', () => {
  const first = { at: 1, name: 'first' };
  const second = { at: 1, name: 'second' };
  expect(withAdded([first], [second], (a, b) => a.at - b.at)).toEqual([first, second]);
});
