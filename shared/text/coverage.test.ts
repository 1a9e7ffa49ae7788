import { describe, expect, test } from 'vitest';
import { coverageOf, nextSentence, percentages, type CoveringPassage } from './coverage.ts';
import { sentencesOf } from './segment.ts';

const text = 'The wall gave way. Nobody was hurt. The port opens again on Monday. Weather stays fine. More below.';
const sentences = sentencesOf(text, [{ start: 0, end: text.length, kind: 'paragraph' }]);
const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const on = (words: string, standing: CoveringPassage['standing']): CoveringPassage => ({ ranges: [at(words)], standing });
const states = (...given: Parameters<typeof coverageOf> extends [unknown, ...infer Rest] ? Rest : never) =>
  coverageOf(sentences, ...given).sentences.map(({ state }) => state);

describe('what became of each sentence', () => {
  test('the furthest that the work went decides, and reading counts where nothing was done', () => {
    const passages = [
      on('wall', 'unverified'),
      on('wall gave', 'without-claim'),
      on('Nobody was hurt', 'without-claim'),
      on('More', 'skipped'),
    ];
    expect(states([at('Weather stays fine.')], passages)).toEqual(['claimed', 'highlighted', 'unread', 'read', 'skipped']);
    expect(states([{ start: 0, end: text.length }], passages)).toEqual(['claimed', 'highlighted', 'read', 'read', 'skipped']);
  });

  test('a highlight over a reason to skip wins, in any order', () => {
    const [skip, mark] = [on('Nobody', 'skipped'), on('hurt', 'without-claim')];
    expect(states([], [skip, mark])[1]).toBe('highlighted');
    expect(states([], [mark, skip])[1]).toBe('highlighted');
  });

  test('a sentence has a verdict when nothing in it waits for one', () => {
    const [done, open] = [on('wall', 'verified'), on('gave', 'unverified')];
    expect(coverageOf(sentences, [], [done]).sentences[0]).toMatchObject({ state: 'claimed', verified: true });
    expect(coverageOf(sentences, [], [done, open]).sentences[0]).toMatchObject({ state: 'claimed', verified: false });
    expect(coverageOf(sentences, [], [done]).verified.sentences).toBe(1);
  });

  test('most of a sentence must have been seen, in whatever pieces', () => {
    const { start, end } = at('Nobody was hurt.');
    expect(states([{ start, end: end - 6 }], [])[1]).toBe('unread');
    expect(states([{ start, end: end - 2 }], [])[1]).toBe('read');
    expect(
      states(
        [
          { start: start + 8, end },
          { start, end: start + 8 },
        ],
        [],
      )[1],
    ).toBe('read');
  });

  test('a passage over several sentences, and one in fragments, touch each of them; what ends at a sentence does not', () => {
    const long = { ranges: [{ start: 4, end: at('hurt').end }], standing: 'without-claim' } as const;
    const parts = { ranges: [at('wall'), at('Weather')], standing: 'without-claim' } as const;
    expect(states([], [long])).toEqual(['highlighted', 'highlighted', 'unread', 'unread', 'unread']);
    expect(states([], [parts])).toEqual(['highlighted', 'unread', 'unread', 'highlighted', 'unread']);
    expect(states([], [{ ranges: [{ start: 0, end: at('Nobody').start }], standing: 'skipped' }])[1]).toBe('unread');
  });

  test('sums are by sentences and by characters, and every sentence is in one of them', () => {
    const { by, total, read } = coverageOf(sentences, [at('The wall gave way.'), at('Weather stays fine.')], [on('wall', 'without-claim')]);
    expect(total).toEqual({ sentences: 5, characters: sentences.reduce((sum, { start, end }) => sum + end - start, 0) });
    expect(Object.values(by).reduce((sum, { characters }) => sum + characters, 0)).toBe(total.characters);
    expect([by.highlighted.sentences, by.read.sentences, by.unread.sentences, read.sentences]).toEqual([1, 1, 3, 2]);
  });

  test('an empty text has nothing to cover', () => {
    expect(coverageOf([], [], []).total).toEqual({ sentences: 0, characters: 0 });
  });
});

describe('finding the next one', () => {
  const covered = coverageOf(sentences, [at('Nobody was hurt.')], [on('wall', 'without-claim')]);

  test('goes on from a place, and round the end of the text', () => {
    expect(nextSentence(covered, 0, ['unread'])).toBe(2);
    expect(nextSentence(covered, sentences[2]!.start, ['unread'])).toBe(3);
    expect(nextSentence(covered, sentences[4]!.start, ['unread'])).toBe(2);
    expect(nextSentence(covered, sentences[4]!.start, ['unread', 'read'])).toBe(1);
    expect(nextSentence(covered, sentences[3]!.start, ['unread'], -1)).toBe(2);
    expect(nextSentence(covered, 0, ['unread'], -1)).toBe(4);
    expect(nextSentence(covered, 0, ['claimed'])).toBe(-1);
  });
});

describe('percentages', () => {
  test('add up to 100, and say neither none of some nor all of most', () => {
    expect(percentages([1, 1, 1])).toEqual([34, 33, 33]);
    expect(percentages([9_999, 1])).toEqual([99, 1]);
    expect(percentages([0, 7])).toEqual([0, 100]);
    expect(percentages([0, 0])).toEqual([0, 0]);
    for (const parts of [
      [1, 2, 3, 4, 990],
      [5, 5, 5, 5, 1],
      [1_000_000, 1, 1, 1, 1],
    ])
      expect(percentages(parts).reduce((sum, part) => sum + part, 0)).toBe(100);
  });
});

// Protects: work that grows with how passages meet sentences, which a book with nested passages would make minutes of.
test('a megabyte with ten thousand passages over one another is covered in one pass', () => {
  const many = Array.from({ length: 12_000 }, (_, index) => ({ start: index * 84, end: index * 84 + 80 }));
  const passages = Array.from({ length: 10_000 }, (_, index): CoveringPassage => {
    const start = index % 500;
    return { ranges: [{ start, end: 1_000_000 - start }], standing: index % 2 ? 'unverified' : 'without-claim' };
  });
  const from = Date.now();
  const { by } = coverageOf(many, [], passages);
  expect(by.claimed.sentences).toBeGreaterThan(11_800);
  expect(Date.now() - from).toBeLessThan(500);
});
