import { describe, expect, test } from 'vitest';
import { cutAtPieces, pieceStarts } from './pieces.ts';
import type { Segment, Stretch } from './sweep.ts';

const startsIn = (text: string): readonly number[] => pieceStarts(text, { start: 0, end: text.length })!;
const repeated = (words: string, length: number): string => words.repeat(Math.ceil(length / words.length));

describe('the pieces of a long block', () => {
  test('a block of usual length is laid out whole', () => {
    expect(pieceStarts('x'.repeat(50_000), { start: 0, end: 50_000 })).toBeNull();
  });

  test.each([
    ['the spaces behind sentences', repeated('The tide turned and nobody came. ', 60_000), /\. $/],
    ['the stops of a script without spaces', repeated('潮水在夜里退去，码头上一个人也没有。', 60_000), /。$/],
    ['words, where no sentence ends', repeated('the tide turned and nobody came ', 60_000), / $/],
  ])('they end at %s', (_, text, end) => {
    const starts = startsIn(text);
    expect(starts[0]).toBe(0);
    expect(starts.length).toBeGreaterThan(10);
    for (const start of starts.slice(1)) expect(text.slice(start - 5, start)).toMatch(end);
  });

  test('a word without an end is cut between characters', () => {
    const text = repeated('👩‍🌾👍🏽éx', 60_000);
    const whole = new Intl.Segmenter('und', { granularity: 'grapheme' });
    for (const start of startsIn(text).slice(1, 4))
      expect(whole.segment(text.slice(start - 40, start + 40)).containing(40)?.index).toBe(40);
  });

  test('there are never many more than a thousand, none is empty, and they begin where the block does', () => {
    const text = `Before.\n${'x'.repeat(9_000_000)}`;
    const starts = pieceStarts(text, { start: 8, end: text.length })!;
    expect(starts[0]).toBe(8);
    expect(starts.length).toBeLessThanOrEqual(1_400);
    for (const [index, start] of starts.slice(1).entries()) expect(start).toBeGreaterThan(starts[index]!);
  });
});

test('runs are cut where pieces begin, and open and close once', () => {
  const passage: Stretch = { id: 'a', ranges: [{ start: 2, end: 9 }], strength: 1 };
  const run = (start: number, end: number, of: Stretch[]): Segment<Stretch> => ({ start, end, passages: of, opens: of, closes: of });
  const parts = cutAtPieces([run(0, 2, []), run(2, 9, [passage]), run(9, 12, [])], [0, 4, 6, 9]);
  expect(parts.map(({ start, end, opens, closes }) => [start, end, opens.length, closes.length])).toEqual([
    [0, 2, 0, 0],
    [2, 4, 1, 0],
    [4, 6, 0, 0],
    [6, 9, 0, 1],
    [9, 12, 0, 0],
  ]);
});
