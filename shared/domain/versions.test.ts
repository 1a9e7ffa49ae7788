import { expect, it } from 'vitest';
import { countsInWords } from './versions.ts';

it.each<[exact: number, moved: number, waiting: number, said: string]>([
  [41, 3, 2, '41 passages exact, 3 moved, 2 wait'],
  [1, 0, 1, '1 passage exact, 1 waits'],
  [0, 1, 0, '1 passage moved'],
  [0, 0, 5, '5 passages wait'],
  [1_200, 0, 0, '1,200 passages exact'],
  [0, 0, 0, ''],
])('%d exact, %d moved and %d that wait are “%s”', (exact, moved, waiting, said) =>
  expect(countsInWords({ exact, moved, changed: 0, review: 0, lost: 0, waiting })).toBe(said),
);
