import { zipOf } from './archives.ts';

const namespaces = [
  ...['office', 'style', 'text', 'table', 'meta'].map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`),
  'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ');

export interface OpenParts {
  body: string;
  /** Automatic styles of the content. */
  automatic?: string;
  /** Named styles, and pages with their headers and footers. */
  styles?: string;
  pages?: string;
  properties?: string;
  manifest?: string;
}

/** An OpenDocument text with these parts. */
export function openDocument({ body, automatic = '', styles = '', pages = '', properties = '', manifest = '' }: OpenParts): Uint8Array {
  const files = {
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">${manifest}</manifest:manifest>`,
    'content.xml': `<office:document-content ${namespaces}><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'styles.xml': `<office:document-styles ${namespaces}><office:styles>${styles}</office:styles><office:master-styles>${pages}</office:master-styles></office:document-styles>`,
    'meta.xml': `<office:document-meta ${namespaces}><office:meta>${properties}</office:meta></office:document-meta>`,
  };
  return zipOf(files, { stored: ['mimetype'] });
}

/** The same kinds of things as the report for Word, in this format. */
export const quarryReport: OpenParts = {
  body: [
    '<text:tracked-changes><text:changed-region text:id="ct1"><text:deletion><text:p>forty</text:p></text:deletion></text:changed-region></text:tracked-changes>',
    '<text:h text:outline-level="1">The quarry at Stenhult</text:h>',
    '<text:p text:style-name="Standard">Blasting stopped <text:a xlink:href="https://quarry.example/notice">in May</text:a>,<text:s text:c="2"/>the owner says.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Notice to the council.</text:p></text:note-body></text:note></text:p>',
    '<text:list><text:list-item><text:p>Dust</text:p><text:list><text:list-item><text:p>on roofs</text:p></text:list-item></text:list></text:list-item></text:list>',
    '<text:p>It took <text:change text:change-id="ct1"/>fifty trucks.<office:annotation><dc:creator>Nils Ek</dc:creator><text:p>Count them.</text:p></office:annotation> <text:span text:style-name="T1">secret</text:span></text:p>',
    '<table:table><table:table-row><table:table-cell><text:p>Month</text:p></table:table-cell><table:table-cell><text:p>Blasts</text:p></table:table-cell></table:table-row></table:table>',
    '<text:p text:style-name="P1">“We heard nothing.”</text:p>',
  ].join(''),
  automatic:
    '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>',
  styles: '<style:style style:name="Quotations" style:family="paragraph"/>',
  pages: '<style:master-page style:name="Standard"><style:footer><text:p>Internal</text:p></style:footer></style:master-page>',
  properties:
    '<dc:title>The quarry at Stenhult</dc:title><meta:initial-creator>Eva Holm</meta:initial-creator><meta:creation-date>2024-05-02T10:00:00</meta:creation-date><dc:date>2024-05-04T11:00:00</dc:date><dc:language>en-GB</dc:language>',
};
