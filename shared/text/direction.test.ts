import { expect, test } from 'vitest';
import { runsLeft } from './direction.ts';

test.each([
  ['לפני 12 שנים', true],
  ['12: "ام" says he', true],
  ['\u200f12', true],
  ['\u200eلم', false],
  ['Linnet لم', false],
  ['船の لم', false],
  ['12 – 13.', false],
  ['', false],
])('%j runs to the left: %s', (paragraph, isSo) => expect(runsLeft(paragraph)).toBe(isSo));
