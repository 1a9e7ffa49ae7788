import { expect, test } from 'vitest';
import { markerOrBullet, numeral } from './marker.ts';

test.each([
  ['decimal', [1, 12, 0, -3], ['1', '12', '0', '-3']],
  ['padded', [1, 12], ['01', '12']],
  ['lower-letter', [1, 26, 27, 52, 703, 0], ['a', 'z', 'aa', 'az', 'aaa', '0']],
  ['upper-letter', [3], ['C']],
  ['lower-roman', [1, 4, 9, 14, 1994, 4000], ['i', 'iv', 'ix', 'xiv', 'mcmxciv', '4000']],
  ['upper-roman', [8], ['VIII']],
] as const)('numbers are written as %s', (form, numbers, written) => {
  expect(numbers.map((number) => numeral(number, form))).toEqual(written);
});

test('what only says that there is a list is no marker', () => {
  expect(['•', 'o', '\uf0b7', '§', '-', ' ', '', `1${'.1'.repeat(30)}`].map(markerOrBullet)).toEqual(
    Array.from({ length: 8 }, () => undefined),
  );
  expect(['3.', ' 2.1\t', 'a)', '(iv)', '§ 4', 'Article II.', '٣.'].map(markerOrBullet)).toEqual([
    '3.',
    '2.1',
    'a)',
    '(iv)',
    '§ 4',
    undefined,
    '٣.',
  ]);
});
