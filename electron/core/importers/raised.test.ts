import { expect, test } from 'vitest';
import { raised } from './raised.ts';

test.each([
  ['10', '6', '⁶'],
  ['1.5 × 10', '−12', '⁻¹²'],
  ['in 2019', '3', '³'],
  ['10', 'n+1', 'ⁿ⁺¹'],
  ['the wall', '1', '1'],
  ['the 4', 'th', 'th'],
  ['in 2019', '[3]', '[3]'],
  ['5', '+', '+'],
  ['', '2', '2'],
])('after “%s”, “%s” reads “%s”', (before, text, read) => expect(raised(before, text)).toBe(read));
