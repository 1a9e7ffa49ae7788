import { expect, test } from 'vitest';
import { finishNumber, stepNumber } from './numbers.ts';

const range = { min: 1, max: 240 };

test.each([
  ['25', 25, null],
  [' 25 ', 25, null],
  ['0', 1, '0 is too few: 1 is the least.'],
  ['-3', 1, '-3 is too few: 1 is the least.'],
  ['999', 240, '999 is too many: 240 is the most.'],
  ['', 10, 'A number is needed. It stays 10; 1 to 240 are possible.'],
  ['ten', 10, '“ten” is no whole number. It stays 10; 1 to 240 are possible.'],
  ['2.5', 10, '“2.5” is no whole number. It stays 10; 1 to 240 are possible.'],
])('%j comes to %d', (text, value, problem) => {
  expect(finishNumber(text, 10, range)).toEqual({ value, problem });
});

test.each([
  ['10', 1, 11],
  ['10', -10, 1],
  ['235', 10, 240],
  ['', 1, 11],
])('from %j by %d it goes to %d', (text, step, to) => {
  expect(stepNumber(text, 10, step, range)).toBe(to);
});
