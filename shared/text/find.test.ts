import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExpressionError, findInText, findOccurrences, searchable, type FindQuery } from './find.ts';

const plain = { matchCase: false, wholeWords: false, expression: false };
const all = 10_000;

function find(text: string, words: string, how: Partial<FindQuery> = {}): string[] {
  return findInText(searchable(text), { ...plain, ...how, words }, all).ranges.map(({ start, end }) => text.slice(start, end));
}

describe('finding words', () => {
  test.each<[string, string, string, Partial<FindQuery>, string[]]>([
    ['ignores case', 'NATO and Nato', 'nato', {}, ['NATO', 'Nato']],
    ['minds case', 'NATO and Nato', 'Nato', { matchCase: true }, ['Nato']],
    ['spelled-out letters', 'Große STRASSE', 'strasse', {}, ['STRASSE']],
    ['a letter that is spelled out', 'die Straße', 'STRASSE', {}, ['Straße']],
    ['no half of such a letter', 'Straße', 'stras', {}, []],
    ['both small sigmas', 'ΟΔΟΣ οδός', 'οδος', {}, ['ΟΔΟΣ']],
    ['a letter that grows in small letters', 'İstanbul calls', 'calls', {}, ['calls']],
    ['dotless letters are others', 'sınır', 'sinir', {}, []],
    ['accents count', 'cafe', 'café', {}, []],
    ['an accent typed apart', 'café', 'cafe\u0301', {}, ['café']],
    ['quotes of a keyboard meet any', 'say “it’s” and "it\'s"', '"it\'s"', {}, ['“it’s”', '"it\'s"']],
    ['quotes set with care meet themselves', 'say “it’s” and "it\'s"', '“it’s”', {}, ['“it’s”']],
    ['a hyphen meets a dash', 'north–south, north-south', 'north-south', {}, ['north–south', 'north-south']],
    ['a dash meets itself', 'north–south, north-south', 'h–s', {}, ['h–s']],
    ['across paragraphs', 'two\nlines', 'two lines', {}, ['two\nlines']],
    ['not overlapping', 'aaaa', 'aa', {}, ['aa', 'aa']],
    ['nothing but space', 'a b', ' ', {}, []],
    ['nothing', 'a b', '', {}, []],
    ['emoji whole', 'a 👩 b 👩‍👩‍👧 c', '👩', {}, ['👩']],
    ['no letter without its marks', 'x̂ and x', 'x', {}, ['x']],
    ['signs of expressions are signs', 'f(x) = a.*b', 'a.*b', {}, ['a.*b']],
  ])('%s', (_, text, words, how, expected) => expect(find(text, words, how)).toEqual(expected));

  test.each<[string, string, string, string[]]>([
    ['a word and no part', 'port, report, ports, Port.', 'port', ['port', 'Port']],
    ['beside an apostrophe', "cable's cable’s cables", 'cable', ['cable', 'cable']],
    ['letters with accents are letters', 'mer amère', 'mer', ['mer']],
    ['signs have no edges', 'a (b) c', '(b)', ['(b)']],
    ['half a word at an end', 'the harbour wall', 'harbour wa', []],
    ['words that no space parts', '我喜欢北京大学', '喜欢', ['喜欢']],
    ['parts of such words', '我喜欢北京大学', '欢北', []],
    ['letters of other planes', '𝔄𝔅 𝔄', '𝔄', ['𝔄']],
  ])('whole words: %s', (_, text, words, expected) => expect(find(text, words, { wholeWords: true })).toEqual(expected));

  test('whatever stands in a text is found where it stands', () => {
    const unit = fc.constantFrom('a', 'B', ' ', '\n', '“', '’', '—', '…', '👩', '👩‍👩‍👧', 'ß', 'İ', 'é', 'Σ', 'ı');
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 40 }), fc.nat(39), fc.nat(39), (units, one, other) => {
        const [from, to] = [Math.min(one, other, units.length), Math.min(Math.max(one, other), units.length)];
        const text = units.join('');
        const words = units.slice(from, to).join('');
        fc.pre(words.trim() !== '');
        // Between spaces a run is one: then the words stand in it, and not at its ends.
        fc.pre(!/\s\s/.test(text));
        const start = units.slice(0, from).join('').length;
        const within = searchable(text);
        for (const matchCase of [true, false]) {
          const { ranges } = findInText(within, { ...plain, matchCase, words }, all);
          const covered = ranges.some((range) => range.start < start + words.length && range.end > start);
          expect(covered).toBe(true);
        }
        const { ranges } = findOccurrences(within, words, false, all);
        for (const range of ranges) expect(text.slice(range.start, range.end)).toBe(words);
      }),
      { numRuns: 500 },
    );
  });

  test('no more than were asked for, and whether there are more', () => {
    const query = { ...plain, words: 'a' };
    expect(findInText(searchable('a a a'), query, 2)).toEqual({
      ranges: [
        { start: 0, end: 1 },
        { start: 2, end: 3 },
      ],
      more: true,
    });
    expect(findInText(searchable('a a'), query, 2).more).toBe(false);
  });
});

describe('finding by an expression', () => {
  test.each<[string, string, string, Partial<FindQuery>, string[]]>([
    ['numbers', '1,200 boats and 12 ferries', '\\d[\\d,]*', {}, ['1,200', '12']],
    ['ends of paragraphs', 'one\ntwo', '^t\\w+$', {}, ['two']],
    ['a full stop is any character but not a new paragraph', 'ab\nc', 'b.c', {}, []],
    ['properties of Unicode', 'Ångström 12', '\\p{Lu}\\p{L}+', { matchCase: true }, ['Ångström']],
    ['ignores case', 'Port PORT', 'port', {}, ['Port', 'PORT']],
    ['minds case', 'Port PORT', 'PORT', { matchCase: true }, ['PORT']],
    ['whole words', 'port report', 'p\\w+t', { wholeWords: true }, ['port']],
    ['nothing empty', 'abc', 'x*', {}, []],
    ['no half of an emoji', '👩‍👩‍👧', '👩', {}, []],
    ['no expression', 'abc', '', {}, []],
  ])('%s', (_, text, words, how, expected) => expect(find(text, words, { ...how, expression: true })).toEqual(expected));

  test('a wrong expression is told with its reason', () => {
    const wrong = (): unknown => find('abc', '(a', { expression: true });
    expect(wrong).toThrow(ExpressionError);
    expect(wrong).toThrow(/^Unterminated group$/);
  });
});

describe('finding all that says the same', () => {
  const text = 'The “Tide-Gate” held. The "tide–gate" held. The “Tide-Gate” fell.';
  const occurrences = (quote: string, loosely: boolean): string[] =>
    findOccurrences(searchable(text), quote, loosely, all).ranges.map(({ start, end }) => text.slice(start, end));

  test('to the letter', () => expect(occurrences('“Tide-Gate”', false)).toEqual(['“Tide-Gate”', '“Tide-Gate”']));
  test('however it is set', () => expect(occurrences('“Tide-Gate” ', true)).toEqual(['“Tide-Gate”', '"tide–gate"', '“Tide-Gate”']));
  test('nothing says nothing', () => expect(occurrences(' ', true)).toEqual([]));
});
