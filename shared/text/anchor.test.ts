import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codePointTable, describe as describeAnchor, verify } from './anchor.ts';

const text = 'Prices rose by 4.5 per cent, the ministry said. “Nobody expected it,” 👩‍👩‍👧 added its head.';
const rangeOf = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });

const anyText = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é', '👩‍👧', '𝒳', '“'), maxLength: 80 });
const anyRanges = fc.array(
  fc.tuple(fc.nat(120), fc.nat(120)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
  { maxLength: 5 },
);

describe('describing a selection', () => {
  test('gives quote and context', () => {
    const anchor = describeAnchor(text, [rangeOf('Nobody expected it')]);
    expect(anchor.exact).toBe('Nobody expected it');
    expect(anchor.prefix + anchor.exact).toBe(text.slice(0, text.indexOf(',”')));
    expect(anchor.suffix).toBe(',” 👩‍👩‍👧 added its head.');
  });

  test('puts ranges in order, merges those that touch, joins fragments', () => {
    const [a, b, c] = [rangeOf('Prices '), rangeOf('rose'), rangeOf('ministry')];
    expect(describeAnchor(text, [c, b, a])).toMatchObject({
      ranges: [{ start: a.start, end: b.end }, c],
      exact: 'Prices rose […] ministry',
    });
  });

  test('context never cuts a grapheme', () => {
    const long = `${'x'.repeat(10)}👩‍👩‍👧${'y'.repeat(62)}Q${'z'.repeat(62)}👩‍👩‍👧`;
    const at = long.indexOf('Q');
    const { prefix, suffix } = describeAnchor(long, [{ start: at, end: at + 1 }]);
    expect([prefix, suffix]).toEqual(['y'.repeat(62), 'z'.repeat(62)]);
  });

  test('what it describes always verifies, and describing again changes nothing', () => {
    fc.assert(
      fc.property(anyText, anyRanges, (source, ranges) => {
        const anchor = describeAnchor(source, ranges);
        expect(describeAnchor(source, anchor.ranges)).toEqual(anchor);
        expect(verify(source, anchor.ranges, anchor.exact)).toBe(anchor.exact.trim() === '' ? 'empty' : null);
        expect(anchor.prefix.length <= 64 && anchor.suffix.length <= 64).toBe(true);
        const first = anchor.ranges[0];
        if (first) expect(source.slice(0, first.start).endsWith(anchor.prefix)).toBe(true);
        for (let index = 1; index < anchor.ranges.length; index++)
          expect(anchor.ranges[index]!.start).toBeGreaterThan(anchor.ranges[index - 1]!.end);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('verifying a selection', () => {
  test.each([
    ['outside', [{ start: 0, end: text.length + 1 }], 'x'],
    ['outside', [{ start: -1, end: 4 }], 'x'],
    ['outside', [{ start: 9, end: 4 }], 'x'],
    ['empty', [{ start: 4, end: 4 }], ''],
    ['empty', [{ start: 6, end: 7 }], ' '],
    ['empty', [], ''],
    ['quote', [rangeOf('rose')], 'Rose'],
    ['quote', [rangeOf('rose'), rangeOf('cent')], 'rose cent'],
  ])('%s: %j reads as %j', (problem, ranges, exact) => expect(verify(text, ranges, exact)).toBe(problem));

  test('takes the quote of ranges that cut a grapheme as well as the whole one', () => {
    const at = text.indexOf('👩');
    const cut = [{ start: at + 2, end: at + 5 }];
    expect(verify(text, cut, text.slice(at + 2, at + 5))).toBe(null);
    expect(verify(text, cut, '👩‍👩‍👧')).toBe(null);
  });

  test('another quote at the same place is never taken', () => {
    fc.assert(
      fc.property(anyText, anyRanges, fc.string(), (source, ranges, other) => {
        const anchor = describeAnchor(source, ranges);
        fc.pre(other !== anchor.exact);
        expect(verify(source, anchor.ranges, other)).not.toBe(null);
      }),
    );
  });
});

test('offsets become code points and come back', () => {
  fc.assert(
    fc.property(anyText, (source) => {
      const table = codePointTable(source);
      let offset = 0;
      [...source, ''].forEach((character, position) => {
        expect(table.toCodePoint(offset)).toBe(position);
        expect(table.fromCodePoint(position)).toBe(offset);
        offset += character.length;
      });
    }),
  );
});
