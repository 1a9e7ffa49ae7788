import { expect, test } from 'vitest';
import { findOddities } from '../../../../shared/text/oddities.ts';
import { cutAtOddities, odditiesIn } from './oddRuns.ts';
import { sweepBlock } from './sweep.ts';

const text = 'Pay at p\u0430ypal, not \u202eelsewhere';
const oddities = findOddities(text, []);
const whole = { start: 0, end: text.length };

test('a run is cut around what is odd in it, and says all the same what opens and closes it', () => {
  const passage = { id: 'a', ranges: [{ start: 4, end: 10 }], strength: 1 };
  const pieces = cutAtOddities(sweepBlock(whole, [passage]), oddities);
  expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
  expect(
    pieces.map(({ start, end, odd, passages, opens, closes }) => [start, end, odd !== null, passages.length, opens.length, closes.length]),
  ).toEqual([
    [0, 4, false, 0, 0, 0],
    [4, 7, false, 1, 1, 0],
    [7, 10, true, 1, 0, 1],
    [10, 13, true, 0, 0, 0],
    [13, 19, false, 0, 0, 0],
    [19, 20, true, 0, 0, 0],
    [20, text.length, false, 0, 0, 0],
  ]);
});

test('a block has those that touch it', () => {
  expect(odditiesIn({ start: 0, end: 7 }, oddities)).toEqual([]);
  expect(odditiesIn({ start: 8, end: 20 }, oddities)).toHaveLength(2);
  expect(odditiesIn({ start: 20, end: 99 }, oddities)).toEqual([]);
  expect(cutAtOddities(sweepBlock({ start: 0, end: 7 }, []), [])).toHaveLength(1);
});
