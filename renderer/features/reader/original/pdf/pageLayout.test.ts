import { expect, test } from 'vitest';
import type { PageSize } from './messages.ts';
import { heightOf, layPages, pageGap, pageIndexAt, placeOf } from './pageLayout.ts';

const sizes: PageSize[] = [
  [600, 800],
  [800, 600],
];
const pane = { width: 624, height: 500 };

test('pages fit the width, each by its own; what is not known yet is taken to be as the one before', () => {
  const { pages, height } = layPages(3, sizes, 'width', pane);
  expect(pages.map(({ width }) => width)).toEqual([600, 600, 600]);
  expect(pages.map((page) => page.height)).toEqual([800, 450, 450]);
  expect(pages.map(({ top }) => top)).toEqual([pageGap, 800 + 2 * pageGap, 1250 + 3 * pageGap]);
  // The last can stand at the upper edge.
  expect(height).toBe(pages[2]!.top - pageGap + pane.height);
});

test('whole pages fit both ways, and a number is the size on paper', () => {
  expect(layPages(1, sizes, 'page', pane).pages[0]!.height).toBe(pane.height - 2 * pageGap);
  expect(layPages(1, sizes, 1, pane).pages[0]).toMatchObject({ width: 800, height: 1067, zoom: 1 });
});

test('a place is the same place at every size', () => {
  const [one, other] = [layPages(400, sizes, 'width', pane), layPages(400, sizes, 2.5, { width: 1200, height: 900 })];
  for (const place of [1, 1.5, 2, 37.25, 400.75]) {
    expect(placeOf(one, heightOf(one, place))).toBeCloseTo(place, 6);
    expect(placeOf(other, heightOf(other, placeOf(one, heightOf(one, place))))).toBeCloseTo(place, 6);
  }
  expect(pageIndexAt(one, -50)).toBe(0);
  expect(pageIndexAt(one, 1e9)).toBe(399);
});
