import { zipOf } from './archives.ts';

export interface BookParts {
  /** Bodies of its pages as markup, by file name, in the order in which they are read. */
  pages: Record<string, string>;
  metadata?: string;
  encryption?: string;
}

/** A book (EPUB 3) with these pages. */
export function book({ pages, metadata = '', encryption }: BookParts): Uint8Array {
  const names = Object.keys(pages);
  const items = names.map((name, index) => `<item id="p${index}" href="text/${name}" media-type="application/xhtml+xml"/>`).join('');
  const refs = names.map((_, index) => `<itemref idref="p${index}"/>`).join('');
  const files: Record<string, string> = {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
    'OPS/book.opf': `<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">${metadata}</metadata><manifest>${items}</manifest><spine>${refs}</spine></package>`,
  };
  for (const [name, body] of Object.entries(pages))
    files[`OPS/text/${name}`] =
      `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>${body}</body></html>`;
  if (encryption !== undefined)
    files['META-INF/encryption.xml'] =
      `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="${encryption}"/><enc:CipherData><enc:CipherReference URI="OPS/text/${names[0]}"/></enc:CipherData></enc:EncryptedData></encryption>`;
  return zipOf(files, { stored: ['mimetype'] });
}

export const lighthouseBook: BookParts = {
  pages: {
    'contents.xhtml': '<nav epub:type="toc"><ol><li><a href="one.xhtml">One</a></li></ol></nav>',
    'two words.xhtml':
      '<h1>One</h1><p>The lamp<a id="mark"/> went out on 3&#160;March.<a epub:type="noteref" href="#n1"></a></p><blockquote><p>“Nobody came,” she wrote.</p></blockquote><p hidden="">Never shown.</p><aside epub:type="footnote" id="n1"><p>Log of the keeper.</p></aside>',
    'end.xhtml': '<p>It burns <a href="https://lights.example/stenhult">again</a>.</p><script>ignored()</script>',
  },
  metadata:
    '<dc:title id="t">The keeper</dc:title><dc:creator id="a">Ruth Aldern</dc:creator><meta refines="#a" property="role">aut</meta><dc:creator id="i">Ole Pike</dc:creator><meta refines="#i" property="role">ill</meta><dc:publisher>Harbour Press</dc:publisher><dc:date>2021-09</dc:date><dc:language>en-GB</dc:language><dc:identifier>urn:isbn:978-3-16-148410-0</dc:identifier><meta property="dcterms:modified">2022-01-05T10:00:00Z</meta>',
};
