import { expect, test } from 'vitest';
import { extract } from '../extract.ts';
import type { Extraction } from '../parser.ts';
import { zipOf } from '../testing/archives.ts';
import { harbourReport, paragraph, run, wordDocument, type WordParts } from '../testing/wordDocument.ts';

async function read(parts: WordParts): Promise<Extraction> {
  const result = await extract({ name: 'report.docx', bytes: wordDocument(parts) });
  if (!result.ok) throw new Error(result.reason);
  return result.extraction;
}
const lines = ({ text, blocks }: Extraction): string[] =>
  blocks.map(({ kind, level, start, end }) => `${kind}${level === undefined ? '' : ` ${level}`}: ${text.slice(start, end)}`);
const leftOut = ({ leftOut: all }: Extraction): string[] => all.map(({ reason, text }) => `${reason}: ${text}`);
const bodyOf = async (body: string, more: Partial<WordParts> = {}): Promise<string[]> => lines(await read({ body, ...more }));

test('a report is read with its headings, lists, tables, captions and notes; changes as they were accepted', async () => {
  const report = await read(harbourReport);
  expect(lines(report)).toEqual([
    'heading 1: The harbour wall of Lowmere',
    'heading 1: What the survey found',
    'paragraph: The wall was last repaired in 1998, the survey says. Nobody objected.',
    'list-item 1: Forty boats were damaged.',
    'list-item 2: Six of them sank.',
    'paragraph: The repair costs three million.',
    'table-cell: Year',
    'table-cell: Storms',
    'table-cell: 2023',
    'table-cell: 11',
    'caption: Table 1: storms above force nine',
    'footnote: Survey of the port office, page 12.',
  ]);
  expect(report.links.map(({ start, end, address }) => [report.text.slice(start, end), address])).toEqual([
    ['the survey', 'https://port.example/survey?year=2024&part=2'],
  ]);
  expect(leftOut(report)).toEqual([
    'page-header: Draft for the council',
    'deleted: two',
    'comments: Tom Weller: Ask the council for the bill.',
    'page-footer: Page 1',
  ]);
});

test('its properties fill the citation, each with where it stands', async () => {
  const { guesses } = await read(harbourReport);
  expect(guesses).toEqual({
    kind: { value: 'document', method: 'a document of Word' },
    title: { value: 'The harbour wall of Lowmere', method: 'document property Title' },
    byline: { value: 'Ada Brandt, Tom Weller', method: 'document property Author' },
    published: { value: '2024-03-05', method: 'document property Created' },
    modified: { value: '2024-03-07', method: 'document property Modified' },
    language: { value: 'en-GB', method: 'document property Language' },
  });
});

test('a title that was copied along with the file gives way to the one in the text, and a date line goes before the day of making', async () => {
  const body = paragraph('Ferry late again', 'Titel') + paragraph('Published: 2 May 2024') + paragraph('Nobody knew why.');
  const { guesses } = await read({ ...harbourReport, body });
  expect(guesses.title).toMatchObject({ value: 'Ferry late again' });
  expect(guesses.published).toEqual({ value: '2024-05-02', method: 'date line' });
});

test('signs, breaks and hyphens become what a reader sees', async () => {
  const body = `<w:p><w:r><w:t>Nord</w:t><w:softHyphen/><w:t>see</w:t><w:noBreakHyphen/><w:t>Hafen</w:t><w:tab/><w:t>one</w:t><w:br/><w:t>two</w:t><w:sym w:font="Symbol" w:char="F061"/></w:r></w:p>`;
  const { text, removed } = await read({ body });
  expect(text).toBe('Nordsee\u2011Hafen one twoα');
  expect(removed).toEqual([[4, '\u00ad']]);
});

test('hidden words are left out, also where a style hides them, unless a run shows them again', async () => {
  const styles =
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Hid"><w:name w:val="Hid"/><w:rPr><w:vanish/></w:rPr></w:style>';
  const body = `<w:p>${run('Seen, ')}${run('not seen', '<w:vanish/>')}${run('nor this', '<w:rStyle w:val="Secret"/>')}${run('and seen.', '<w:vanish w:val="0"/>')}</w:p>${paragraph('Gone.', 'Hid')}`;
  const document = await read({ body, parts: { styles } });
  expect(lines(document)).toEqual(['paragraph: Seen, and seen.']);
  expect(leftOut(document)).toEqual(['hidden: not seennor this', 'hidden: Gone.']);
});

