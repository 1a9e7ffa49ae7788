import { expect, test } from 'vitest';
import { checkedInWords, foundNothingToCheck } from './safekeepingWords.ts';

test('a check says how much it looked at and found; one that had nothing before it says so, and proves nothing', () => {
  const said = (checked: number, problems: string[] = []) => [
    checkedInWords({ checked, problems }),
    foundNothingToCheck({ checked, problems }),
  ];
  expect(said(12)).toEqual(['12 checked', false]);
  expect(said(12, ['A quote'])).toEqual(['12 checked, 1 wrong', false]);
  expect(said(0, ['It could not be read.'])).toEqual(['1 wrong', false]);
  expect(said(0)).toEqual(['nothing to check', true]);
});
