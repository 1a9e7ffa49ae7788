import { expect, it } from 'vitest';
import { draftKey, overSameText } from './draftKey.ts';

it('tells whether words were typed over the text that the row has', () => {
  const key = draftKey('claim:1:text', 'Rain fell.');
  expect(key).toMatch(/^claim:1:text~\w+$/);
  expect(overSameText(key, 'Rain fell.')).toBe(true);
  expect(overSameText(key, ' Rain fell.\n')).toBe(true);
  expect(overSameText(key, 'Snow fell.')).toBe(false);
});

it('takes either text for the row while a save is on its way', () => {
  const key = draftKey('claim:1:text', 'Rain', 'Rain fell.');
  expect(overSameText(key, 'Rain')).toBe(true);
  expect(overSameText(key, 'Rain fell.')).toBe(true);
  expect(overSameText(key, 'Rain fell')).toBe(false);
});
