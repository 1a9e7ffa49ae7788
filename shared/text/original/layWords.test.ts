import { expect, test } from 'vitest';
import { layWords, measureAt } from './layWords.ts';

/** Every letter is half as wide as it is high. */
const measure = (words: string): number => words.length * measureAt * 0.5;
const page = {
  number: 1,
  width: 200,
  height: 100,
  view: [1, 0, 0, -1, 0, 100],
  styles: { f: { fontFamily: 'serif', ascent: 0.8, descent: -0.2 } },
};
const item = (str: string, transform: number[], width: number, rest = {}) => ({
  str,
  transform,
  width,
  height: 10,
  fontName: 'f',
  ...rest,
});

test('words are laid where they are drawn, as large and as long', () => {
  const [words] = layWords({ ...page, items: [item('wall', [10, 0, 0, 10, 50, 60], 30)] }, measure);
  expect(words).toMatchObject({ text: 'wall', left: 0.25, size: 10, stretch: 1.5, face: 'serif', direction: 'ltr', endsLine: false });
  expect(words!.top).toBeCloseTo((40 - 8) / 100);
});

test('what is turned on the page is laid at its angle', () => {
  const [up] = layWords({ ...page, items: [item('wall', [0, 10, -10, 0, 50, 60], 20)] }, measure);
  expect(up!.angle).toBeCloseTo(-90);
  expect([up!.left, up!.top]).toEqual([expect.closeTo((50 - 8) / 200), expect.closeTo(0.4)]);
});

test('ends of lines are told, and what takes no room is passed over', () => {
  const items = [
    item('one', [10, 0, 0, 10, 0, 60], 15),
    item('', [10, 0, 0, 10, 0, 60], 0, { hasEOL: true }),
    item('none', [0, 0, 0, 0, 0, 0], 0),
  ];
  expect(layWords({ ...page, items }, measure).map(({ text, endsLine }) => [text, endsLine])).toEqual([['one', true]]);
});
