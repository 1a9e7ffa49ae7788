import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findText, foldForMatch } from './match.ts';

const find = (text: string, words: string) => findText(foldForMatch(text), words).map(({ start, end }) => text.slice(start, end));

describe('finding words', () => {
  test.each([
    ['quotes of any kind', 'She said “it’s over” twice.', '"it\'s over"', ['“it’s over”']],
    ['dashes of any kind', 'the north–south line', 'north-south', ['north–south']],
    ['case', 'NATO and Nato', 'nato', ['NATO', 'Nato']],
    ['white space of any kind', 'two\nlines  here', 'two lines here', ['two\nlines  here']],
    ['an ellipsis', 'Wait… what', 'wait... what', ['Wait… what']],
    ['a letter that grows in small letters', 'İstanbul calls', 'calls', ['calls']],
    ['accents count', 'cafe', 'café', []],
    ['nothing', 'anything', '  ', []],
  ])('%s', (_, text, words, expected) => expect(find(text, words)).toEqual(expected));

  test('stops at the limit', () => expect(findText(foldForMatch('a a a a'), 'a', 2)).toHaveLength(2));

  test('any stretch of a text is found where it stands', () => {
    const unit = fc.constantFrom('a', 'B', ' ', '\n', '“', '’', '—', '…', '👩', 'ß', 'İ', 'é');
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 40 }), fc.nat(39), fc.nat(39), (units, one, other) => {
        const [from, to] = [Math.min(one, other, units.length), Math.min(Math.max(one, other), units.length)];
        const text = units.join('');
        const start = units.slice(0, from).join('').length;
        const words = units.slice(from, to).join('');
        const needle = foldForMatch(words).folded.trim();
        fc.pre(needle !== '');
        const folded = foldForMatch(text);
        for (const place of findText(folded, words)) expect(foldForMatch(text.slice(place.start, place.end)).folded).toContain(needle);
        const trimmedStart = start + (words.length - words.trimStart().length);
        const all: number[] = [];
        for (let at = folded.folded.indexOf(needle); at >= 0; at = folded.folded.indexOf(needle, at + 1))
          all.push(folded.toSource(at, at + needle.length).start);
        expect(all).toContain(trimmedStart);
      }),
      { numRuns: 1_000 },
    );
  });
});
