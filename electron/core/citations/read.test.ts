import { expect, test } from 'vitest';
import { readCitations } from './read.ts';

const read = (source: string) => readCitations({ source });

test('a BibTeX entry is read with the field that says each thing', () => {
  const { format, entries, problems } = read(`
Exported by hand, me@example.org.
@comment{nothing @article{in, title = {here}}}
@string{courier = "The Lowmere " # {Courier}}
@article{brandt,
  author = {Brandt, Ada and {Harbour, Dock \\& Co.} and van der Berg, Jr., Tom and Ben Okafor},
  title = "The {BBC} and \\"Uber \\emph{boats}: 50\\% more --- a ‘wall’",
  subtitle = {How it fell},
  journal = courier, entrysubtype = {newspaper},
  year = 2024, month = may, day = 6,
  url = {https://courier.example/wall_a%20b\\#top}, urldate = {2024-06},
  language = {ngerman}, volume = 12, pages = "3--4",
}`);
  expect({ format, problems }).toEqual({ format: 'bibtex', problems: [] });
  expect(entries).toMatchObject([
    {
      number: 1,
      line: 5,
      key: 'brandt',
      fields: {
        title: 'The BBC and Über boats: 50% more — a ‘wall’: How it fell',
        kind: 'article-newspaper',
        publisher: 'The Lowmere Courier',
        byline: 'Ada Brandt; {Harbour, Dock & Co.}; Tom van der Berg Jr.; Ben Okafor',
        published: '2024-05-06',
        accessed: '2024-06',
        address: 'https://courier.example/wall_a%20b#top',
        language: 'de',
      },
      origins: { byline: 'BibTeX author', published: 'BibTeX year and month', publisher: 'BibTeX journal', kind: 'BibTeX entrysubtype' },
      notTaken: [
        { name: 'volume', value: '12' },
        { name: 'pages', value: '3–4' },
      ],
    },
  ]);
});

test('what is wrong in one BibTeX entry is told with its line, and the others are read', () => {
  const { entries, problems } = read(`@misc{one, title = {Whole}}
@misc{two,
  title = {Never closed,
  year = 2024
@misc{three title = {No comma}}
@misc{four, title {No sign}}
@misc{five, title = {Whole too}}
@misc{six}
@misc{seven, title = {Cut off`);
  expect(entries.map(({ key, line }) => [key, line])).toEqual([
    ['one', 1],
    ['five', 7],
  ]);
  expect(problems.map(({ entry, line }) => [entry, line])).toEqual([
    [2, 3],
    [3, 5],
    [4, 6],
    [6, 8],
    [7, 9],
  ]);
  expect(problems[0]!.message).toBe(
    'Entry 2 (begun on line 2, broken on line 3) has no end: a closing brace is missing. It was left out; mend it in the file, and read that again.',
  );
});

test('RIS is read with its problems', () => {
  const { format, entries, problems } = read(
    [
      'Provider: somebody',
      'TY  - NEWS',
      'AU  - van Beethoven, Ludwig, Jr.',
      'A1  - Harbour Authority',
      'TI  - A wall',
      'that fell',
      'T2  - The Courier',
      'DA  - 2024/05//',
      'PY  - 2024',
      'VL  - 3',
      'UR  - https://a.example',
      'Y2  - 2024/06/01/',
      'TY  - RPRT',
      'TI  - Second',
      'PB  - Office',
      'ER  - ',
      'TI  - astray',
      'TY  - BOOK',
      'TI  - Cut off',
    ].join('\r\n'),
  );
  expect(format).toBe('ris');
  expect(entries.map(({ fields }) => fields)).toEqual([
    {
      title: 'A wall that fell',
      kind: 'article-newspaper',
      publisher: 'The Courier',
      byline: 'Ludwig van Beethoven Jr. and Harbour Authority',
      published: '2024-05',
      accessed: '2024-06-01',
      address: 'https://a.example',
    },
    { title: 'Second', kind: 'report', publisher: 'Office' },
    { title: 'Cut off', kind: 'book' },
  ]);
  expect(entries[0]!.origins).toMatchObject({ byline: 'RIS AU', published: 'RIS DA', publisher: 'RIS T2' });
  expect(entries[0]!.notTaken).toEqual([{ name: 'VL', value: '3' }]);
  expect(problems.map(({ line, entry }) => [line, entry])).toEqual([
    [1, null],
    [13, 1],
    [17, null],
    [18, 3],
  ]);
});

