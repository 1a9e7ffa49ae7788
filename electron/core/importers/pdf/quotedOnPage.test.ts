import { describe, expect, test } from 'vitest';
import { markOnPages, type MarkedWords, type PageWords } from '../../../../shared/text/original/onPage.ts';
import { quotedParts } from '../../../../shared/text/original/quotedParts.ts';
import { column, writePdf } from '../testing/writePdf.ts';
import { extract } from '../extract.ts';
import { openPdf } from './library.ts';

type Pages = Parameters<typeof writePdf>[0];

async function pageWords(bytes: Uint8Array): Promise<PageWords[]> {
  const task = await openPdf(bytes);
  const document = await task.promise;
  const pages: PageWords[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { width, height, transform } = page.getViewport({ scale: 1 });
    const { items, styles } = await page.getTextContent({ disableNormalization: true });
    pages.push({ number, width, height, view: transform, items: items.filter((item) => 'str' in item), styles });
  }
  await task.destroy();
  return pages;
}

/** Quotes words of a PDF as it is imported, and looks for them on its pages; areas in points. */
async function mark(pages: Pages, quote: string, options: Parameters<typeof writePdf>[1] = {}, nth = 0): Promise<MarkedWords> {
  const bytes = writePdf(pages, options);
  const result = await extract({ name: 'paper.pdf', bytes });
  if (!result.ok) throw new Error(result.reason);
  const { text, blocks } = result.extraction;
  let start = text.indexOf(quote);
  for (let skipped = 0; skipped < nth; skipped++) start = text.indexOf(quote, start + 1);
  if (start < 0) throw new Error(`not in the text: ${quote}\n${text}`);
  const parts = quotedParts(text, blocks, [{ start, end: start + quote.length }]);
  const found = markOnPages(await pageWords(bytes), parts, (words) => words.length);
  const points = (share: number, whole: number): number => Math.round(share * whole);
  return {
    ...found,
    areas: found.areas.map(({ page, area }) => ({
      page,
      area: { left: points(area.left, 595), top: points(area.top, 842), width: points(area.width, 595), height: points(area.height, 842) },
    })),
  };
}

const linesOf = ({ areas }: MarkedWords): string[] => areas.map(({ page, area }) => `${page}: ${area.left},${area.top}`);

const wall = column(50, 100, [
  'The wall was last measured in the spring of last year,',
  'by two people with a level, and was found to stand',
  'upright. Since then nobody has gone down to it, as the',
  'harbour is closed to all who do not work in it.',
]);

describe.each([false, true])('tagged: %s', (tagged) => {
  const paragraph = (words: typeof wall, number: number): typeof wall => words.map((one) => ({ ...one, paragraph: number }));

  test('words are marked line by line where they stand', async () => {
    const found = await mark([{ words: paragraph(wall, 1) }], 'spring of last year, by two people with a level', { tagged });
    expect(found.outcome).toBe('whole');
    expect(found.areas).toHaveLength(2);
    const [first, second] = found.areas.map(({ area }) => area) as [
      MarkedWords['areas'][number]['area'],
      MarkedWords['areas'][number]['area'],
    ];
    expect(first.left).toBeGreaterThan(120);
    expect(second.left).toBe(50);
    expect(second.top - first.top).toBe(12);
    // Around the base line of type of ten points.
    expect(first.top).toBeLessThan(100);
    expect(first.top + first.height).toBeGreaterThan(100);
    expect(first.height).toBeLessThan(14);
  });

  test('a word that a line end divides is marked on both lines', async () => {
    const words = column(50, 100, [
      'The harbour office holds that the embank-',
      'ment was sound, that the embankment is',
      'sound, and that an embankment is not a sub-',
      'ject for the news, whatever the sub-',
      'ject of the news may be on other days.',
    ]);
    const found = await mark([{ words: paragraph(words, 1) }], 'that the embankment was sound', { tagged });
    expect(found.outcome).toBe('whole');
    expect(found.areas.map(({ area }) => area.top)).toHaveLength(2);
  });

  test('of equal words the ones that were read are marked', async () => {
    const words = [
      ...paragraph(column(50, 100, ['The first engineer measured it in March. Nobody came.']), 1),
      ...paragraph(column(50, 160, ['The second engineer measured it in April. Nobody came.']), 2),
      ...paragraph(column(50, 220, ['The third engineer never went. Nobody came.']), 3),
    ];
    for (const [nth, top] of [
      [0, 100],
      [1, 160],
      [2, 220],
    ] as const) {
      const found = await mark([{ words }], 'Nobody came.', { tagged }, nth);
      expect(found.outcome).toBe('whole');
      expect(found.areas).toHaveLength(1);
      expect(Math.abs(found.areas[0]!.area.top - top)).toBeLessThan(12);
    }
  });
});

