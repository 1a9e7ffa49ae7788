import { expect, test } from 'vitest';
import { cutLongRuns } from './longRuns.ts';
import type { OddSegment } from './oddRuns.ts';
import type { Stretch } from './sweep.ts';

const passage: Stretch = { id: 'a', ranges: [{ start: 2, end: 12 }], strength: 1 };
const run = (start: number, end: number): OddSegment<Stretch> => ({
  start,
  end,
  passages: [passage],
  opens: [passage],
  closes: [passage],
  odd: null,
});

test('a run that is too long is cut between characters, and opens and closes once', () => {
  const text = '0123456👩‍🌾def';
  const pieces = cutLongRuns(text, [run(0, 2), run(2, text.length)], 6);
  expect(pieces.map(({ start, end }) => text.slice(start, end))).toEqual(['01', '23456👩‍🌾', 'def']);
  expect(pieces.map(({ opens, closes }) => [opens.length, closes.length])).toEqual([
    [1, 1],
    [1, 0],
    [0, 1],
  ]);
});

test('runs that are short enough stay what they are', () => {
  const runs = [run(0, 5), run(5, 10)];
  expect(cutLongRuns('0123456789', runs, 5)).toEqual(runs);
});
