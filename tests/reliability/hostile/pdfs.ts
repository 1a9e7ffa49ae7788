import { deflateSync } from 'node:zlib';
import { writePdf } from '../../../electron/core/importers/testing/writePdf.ts';
import { times, utf8, type HostileFile } from './file.ts';

const words = { text: 'A line of words on a page.', x: 60, y: 80 };

interface Parts {
  /** What the page draws, packed by these filters. */
  content?: Buffer;
  filter?: string;
  /** Entries of the page, of its resources, of the catalogue. */
  page?: string;
  resources?: string;
  catalog?: string;
  /** More objects, from number 10 on. */
  objects?: readonly (string | Buffer)[];
  trailer?: string;
}

const drawn = '/F1 12 Tf 60 700 Td (A line of words on a page.) Tj';

/** A PDF of one page, each part of which may be something that no program writes. Its objects are found by their numbers. */
function handmade({
  content = Buffer.from(`BT ${drawn} ET`),
  filter = '',
  page = '',
  resources = '',
  catalog = '',
  objects = [],
  trailer = '',
}: Parts): Buffer {
  const bodies: (string | Buffer)[] = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> ${resources} >> ${page} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    Buffer.concat([Buffer.from(`<< /Length ${content.length} ${filter} >>\nstream\n`), content, Buffer.from('\nendstream')]),
    ...times(4, () => 'null'),
    ...objects,
  ];
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let length = pieces[0]!.length;
  const places = bodies.map((body, index) => {
    const piece = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]);
    const place = length;
    pieces.push(piece);
    length += piece.length;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  pieces.push(
    Buffer.from(
      `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${bodies.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(pieces);
}

const stream = (data: Buffer | string, entries = ''): Buffer => {
  const bytes = Buffer.from(data);
  return Buffer.concat([Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);
};
/** Blanks, of which few bytes are left when they are packed. */
const bomb = (megabytes: number): Buffer => deflateSync(Buffer.alloc(megabytes * 1024 * 1024, 0x20), { level: 1 });
const flate = '/Filter /FlateDecode';

const pdf = (what: string, make: () => Uint8Array, more: Partial<HostileFile> = {}): HostileFile => ({
  what: `a PDF ${what}`,
  name: 'a.pdf',
  make,
  ends: ['read'],
  ...more,
});
const brief = { brief: true } as const;

export const pdfs: HostileFile[] = [
  pdf('of 10,000 pages', () => writePdf(times(10_000, (index) => ({ words: [{ ...words, text: `Page ${index} says what is on it.` }] })))),
  pdf('of 20,001 pages', () => writePdf(times(20_001, () => ({ words: [] }))), { ends: ['too-large'], ...brief }),
  pdf(
    'that says that it has a billion pages',
    () =>
      Buffer.from(
        writePdf([{ words: [words] }])
          .toString('latin1')
          .replace('/Count 1', '/Count 1000000000'),
        'latin1',
      ),
    { ends: ['too-large', 'read'], ...brief },
  ),
  pdf(
    'whose pages are their own parents',
    () => Buffer.from(handmade({}).toString('latin1').replace('/Kids [3 0 R]', '/Kids [2 0 R]'), 'latin1'),
    { ends: ['damaged', 'no-text'], ...brief },
  ),
  pdf('whose page unpacks to 200 MB', () => handmade({ content: bomb(200), filter: flate }), { ends: ['unsafe'], ...brief }),
  pdf(
    'whose page is packed five times over',
    () =>
      handmade({
        content: times(4, () => 0).reduce<Buffer>((data) => deflateSync(data), bomb(300)),
        filter: '/Filter [/FlateDecode /FlateDecode /FlateDecode /FlateDecode /FlateDecode]',
      }),
    { ends: ['unsafe'] },
  ),
  pdf(
    'whose page is packed a thousand times over',
    () => handmade({ content: bomb(1), filter: `/Filter [${'/ASCIIHexDecode '.repeat(1_000)}]` }),
    { ends: ['no-text', 'damaged', 'unsafe'] },
  ),
  pdf(
    'whose hundred parts of a page unpack to 50 MB each',
    () => handmade({ page: `/Contents [${times(100, () => '10 0 R').join(' ')}]`, objects: [stream(bomb(50), flate)] }),
    { ends: ['unsafe', 'read', 'no-text', 'too-slow', 'out-of-memory'] },
  ),
  pdf(
    'whose rows are two billion columns wide',
    () => handmade({ content: deflateSync(Buffer.alloc(1_000)), filter: `${flate} /DecodeParms << /Predictor 15 /Columns 2147483647 >>` }),
    { ends: ['unsafe', 'no-text', 'damaged'] },
  ),
  pdf('of run lengths without end', () => handmade({ content: Buffer.alloc(2_000_000, 0x81), filter: '/Filter /RunLengthDecode' }), {
    ends: ['unsafe', 'no-text', 'damaged'],
  }),
  pdf('of dictionaries inside each other', () => handmade({ catalog: `/A ${'<< /A '.repeat(200_000)}` }), {
    ends: ['damaged', 'unsafe', 'read'],
    ...brief,
  }),
  pdf('of lists inside each other', () => handmade({ page: `/A ${'['.repeat(200_000)}` }), {
    ends: ['damaged', 'unsafe', 'read', 'no-text'],
  }),
  pdf(
    'whose forms draw each other',
    () =>
      handmade({
        content: Buffer.from('/X Do'),
        resources: '/XObject << /X 10 0 R >>',
        objects: [stream('/X Do /X Do', '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >>')],
      }),
    { ends: ['no-text', 'damaged', 'unsafe'], ...brief },
  ),
  pdf(
    'whose twenty forms draw the next one ten times',
    () =>
      handmade({
        content: Buffer.from('/X Do'),
        resources: '/XObject << /X 10 0 R >>',
        objects: times(20, (index) =>
          stream('/X Do '.repeat(10), `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X ${11 + index} 0 R >> >>`),
        ),
      }),
    { ends: ['no-text', 'too-slow', 'out-of-memory'] },
  ),
  pdf(
    'whose page draws a million words',
    () => handmade({ content: Buffer.from(`BT ${drawn} ${'1 0 Td (word) Tj '.repeat(1_000_000)} ET`) }),
    { ends: ['read', 'too-slow', 'out-of-memory'] },
  ),
  pdf('whose page saves its state a million times', () => handmade({ content: Buffer.from(`BT ${drawn} ET ${'q '.repeat(1_000_000)}`) }), {
    ends: ['read', 'too-slow'],
  }),
  pdf('whose page has a million arguments', () => handmade({ content: Buffer.from(`BT ${drawn} ET ${'1 '.repeat(2_000_000)} re`) })),
  pdf('whose page is one string of 20 MB', () => handmade({ content: Buffer.from(`BT ${drawn} (${'word '.repeat(4_000_000)}) Tj ET`) }), {
    ends: ['read', 'unsafe', 'out-of-memory', 'too-slow'],
  }),
  pdf(
    'with 200,000 links',
    () =>
      handmade({
        page: `/Annots [${'10 0 R '.repeat(200_000)}]`,
        objects: ['<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a.example) >> >>'],
      }),
    { ends: ['read', 'too-slow', 'out-of-memory'] },
  ),
  pdf(
    'whose font maps four billion letters',
    () =>
      handmade({
        resources: '/Font << /F1 10 0 R >>',
        objects: [
          '<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] /ToUnicode 11 0 R >>',
          stream('1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange'),
        ],
      }),
    { ends: ['read', 'no-text', 'damaged', 'too-slow', 'out-of-memory'] },
  ),
  pdf(
    'whose font has widths for two billion letters',
    () =>
      handmade({
        resources: '/Font << /F1 10 0 R >>',
        objects: [
          '<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /W [0 2147483647 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>',
        ],
      }),
    { ends: ['read', 'no-text', 'damaged', 'too-slow', 'out-of-memory'], ...brief },
  ),
  pdf('whose function is a program without end', () =>
    handmade({
      resources: '/Shading << /S << /ShadingType 1 /ColorSpace /DeviceRGB /Function 10 0 R >> >>',
      content: Buffer.from(`BT ${drawn} ET /S sh`),
      objects: [stream(`{${'{'.repeat(100_000)}`, '/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1]')],
    }),
  ),
  pdf('whose tables of objects point at each other', () => handmade({ trailer: '/Prev 0' }), { ends: ['read', 'damaged'] }),
  pdf(
    'without a table of its objects, with 100,000 of them',
    () =>
      Buffer.from(
        handmade({ objects: times(100_000, () => '<< /A /B >>') })
          .toString('latin1')
          .replace(/xref[\s\S]*$/, ''),
        'latin1',
      ),
    { ends: ['read', 'damaged'] },
  ),
  pdf('of 40 MB that is nothing else', () => Buffer.concat([utf8('%PDF-1.7\n'), Buffer.alloc(40_000_000, 0x20)]), { ends: ['damaged'] }),
  pdf(
    'whose tags are inside each other',
    () =>
      handmade({
        catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 10 0 R',
        objects: times(20_000, (index) => `<< /Type /StructElem /S /Div /P ${9 + index} 0 R /K ${11 + index} 0 R >>`),
      }),
    { ends: ['read', 'unsafe'] },
  ),
  pdf('whose tags are their own parents', () =>
    handmade({
      catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 10 0 R',
      page: '/StructParents 0',
      objects: [
        '<< /Type /StructTreeRoot /K 11 0 R /ParentTree << /Nums [0 [11 0 R]] >> >>',
        '<< /Type /StructElem /S /P /P 11 0 R /K [11 0 R 0] /Pg 3 0 R >>',
      ],
    }),
  ),
  pdf(
    'whose properties are 20 MB long',
    () => handmade({ trailer: '/Info 10 0 R', objects: [`<< /Title (${'title '.repeat(3_000_000)}) >>`] }),
    { ends: ['read', 'out-of-memory'] },
  ),
];
