import { expect, test } from 'vitest';
import { extract } from '../extract.ts';
import { book, lighthouseBook } from '../testing/book.ts';

const locked = (encryption: string): Uint8Array => book({ ...lighthouseBook, encryption });

test('a book is read in the order of its spine, all of it but its table of contents', async () => {
  const result = await extract({ name: 'book.epub', bytes: book(lighthouseBook) });
  if (!result.ok) throw new Error(result.reason);
  const { text, blocks, links, leftOut, guesses, warnings } = result.extraction;
  expect(blocks.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`)).toEqual([
    'heading: One',
    'paragraph: The lamp went out on 3 March.',
    'quote: “Nobody came,” she wrote.',
    'footnote: Log of the keeper.',
    'paragraph: It burns again.',
  ]);
  expect(links.map(({ start, end, address }) => [text.slice(start, end), address])).toEqual([['again', 'https://lights.example/stenhult']]);
  expect(leftOut.map((piece) => `${piece.reason}: ${piece.text}`)).toEqual(['navigation: One', 'hidden: Never shown.']);
  expect(warnings).toEqual([]);
  expect(guesses).toMatchObject({
    title: { value: 'The keeper', method: 'EPUB dc:title' },
    byline: { value: 'Ruth Aldern', method: 'EPUB dc:creator' },
    publisher: { value: 'Harbour Press' },
    published: { value: '2021-09', method: 'EPUB dc:date' },
    modified: { value: '2022-01-05' },
    language: { value: 'en-GB' },
    address: { value: 'urn:isbn:9783161484100' },
  });
});

test('one whose pages are locked says so; scrambled fonts lock nothing', async () => {
  expect(await extract({ name: 'a.epub', bytes: locked('http://www.w3.org/2001/04/xmlenc#aes128-cbc') })).toMatchObject({
    ok: false,
    reason: 'encrypted',
  });
  expect(await extract({ name: 'a.epub', bytes: locked('http://www.idpf.org/2008/embedding') })).toMatchObject({ ok: true });
});
