import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactPlaces } from './exactPlaces.ts';
import { gramIndex, gramLength } from './gramIndex.ts';
import { matchKey } from './matchKey.ts';
import { seek } from './seek.ts';

const indexed = (text: string) => gramIndex(matchKey(text));
const anyText = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '👩', 'é', '今'), maxLength: 200 });

test('the index knows every place of its seeds', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const index = indexed(text);
      for (const seed of index.seedsOf(index.key, Infinity)) {
        const places = [...index.places(seed)];
        expect(places).toHaveLength(seed.count);
        expect(places.toSorted((a, b) => a - b)).toEqual(places);
        for (let place = 0; place + gramLength <= text.length; place++)
          if (text.slice(place, place + gramLength) === text.slice(seed.offset, seed.offset + gramLength)) expect(places).toContain(place);
      }
    }),
  );
});

test('exact places are those that indexOf finds', () => {
  fc.assert(
    fc.property(anyText, fc.nat(200), fc.nat(30), (text, at, length) => {
      const words = text.slice(at, at + length);
      const expected: number[] = [];
      if (words !== '') for (let place = text.indexOf(words); place >= 0; place = text.indexOf(words, place + 1)) expected.push(place);
      expect(exactPlaces(text, indexed(text), words, Infinity)).toEqual(expected);
      expect(exactPlaces(text, indexed(text), words, 2)).toEqual(expected.slice(0, 2));
    }),
    { numRuns: 500 },
  );
});

describe('seeking', () => {
  const text = `${'One thing after another. '.repeat(40)}The council approved the new harbour wall in March, by nine votes to two. ${'Then the next thing came. '.repeat(40)}`;
  const wanted = (quote: string, prefix = '', suffix = '') => ({
    quote: matchKey(quote),
    prefix: matchKey(prefix),
    suffix: matchKey(suffix),
    expected: null,
  });
  const found = (quote: string, least = 0.7) =>
    seek(indexed(text), wanted(quote), least).map(({ range }) => text.slice(range.start, range.end));

  test('finds words that were edited, grown to whole words', () =>
    expect(found('The council has approved a new harbor wall in March, by nine vote')).toEqual([
      'The council approved the new harbour wall in March, by nine votes',
    ]));
  test('finds nothing where nothing is alike', () => expect(found('Entirely unrelated words about a mountain railway')).toEqual([]));
  test('finds twins that stand side by side', () =>
    expect(seek(indexed('the storm broke the wall. the storm broke the wall.'), wanted('the storm broke the walls'), 0.7)).toHaveLength(2));
  test('what surrounds a quote tells twins apart', () => {
    const twins = 'Before the flood: nobody was hurt that day, they said. After the fire: nobody was hurt that day, we heard.';
    const [best, second] = seek(indexed(twins), wanted('nobody was hurt that day', 'After the fire: ', ', we heard.'), 0.7);
    expect(best!.range.start).toBe(twins.lastIndexOf('nobody'));
    expect(best!.score - second!.score).toBeGreaterThan(0.05);
  });
});
