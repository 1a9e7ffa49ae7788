import { expect, test } from 'vitest';
import { paceWith, rateInWords, rateOf, timeLeftInWords, type Pace } from './pace.ts';

const paceOf = (...steps: [at: number, done: number][]): Pace => steps.reduce<Pace>((pace, [at, done]) => paceWith(pace, at, done), []);

test('a rate is told from what happened lately, and not before there is something to tell', () => {
  expect(rateOf([])).toBeNull();
  expect(rateOf(paceOf([0, 0], [500, 5]))).toBeNull();
  expect(rateOf(paceOf([0, 0], [2_000, 10]))).toBe(5);
  // A slow beginning is forgotten.
  expect(rateOf(paceOf([0, 0], [40_000, 1], [45_000, 51], [60_000, 201], [62_000, 221]))).toBe(10);
});

test('moments that lie close together are one', () => {
  const pace = paceOf([0, 0], [1_000, 1], [1_010, 2], [1_020, 3]);
  expect(pace).toHaveLength(2);
  expect(pace.at(-1)!.done).toBe(3);
});

test('rates and times are said as people say them', () => {
  expect([0.2, 1, 12.4].map(rateInWords)).toEqual(['12 files a minute', '1 file a second', '12 files a second']);
  expect([3, 42, 70, 600, 7_200].map(timeLeftInWords)).toEqual([
    'a few seconds left',
    'about 40 seconds left',
    'about 1 minute left',
    'about 10 minutes left',
    'about 2 hours left',
  ]);
});
