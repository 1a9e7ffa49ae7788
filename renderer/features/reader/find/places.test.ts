import { describe, expect, test } from 'vitest';
import { contextOf, nearest, stepFrom } from './places.ts';

const at = (start: number, end = start + 2) => ({ start, end });
const ranges = [at(10), at(20), at(30), at(40)];

describe('places that were found', () => {
  test.each([
    ['forward from a caret', at(0, 0), 1, 0],
    ['forward from a caret at a place', at(20, 20), 1, 1],
    ['forward from a selected place', at(20), 1, 2],
    ['forward round the end', at(40), 1, 0],
    ['back from a selected place', at(20), -1, 0],
    ['back round the start', at(10), -1, 3],
    ['back from the end', at(99, 99), -1, 3],
  ] as const)('the next is found %s', (_, here, direction, expected) => expect(stepFrom(ranges, here, direction)).toBe(expected));

  test('there is no next of none', () => expect(stepFrom([], at(0), 1)).toBe(-1));

  test('those near the view are picked, the one that reaches into it included', () => {
    expect(nearest(ranges, { start: 11, end: 30 }, 50)).toEqual([at(10), at(20)]);
    expect(nearest(ranges, { start: 50, end: 90 }, 50)).toEqual([]);
  });

  test('of too many those around the middle are picked', () => {
    const many = Array.from({ length: 100 }, (_, index) => at(index * 3));
    const picked = nearest(many, { start: 0, end: 300 }, 10);
    expect(picked).toHaveLength(10);
    expect([picked[0]!.start, picked.at(-1)!.end]).toEqual([135, 164]);
  });
});

describe('words around a place', () => {
  const text = 'The harbour wall of Lowmere gave way on Tuesday.\nForty boats were damaged.';
  const around = (words: string, reach: number) => {
    const start = text.indexOf(words);
    return contextOf(text, { start, end: start + words.length }, reach);
  };

  test('are cut between words, with a sign', () =>
    expect(around('Lowmere', 12)).toEqual({ before: '… wall of ', words: 'Lowmere', after: ' gave way on …' }));
  test('cut no character where no word ends', () =>
    expect(contextOf('😀😀😀😀x😀😀😀😀', { start: 8, end: 9 }, 3)).toEqual({ before: '… 😀', words: 'x', after: '😀 …' }));
  test('end with the paragraph', () =>
    expect(around('Tuesday', 200)).toEqual({ before: 'The harbour wall of Lowmere gave way on ', words: 'Tuesday', after: '.' }));
  test('begin with the paragraph', () => expect(around('Forty', 12)).toEqual({ before: '', words: 'Forty', after: ' boats were …' }));
});