test('of fields their results are read and their codes are not, also where one lies in another or reaches over paragraphs', async () => {
  const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const code = (words: string): string => `<w:r><w:instrText xml:space="preserve">${words}</w:instrText></w:r>`;
  const body = `<w:p>${run('See ')}${mark('begin')}${code(' HYPERLINK "https://a.example/x" ')}${mark('separate')}${run('the first ')}${mark('begin')}${code(' PAGE ')}${mark('separate')}${run('12')}${mark('end')}</w:p><w:p>${run('and last')}${mark('end')}${run(' page.')}</w:p><w:p><w:fldSimple w:instr="DATE">${run('5 March')}</w:fldSimple></w:p>`;
  const document = await read({ body });
  expect(lines(document)).toEqual(['paragraph: See the first 12', 'paragraph: and last page.', 'paragraph: 5 March']);
  expect(document.links.map(({ start, end }) => document.text.slice(start, end))).toEqual(['the first 12', 'and last']);
});

test('a text box is read once, in the newer of its two forms, after the paragraph that holds it', async () => {
  const box = (words: string): string => `<w:txbxContent>${paragraph(words)}</w:txbxContent>`;
  const body = `<w:p>${run('Before')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>${box('Boxed')}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('Boxed')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>${run(' and after.')}</w:p>`;
  expect(await bodyOf(body)).toEqual(['paragraph: Before and after.', 'paragraph: Boxed']);
});

test('paragraphs are one where the mark between them was deleted, and moved words stand where they went', async () => {
  const body = `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run('One ')}</w:p>${paragraph('sentence.')}<w:p><w:moveFrom w:id="2">${run('Moved.')}</w:moveFrom>${run('Stays.')}</w:p><w:p><w:moveTo w:id="2">${run('Moved.')}</w:moveTo></w:p>`;
  expect(await bodyOf(body)).toEqual(['paragraph: One sentence.', 'paragraph: Stays.', 'paragraph: Moved.']);
});

test('a row that was deleted is left out, and a frame of one cell makes no table', async () => {
  const row = (properties: string, ...cells: string[]): string =>
    `<w:tr>${properties}${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`;
  const body = `<w:tbl>${row('', 'kept', 'too')}${row('<w:trPr><w:del w:id="1"/></w:trPr>', 'gone', 'as well')}</w:tbl><w:tbl>${row('', 'A framed word')}</w:tbl>`;
  const document = await read({ body });
  expect(lines(document)).toEqual(['table-cell: kept', 'table-cell: too', 'paragraph: A framed word']);
  expect(leftOut(document)).toEqual(['deleted: gone', 'deleted: as well']);
});

test('headings are told by their style, by the style under it, by its name in other languages and by their own outline', async () => {
  const styles =
    '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 2"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="Mine"/><w:basedOn w:val="A"/></w:style><w:style w:type="paragraph" w:styleId="C"><w:name w:val="Заголовок 3"/></w:style><w:style w:type="paragraph" w:styleId="D"><w:name w:val="Loop"/><w:basedOn w:val="D"/></w:style>';
  const own = `<w:p><w:pPr><w:outlineLvl w:val="3"/></w:pPr>${run('Four')}</w:p>`;
  const body = paragraph('Two', 'A') + paragraph('Two again', 'B') + paragraph('Three', 'C') + own + paragraph('None', 'D');
  expect(await bodyOf(body, { parts: { styles } })).toEqual([
    'heading 2: Two',
    'heading 2: Two again',
    'heading 3: Three',
    'heading 4: Four',
    'paragraph: None',
  ]);
});

test('the strict kind with other prefixes is the same to us', async () => {
  const bytes = zipOf({
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document.xml"/></Relationships>',
    'word/document.xml':
      '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>Words.</x:t></x:r></x:p></x:body></x:document>',
  });
  expect(await extract({ name: 'a.docx', bytes })).toMatchObject({ ok: true, extraction: { text: 'Words.' } });
});

test('what cannot be read says why', async () => {
  const reason = async (name: string, bytes: Uint8Array): Promise<unknown> => {
    const result = await extract({ name, bytes });
    return result.ok || result.reason;
  };
  const ole = Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1');
  const broken = zipOf({ '_rels/.rels': '<Relationships', 'word/document.xml': '<w:p>' });
  expect(await reason('a.docx', broken)).toBe('damaged');
  expect(await reason('a.docx', wordDocument({ body: '' }))).toBe('empty');
  expect(await reason('a.doc', ole)).toBe('old-word');
  expect(await reason('a.docx', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('encrypted');
});

test('a power is none of the figure before it, and a large first letter belongs to its word', async () => {
  const power = run('6', '<w:vertAlign w:val="superscript"/>');
  const initial = `<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>${run('T')}</w:p>`;
  const document = await read({
    body: `${initial}<w:p>${run('rams: 10')}${power}${run(' of the 4')}${run('th', '<w:vertAlign w:val="superscript"/>')}</w:p>`,
  });
  expect(lines(document)).toEqual(['paragraph: Trams: 10⁶ of the 4th']);
});
