import { describe, expect, test, vi } from 'vitest';
import { coveredBy } from './occurrenceSearch.ts';
import type { PaintedPassage } from './paint.ts';

// The thread is started by the page alone.
vi.mock('./finderThread.ts', () => ({ startFinderThread: () => undefined }));

const passage = (id: string, ...ranges: [start: number, end: number][]): PaintedPassage => ({
  id,
  ranges: ranges.map(([start, end]) => ({ start, end })),
  tone: 'plain',
  strength: 0,
  letter: '',
  meaning: id,
});
const names = (...args: Parameters<typeof coveredBy>) => coveredBy(...args).map((covering) => covering?.id ?? null);

describe('places that are highlighted already', () => {
  test('are those inside a passage, whole', () => {
    const places = [
      { start: 0, end: 4 },
      { start: 10, end: 14 },
      { start: 20, end: 24 },
      { start: 30, end: 34 },
    ];
    const passages = [passage('same', [10, 14]), passage('half', [22, 26]), passage('long', [28, 90])];
    expect(names(places, passages)).toEqual([null, 'same', null, 'long']);
  });

  test('a part of a passage counts, its gap does not', () => {
    const parts = passage('parts', [0, 10], [20, 30]);
    expect(
      names(
        [
          { start: 12, end: 18 },
          { start: 22, end: 24 },
        ],
        [parts],
      ),
    ).toEqual([null, 'parts']);
  });

  test('a short passage inside a long one hides it not', () => {
    expect(names([{ start: 50, end: 60 }], [passage('long', [0, 100]), passage('short', [40, 45])])).toEqual(['long']);
  });
});
