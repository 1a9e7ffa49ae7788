import { expect, test } from 'vitest';
import { cutLongRuns, isLong } from './longRuns.ts';
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

test('lines may break within a word that never ends, and within no other', () => {
  const word = 'x'.repeat(4_001);
  const text = `So: ${word} said ${'y'.repeat(4_000)}`;
  expect(isLong(text)).toBe(true);
  expect(isLong('y'.repeat(4_000))).toBe(false);
  const pieces = cutLongRuns(text, [run(0, text.length)]);
  expect(pieces.map(({ start, end, breaks }) => [start, end, breaks === true])).toEqual([
    [0, 4, false],
    [4, 1_004, false],
    [1_004, 2_004, true],
    [2_004, 3_004, true],
    [3_004, 4_004, true],
    [4_004, 4_005, true],
    [4_005, text.length, false],
  ]);
  expect(pieces.map(({ opens, closes }) => `${opens.length}${closes.length}`).join(' ')).toBe('10 00 00 00 00 00 01');
});
