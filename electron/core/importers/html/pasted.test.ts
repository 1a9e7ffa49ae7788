import { describe, expect, test } from 'vitest';
import { extract } from '../extract.ts';
import type { Extraction } from '../parser.ts';
import { fromBrowser, fromGoogleDocs, fromLibreOffice, fromWord, hostile } from '../testing/clipboards.ts';

async function pasted(html: string): Promise<Extraction> {
  const result = await extract({ name: 'Pasted text.html', bytes: Buffer.from(html), pasted: true });
  if (!result.ok) throw new Error(result.reason);
  return result.extraction;
}
const linesOf = ({ text, blocks }: Extraction): string[] =>
  blocks.map(({ kind, level, start, end }) => `${kind}${level ?? ''}: ${text.slice(start, end)}`);
const linksOf = ({ text, links }: Extraction): string[] =>
  links.map(({ start, end, address }) => `${text.slice(start, end)} -> ${address}`);
const council = 'Stenhult council -> https://stenhult.example/report?year=2024';

describe('what was copied', () => {
  test('in Word', async () => {
    const extraction = await pasted(fromWord);
    expect(linesOf(extraction)).toEqual([
      'heading1: The quarry at Stenhult',
      'heading2: What was dug',
      'paragraph: The quarry gave forty tons a day, says Stenhult council, “and no more”.',
      'list-item1: Granite',
      'list-item2: of it for roads',
      'quote: Nobody asked us.',
      'table-cell: Year',
      'table-cell: Tons',
      'footnote: Weighed in May.',
    ]);
    expect(linksOf(extraction)).toEqual([council]);
    expect(extraction.leftOut).toMatchObject([{ text: 'Not for the public.', reason: 'hidden' }]);
    expect(extraction).toMatchObject({ mediaType: 'text/html', encoding: 'utf-8', extractor: 'pasted-html/1' });
    expect(extraction.guesses.title).toEqual({ value: 'The quarry at Stenhult', method: 'first line' });
  });

  test('in Google Docs', async () => {
    const extraction = await pasted(fromGoogleDocs);
    expect(linesOf(extraction)).toEqual([
      'heading1: The quarry at Stenhult',
      'paragraph: The quarry gave forty tons a day, says Stenhult council.',
      'list-item1: Granite',
      'list-item2: of it for roads',
      'table-cell: Year',
      'table-cell: Tons',
    ]);
    expect(linksOf(extraction)).toEqual([council]);
  });

  test('in LibreOffice', async () => {
    const extraction = await pasted(fromLibreOffice);
    expect(linesOf(extraction)).toEqual([
      'heading1: The quarry at Stenhult',
      'paragraph: The quarry gave forty tons a day, says Stenhult council1, page 4.',
      'list-item1: Granite',
      'list-item2: of it for roads',
      'footnote: 1Weighed in May.',
    ]);
    expect(linksOf(extraction)).toEqual([council]);
  });

  test('on a page, with the page itself, and without what was not selected', async () => {
    const extraction = await pasted(fromBrowser);
    // What a person selected is wanted, whatever its element is called.
    expect(linesOf(extraction)).toEqual([
      'paragraph: Share this, they say.',
      'paragraph: The sheds were sold on Tuesday.',
      'quote: It was the last day.',
    ]);
    expect(linksOf(extraction)).toEqual(['sold -> https://www.lowmere-courier.example/topics/sheds']);
    expect(extraction.guesses.address?.value).toContain('https://www.lowmere-courier.example/2025/03/04/tram-sheds');
    expect(extraction.leftOut).toMatchObject([{ reason: 'hidden' }]);
  });
});

test('of what would do something its words are taken, and addresses as data', async () => {
  const extraction = await pasted(hostile);
  expect(extraction.text).toBe('Words that stay.\nno address an address');
  expect(linksOf(extraction)).toEqual(['an address -> https://canary.example/kept']);
});

test('markup without words is empty, and however deep it is nested it ends', async () => {
  expect(await extract({ name: 'x.html', bytes: Buffer.from('<img src="x.png"><p>&nbsp;</p>'), pasted: true })).toEqual({
    ok: false,
    reason: 'empty',
  });
  expect((await pasted(`${'<div><o:p>'.repeat(20_000)}deep`)).text).toBe('deep');
});
