import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksTouched, laneColumns, passagesAt, sweepBlock, type Stretch } from './sweep.ts';

const stretch = (id: string, start: number, end: number, strength = 0): Stretch => ({ id, ranges: [{ start, end }], strength });
const shape = (segments: ReturnType<typeof sweepBlock<Stretch>>): string =>
  segments.map(({ start, end, passages }) => `${start}-${end}:${passages.map(({ id }) => id).join('')}`).join(' ');

describe('sweepBlock', () => {
  it('cuts a block at every end of a passage', () => {
    expect(shape(sweepBlock({ start: 10, end: 50 }, [stretch('a', 15, 30), stretch('b', 25, 40)]))).toBe(
      '10-15: 15-25:a 25-30:ab 30-40:b 40-50:',
    );
  });

  it('clips what comes from the block before and goes on in the next, without ticks there', () => {
    const [only] = sweepBlock({ start: 10, end: 20 }, [stretch('a', 0, 90)]);
    expect(only).toMatchObject({ start: 10, end: 20, opens: [], closes: [] });
  });

  it('puts the strongest first, then the shortest', () => {
    const segments = sweepBlock({ start: 0, end: 10 }, [stretch('long', 0, 10, 1), stretch('short', 2, 8, 1), stretch('weak', 4, 6)]);
    expect(segments.find(({ start }) => start === 4)?.passages.map(({ id }) => id)).toEqual(['short', 'long', 'weak']);
  });

  it('marks where a passage of several ranges starts and ends, not its inner ends', () => {
    const parted: Stretch = {
      id: 'a',
      strength: 0,
      ranges: [
        { start: 2, end: 4 },
        { start: 6, end: 8 },
      ],
    };
    const marked = sweepBlock({ start: 0, end: 10 }, [parted]).filter(({ passages }) => passages.length > 0);
    expect(marked.map(({ opens, closes }) => [opens[0]?.id ?? null, closes[0]?.id ?? null])).toEqual([
      ['a', null],
      [null, 'a'],
    ]);
  });

  it('covers any block without gap, under exactly the passages that are there', () => {
    const ranges = fc.array(
      fc.tuple(fc.nat(60), fc.nat(60), fc.nat(3)).map(([a, b, strength]) => ({ a: Math.min(a, b), b: Math.max(a, b), strength })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(ranges, (drawn) => {
        const stretches = drawn.map(({ a, b, strength }, index) => stretch(String.fromCodePoint(97 + index), a, b, strength));
        const segments = sweepBlock({ start: 5, end: 40 }, stretches);
        expect(segments[0]?.start).toBe(5);
        expect(segments.at(-1)?.end).toBe(40);
        for (const [index, { start, end, passages }] of segments.entries()) {
          if (index > 0) expect(segments[index - 1]?.end).toBe(start);
          expect(end).toBeGreaterThan(start);
          for (let offset = start; offset < end; offset++)
            expect(passages.map(({ id }) => id).toSorted()).toEqual(
              passagesAt(stretches, offset)
                .map(({ id }) => id)
                .toSorted(),
            );
        }
      }),
    );
  });
});

it('offers the shortest passage first', () => {
  expect(passagesAt([stretch('long', 0, 20), stretch('short', 4, 8), stretch('far', 30, 40)], 5).map(({ id }) => id)).toEqual([
    'short',
    'long',
  ]);
});

it('finds the blocks that a passage touches', () => {
  const blocks = [0, 10, 20, 30].map((start) => ({ start, end: start + 9, kind: 'paragraph' as const }));
  expect(blocksTouched(blocks, [{ start: 5, end: 12 }])).toEqual([0, 1]);
  expect(blocksTouched(blocks, [{ start: 9, end: 10 }])).toEqual([]);
  expect(
    blocksTouched(blocks, [
      { start: 11, end: 13 },
      { start: 15, end: 39 },
    ]),
  ).toEqual([1, 2, 3]);
});

it('gives passages that meet different columns of the lane, and uses a column again when it is free', () => {
  const columns = laneColumns([stretch('a', 0, 10), stretch('b', 5, 20), stretch('c', 10, 15), stretch('d', 12, 14)], 4);
  expect(Object.fromEntries(columns)).toEqual({ a: 0, b: 1, c: 0, d: 2 });
  const crowded = laneColumns([stretch('a', 0, 9), stretch('b', 1, 9), stretch('c', 2, 5), stretch('d', 6, 9)], 2);
  expect(Object.fromEntries(crowded)).toEqual({ a: 0, b: 1, c: 1, d: 1 });
});
