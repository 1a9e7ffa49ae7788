import { describe, expect, test } from 'vitest';
import { extract } from '../importers/extract.ts';
import { citationsIn } from './recognise.ts';

const found = (text: string) => citationsIn(Buffer.from(text));
const prose = 'The wall gave way on Tuesday, and forty boats were damaged, said the harbour office of Lowmere in a statement.\n'.repeat(5);
const entry = (key: string): string =>
  `@article{${key},\n  title = {Harbour wall gives way},\n  author = {Brandt, Ada},\n  year = 2024\n}\n`;
const ris = 'TY  - NEWS\r\nTI  - Harbour wall gives way\r\nAU  - Brandt, Ada\r\nER  - \r\n';
const item = (id: string) => ({ id, type: 'article-newspaper', title: 'Harbour wall gives way', author: [{ family: 'Brandt' }] });

describe('a file of citations', () => {
  test.each([
    ['bibtex', 2, `% Encoding: UTF-8\n@string{c = "Courier"}\n${entry('a')}\n${entry('b')}\n@comment{jabref-meta: databaseType:bibtex;}\n`],
    ['bibtex', 1, `\ufeff${entry('a')}@misc{broken, title={Cut off`],
    ['bibtex', 1, `This file was made with JabRef 5.\n${entry('a')}`],
    ['ris', 2, `${ris}\r\n${ris}`],
    ['ris', 1, `Provider: Press\n${ris.replaceAll('\r', '')}`],
    ['csl-json', 2, JSON.stringify([item('a'), item('b')])],
    ['csl-json', 1, JSON.stringify(item('a'))],
    ['csl-json', 1, JSON.stringify({ items: [item('a')] })],
    ['csl-json', 4, `[${[1, 2, 3, 4].map((id) => JSON.stringify({ ...item(''), id })).join(',')}, {"id": "cut`],
  ])('is told: %s', (format, citations, text) => {
    expect(found(text)).toEqual({ format, citations });
  });

  test.each([
    ['an article that shows an entry', `${prose}${entry('a')}${prose}`],
    ['an article about BibTeX', `${prose}Write @article{key, and then the fields.`],
    ['an article with a record of RIS in it', `${prose}${ris}${prose}`],
    ['an article that begins with a bracket', `[Update] ${prose}`],
    ['other JSON', JSON.stringify([{ type: 'article', title: 'A post', id: 7, body: prose }].map(({ body }) => ({ body })))],
    ['a feed of a site', JSON.stringify({ items: [{ id: 1, type: 'post-item', title: 'A' }] })],
    ['the settings of a program', JSON.stringify({ name: 'assay', type: 'module', version: '1.0.0' })],
    ['a mail address', 'Write to ada@courier.example (the desk).'],
    ['nothing', '   '],
  ])('is not %s', (_what, text) => {
    expect(found(text)).toBeNull();
  });

  test('is told in any encoding, whatever its name, and only where that is asked for', async () => {
    const bytes = Buffer.from(`\ufeff${entry('a').replace('Brandt', 'Müller')}`, 'utf16le');
    for (const name of ['library.bib', 'notes.txt', 'notes.md'])
      expect(await extract({ name, bytes, tellCitations: true })).toEqual({
        ok: false,
        reason: 'unsupported',
        mediaType: 'application/x-bibtex',
        citations: 1,
      });
    // What was imported as an article by an earlier Assay is still read as one.
    expect(await extract({ name: 'library.bib', bytes })).toMatchObject({ ok: true });
  });

  test('of thousands of entries is told in time', () => {
    const text = Array.from({ length: 20_000 }, (_, place) => entry(`k${place}`)).join('\n');
    const start = performance.now();
    expect(found(text)).toEqual({ format: 'bibtex', citations: 20_000 });
    expect(found('@a{'.repeat(100_000))).toBeNull();
    expect(found('[['.repeat(100_000))).toBeNull();
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
