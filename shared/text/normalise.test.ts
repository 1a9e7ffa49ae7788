import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise, type RawBlock } from './normalise.ts';

const paragraph = (text: string): RawBlock => ({ kind: 'paragraph', text });

/** Strings made mostly of what the rules are about. */
const source = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ' ',
        '\t',
        '\n',
        '\u00a0',
        '\u0085',
        '\u00ad',
        '\u200b',
        '\u200d',
        '\u200c',
        '\ufeff',
        'e',
        '\u0301',
        '\u0327',
        '가',
        'ᄀ',
        'ᅡ',
        'ᆨ',
        '“',
        '’',
        '—',
        '👩',
        '👧',
        '\ud800',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('canonical text', () => {
  test.each([
    ['white space becomes one space, none at the ends', ' a \t b\u00a0\u00a0c\nd ', 'a b c d'],
    ['letters are composed', 'Cafe\u0301', 'Café'],
    ['Korean syllables are composed', '\u1100\u1161\u11a8', '각'],
    ['curly quotes, dashes and ellipses stay', '“Well”—it’s…', '“Well”—it’s…'],
    ['soft hyphens and zero-width spaces go', 'in\u00adter\u200bna\ufefftional', 'international'],
    ['an emoji family stays one', '👩‍👩‍👧', '👩‍👩‍👧'],
    ['joiners hiding in a word go', 'pa\u200dss\u200cword', 'password'],
    ['joiners that a script needs stay', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['a composition across a soft hyphen is found', 'e\u00ad\u0301', 'é'],
  ])('%s', (_, given, expected) => expect(normalise([paragraph(given)]).text).toBe(expected));

  test('blocks are joined by one line feed, empty ones dropped, places of removed characters kept', () => {
    expect(
      normalise([{ kind: 'heading', level: 1, text: 'One\u00ad two' }, paragraph(' \u200b '), paragraph('three\u200b')]),
    ).toMatchObject({
      text: 'One two\nthree',
      blocks: [
        { start: 0, end: 7, kind: 'heading', level: 1 },
        { start: 8, end: 13, kind: 'paragraph' },
      ],
      removed: [
        [3, '\u00ad'],
        [13, '\u200b'],
      ],
    });
  });

  test('is its own fixed point, tiles the text, and keeps every place inside it', () => {
    fc.assert(
      fc.property(fc.array(source, { maxLength: 6 }), (sources) => {
        const { text, blocks, removed } = normalise(sources.map(paragraph));
        expect(text).toBe(text.normalize('NFC').toWellFormed());
        expect(blocks.map(({ start, end }) => text.slice(start, end)).join('\n')).toBe(text);
        for (const { start, end } of blocks) {
          expect(text.slice(start, end)).not.toMatch(/^\s|\s$|\s\s|[\n\t\u00a0\u00ad\u200b\ufeff]/u);
          expect(end).toBeGreaterThan(start);
        }
        const places = removed.map(([offset]) => offset);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        for (const place of places) expect(place >= 0 && place <= text.length).toBe(true);
        const again = normalise(blocks.map(({ start, end }) => paragraph(text.slice(start, end))));
        expect(again).toMatchObject({ text, blocks, removed: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  test('loses no word', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'abcäöß “”—.,1'), maxLength: 60 })), (sources) => {
        const words = (text: string) => text.split(/\s+/).filter(Boolean);
        expect(words(normalise(sources.map(paragraph)).text)).toEqual(words(sources.join(' ')));
      }),
    );
  });

  test('links keep their words, whatever is done to the text around them', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcäöß'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(source, word, source, word, (before, first, between, second) => {
        const [open, close] = [`${before} `.length, `${before} ${first} ${between} `.length];
        const links = [
          { start: open - 1, end: open + first.length + 1, address: 'https://one.example/' },
          { start: close, end: close + second.length, address: 'https://two.example/' },
        ];
        const read = normalise([paragraph('Above.'), { ...paragraph(`${before} ${first} ${between} ${second}`), links }]);
        expect(read.links.map(({ start, end, address }) => [read.text.slice(start, end), address])).toEqual([
          [first, 'https://one.example/'],
          [second, 'https://two.example/'],
        ]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('tells where each block begins, also those that are dropped, and where the text ends', () => {
    expect(normalise([paragraph(' '), paragraph('one'), paragraph(''), paragraph('two'), paragraph('')]).places).toEqual([
      0, 0, 4, 4, 7, 7,
    ]);
  });
});
