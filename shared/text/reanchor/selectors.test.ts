import fc from 'fast-check';
import { describe as group, expect, test } from 'vitest';
import { codePointTable, describe } from '../anchor.ts';
import { anchorSelectors, type TextSelector } from './selectors.ts';
import { makeRevision, seeded } from './testing.ts';

const text =
  'The board of 𝒳 met 👩‍👧 at noon. It approved the new harbour wall by nine votes to two. No one spoke of the cost. ' +
  'The mayor was pleased. It approved the new harbour wall by nine votes to two. Later, no one spoke of the cost either.';
const find = (selector: TextSelector, within = text) => anchorSelectors(within, [selector])[0]!;

group('a selector from elsewhere', () => {
  test('is exact where its quote is exact and unique', () => {
    expect(find({ exact: 'The board of 𝒳 met 👩‍👧 at noon' })).toMatchObject({
      state: 'exact',
      score: 1,
      anchor: { ranges: [{ start: 0, end: 'The board of 𝒳 met 👩‍👧 at noon'.length }] },
    });
  });

  test('is told from its twin by all that surrounds it', () => {
    const result = find({
      exact: 'approved the new harbour wall by nine votes',
      prefix: 'mayor was pleased. It ',
      suffix: ' to two. Later',
    });
    expect(result).toMatchObject({ state: 'exact', anchor: { ranges: [{ start: text.lastIndexOf('approved') }] } });
  });

  test('waits for the analyst where twins cannot be told apart, the likelier first', () => {
    const table = codePointTable(text);
    for (const place of [text.indexOf('It approved'), text.lastIndexOf('It approved')]) {
      const result = find({ exact: 'It approved the new harbour wall by nine votes', start: table.toCodePoint(place) });
      expect(result).toMatchObject({ state: 'review', anchor: null });
      expect(result.candidates.map(({ anchor }) => anchor.ranges[0]!.start)).toHaveLength(2);
      expect(result.candidates[0]!.anchor.ranges[0]!.start).toBe(place);
    }
  });

  test('waits for the analyst where its words differ, be it by quotes alone', () => {
    const result = find({ exact: 'The mayor was displeased. It approved a new harbour wall' });
    expect(result.state).toBe('review');
    expect(result.candidates[0]!.anchor.exact).toBe('The mayor was pleased. It approved the new harbour wall');
    expect(find({ exact: 'THE MAYOR WAS PLEASED. IT APPROVED' })).toMatchObject({
      state: 'review',
      candidates: [{ anchor: { exact: 'The mayor was pleased. It approved' } }],
    });
  });

  test('is lost where nothing is alike', () =>
    expect(find({ exact: 'A mountain railway was opened by the queen' })).toMatchObject({ state: 'lost', candidates: [] }));

  test('in few words needs the right ones around it, or its very place', () => {
    expect(find({ exact: 'pleased', prefix: 'The mayor was ', suffix: '. It approved' }).state).toBe('exact');
    expect(find({ exact: 'pleased', prefix: 'Something else entirely, ', suffix: ' and other words' }).state).toBe('review');
    expect(find({ exact: 'pleased' }).state).toBe('review');
    expect(find({ exact: 'pleased', start: codePointTable(text).toCodePoint(text.indexOf('pleased')) }).state).toBe('exact');
    expect(find({ exact: 'plaesed', prefix: 'The mayor was ', suffix: '. It approved' })).toMatchObject({
      state: 'review',
      candidates: [{ anchor: { exact: 'pleased' } }],
    });
    expect(find({ exact: 'plaesed' }).state).toBe('lost');
  });

  test('that leaves something out keeps its fragments', () => {
    expect(find({ exact: 'The board of 𝒳 met 👩‍👧 at noon […] Later, no one spoke of the cost' }).anchor?.ranges).toHaveLength(2);
    expect(find({ exact: 'at noon […] approved the new harbour wall by nine votes' }).state).toBe('review');
    expect(find({ exact: 'Later, no one spoke of the cost […] The board of 𝒳 met' }).state).toBe('lost');
  });
});

test('what we describe ourselves is found again: unique quotes exactly, and never a wrong one as exact', () => {
  fc.assert(
    fc.property(fc.nat(text.length), fc.integer({ min: 1, max: 80 }), (start, length) => {
      const anchor = describe(text, [{ start, end: start + length }]);
      fc.pre(anchor.exact.trim() !== '');
      const result = find({ ...anchor, start: codePointTable(text).toCodePoint(anchor.ranges[0]!.start) });
      expect(['exact', 'review']).toContain(result.state);
      if (result.anchor) expect(result.anchor).toEqual(anchor);
      if (text.split(anchor.exact).length === 2) expect(result.state).toBe('exact');
    }),
  );
});

group('bad input', () => {
  test.each<[string, TextSelector, string]>([
    ['an empty quote', { exact: '' }, text],
    ['a quote of spaces', { exact: ' \n ' }, text],
    ['an empty text', { exact: 'anything' }, ''],
  ])('%s is lost', (_, selector, within) => expect(find(selector, within).state).toBe('lost'));

  test.each([-1, Number.NaN, Infinity, 1e15, 0.5])('a place that cannot be (%d) is no hint', (start) =>
    expect(find({ exact: 'The board of 𝒳 met 👩‍👧 at noon', start }).state).toBe('exact'),
  );

  test('any selector is answered, and shown places read as they say', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b ', '👩', '\u0301', 'wall', '\ud800') }),
        fc.string(),
        fc.string(),
        fc.double(),
        (exact, prefix, suffix, start) => {
          const { anchor, candidates } = find({ exact, prefix, suffix, start });
          for (const shown of [...(anchor ? [anchor] : []), ...candidates.map((each) => each.anchor)])
            expect(describe(text, shown.ranges)).toEqual(shown);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('half a character is found whole, and that is said', () => {
    const result = find({ exact: 'of \ud835', prefix: 'The board ', suffix: '\udcb3 met' });
    expect(result).toMatchObject({ state: 'exact', snapped: true, anchor: { exact: 'of 𝒳' } });
  });

  test('quotes repeated thousands of times, and thousands of quotes, end soon', () => {
    const repeated = 'The wall stands as it stood before. '.repeat(20_000);
    const selectors = Array.from({ length: 500 }, (_, index) => ({
      exact: repeated.slice(index, index + 40 + index),
      prefix: 'nothing',
      suffix: '',
    }));
    for (const { state } of anchorSelectors(repeated, selectors)) expect(state).toBe('review');
    const short = Array.from({ length: 500 }, (_, index) => ({
      exact: `of ${index}`,
      prefix: 'The wall stands as it ',
      suffix: ' before.',
    }));
    for (const { state } of anchorSelectors(repeated, short)) expect(['review', 'lost']).toContain(state);
  });

  test('very long quotes are compared by their ends, and never taken for exact', () => {
    const { older, newer } = makeRevision(seeded(5), 60_000, 0);
    const [result] = anchorSelectors(newer, [{ exact: older.slice(1_000, 41_000) }]);
    expect(['review', 'lost']).toContain(result!.state);
  });
});
