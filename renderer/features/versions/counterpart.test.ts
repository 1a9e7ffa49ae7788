import { expect, it } from 'vitest';
import { textDifferences } from '../../../shared/text/reanchor/differences.ts';
import { mapTexts } from '../../../shared/text/reanchor/textMap.ts';
import { counterpart, markedOn } from './counterpart.ts';

const older = 'The wall gave way. Forty boats were damaged. Nobody was hurt. Rebuilding begins in May.';
const newer = 'The old wall gave way. Forty boats were badly damaged. Rebuilding begins in June.';
const differences = textDifferences(mapTexts(older, newer));

it.each(['wall', 'gave', 'Forty', 'boats', 'damaged', 'Rebuilding', 'begins'])('finds “%s” beside itself, both ways', (word) => {
  expect(counterpart(differences, older.indexOf(word), 'old')).toBe(newer.indexOf(word));
  expect(counterpart(differences, newer.indexOf(word), 'new')).toBe(older.indexOf(word));
});

it('takes words that are gone to where they would stand, and words that changed to what they became', () => {
  expect(newer.slice(0, counterpart(differences, older.indexOf('Nobody'), 'old'))).toMatch(/damaged\.$/);
  expect(counterpart(differences, older.indexOf('May'), 'old')).toBe(newer.indexOf('June'));
});

it('gives each side its differences in its own order, with their place in the list of all', () => {
  const moved = [
    { kind: 'moved' as const, old: { start: 50, end: 60 }, new: { start: 0, end: 10 } },
    { kind: 'removed' as const, old: { start: 5, end: 9 }, new: { start: 20, end: 20 } },
  ];
  expect(markedOn(moved, 'old').map(({ index }) => index)).toEqual([1, 0]);
  expect(markedOn(moved, 'new').map(({ index }) => index)).toEqual([0, 1]);
});
