import { describe, expect, test } from 'vitest';
import type { Block } from '../../../shared/domain/entities.ts';
import { mergeMarks } from './grouping.ts';
import { findOrigins } from './origins.ts';
import { dateWords } from './parts.ts';
import { locate, sliceRanges } from './quotes.ts';

test('dates are as precise as they are known', () => {
  expect(['2025', '2025-09', '2025-09-04', 'soon'].map(dateWords)).toEqual(['2025', 'September 2025', '4 September 2025', 'soon']);
});

describe('where a quotation stands', () => {
  const blocks: Block[] = [
    { start: 0, end: 5, kind: 'heading', level: 1 },
    { start: 6, end: 10, kind: 'paragraph' },
    { start: 11, end: 15, kind: 'quote' },
    { start: 16, end: 20, kind: 'heading', level: 2 },
    { start: 21, end: 25, kind: 'list-item', level: 1 },
  ];
  test.each([
    [[{ start: 6, end: 8 }], 'paragraph 1'],
    [[{ start: 8, end: 12 }], 'paragraphs 1–2'],
    [
      [
        { start: 6, end: 7 },
        { start: 22, end: 24 },
      ],
      'paragraphs 1, 3',
    ],
    [[{ start: 6, end: 24 }], 'paragraphs 1–3'],
    [[{ start: 17, end: 19 }], 'heading 2'],
    [[{ start: 10, end: 11 }], ''],
  ])('%j is %s', (ranges, words) => expect(locate(blocks, ranges)).toBe(words));

  test('what is numbered in the original is told with its numbers, but for many', () => {
    const clauses = ['2.1', '2.2.', '(a)', undefined, 'b)'].map((marker, index): Block => ({
      kind: 'list-item',
      start: index * 3,
      end: index * 3 + 2,
      ...(marker === undefined ? {} : { marker }),
    }));
    const at = (start: number, end: number): string => locate(clauses, [{ start, end }]);
    expect([at(0, 1), at(3, 4), at(1, 7), at(9, 10), at(0, 14)]).toEqual([
      'paragraph 1 (2.1)',
      'paragraph 2 (2.2)',
      'paragraphs 1–3 (2.1, 2.2, a)',
      'paragraph 4',
      'paragraphs 1–5',
    ]);
  });

  test('fragments are joined; what lies outside the text is nothing', () => {
    expect(
      sliceRanges('one two three', [
        { start: 0, end: 3 },
        { start: 8, end: 13 },
      ]),
    ).toBe('one […] three');
    expect(sliceRanges('one', [{ start: 0, end: 4 }])).toBeNull();
  });
});

describe('origins', () => {
  const origins = (items: [id: string, source: string, derivedFrom?: string][]) =>
    Object.fromEntries(findOrigins(items.map(([id, sourceKey, derivedFromId = null]) => ({ id, sourceKey, derivedFromId }))));

  test('the same source is one origin', () => {
    expect(
      origins([
        ['a', '1'],
        ['b', '2'],
        ['c', '1'],
      ]),
    ).toEqual({ a: 1, b: 2, c: 1 });
  });

  test('what relays another item has its origin, along the whole chain', () => {
    expect(
      origins([
        ['a', '1'],
        ['b', '2', 'a'],
        ['c', '3', 'b'],
      ]),
    ).toEqual({ a: 1, b: 1, c: 1 });
  });

  test('an article that relays one thing and observes another is two origins', () => {
    expect(
      origins([
        ['a', '1'],
        ['b', '2', 'a'],
        ['c', '2'],
      ]),
    ).toEqual({ a: 1, b: 1, c: 2 });
  });

  test('a ring ends, and an origin that is gone counts as none', () => {
    expect(
      Object.keys(
        origins([
          ['a', '1', 'b'],
          ['b', '2', 'a'],
        ]),
      ),
    ).toEqual(['a', 'b']);
    expect(origins([['a', '1', 'gone']])).toEqual({ a: 1 });
  });
});

test('overlapping marks become flat ones with the claims of all', () => {
  expect(
    mergeMarks([
      { start: 0, end: 10, claims: [2] },
      { start: 5, end: 15, claims: [1] },
      { start: 20, end: 25, claims: [2] },
    ]),
  ).toEqual([
    { start: 0, end: 5, claims: [2] },
    { start: 5, end: 10, claims: [1, 2] },
    { start: 10, end: 15, claims: [1] },
    { start: 20, end: 25, claims: [2] },
  ]);
});
