import { unzipSync } from 'fflate';
import { book } from '../../../electron/core/importers/testing/book.ts';
import { zipOf } from '../../../electron/core/importers/testing/archives.ts';
import { openDocument } from '../../../electron/core/importers/testing/openDocument.ts';
import { paragraph, wordDocument } from '../../../electron/core/importers/testing/wordDocument.ts';
import { times, utf8, type HostileFile } from './file.ts';
import { writeZip } from './writeZip.ts';

const zeros = (megabytes: number): Uint8Array => new Uint8Array(megabytes * 1024 * 1024);
const [directoryEntry, localHeader, directoryEnd] = [0x02014b50, 0x04034b50, 0x06054b50];

/** Writes values over fields of every header of one kind: offset in the header, bytes, value. */
function edited(archive: Uint8Array, signature: number, edits: readonly [at: number, length: 1 | 2 | 4, value: number][]): Uint8Array {
  const copy = Buffer.from(archive);
  for (let place = 0; place + 4 <= copy.length; place++)
    if (copy.readUInt32LE(place) === signature) for (const [at, length, value] of edits) copy.writeUIntLE(value, place + at, length);
  return copy;
}

const words = (): Uint8Array => zipOf({ 'a.txt': 'words '.repeat(50), 'b.txt': 'words '.repeat(50) });
const overlapping = (): Uint8Array => edited(words(), directoryEntry, [[42, 4, 0]]);

/** As many files in a directory as its count can hold. */
const crowded = (): Uint8Array => writeZip(times(65_535, (index) => [`${index}.txt`, new Uint8Array(0)] as const));

