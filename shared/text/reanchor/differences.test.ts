import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextRange } from '../../domain/entities.ts';
import { textDifferences } from './differences.ts';
import { makeRevision, seeded } from './testing.ts';
import { mapTexts } from './textMap.ts';
import { Vocabulary, tokenise } from './tokens.ts';

const told = (older: string, newer: string) =>
  textDifferences(mapTexts(older, newer)).map(({ kind, old, new: is }) => [
    kind,
    older.slice(old.start, old.end),
    newer.slice(is.start, is.end),
  ]);

const wall =
  'The board approved the new wall by nine votes to two. No one spoke of the cost of all that. The mayor and all of her friends were pleased with it.';

/** The words of a text outside of some ranges, as the map compares them. */
function rest(text: string, ranges: readonly TextRange[], vocabulary: Vocabulary): number[] {
  const { count, starts, ids } = tokenise(text, vocabulary);
  return Array.from({ length: count }, (_, token) => token)
    .filter((token) => !ranges.some(({ start, end }) => starts[token]! >= start && starts[token]! < end))
    .map((token) => ids[token]!);
}

describe('the differences of two texts', () => {
  test.each<[string, string, string, [string, string, string][]]>([
    ['nothing', wall, wall, []],
    ['white space alone', wall, wall.replaceAll('. ', '.\n'), []],
    ['a changed word', wall, wall.replace('nine', 'eight'), [['changed', 'nine', 'eight']]],
    ['words put in', wall, wall.replace('new wall', 'new and higher wall'), [['added', '', 'and higher']]],
    ['words taken out', wall, wall.replace(' to two', ''), [['removed', 'to two', '']]],
    ['capitals', wall, wall.replace('The mayor', 'the mayor'), [['changed', 'The', 'the']]],
    ['all of it', 'One two.', 'Quite other.', [['changed', 'One two', 'Quite other']]],
    ['a beginning from nothing', '', 'All new.', [['added', '', 'All new.']]],
    ['an end of everything', 'All gone.', '', [['removed', 'All gone.', '']]],
  ])('%s', (_, older, newer, expected) => expect(told(older, newer)).toEqual(expected));

  test('a sentence that moved is told once, where it stands now', () => {
    const [first, second, third] = wall.split('. ');
    const newer = `${third} ${first}. ${second}.`;
    const differences = told(wall, newer);
    expect(differences.filter(([kind]) => kind === 'moved')).toHaveLength(1);
    expect(differences.every(([kind]) => kind === 'moved')).toBe(true);
  });

  test('are fewest: what one sentence moved past did not move', () => {
    const [first, second, third] = wall.split('. ');
    const newer = `${third!.replace('.', '')}. ${first}. ${second}.`;
    expect(told(wall, newer).map(([kind, was]) => [kind, was])).toEqual([['moved', third]]);
  });

  test('stand where words that are gone stood', () => {
    const newer = wall.replace('No one spoke of the cost of all that. ', '');
    const [gone] = textDifferences(mapTexts(wall, newer));
    expect(gone).toMatchObject({ kind: 'removed', new: { start: newer.indexOf(' The mayor'), end: newer.indexOf(' The mayor') } });
  });

  test('leave out what is the same, in order, whatever the texts are', () => {
    const sentence = fc
      .array(fc.constantFrom('harbour', 'wall', 'The', 'the', 'of', '“no”', '4.5', 'été', '今天', '👩‍👧', '.'), { maxLength: 12 })
      .map((parts) => parts.join(' '));
    const text = fc.array(sentence, { maxLength: 10 }).map((sentences) => sentences.join('. '));
    const pair = fc.oneof(
      fc.tuple(text, text),
      fc.nat(1_000).map((seed) => {
        const { older, newer } = makeRevision(seeded(seed), 3_000, 0);
        return [older, newer] as [string, string];
      }),
    );
    fc.assert(
      fc.property(pair, ([older, newer]) => {
        const differences = textDifferences(mapTexts(older, newer));
        const vocabulary = new Vocabulary();
        const was = rest(
          older,
          differences.map((one) => one.old),
          vocabulary,
        );
        const is = rest(
          newer,
          differences.map((one) => one.new),
          vocabulary,
        );
        expect(is).toEqual(was);
        for (const [index, { new: at, old, kind }] of differences.entries()) {
          expect(at.start).toBeLessThanOrEqual(at.end);
          expect(old.start).toBeLessThanOrEqual(old.end);
          expect(at.end).toBeLessThanOrEqual(newer.length);
          expect(kind === 'added').toBe(old.start === old.end);
          expect(kind === 'removed').toBe(at.start === at.end);
          if (index > 0 && kind !== 'moved' && differences[index - 1]!.kind !== 'moved')
            expect(at.start).toBeGreaterThanOrEqual(differences[index - 1]!.new.end);
        }
      }),
      { numRuns: 200 },
    );
  });
});
