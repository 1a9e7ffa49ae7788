import { describe, expect, test } from 'vitest';
import type { Block } from '../../../../shared/domain/entities.ts';
import { TextMap } from './textMap.ts';

const blocks: Block[] = [
  { start: 0, end: 10, kind: 'heading' },
  { start: 11, end: 111, kind: 'paragraph' },
  { start: 112, end: 112, kind: 'paragraph' },
];
const map = new TextMap(
  blocks,
  [
    { top: 40, bottom: 60 },
    { top: 80, bottom: 280 },
    { top: 300, bottom: 320 },
  ],
  1_000,
);

describe('the map of a text', () => {
  test.each([
    [0, 40],
    [5, 50],
    [10, 60],
    [11, 80],
    [61, 180],
    [111, 280],
    [112, 300],
    [500, 300],
  ])('offset %i stands at %i pixels', (offset, height) => expect(map.heightOf(offset)).toBe(height));

  test.each([
    [0, 0],
    [45, 3],
    [70, 10],
    [180, 61],
    [290, 111],
    [900, 112],
  ])('at %i pixels stands offset %i', (height, offset) => expect(map.offsetAt(height)).toBe(offset));

  test('a text without blocks stands at the top', () => {
    const empty = new TextMap([], [], 0);
    expect([empty.heightOf(3), empty.offsetAt(3)]).toEqual([0, 0]);
  });
});
