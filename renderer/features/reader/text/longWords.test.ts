import { expect, test } from 'vitest';
import { cutEndlessWords, hasEndlessWord } from './longWords.ts';
import type { Segment, Stretch } from './sweep.ts';

const passage: Stretch = { id: 'a', ranges: [{ start: 0, end: 12 }], strength: 1 };
const run = (start: number, end: number): Segment<Stretch> => ({ start, end, passages: [passage], opens: [passage], closes: [passage] });

test('runs without such a word stay what they are', () => {
  const runs = [run(0, 5), run(5, 10)];
  expect(cutEndlessWords('0123456789', runs)).toEqual(runs);
});

test('lines may break within a word that never ends, between characters, and within no other', () => {
  const word = `${'x'.repeat(999)}👩‍🌾${'x'.repeat(2_999)}`;
  const text = `So: ${word} said ${'y'.repeat(4_000)}`;
  expect(hasEndlessWord(text)).toBe(true);
  expect(hasEndlessWord('y'.repeat(4_000))).toBe(false);
  const parts = cutEndlessWords(text, [run(0, text.length)]);
  expect(parts.map(({ start, end, breaks }) => [start, end, breaks === true])).toEqual([
    [0, 4, false],
    [4, 1_008, false],
    [1_008, 2_008, true],
    [2_008, 3_008, true],
    [3_008, 4_007, true],
    [4_007, text.length, false],
  ]);
  expect(parts.map(({ opens, closes }) => `${opens.length}${closes.length}`).join(' ')).toBe('10 00 00 00 00 01');
});
