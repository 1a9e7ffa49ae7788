import { describe, expect, test, vi } from 'vitest';
import type { TextRange } from '../../../../shared/domain/entities.ts';
import { coveredBy } from './occurrenceSearch.ts';

// The thread is started by the page alone.
vi.mock('./finderThread.ts', () => ({ startFinderThread: () => undefined }));

const passage = (id: string, ...ranges: [start: number, end: number][]) => ({
  id,
  ranges: ranges.map(([start, end]) => ({ start, end })),
});
const names = (places: TextRange[], passages: ReturnType<typeof passage>[]) =>
  coveredBy(places, passages).map((covering) => covering?.id ?? null);

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
