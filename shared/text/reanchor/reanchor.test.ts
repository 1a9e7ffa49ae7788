import fc from 'fast-check';
import { describe as group, expect, test } from 'vitest';
import { describe, quote, type Anchor } from '../anchor.ts';
import type { Reanchored } from './outcome.ts';
import { reanchor } from './reanchor.ts';
import { makeLookAlikes, makeRevision, seeded } from './testing.ts';

const older = [
  'The harbour board met on Tuesday and approved the new wall by nine votes to two.',
  'Its chair said the storm of 2019 had cost the town 4.5 million in repairs alone.',
  'Fishing crews had asked for lights on the north pier, which the plan leaves out for now.',
  'Work begins in March, unless the insurers object before the end of the year.',
].join('\n');
const marked = (words: string, text = older) => describe(text, [{ start: text.indexOf(words), end: text.indexOf(words) + words.length }]);
const follow = (words: string, newer: string): Reanchored => reanchor(older, newer, [marked(words)])[0]!;

const words = fc.array(fc.constantFrom('wall', 'storm', 'the', 'of', 'said', '“no”', 'été', '今天', '👩‍👧', 'e\u0301', '4.5', '\u0301'), {
  minLength: 1,
  maxLength: 12,
});
const paragraph = words.map((parts) => `${parts.join(' ')}.`);
const paragraphs = fc.array(paragraph, { minLength: 1, maxLength: 8 });
const anyRanges = fc.array(fc.tuple(fc.nat(300), fc.nat(300)), { minLength: 1, maxLength: 3 });
const passagesOf = (text: string, pairs: readonly (readonly [number, number])[]) =>
  describe(
    text,
    pairs.map(([one, other]) => ({ start: Math.min(one, other), end: Math.max(one, other) })),
  );

/** What must hold of every result: what it says stands there does stand there, and nothing is silent. */
function expectHonest(newer: string, { state, score, anchor, candidates }: Reanchored): void {
  expect(score).toBeGreaterThanOrEqual(0);
  expect(score).toBeLessThanOrEqual(1);
  expect(anchor === null).toBe(state === 'review' || state === 'lost');
  expect(candidates.length > 0).toBe(state === 'review');
  for (const shown of [...(anchor ? [anchor] : []), ...candidates.map((each) => each.anchor)]) {
    expect(shown.exact).not.toBe('');
    expect(describe(newer, shown.ranges)).toEqual(shown);
    expect(quote(newer, shown.ranges)).toBe(shown.exact);
  }
}