const laughs = times(10, (level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('');
const laughing = (root: string): string => `<!DOCTYPE ${root} [<!ENTITY l0 "ha">${laughs}]>`;

const wordWith = (body: string): Uint8Array => wordDocument({ body });
/** A document of Word whose main part is this, to the letter. */
const wordOf = (main: string | Uint8Array): Uint8Array =>
  writeZip(Object.entries({ ...unzipSync(wordWith('')), 'word/document.xml': Buffer.from(main) }));
const openMimetype = { mimetype: 'application/vnd.oasis.opendocument.text' };
const bookShell = {
  mimetype: 'application/epub+zip',
  'META-INF/container.xml':
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>',
};
const attributes = times(100_000, (index) => `k${index}="1"`).join(' ');

export const archives: HostileFile[] = [
  { what: 'a zip of few bytes that fills memory', name: 'a.zip', make: () => writeZip([['a', zeros(150)]]), ends: ['unsafe'], brief: true },
  {
    what: 'a zip that says that it is small',
    name: 'a.zip',
    make: () => edited(writeZip([['a', zeros(60)]]), directoryEntry, [[24, 4, 100]]),
    ends: ['unsafe'],
    brief: true,
  },
  {
    what: 'a zip that says that it is four gigabytes',
    name: 'a.zip',
    make: () => edited(words(), directoryEntry, [[24, 4, 0xffffffff]]),
    ends: ['unsafe'],
  },
  { what: 'a zip whose files lie over each other', name: 'a.zip', make: overlapping, ends: ['unsafe'], brief: true },
  { what: 'a zip that leads to the folder above', name: 'a.zip', make: () => zipOf({ '../../a.txt': 'x' }), ends: ['unsafe'], brief: true },
  { what: 'a zip that leads there with other slashes', name: 'a.zip', make: () => zipOf({ '..\\a.txt': 'x' }), ends: ['unsafe'] },
  { what: 'a zip with a path from the top of the disk', name: 'a.zip', make: () => zipOf({ '/etc/a.txt': 'x' }), ends: ['unsafe'] },
  { what: 'a zip with a path to a drive', name: 'a.zip', make: () => zipOf({ 'C:/a.txt': 'x' }), ends: ['unsafe'] },
  {
    what: 'a zip with a link',
    name: 'a.zip',
    make: () =>
      edited(words(), directoryEntry, [
        [5, 1, 3],
        [38, 4, 0xa1ff0000],
      ]),
    ends: ['unsafe'],
    brief: true,
  },
  { what: 'a zip of 65,535 files', name: 'a.zip', make: crowded, ends: ['unsafe'], brief: true },
  {
    what: 'a zip whose directory says that it has 65,535 files',
    name: 'a.zip',
    make: () => edited(words(), directoryEnd, [[10, 2, 0xffff]]),
    ends: ['damaged'],
  },
  {
    what: 'a zip whose directory lies behind its end',
    name: 'a.zip',
    make: () => edited(words(), directoryEnd, [[16, 4, 0x7fffffff]]),
    ends: ['damaged'],
  },
  {
    what: 'a zip whose files begin behind its end',
    name: 'a.zip',
    make: () => edited(zipOf({ 'a.txt': 'x' }), directoryEntry, [[42, 4, 0x7fffffff]]),
    ends: ['damaged'],
  },
  {
    what: 'a zip whose local headers say long names',
    name: 'a.zip',
    make: () => edited(zipOf({ 'a.txt': 'x' }), localHeader, [[26, 2, 0xffff]]),
    ends: ['damaged'],
  },
  {
    what: 'a document of Word that unpacks to 190 MB of blanks',
    name: 'a.docx',
    make: () => wordOf(new Uint8Array(190 * 1024 * 1024).fill(0x20)),
    ends: ['unsafe'],
    brief: true,
  },
  {
    what: 'a document of Word with a billion laughs',
    name: 'a.docx',
    make: () => wordOf(`${laughing('d')}<d>&l10;</d>`),
    ends: ['unsafe'],
    brief: true,
  },
  {
    what: 'an OpenDocument text with a billion laughs',
    name: 'a.odt',
    make: () => zipOf({ ...openMimetype, 'content.xml': `${laughing('d')}<d>&l10;</d>` }, { stored: ['mimetype'] }),
    ends: ['unsafe'],
    brief: true,
  },
  {
    what: 'a book with a billion laughs',
    name: 'a.epub',
    make: () => zipOf({ ...bookShell, 'book.opf': `${laughing('package')}<package>&l10;</package>` }, { stored: ['mimetype'] }),
    ends: ['unsafe'],
    brief: true,
  },
  {
    what: 'a book with a billion laughs in a chapter',
    name: 'a.epub',
    make: () => book({ pages: { 'a.xhtml': `<p>Words.</p>${'&l10;'.repeat(100_000)}` } }),
    ends: ['read'],
  },
  {
    what: 'a document of Word with an entity from a file',
    name: 'a.docx',
    make: () => wordOf('<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]><d>&f;</d>'),
    ends: ['unsafe'],
  },
  {
    what: 'a document of Word nested 100,000 deep',
    name: 'a.docx',
    make: () => wordWith('<w:sdt>'.repeat(100_000)),
    ends: ['unsafe'],
    brief: true,
  },
  {
    what: 'tables in tables of Word, 10,000 deep',
    name: 'a.docx',
    make: () => wordWith('<w:tbl><w:tr><w:tc>'.repeat(10_000)),
    ends: ['unsafe'],
  },
  {
    what: 'an OpenDocument text nested 100,000 deep',
    name: 'a.odt',
    make: () => openDocument({ body: '<text:section>'.repeat(100_000) }),
    ends: ['unsafe'],
    brief: true,
  },
  {
    what: 'a chapter of a book nested 100,000 deep',
    name: 'a.epub',
    make: () => book({ pages: { 'a.xhtml': `<p>Words.</p>${'<div>'.repeat(100_000)}` } }),
    ends: ['read'],
    brief: true,
  },
  {
    what: 'a document of Word with 100,000 attributes',
    name: 'a.docx',
    make: () => wordWith(`<w:p ${attributes}><w:r><w:t>Words.</w:t></w:r></w:p>`),
    ends: ['read'],
    brief: true,
  },
  {
    what: 'an OpenDocument text with 100,000 attributes',
    name: 'a.odt',
    make: () => openDocument({ body: `<text:p ${attributes}>Words.</text:p>` }),
    ends: ['read'],
  },
  {
    what: 'a document of Word of 200,000 paragraphs',
    name: 'a.docx',
    make: () => wordWith(times(200_000, (index) => paragraph(`Line ${index * 7_919} of ${index ^ 0x5a5a}.`)).join('')),
    ends: ['read', 'out-of-memory'],
  },
  {
    what: 'a document of Word of 4.1 million empty paragraphs, not packed',
    name: 'a.docx',
    make: () => zipOf(unzipSync(wordWith(`${paragraph('Words.')}${'<w:p/>'.repeat(4_100_000)}`)), { stored: ['word/document.xml'] }),
    ends: ['unsafe'],
  },
  {
    what: 'a document of Word of a million empty paragraphs',
    name: 'a.docx',
    make: () => wordWith(`${paragraph('Words.')}${'<w:p/>'.repeat(1_000_000)}`),
    ends: ['read', 'unsafe'],
  },
  {
    what: 'a document of Word with one paragraph of 40 MB',
    name: 'a.docx',
    make: () => wordWith(paragraph(times(800_000, (index) => `word ${index * 7919} of a line that is long `).join(''))),
    ends: ['read', 'unsafe', 'out-of-memory'],
  },
  {
    what: 'a document of Word with ten million elements in a paragraph',
    name: 'a.docx',
    make: () => wordWith(`<w:p>${'<w:r/>'.repeat(3_000_000)}</w:p>`),
    ends: ['unsafe'],
  },
  {
    what: 'an OpenDocument text that asks for a billion blanks',
    name: 'a.odt',
    make: () => openDocument({ body: '<text:p>Words<text:s text:c="1000000000"/></text:p>' }),
    ends: ['read'],
    brief: true,
  },
  {
    what: 'an OpenDocument text with cells that repeat a billion times',
    name: 'a.odt',
    make: () =>
      openDocument({
        body: '<table:table><table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000000000"><text:p>1</text:p></table:table-cell></table:table-row></table:table>',
      }),
    ends: ['read'],
    brief: true,
  },
  {
    what: 'a book whose spine repeats a chapter 100,000 times',
    name: 'a.epub',
    make: () =>
      zipOf(
        {
          ...bookShell,
          'book.opf': `<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>${'<itemref idref="a"/>'.repeat(100_000)}</spine></package>`,
          'a.xhtml': `<html xmlns="http://www.w3.org/1999/xhtml"><body>${'<p>A line of words.</p>'.repeat(2_000)}</body></html>`,
        },
        { stored: ['mimetype'] },
      ),
    ends: ['read'],
    brief: true,
  },
  {
    what: 'a document of Word whose styles are based on each other',
    name: 'a.docx',
    make: () =>
      wordDocument({
        body: paragraph('Words.', 'A'),
        parts: {
          styles: times(
            50_000,
            (index) => `<w:style w:type="paragraph" w:styleId="S${index}"><w:basedOn w:val="S${(index + 1) % 50_000}"/></w:style>`,
          ).join(''),
        },
      }),
    ends: ['read'],
  },
  {
    what: 'bytes that begin as a zip does',
    name: 'a.docx',
    make: () => Buffer.concat([utf8('PK\u0003\u0004'), Buffer.alloc(1_000_000, 0x50)]),
    ends: ['damaged', 'unsupported'],
  },
];