test('CSL-JSON is read; an item that says nothing is told with its line', () => {
  const { entries, problems } = read(
    JSON.stringify(
      [
        {
          id: 7,
          type: 'thesis',
          title: 'On <i>walls</i> and <span class="nocase">harbours</span>',
          publisher: 'Lowmere',
          'container-title': 'Series',
          author: [{ family: 'Gogh', given: 'Vincent', 'non-dropping-particle': 'van' }, { literal: 'Anna Collective' }],
          issued: { 'date-parts': [['2024', '13']] },
          DOI: '10.1234/abc',
          page: '3',
        },
        { type: 'book' },
        'words',
      ],
      null,
      1,
    ),
  );
  expect(entries).toMatchObject([
    {
      key: '7',
      fields: {
        title: 'On walls and harbours',
        kind: 'report',
        publisher: 'Lowmere',
        byline: 'Vincent van Gogh; {Anna Collective}',
        published: '2024',
        address: 'https://doi.org/10.1234/abc',
      },
      notTaken: [
        { name: 'type', value: 'thesis' },
        { name: 'container-title', value: 'Series' },
        { name: 'page', value: '3' },
      ],
    },
  ]);
  expect(problems.map(({ entry }) => entry)).toEqual([2, 3]);
  expect(problems[0]!.message).toMatch(/^Entry 2 \(line \d+\) says nothing of a work\./);
});

test('JSON that is broken in one place gives its other entries', () => {
  const { entries, problems } = read('[\n  {"title": "A, {b}"},\n  {"title": },\n "x", 7,\n {"title": "B"},\n {"title": "Cut off');
  expect(entries.map(({ fields, line }) => [fields.title, line])).toEqual([
    ['A, {b}', 2],
    ['B', 5],
  ]);
  expect(problems.map(({ line, entry }) => [line, entry])).toEqual([
    [3, 2],
    [4, 3],
    [4, 4],
    [6, 6],
  ]);
  expect(read('{"title": "Alone", "author": [{"family": "A", "given": "B"}]}').entries).toMatchObject([{ fields: { title: 'Alone' } }]);
  expect(read('{"items": [{"title": "A"}, {"title": "B"}]}').entries).toHaveLength(2);
});

const code = (source: string | Uint8Array): unknown => {
  try {
    readCitations({ source });
  } catch (error) {
    return (error as { data: { why: string } }).data.why;
  }
  return undefined;
};

test('what holds no citations is refused with the reason', () => {
  expect(code('  \n ')).toBe('empty');
  expect(code('Just some words, and me@example.org.')).toBe('unknown');
  expect(code(new Uint8Array([0xff, 0xd8, 0xff, 0, 0, 1, 2, 3]))).toBe('unknown');
  expect(code('@'.repeat(5 * 1024 * 1024 + 1))).toBe('too-large');
  expect(code('@misc{a, title={b}}\n'.repeat(5_001))).toBe('too-many');
});

test('names that every object of the language has are words like others', () => {
  for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    const bibtex = read(`@${word.replaceAll('_', '')}{a, title={\\${word} x}, ${word}={y}, language={${word}}, entrysubtype={${word}}}`);
    expect(bibtex.entries).toMatchObject([{ fields: { kind: 'document', language: word } }]);
    const csl = read(`[{"type": "${word}", "title": "A", "${word}": "B", "language": "${word}"}]`);
    expect(csl.entries).toMatchObject([{ fields: { title: 'A', kind: 'document', language: word } }]);
    expect(read(`TY  - ${word}\nTI  - A\nLA  - ${word}\nER  - `).entries).toMatchObject([{ fields: { kind: 'document' } }]);
  }
});

test('bytes of an old encoding are read as letters', () => {
  const { entries } = readCitations({ source: Buffer.from('@misc{a, title={Übergröße für Möwen, Gänse und Störche in Köln}}', 'latin1') });
  expect(entries[0]!.fields.title).toBe('Übergröße für Möwen, Gänse und Störche in Köln');
});

test('no nesting and no repetition makes reading grow faster than the text', () => {
  const size = 2_000_000;
  const hostile = [
    `@misc{a, title = ${'{'.repeat(size)}`,
    `@misc{a, title = {${'{'.repeat(size / 2)}${'}'.repeat(size / 2)}}}`,
    '@misc{a,'.repeat(size / 8),
    '@misc{a,\n'.repeat(size / 9),
    '@string{a=1}'.repeat(size / 12),
    `@misc{a, author = {${'a and '.repeat(size / 6)}}}`,
    `@misc{a, title = {${"\\'{".repeat(size / 3)}}}`,
    `@misc{a, title = {${'\\emph '.repeat(size / 6)}}}`,
    `@misc{a, title = {${'<i>'.repeat(size / 3)}}}`,
    `[${'['.repeat(100_000)}`,
    JSON.stringify([{ title: '<i>'.repeat(size / 3) }]),
    `TY  - NEWS\n${'continued\n'.repeat(size / 10)}`,
    'TY  - NEWS\n'.repeat(4_000),
  ];
  for (const text of hostile) {
    const start = performance.now();
    try {
      readCitations({ source: text });
    } catch (error) {
      expect(error).toMatchObject({ code: 'CITATIONS_UNREADABLE' });
    }
    expect(performance.now() - start, text.slice(0, 40)).toBeLessThan(4_000);
  }
}, 60_000);