test('a paragraph over two columns and two pages is marked on all of them', async () => {
  const lines = [
    'The harbour board met on Tuesday to hear the engineer',
    'who had walked the wall at low water and who had been',
    'asked to say how much it leans and since when, and who',
    'would not say so before the report was printed and was',
  ];
  const footer = (page: number) => ({ text: `Page ${page} of 2, harbour office`, x: 230, y: 812, size: 8 });
  const found = await mark(
    [
      { words: [...column(50, 700, lines), footer(1)] },
      {
        words: [
          ...column(50, 60, ['read by all members, as the statutes of the harbour', 'demand it of every report that costs money.']),
          footer(2),
        ],
      },
    ],
    'before the report was printed and was read by all members',
  );
  expect(found.outcome).toBe('whole');
  expect(found.areas.map(({ page }) => page)).toEqual([1, 2]);
});

test('tagged paragraphs are found whatever is drawn first', async () => {
  const [one, two] = [
    column(50, 100, ['The first paragraph is drawn last and is read first.']),
    column(50, 200, ['The second paragraph is drawn first, and is read after it.']),
  ];
  const words = [...two.map((line) => ({ ...line, paragraph: 2 })), ...one.map((line) => ({ ...line, paragraph: 1 }))];
  const found = await mark([{ words }], 'drawn last and is read first. The second paragraph'.replace('. ', '.\n'), { tagged: true });
  expect(found.outcome).toBe('whole');
  expect(linesOf(found).map((line) => line.split(',')[1])).toHaveLength(2);
});

test('turned pages are marked along their writing', async () => {
  const words = ['The table of all walls that were', 'measured by the office last year.'].map((text, index) => ({
    text,
    x: 100 + index * 12,
    y: 600,
    turned: 90,
  }));
  const found = await mark([{ words }], 'walls that were measured');
  expect(found.outcome).toBe('whole');
  for (const { area } of found.areas) expect(area.height).toBeGreaterThan(area.width);
});

test('words that the page does not say are not marked', async () => {
  const bytes = writePdf([{ words: wall }]);
  const text = 'Words of another text altogether, which nobody has written on this page.';
  const block = { start: 0, end: text.length, kind: 'paragraph', page: 1 } as const;
  const found = markOnPages(await pageWords(bytes), quotedParts(text, [block], [{ start: 0, end: 30 }]), (words) => words.length);
  expect(found).toEqual({ outcome: 'none', areas: [] });
});

test('single words of another text make no place of it, however many of them the page has', async () => {
  const bytes = writePdf([{ words: wall }]);
  const text = 'People went down upright since the wall was closed by harbour work, nobody knows how.';
  const block = { start: 0, end: text.length, kind: 'paragraph', page: 1 } as const;
  const found = markOnPages(await pageWords(bytes), quotedParts(text, [block], [block]), (words) => words.length);
  expect(found).toEqual({ outcome: 'none', areas: [] });
});

test('cells that are drawn in another order than they are read are found word by word', async () => {
  const cells = ['Normal', 'Multiply', 'Screen'].map((text, row) => ({ text, x: 50, y: 100 + row * 20 }));
  const bytes = writePdf([{ words: [...cells, { text: 'Hardlight', x: 200, y: 100 }] }]);
  const text = 'Normal Hardlight';
  const block = { start: 0, end: text.length, kind: 'paragraph', page: 1 } as const;
  const found = markOnPages(await pageWords(bytes), quotedParts(text, [block], [block]), (words) => words.length);
  expect(found.outcome).toBe('whole');
  expect(found.areas).toHaveLength(2);
});

test('where equal words cannot be told from each other, all of them are given, and that is said', async () => {
  const bytes = writePdf([{ words: [...column(50, 100, ['Nobody came to see.']), ...column(50, 300, ['Nobody came to see.'])] }]);
  const text = 'Nobody came to see.';
  const block = { start: 0, end: text.length, kind: 'paragraph', page: 1 } as const;
  const found = markOnPages(await pageWords(bytes), quotedParts(text, [block], [{ start: 0, end: 6 }]), (words) => words.length);
  expect(found.outcome).toBe('several');
  expect(found.areas).toHaveLength(2);
});

test('short words are not found within longer ones', async () => {
  const words = [...column(50, 100, ['In 1950 the wall had 15 gates.']), ...column(50, 300, ['5']), ...column(300, 300, ['7'])];
  const bytes = writePdf([{ words }]);
  const block = { start: 0, end: 1, kind: 'table-cell', page: 1 } as const;
  const found = markOnPages(await pageWords(bytes), quotedParts('5', [block], [{ start: 0, end: 1 }]), (letters) => letters.length);
  expect(found).toMatchObject({ outcome: 'whole', areas: [{ page: 1 }] });
  expect(Math.round(found.areas[0]!.area.left * 595)).toBe(50);
});

test('words that run from right to left are marked, wherever the file has them', async () => {
  const drawn = ['המועצה', 'כי', 'נמכרו', 'החשמלית', 'מחסני', 'כי', 'אמרה', 'המועצה'];
  const words = drawn.map((word, index) => ({
    text: [...word].toReversed().join(''),
    x: 100 + index * 45,
    y: 100,
    anyLetters: true,
  }));
  const found = await mark([{ words }], 'כי מחסני');
  expect(found.outcome).toBe('whole');
  expect(found.areas.map(({ area }) => area.left)).toEqual([325, 280]);
});
