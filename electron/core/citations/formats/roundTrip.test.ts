import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentKind, type CitationFields } from '../../../../shared/domain/entities.ts';
import { citationFormat, type CitationFormat } from '../../../../shared/domain/citations.ts';
import { partialDate } from '../../../../shared/domain/ids.ts';
import { bylineOf, namesOf, tidyName, type AuthorName } from '../../../../shared/domain/names.ts';
import { keysOf } from '../export.ts';
import { readCitations } from '../read.ts';
import { writeBibtex } from './bibtex/bibtex.ts';
import { oneLine, writtenOf } from './cited.ts';
import { writeCslJson } from './cslJson.ts';
import { hasRisType, writeRis } from './ris.ts';

const write = { 'csl-json': writeCslJson, bibtex: writeBibtex, ris: writeRis };

/** Words as they stand in citations: one line, in NFC, with everything that a format takes for its own signs. */
const words = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(
        '{',
        '}',
        '{x}',
        '\\',
        '\\emph',
        '$',
        '%',
        '&',
        '#',
        '_',
        '^',
        '~',
        '"',
        "''",
        '``',
        '--',
        '---',
        '@article{',
        'TY  - ',
        'ER',
        ' and ',
        ', ',
        ';',
        '<i>',
        'Ünï',
        'Łódź',
        'ночь',
        '東京',
        '🚢',
        '\u00a0',
        '\\"o',
        '{\\"o}',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => oneLine(parts.join('').replaceAll(/[\p{Cc}\p{Cs}\ufeff]/gu, '')));

const date = fc
  .oneof(
    fc.integer({ min: 1000, max: 9999 }).map(String),
    fc
      .tuple(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`),
    fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
  )
  .filter((day) => partialDate.safeParse(day).success);

const namePart = fc.oneof(
  words,
  fc.constantFrom(
    'van Beethoven',
    'de la Cruz',
    'Ruiz',
    'Ortega y Gasset',
    'Ada',
    'Ludwig',
    'J. R. R.',
    'O’Neill',
    'Rock and Roll',
    'Ng',
    'al-Hassan',
  ),
);
const name: fc.Arbitrary<AuthorName> = fc.oneof(
  fc.record({ family: namePart, given: namePart, suffix: fc.constantFrom('', '', 'Jr.', 'III') }),
  fc.record({
    literal: fc.oneof(
      words,
      fc.constantFrom('Harbour Authority', 'Reuters', 'Anna Collective', 'Smith, Jones & Co.', 'Dock and Harbour Board'),
    ),
  }),
);
const names = fc
  .array(name, { maxLength: 4 })
  .map((all) => all.map(tidyName))
  .map((all) => all.filter((one) => ('literal' in one ? one.literal : one.family) !== ''));

const citation: fc.Arbitrary<CitationFields> = fc.record({
  title: words.filter((title) => title !== ''),
  kind: fc.constantFrom(...documentKind.options),
  publisher: words,
  byline: names.map(bylineOf).filter((byline) => byline.length <= 500),
  published: fc.option(date),
  modified: fc.option(date),
  accessed: fc.option(date),
  address: fc.oneof(
    fc.constant(''),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom('https://doi.org/10.1234/ab_c%20d', 'https://x.example/a_b~c#d&e'),
  ),
  language: fc.constantFrom('', 'en', 'de-AT', 'pt-BR'),
});

/** What each format cannot hold, and says so. */
function heldBy(format: CitationFormat, fields: CitationFields): CitationFields {
  const isSimple = hasRisType(fields.kind);
  return {
    ...fields,
    modified: format === 'csl-json' ? fields.modified : null,
    kind: format === 'ris' && !isSimple ? 'document' : fields.kind,
  };
}

const given = ({ kind, ...fields }: { [Field in keyof CitationFields]?: CitationFields[Field] | undefined }) => ({
  ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value)),
  kind,
});

test.each(citationFormat.options)('what is written as %s is read as the same citation', (format) => {
  fc.assert(
    fc.property(fc.array(citation, { minLength: 1, maxLength: 4 }), (citations) => {
      const inFormat = citations.filter(
        ({ byline }) => format !== 'ris' || namesOf(byline).every((one) => !('literal' in one) || !one.literal.includes(',')),
      );
      fc.pre(inFormat.length > 0);
      const written = inFormat.map(writtenOf);
      const text = write[format](written, keysOf(written));
      const { entries, problems, format: found } = readCitations({ source: text });
      expect(problems).toEqual([]);
      expect(found).toBe(format);
      expect(entries.map(({ fields }) => given(fields))).toEqual(inFormat.map((fields) => given(heldBy(format, fields))));
      expect(entries.flatMap(({ notTaken }) => notTaken)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('a byline names just the authors that it was made of', () => {
  fc.assert(
    fc.property(names, (all) => {
      expect(namesOf(bylineOf(all))).toEqual(all);
    }),
    { numRuns: 2_000 },
  );
});