group('a passage in a new version', () => {
  test('stands where it stood when nothing changed', () => {
    fc.assert(
      fc.property(paragraphs, anyRanges, (texts, pairs) => {
        const text = texts.join('\n');
        const passage = passagesOf(text, pairs);
        fc.pre(passage.exact.trim() !== '');
        expect(reanchor(text, text, [passage])).toEqual([
          { state: 'exact', score: 1, method: 'same-text', anchor: passage, candidates: [], problem: null, snapped: false },
        ]);
      }),
    );
  });

  test('is exact or moved at its true place when paragraphs come or go elsewhere', () => {
    const numbered = fc
      .integer({ min: 2, max: 9 })
      .map((count) =>
        Array.from(
          { length: count },
          (_, index) => `Paragraph ${index} speaks of matter ${index * 7 + 3} and of nobody else but number ${index}.`,
        ),
      );
    fc.assert(
      fc.property(numbered, fc.nat(8), fc.array(paragraph, { maxLength: 3 }), fc.nat(9), fc.nat(8), (texts, chosen, added, at, removed) => {
        const keep = chosen % texts.length;
        const text = texts.join('\n');
        const next = texts.filter((_, index) => index === keep || index !== removed % texts.length);
        next.splice(at % (next.length + 1), 0, ...added);
        const newer = next.join('\n');
        const [result] = reanchor(text, newer, [marked(texts[keep]!, text)]);
        expect(['exact', 'moved']).toContain(result!.state);
        expect(result!.score).toBe(1);
        expect(result!.anchor!.ranges).toEqual([
          { start: newer.indexOf(texts[keep]!), end: newer.indexOf(texts[keep]!) + texts[keep]!.length },
        ]);
      }),
    );
  });

  test('is never reported with other words than stand there', () => {
    fc.assert(
      fc.property(paragraphs, paragraphs, anyRanges, (before, after, pairs) => {
        const [text, newer] = [before.join('\n'), [...after, ...before.slice(1)].join('\n')];
        const passage = passagesOf(text, pairs);
        for (const result of reanchor(text, newer, [passage])) {
          expectHonest(newer, result);
          if (result.state === 'exact' || result.state === 'moved')
            expect(result).toMatchObject({ score: 1, anchor: { exact: passage.exact } });
          if (result.state === 'changed') expect(result.anchor!.exact).not.toBe(passage.exact);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('is moved when its paragraph stands elsewhere', () => {
    const [first, ...others] = older.split('\n');
    const result = follow('approved the new wall by nine votes', [...others, first].join('\n'));
    expect(result).toMatchObject({ state: 'moved', score: 1, method: 'map', anchor: { exact: 'approved the new wall by nine votes' } });
  });

  test.each([
    ['a word inside', 'the storm of 2019 had cost', 'the storm of 2021 had cost', 'the storm of 2021 had cost'],
    ['its first word', 'Fishing crews had asked', 'Many crews had asked', 'Many crews had asked'],
    ['its last word', 'on the north pier', 'on the north jetty', 'on the north jetty'],
    ['a number with a point in it', 'cost the town 4.5', 'cost the town 6.2', 'cost the town 6.2'],
    ['words put in', 'approved the new wall', 'approved, at last, the new wall', 'approved, at last, the new wall'],
    ['words taken out', 'by nine votes to two', 'by nine votes', 'by nine votes'],
    ['curly quotes, dashes and spaces', 'Work begins in March,', 'Work  begins in March —', 'Work  begins in March —'],
  ])('is changed with %s, and says so', (_, from, to, expected) => {
    const result = follow(from, older.replace(from, to));
    expect(result).toMatchObject({ state: 'changed', method: 'map', anchor: { exact: expected } });
    expect(result.score).toBeLessThanOrEqual(1);
  });

  test('is lost when it was deleted, and when something else stands in its place', () => {
    const [first, second, ...others] = older.split('\n') as [string, string, ...string[]];
    expect(follow(second, [first, ...others].join('\n')).state).toBe('lost');
    expect(follow(second, [first, 'Nothing more was known by Friday evening.', ...others].join('\n')).state).toBe('lost');
    expect(follow(second, '').state).toBe('lost');
  });

  test('waits for the analyst where two places fit alike', () => {
    const twin = 'The chair said the storm of 2019 had cost this town 4.5 million in repairs alone';
    const newer = `A new beginning entirely.\n${twin}, one reads.\nUnrelated words between both of them.\n${twin}, one hears.\nThe end.`;
    const result = follow('Its chair said the storm of 2019 had cost the town 4.5 million in repairs alone.', newer);
    expect(result.state).toBe('review');
    expect(result.candidates.length).toBeGreaterThan(1);
    expectHonest(newer, result);
  });

  test('keeps its fragments, and waits for the analyst when one of them is gone', () => {
    const ranges = ['approved the new wall', 'lights on the north pier'].map((part) => ({
      start: older.indexOf(part),
      end: older.indexOf(part) + part.length,
    }));
    const passage = describe(older, ranges);
    const longer = older.replace('new wall', 'new sea wall');
    expect(reanchor(older, longer, [passage])[0]).toMatchObject({
      state: 'changed',
      anchor: { exact: 'approved the new sea wall […] lights on the north pier' },
    });
    expect(reanchor(older, `First, a line.\n${older}`, [passage])[0]).toMatchObject({ state: 'exact', anchor: { exact: passage.exact } });
    const [first] = older.split('\n');
    const result = reanchor(older, first!, [passage])[0]!;
    expect(result.state).toBe('review');
    expect(result.candidates[0]!.anchor.exact).toBe('approved the new wall');
  });
});

group('bad input', () => {
  const bad = (ranges: Anchor['ranges'], exact: string): Anchor => ({ ranges, exact, prefix: '', suffix: '' });

  test.each([
    ['outside', [{ start: 10, end: 100_000 }]],
    ['outside', [{ start: -5, end: 10 }]],
    ['outside', [{ start: 60, end: 20 }]],
    ['empty', []],
    ['quote', [{ start: 0, end: 5 }]],
  ])('a passage %s is looked for by its quote alone, and says so', (problem, ranges) => {
    const words = 'unless the insurers object before the end';
    const [found] = reanchor(older, `New. ${older}`, [bad(ranges, words)]);
    expect(found).toMatchObject({ problem, state: 'exact', method: 'search', anchor: { exact: words } });
    expect(reanchor(older, `New. ${older}`, [bad(ranges, 'words that stand nowhere in either text')])[0]).toMatchObject({
      problem,
      state: 'lost',
    });
  });

  test('an empty quote is lost, and so is everything in an empty text', () => {
    expect(reanchor(older, older, [bad([{ start: 3, end: 3 }], '')])[0]).toMatchObject({ state: 'lost', problem: 'empty' });
    expect(reanchor('', '', [bad([], ''), bad([{ start: 0, end: 1 }], 'a')]).map(({ state }) => state)).toEqual(['lost', 'lost']);
    expect(reanchor('', older, [bad([{ start: 0, end: 0 }], '')])[0]!.state).toBe('lost');
  });

  test('ranges inside a character grow to hold it, and that is said', () => {
    const text = 'A family 👩‍👩‍👧 came to the harbour, and e\u0301clairs were had by all of them.';
    const at = text.indexOf('👩');
    const accent = text.indexOf('\u0301');
    const cut = [
      bad([{ start: at + 1, end: at + 4 }], text.slice(at + 1, at + 4)),
      bad([{ start: accent, end: accent + 7 }], text.slice(accent, accent + 7)),
    ];
    const results = reanchor(text, `Before. ${text}`, cut);
    expect(results.map(({ snapped, state, anchor }) => [snapped, state, anchor!.exact])).toEqual([
      [true, 'exact', '👩‍👩‍👧'],
      [true, 'exact', 'e\u0301clairs'],
    ]);
  });

  test('any ranges and any quote are answered', () => {
    fc.assert(
      fc.property(
        paragraphs,
        fc.array(fc.record({ start: fc.integer(), end: fc.integer() }), { maxLength: 3 }),
        fc.string(),
        (texts, ranges, exact) => {
          const newer = texts.toReversed().join('\n');
          const [result] = reanchor(texts.join('\n'), newer, [bad(ranges, exact)]);
          expectHonest(newer, result!);
        },
      ),
    );
  });
});

group('sizes that must not blow up', () => {
  test.each([
    ['one letter without a break', 'a'.repeat(200_000), `b${'a'.repeat(200_000)}`],
    ['letters without a break', letters(200_000), `x${letters(200_000)}`],
    ['ideographs without a break', letters(200_000, 0x4e00, 3_000), `x${letters(200_000, 0x4e00, 3_000)}`],
    ['one sentence thousands of times', 'The wall stands. '.repeat(12_000), `It fell. ${'The wall stands. '.repeat(11_000)}`],
    ['nothing in common', letters(100_000).replaceAll('e', ' '), letters(100_000, 0x430, 26).replaceAll('о', ' ')],
  ])('%s', (_, text, newer) => {
    const passages = Array.from({ length: 300 }, (__, index) => {
      const start = Math.floor((index * (text.length - 400)) / 300);
      return describe(text, [{ start, end: start + 20 + index }]);
    });
    passages.push(describe(text, [{ start: 0, end: text.length }]));
    // A step that costs the square of anything here takes minutes: the time a test may take is the bar.
    expect(reanchor(text, newer, passages)).toHaveLength(301);
  });

  function letters(count: number, first = 97, kinds = 26): string {
    const pick = seeded(5);
    return Array.from({ length: count }, () => String.fromCharCode(first + pick(kinds))).join('');
  }
});

group('look-alikes', () => {
  const jumps = (veto: boolean): number => {
    const { older: before, newer, passages, copies } = makeLookAlikes(seeded(11), 600);
    return reanchor(before, newer, passages, veto).filter(({ anchor }, index) =>
      anchor?.ranges.some(({ start, end }) => start < copies[index]!.end && end > copies[index]!.start),
    ).length;
  };

  test('none of 600 deleted or reworded sentences jumps to its near-copy', () => expect(jumps(true)).toBe(0));
  test('without the veto they do', () => expect(jumps(false)).toBeGreaterThan(100));
});

test('made-up revisions are followed as promised', () => {
  const { older: before, newer, marked: all } = makeRevision(seeded(3), 150_000, 1_500);
  const results = reanchor(
    before,
    newer,
    all.map(({ passage }) => passage),
  );
  let [stands, right, wrong, gone, kept] = [0, 0, 0, 0, 0];
  for (const [index, { truth }] of all.entries()) {
    const result = results[index]!;
    expectHonest(newer, result);
    const at = result.anchor?.ranges[0];
    if (truth === 'gone') {
      gone++;
      if (at) kept++;
    } else if (truth) {
      stands++;
      if (!at) continue;
      const shared = Math.min(at.end, truth.end) - Math.max(at.start, truth.start);
      if (shared * 2 >= Math.max(at.end, truth.end) - Math.min(at.start, truth.start)) right++;
      else if (shared <= 0) wrong++;
    }
  }
  expect(right / stands).toBeGreaterThanOrEqual(0.975);
  expect(wrong / stands).toBeLessThanOrEqual(0.002);
  expect(kept / gone).toBeLessThanOrEqual(0.02);
});
