import { expect, test } from 'vitest';
import { joined } from './laneBars.ts';

test('fragments on one line are one part of a bar, and those with lines between them are several', () => {
  expect(
    joined([
      { top: 0, bottom: 20 },
      { top: 0, bottom: 20 },
      { top: 22, bottom: 40 },
      { top: 80, bottom: 100 },
    ]),
  ).toEqual([
    { top: 0, bottom: 40 },
    { top: 80, bottom: 100 },
  ]);
});
