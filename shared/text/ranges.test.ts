import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextRange } from '../domain/entities.ts';
import { describe as describeAnchor, quote } from './anchor.ts';
import { cutRanges, mergeRanges, withEdge, withFragment, withoutStretch } from './ranges.ts';

const text = 'The wall gave way. Forty boats sank, and nobody was hurt.\nThe port is closed. 👩‍👩‍👧 left.';
const of = (words: string): TextRange => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const said = (ranges: readonly TextRange[]): string => quote(text, ranges);

const anyText = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '👩‍👧', 'é'), minLength: 1, maxLength: 60 });
const rangesOf = (source: string) =>
  fc
    .array(fc.tuple(fc.nat(source.length), fc.nat(source.length)), { maxLength: 5 })
    .map((pairs) => mergeRanges(pairs.map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))));
const drawn = anyText.chain((source) => fc.tuple(fc.constant(source), rangesOf(source), fc.nat(source.length), fc.nat(source.length)));

/** Offsets that ranges hold. */
const held = (ranges: readonly TextRange[]): Set<number> =>
  new Set(ranges.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)));

const inOrder = (ranges: readonly TextRange[]): void => {
  for (const [index, { start, end }] of ranges.entries()) {
    expect(end).toBeGreaterThan(start);
    if (index > 0) expect(start).toBeGreaterThan(ranges[index - 1]!.end);
  }
};

describe('a fragment more', () => {
  it('is quoted after a mark for what is left out, whatever the order', () => {
    expect(said(withFragment(text, [of('nobody was hurt')], of('The wall')))).toBe('The wall […] nobody was hurt');
  });

  it('joins what it touches, and what only white space parts from it', () => {
    expect(said(withFragment(text, [of('Forty boats')], of('boats sank')))).toBe('Forty boats sank');
    expect(said(withFragment(text, [of('Forty')], of('boats')))).toBe('Forty boats');
    expect(withFragment(text, [of('nobody was hurt.')], of('The port'))).toHaveLength(1);
  });

  it('holds what was there and what came, in order', () => {
    fc.assert(
      fc.property(drawn, ([source, ranges, a, b]) => {
        const fragment = { start: Math.min(a, b), end: Math.max(a, b) };
        const grown = withFragment(source, ranges, fragment);
        inOrder(grown);
        const all = held(grown);
        for (const offset of held([...ranges, fragment])) expect(all.has(offset)).toBe(true);
        for (const offset of all) if (/\S/u.test(source[offset]!)) expect(held([...ranges, fragment]).has(offset)).toBe(true);
      }),
    );
  });
});

describe('a stretch less', () => {
  it('leaves the rest, without white space at the cut', () => {
    expect(said(withoutStretch(text, [of('Forty boats sank, and nobody was hurt.')], of('sank, and')))).toBe(
      'Forty boats […] nobody was hurt.',
    );
    expect(said(withoutStretch(text, [of('The wall'), of('Forty boats')], of('Forty boats')))).toBe('The wall');
    expect(withoutStretch(text, [of('boats')], of('Forty boats sank'))).toEqual([]);
  });

  it('never holds what was taken out', () => {
    fc.assert(
      fc.property(drawn, ([source, ranges, a, b]) => {
        const left = withoutStretch(source, ranges, { start: Math.min(a, b), end: Math.max(a, b) });
        inOrder(left);
        for (const offset of held(left)) {
          expect(offset < Math.min(a, b) || offset >= Math.max(a, b)).toBe(true);
          expect(held(ranges).has(offset)).toBe(true);
        }
      }),
    );
  });
});

describe('an end at another place', () => {
  const parted = [of('The wall'), of('Forty boats'), of('nobody')];

  it('grows outward, and loses whole fragments inward', () => {
    expect(said(withEdge(parted, 'end', of('was hurt').end))).toBe('The wall […] Forty boats […] nobody was hurt');
    expect(said(withEdge(parted, 'start', of('boats').start))).toBe('boats […] nobody');
    expect(said(withEdge(parted, 'end', of('Forty').end))).toBe('The wall […] Forty');
  });

  it('between two fragments is the edge of the one that stays: what was left out never comes in', () => {
    expect(said(withEdge(parted, 'start', of('gave').start))).toBe('Forty boats […] nobody');
    expect(said(withEdge(parted, 'end', of('sank').end))).toBe('The wall […] Forty boats');
  });

  it('never empties a passage', () => {
    expect(withEdge(parted, 'start', text.length)).toBe(parted);
    expect(withEdge(parted, 'end', 0)).toBe(parted);
    expect(withEdge([{ start: 4, end: 8 }], 'start', 8)).toEqual([{ start: 4, end: 8 }]);
  });
});

describe('a cut', () => {
  it('parts words, or fragments, and leaves the white space between them out', () => {
    const [before, after] = cutRanges(text, [of('Forty boats sank')], of('sank').start);
    expect([said(before), said(after)]).toEqual(['Forty boats', 'sank']);
    expect(cutRanges(text, [of('The wall'), of('nobody')], of('Forty').start).map(said)).toEqual(['The wall', 'nobody']);
  });

  it('is never made inside a character', () => {
    const family = of('👩‍👩‍👧 left');
    expect(cutRanges(text, [of('closed. 👩‍👩‍👧 left')], family.start + 3).map(said)).toEqual(['closed.', '👩‍👩‍👧 left']);
  });

  it('keeps every word, and none twice', () => {
    fc.assert(
      fc.property(drawn, ([source, given, at]) => {
        const { ranges } = describeAnchor(source, given);
        const [before, after] = cutRanges(source, ranges, at);
        inOrder(before);
        inOrder(after);
        const words = (of: Set<number>) => [...of].filter((offset) => /\S/u.test(source[offset]!)).toSorted((a, b) => a - b);
        expect([...words(held(before)), ...words(held(after))]).toEqual(words(held(ranges)));
      }),
    );
  });
});
