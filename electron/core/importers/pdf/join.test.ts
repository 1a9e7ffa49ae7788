import { expect, test } from 'vitest';
import { joinLines, wordsIn } from './join.ts';
import type { Line } from './line.ts';

const line = (text: string): Line => ({ text, x0: 0, x1: 100, y: 0, size: 10, font: 'f', bold: false, page: 1, parts: [], links: [] });
const joined = (lines: readonly string[], others: readonly string[] = []): string => {
  const all = lines.map(line);
  return joinLines(all, wordsIn([...others.map(line), ...all])).text;
};

test.each([
  [['the har\u00ad', 'bour'], 'the harbour'],
  [['the har‐', 'bour'], 'the harbour'],
  [['the Anglo-', 'Dutch wall'], 'the Anglo-Dutch wall'],
  [['in 2019-', '2020'], 'in 2019-2020'],
  [['the wall—', 'which leans'], 'the wall—which leans'],
  [['東京の', '港'], '東京の港'],
  [['a o\ufb03ce', 'of \ufb01sh'], 'a office of fish'],
  [['a na¨ıve', 'idea'], 'a naïve idea'],
])('%j is “%s”', (lines, text) => expect(joined(lines)).toBe(text));

test('the document says whether a plain hyphen is the writer’s', () => {
  expect(joined(['a second-', 'hand hull'], ['the second-hand cable'])).toBe('a second-hand hull');
  expect(joined(['the depart-', 'ment'], ['the department'])).toBe('the department');
  expect(joined(['a low-', 'lying quay'])).toBe('a low-lying quay');
});

test('an address over a line end is one link, and keeps its place where letters come apart', () => {
  const address = 'https://example.org/';
  const lines = [
    { ...line('The \ufb01sh market'), links: [{ start: 4, end: 14, address }] },
    { ...line('hall is open'), links: [{ start: 0, end: 4, address }] },
  ];
  const { text, links } = joinLines(lines, wordsIn(lines));
  expect(links.map(({ start, end }) => text.slice(start, end))).toEqual(['fish market hall']);
});
