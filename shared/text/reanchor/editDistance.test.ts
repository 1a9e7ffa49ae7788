import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundaryIn, nearest } from './editDistance.ts';

const units = (text: string) => Uint16Array.from(text, (character) => character.charCodeAt(0));

/** Edits between two strings, the slow and certain way. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let line = 1; line <= one.length; line++) {
    const next = [line];
    for (let column = 1; column <= other.length; column++)
      next.push(Math.min(row[column]! + 1, next[column - 1]! + 1, row[column - 1]! + (one[line - 1] === other[column - 1] ? 0 : 1)));
    row = next;
  }
  return row[other.length]!;
}

const letters = (maxLength: number, minLength = 0) => fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength, maxLength });

test('finds a stretch with the fewest edits, for patterns of one and of several machine words', () => {
  fc.assert(
    fc.property(letters(100, 1), letters(120), (pattern, text) => {
      const found = nearest(units(pattern), units(text), { from: 0, to: text.length }, pattern.length)!;
      expect(distance(pattern, text.slice(found.start, found.end))).toBe(found.edits);
      let fewest = pattern.length;
      // Every stretch that ends somewhere: the last row of the comparison with a free beginning.
      let row = Array.from({ length: text.length + 1 }, () => 0);
      for (let line = 1; line <= pattern.length; line++) {
        const next = [line];
        for (let column = 1; column <= text.length; column++)
          next.push(Math.min(row[column]! + 1, next[column - 1]! + 1, row[column - 1]! + (pattern[line - 1] === text[column - 1] ? 0 : 1)));
        row = next;
      }
      for (const edits of row) fewest = Math.min(fewest, edits);
      expect(found.edits).toBe(fewest);
    }),
    { numRuns: 300 },
  );
});

test('keeps to its window and its limit', () => {
  const text = units('xx harbour xx harbour xx');
  expect(nearest(units('harbour'), text, { from: 0, to: 12 }, 0)).toEqual({ start: 3, end: 10, edits: 0 });
  expect(nearest(units('harbour'), text, { from: 11, to: text.length }, 0)).toEqual({ start: 14, end: 21, edits: 0 });
  expect(nearest(units('herbour'), text, { from: 0, to: 12 }, 0)).toBe(null);
  expect(nearest(units('herbour'), text, { from: 0, to: 12 }, 1)).toEqual({ start: 3, end: 10, edits: 1 });
  expect(nearest(units(''), text, { from: 0, to: 12 }, 1)).toBe(null);
  expect(nearest(units('harbour'), text, { from: 5, to: 5 }, 6)).toBe(null);
});

test('a boundary falls where both halves fit best', () => {
  expect(boundaryIn(units('old words'), 4, units('new words'), [0, 4, 9], 'first')).toBe(4);
  expect(boundaryIn(units('fox'), 0, units('dog'), [0, 3], 'first')).toBe(0);
  expect(boundaryIn(units('fox'), 3, units('dog'), [0, 3], 'last')).toBe(3);
  expect(boundaryIn(units(''), 0, units('put in'), [0, 3, 6], 'first')).toBe(0);
});
