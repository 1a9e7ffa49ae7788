import { describe, expect, test } from 'vitest';
import type { Block } from '../domain/entities.ts';
import { pagesOf, pageTurns, pageWords } from './pages.ts';

const block = (start: number, end: number, page?: number, lastPage?: number): Block => ({
  start,
  end,
  kind: 'paragraph',
  ...(page === undefined ? {} : { page }),
  ...(lastPage === undefined ? {} : { lastPage }),
});
const blocks = [block(0, 10, 1), block(11, 20, 1), block(21, 40, 1, 2), block(41, 50, 2), block(51, 60, 4)];

describe('pages of a passage', () => {
  test.each([
    [[{ start: 0, end: 5 }], 'p. 1'],
    [[{ start: 45, end: 50 }], 'p. 2'],
    [[{ start: 12, end: 58 }], 'pp. 1–2, 4'],
    [[{ start: 55, end: 56 }], 'p. 4'],
    // Half-open: a passage that ends where a block begins does not stand in it.
    [[{ start: 41, end: 51 }], 'p. 2'],
  ])('%j stands on %s', (ranges, words) => expect(pageWords(pagesOf(blocks, ranges))).toBe(words));

  test('a paragraph that runs over stands on both of its pages', () => {
    expect(pageWords(pagesOf(blocks, [{ start: 22, end: 25 }]))).toBe('pp. 1–2');
  });

  test('several ranges name each page once', () => {
    expect(
      pagesOf(blocks, [
        { start: 0, end: 2 },
        { start: 11, end: 13 },
        { start: 52, end: 53 },
      ]),
    ).toEqual([1, 4]);
  });

  test('a text without pages has none', () => {
    expect(pagesOf([block(0, 10)], [{ start: 0, end: 5 }])).toEqual([]);
    expect(pageWords([])).toBe('');
  });
});

test('a page begins with the first block that stands on it, and once', () => {
  expect([...pageTurns(blocks)]).toEqual([
    [0, 1],
    [3, 2],
    [4, 4],
  ]);
  expect(pageTurns([block(0, 1)]).size).toBe(0);
});
