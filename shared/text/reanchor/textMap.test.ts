import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestIncreasing } from './increasing.ts';
import { mapTexts } from './textMap.ts';
import { Vocabulary, tokenise } from './tokens.ts';
import { wordDifference } from './wordDifference.ts';

const words = (text: string) => {
  const { count, starts, ends } = tokenise(text, new Vocabulary());
  return Array.from({ length: count }, (_, token) => text.slice(starts[token], ends[token]));
};

/** What the map says in words: each kept word of the old text with the one it became. */
const kept = (older: string, newer: string) => {
  const map = mapTexts(older, newer);
  return [...map.newOf].flatMap((next, token) =>
    next < 0
      ? []
      : [
          {
            old: older.slice(map.older.starts[token], map.older.ends[token]),
            at: map.newer.starts[next]!,
            moved: map.moved[token] === 1,
          },
        ],
  );
};

const sentence = fc
  .array(fc.constantFrom('harbour', 'wall', 'storm', 'the', 'of', '“no”', 'it’s', '4.5', 'été', '今天', '👩‍👧', '\u0301'), {
    minLength: 1,
    maxLength: 9,
  })
  .map((parts) => `${parts.join(' ')}.`);
const prose = fc.array(sentence, { maxLength: 12 }).map((parts) => parts.join(' '));

describe('tokens', () => {
  test.each([
    ['words and marks', 'Don’t go: 4.5 km', ['Don', '’', 't', 'go', ':', '4', '.', '5', 'km']],
    ['scripts without spaces, one by one', '今天 rain', ['今', '天', 'rain']],
    ['characters of two units', '𝒳a👩', ['𝒳', 'a', '👩']],
    ['letters with their marks', 'e\u0301te\u0301', ['e\u0301te\u0301']],
    ['half a pair', 'a\ud800', ['a', '\ud800']],
    ['nothing', ' \n ', []],
  ])('%s', (_, text, expected) => expect(words(text)).toEqual(expected));

  test('lose nothing but white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(words(text).join('')).toBe(text.replaceAll(/[\s\u0085]/gu, ''));
      }),
    );
  });

  test('a run without a break is compared character by character', () => expect(words('x'.repeat(100))).toHaveLength(100));
});

test('the longest increasing subsequence', () => {
  expect(longestIncreasing([])).toEqual([]);
  expect(longestIncreasing([5, 1, 2, 9, 3, 4])).toEqual([1, 2, 4, 5]);
});

describe('the difference by words', () => {
  const difference = (older: number[], newer: number[]) => {
    const pairs: [number, number][] = [];
    wordDifference(Int32Array.from(older), Int32Array.from(newer), (old, next, length) => {
      for (let index = 0; index < length; index++) pairs.push([old + index, next + index]);
    });
    return pairs;
  };
  const longestCommon = (older: number[], newer: number[]) => {
    const rows = Array.from({ length: older.length + 1 }, () => newer.map(() => 0).concat(0));
    for (let old = older.length - 1; old >= 0; old--)
      for (let next = newer.length - 1; next >= 0; next--)
        rows[old]![next] =
          older[old] === newer[next] ? rows[old + 1]![next + 1]! + 1 : Math.max(rows[old + 1]![next]!, rows[old]![next + 1]!);
    return rows[0]![0]!;
  };
  const sequence = fc.array(fc.nat(4), { maxLength: 60 });

  test('is a longest common subsequence', () => {
    fc.assert(
      fc.property(sequence, sequence, (older, newer) => {
        const pairs = difference(older, newer);
        expect(pairs).toHaveLength(longestCommon(older, newer));
        for (const [index, [old, next]] of pairs.entries()) {
          expect(older[old]).toBe(newer[next]);
          const before = pairs[index - 1];
          if (before) expect(before[0] < old && before[1] < next).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('of two long sequences with nothing in common ends soon, and is still a common subsequence', () => {
    const older = Array.from({ length: 40_000 }, (_, index) => (index % 50 === 0 ? -1 : index));
    const newer = Array.from({ length: 40_000 }, (_, index) => (index % 70 === 0 ? -1 : 100_000 + index));
    for (const [old, next] of difference(older, newer)) expect(older[old]).toBe(newer[next]);
  });
});

describe('the map', () => {
  test('follows a changed word, and leaves a sentence that moved where it went', () => {
    const older =
      'The long wall beside the harbour was built in spring by the council. It rained for a week. Nobody came to the opening of the wall.';
    const newer =
      'It rained for a week. Nobody came to the opening of the wall. The long wall beside the harbour was built in autumn by the council.';
    const found = kept(older, newer);
    expect(
      found
        .filter(({ moved }) => moved)
        .map(({ old }) => old)
        .join(' '),
    ).toBe('The long wall beside the harbour was built in');
    expect(found.some(({ old }) => old === 'spring')).toBe(false);
  });

  test('does not take common words between other words for kept ones', () =>
    expect(kept('A. The mayor of the town resigned. B.', 'A. Some figures in the report were wrong. B.').map(({ old }) => old)).toEqual([
      'A',
      '.',
      '.',
      'B',
      '.',
    ]));

  test('white space, case, quotes and dashes make no difference', () =>
    expect(kept('“Well” – it’s\nover.', '"well"  - IT\'S over.')).toHaveLength(words('“Well” – it’s over.').length));

  test('a text maps to itself whole, in place', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const map = mapTexts(text, text);
        expect([...map.newOf]).toEqual(Array.from(map.newOf, (_, token) => token));
        expect(map.moved.includes(1)).toBe(false);
      }),
    );
  });

  test('pairs equal words alone, each at most once, and both ways alike', () => {
    fc.assert(
      fc.property(prose, prose, (older, newer) => {
        const map = mapTexts(older, newer);
        for (const [token, next] of map.newOf.entries()) {
          if (next < 0) continue;
          expect(map.oldOf[next]).toBe(token);
          expect(map.newer.ids[next]).toBe(map.older.ids[token]);
        }
        expect(map.newOf.filter((next) => next >= 0)).toHaveLength(map.oldOf.filter((old) => old >= 0).length);
      }),
      { numRuns: 300 },
    );
  });
});
