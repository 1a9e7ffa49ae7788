import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { freePath } from './paths.ts';

const nameOf = (name: string, number?: number): string => basename(freePath('/cases', name, number));

test('a name is kept but for what file systems refuse', () => {
  expect(nameOf('Häfen: “Bö"rse”?')).toBe('Häfen “Bö rse”.assay');
  expect(nameOf(' .. a/b\\c\u0000. ')).toBe('a b c.assay');
  expect(nameOf('...')).toBe('Case.assay');
  expect(nameOf('Harbour', 2)).toBe('Harbour 2.assay');
});

test.each([
  ['one byte a letter', 'x'],
  ['two', 'ж'],
  ['three', '港'],
  ['four, of two units', '𠮷'],
  ['a family of twenty-five', '👨‍👩‍👧‍👦'],
])('the files beside a case have room whatever is written: %s', (_what, letter) => {
  const name = nameOf(letter.repeat(400));
  expect(Buffer.byteLength(`.${name}.lock-journal`)).toBeLessThanOrEqual(255);
  expect(name.slice(0, -'.assay'.length)).toBe(letter.repeat((name.length - 6) / letter.length));
  expect(name.length).toBeGreaterThan(60);
});

test('a number is not cut off with the end of a long name', () => {
  const long = '港'.repeat(100);
  expect(nameOf(long, 12)).toMatch(/^港+ 12\.assay$/);
  expect(nameOf(long, 12)).not.toBe(nameOf(long, 13));
});
