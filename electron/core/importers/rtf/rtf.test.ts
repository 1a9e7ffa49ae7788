import { expect, test } from 'vitest';
import { extract } from '../extract.ts';
import { tramReport } from '../testing/richText.ts';
import { readInWords } from '../testing/readInWords.ts';

const read = (source: string) => readInWords({ name: 'report.rtf', bytes: Buffer.from(source, 'latin1') });
const body = async (source: string): Promise<string[]> => (await read(`{\\rtf1\\ansi ${source}}`)).lines;

test('a report is read with its headings, lists, tables, captions and notes', async () => {
  const report = await read(tramReport);
  expect(report.lines).toEqual([
    'heading 1: The tram that stopped',
    'paragraph: The café closed at 8 – “nobody came”. Трамвай',
    'paragraph: See the log. α€ 😀',
    'list-item 1: First',
    'list-item 2: Second',
    'table-cell: Year',
    'table-cell: Trams',
    'caption: Table 1',
    'paragraph: Nordsee\u2011Hafen next',
    'footnote: Police log.',
  ]);
  expect(report.links).toEqual([['the log', 'https://tram.example/log']]);
  expect(report.leftOut).toEqual(['page-header: Draft', 'hidden: hidden', 'deleted: deleted', 'comments: Ask her.']);
  expect(report.guesses).toMatchObject({
    title: { value: 'The tram that stopped', method: 'document property Title' },
    byline: { value: 'Lena Vogt', method: 'document property Author' },
    published: { value: '2024-05-02', method: 'document property Created' },
    modified: { value: '2024-05-09', method: 'document property Modified' },
  });
});

test('letters of two bytes are read together, also where the second looks like a sign of the format', async () => {
  expect(await body(String.raw`{\fonttbl{\f0\fcharset128 MS Mincho;}}\f0\'93\'8c\'8b\'9e \'83\'5c`)).toEqual(['paragraph: 東京 ソ']);
});

test('of two forms of the same words the newer is read, and what stands in for a letter is not', async () => {
  expect(await body(String.raw`{\upr{old}{\*\ud{\uc2 \u8364 EUnew}}}\uc0\u8364 5\uc1\u8211\'96!`)).toEqual(['paragraph: €new€5–!']);
});

test('bytes of pictures are passed over whatever they are', async () => {
  expect(await body('Before {\\pict\\bin5 }}}}}} and after.')).toEqual(['paragraph: Before and after.']);
});

test.each<[string, string]>([
  ['groups without end', `{\\rtf1 ${'{'.repeat(2_000)}words`],
  ['ends of groups that never began', `{\\rtf1 words${'}'.repeat(100_000)}`],
  ['a file cut off in a control word', '{\\rtf1 words\\'],
  ['numbers beyond all sense', '{\\rtf1\\f99999999999\\u99999999999?\\uc-5\\s-1\\ilvl-3 words'],
])('%s: the words are read', async (_, source) => expect((await read(source)).lines.join(' ')).toContain('words'));

test('nesting beyond all use is refused', async () => {
  const bytes = Buffer.from(`{\\rtf1 ${'{'.repeat(1_000_000)}words`);
  expect(await extract({ name: 'a.rtf', bytes })).toMatchObject({ ok: false, reason: 'unsafe' });
});

test('ten megabytes take a few seconds at most', async () => {
  const bytes = Buffer.from(`{\\rtf1 ${'\\pard\\plain\\f0 Some words of it.\\par '.repeat(280_000)}}`);
  const start = performance.now();
  expect(await extract({ name: 'a.rtf', bytes })).toMatchObject({ ok: true });
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('a power is none of the figure before it', async () => {
  const source = String.raw`10{\super 6} and 10{\sub 6}, 10\up6 9\up0 8\par`;
  expect(await body(source)).toEqual(['paragraph: 10⁶ and 106, 10⁹8']);
});

test('what is meant for readers that know no tables in tables is passed over', async () => {
  const nested = String.raw`\pard\intbl\itap2 Inner\nestcell{\nonesttables Again\par}\pard\intbl Outer\cell\row\pard After\par`;
  expect(await body(nested)).toEqual(['table-cell: Inner', 'table-cell: Outer', 'paragraph: After']);
});
