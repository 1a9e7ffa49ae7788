import { zipOf } from './archives.ts';

const relationshipTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${relationshipTypes}"`,
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
].join(' ');

export interface WordParts {
  /** Paragraphs and tables as markup. */
  body: string;
  /** Addresses outside, by the id that the body gives to them. */
  links?: Record<string, string>;
  /** Markup of other parts: `footnotes`, `endnotes`, `comments`, `styles`, `numbering`, `header1`, `footer1`. */
  parts?: Record<string, string>;
  properties?: string;
}

const roots: Record<string, string> = {
  footnotes: 'footnotes',
  endnotes: 'endnotes',
  comments: 'comments',
  styles: 'styles',
  numbering: 'numbering',
  header: 'hdr',
  footer: 'ftr',
};

/** A document of Word with these parts, its relationships by the names of the parts. */
export function wordDocument({ body, links = {}, parts = {}, properties = '' }: WordParts): Uint8Array {
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationships([
      ['main', 'officeDocument', 'word/document.xml', false],
      ['core', 'metadata/core-properties', 'docProps/core.xml', false],
    ]),
    'word/document.xml': `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relationships([
      ...Object.keys(parts).map((name): Relation => [name, name.replace(/\d+$/, ''), `${name}.xml`, false]),
      ...Object.entries(links).map(([id, address]): Relation => [id, 'hyperlink', address, true]),
    ]),
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">${properties}</cp:coreProperties>`,
  };
  for (const [name, markup] of Object.entries(parts)) {
    const root = roots[name.replace(/\d+$/, '')]!;
    files[`word/${name}.xml`] = `<w:${root} ${namespaces}>${markup}</w:${root}>`;
  }
  return zipOf(files);
}

type Relation = [id: string, type: string, target: string, isExternal: boolean];

function relationships(all: readonly Relation[]): string {
  const lines = all.map(
    ([id, type, target, isExternal]) =>
      `<Relationship Id="${id}" Type="${relationshipTypes}/${type}" Target="${target.replaceAll('&', '&amp;')}"${isExternal ? ' TargetMode="External"' : ''}/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`;
}

/** A paragraph of one run, in a style. */
export const paragraph = (text: string, style = ''): string =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}${run(text)}</w:p>`;

/** A run of words, with properties. */
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`;

const style = (id: string, name: string, more = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;

/** A report of two pages' kind: headings, a list, a table, notes, a comment, tracked changes, a header. */
export const harbourReport: WordParts = {
  body: [
    paragraph('The harbour wall of Lowmere', 'Titel'),
    paragraph('What the survey found', 'berschrift1'),
    `<w:p>${run('The wall was last repaired in 1998, ')}<w:hyperlink r:id="survey">${run('the survey')}</w:hyperlink>${run(' says.')}<w:r><w:footnoteReference w:id="2"/></w:r>${run(' Nobody objected.')}</w:p>`,
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>${run('Forty boats were damaged.')}</w:p>`,
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr>${run('Six of them sank.')}</w:p>`,
    `<w:p>${run('The repair costs ')}<w:del w:id="1" w:author="Ada Brandt"><w:r><w:delText>two</w:delText></w:r></w:del><w:ins w:id="2" w:author="Ada Brandt">${run('three')}</w:ins>${run(' million.')}<w:r><w:commentReference w:id="0"/></w:r></w:p>`,
    `<w:tbl><w:tr><w:tc>${paragraph('Year')}</w:tc><w:tc>${paragraph('Storms')}</w:tc></w:tr><w:tr><w:tc>${paragraph('2023')}</w:tc><w:tc>${paragraph('11')}</w:tc></w:tr></w:tbl>`,
    paragraph('Table 1: storms above force nine', 'Beschriftung'),
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>',
  ].join(''),
  links: { survey: 'https://port.example/survey?year=2024&part=2' },
  parts: {
    styles: [
      style('Titel', 'Title'),
      style('berschrift1', 'heading 1'),
      style('Beschriftung', 'caption'),
      style('Eigene', 'Own chapter', '<w:basedOn w:val="berschrift1"/>'),
    ].join(''),
    numbering:
      '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>',
    footnotes: `<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="2">${paragraph('Survey of the port office, page 12.')}</w:footnote>`,
    comments: `<w:comment w:id="0" w:author="Tom Weller">${paragraph('Ask the council for the bill.')}</w:comment>`,
    header1: paragraph('Draft for the council'),
    footer1: paragraph('Page 1'),
  },
  properties:
    '<dc:title>The harbour wall of Lowmere</dc:title><dc:creator>Ada Brandt; Tom Weller</dc:creator><dcterms:created>2024-03-05T09:00:00Z</dcterms:created><dcterms:modified>2024-03-07T18:30:00Z</dcterms:modified><dc:language>en-GB</dc:language>',
};
