import { expect, test } from 'vitest';
import { extract } from './extract.ts';
import { sniff } from './sniff.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** A ZIP archive of stored files, as far as its structure goes. */
function zip(files: Record<string, string>): Uint8Array {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    for (const [header, at] of [
      [local, 18],
      [entry, 20],
    ] as const) {
      header.writeUInt32LE(data.length, at);
      header.writeUInt32LE(data.length, at + 4);
      header.writeUInt16LE(path.length, at + 8);
    }
    entry.writeUInt32LE(offset, 42);
    locals.push(local, path, data);
    directory.push(entry, path);
    offset += local.length + path.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

test.each<[string, string, Uint8Array, string, string]>([
  ['plain text', 'a.txt', utf8('Some words.'), 'text/plain', 'text/plain'],
  ['Markdown, by its name', 'a.md', utf8('# Some words'), 'text/markdown', 'text/markdown'],
  ['a web page', 'a.html', utf8('<!DOCTYPE html><html><p>Hi</p>'), 'text/html', 'text/html'],
  ['a web page under another name', 'a.txt', utf8('\n<!-- saved --> <!doctype HTML>\n<html><p>Hi</p>'), 'text/html', 'text/plain'],
  ['a web page without a name', 'page', utf8('<head><title>Hi</title>'), 'text/html', ''],
  ['a piece of a page', 'a.html', utf8('Some <b>words</b>.'), 'text/html', 'text/html'],
  ['a web page in UTF-16', 'a.html', Buffer.from('\ufeff<html><p>Hi</p>', 'utf16le'), 'text/html', 'text/html'],
  ['XHTML', 'a.html', utf8('<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'), 'application/xhtml+xml', 'text/html'],
  ['words that call themselves a page', 'a.html', utf8('Some words.'), 'text/plain', 'text/html'],
  ['Markdown that begins with a tag', 'a.md', utf8('<p align="center">Hi</p>\n\n# Words'), 'text/markdown', 'text/markdown'],
  [
    'a saved page with its parts',
    'a.mht',
    utf8(
      'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n--b',
    ),
    'multipart/related',
    'multipart/related',
  ],
  [
    'a mail',
    'a.eml',
    utf8('From: a@b.example\nTo: c@d.example\nMessage-ID: <1>\nSubject: Hi\n\nWords'),
    'message/rfc822',
    'message/rfc822',
  ],
  ['a text that begins like a letter', 'a.txt', utf8('From: the mayor\nTo: the council\n\nWords'), 'text/plain', 'text/plain'],
  ['subtitles', 'a.txt', utf8('1\r\n00:00:01,000 --> 00:00:02,000\r\nHi'), 'application/x-subrip', 'text/plain'],
  ['web subtitles', 'a.vtt', utf8('WEBVTT\n\n00:01.000 --> 00:02.000\nHi'), 'text/vtt', 'text/vtt'],
  ['a PDF', 'a.txt', utf8('%PDF-1.7\nwords'), 'application/pdf', 'text/plain'],
  ['RTF', 'a.rtf', utf8('{\\rtf1 words}'), 'application/rtf', 'application/rtf'],
  [
    'a Word document',
    'a.zip',
    zip({ '[Content_Types].xml': '', 'word/document.xml': '<w/>' }),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/zip',
  ],
  [
    'an EPUB',
    'a.epub',
    zip({ mimetype: 'application/epub+zip', 'META-INF/container.xml': '' }),
    'application/epub+zip',
    'application/epub+zip',
  ],
  [
    'an OpenDocument text',
    'a.bin',
    zip({ mimetype: 'application/vnd.oasis.opendocument.text' }),
    'application/vnd.oasis.opendocument.text',
    '',
  ],
  [
    'an archive',
    'a.docx',
    zip({ 'a.txt': 'words' }),
    'application/zip',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  ['a broken archive', 'a.zip', latin1('PK\x03\x04 nothing'), 'application/zip', 'application/zip'],
  ['an old Word document', 'a.doc', latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 words'), 'application/msword', 'application/msword'],
  ['a picture', 'a.txt', latin1('\x89PNG\r\n\x1a\n'), 'image/png', 'text/plain'],
])('%s is told by what it is', (_, name, bytes, mediaType, claimedType) =>
  expect(sniff({ name, bytes })).toMatchObject({ mediaType, claimedType }),
);

test('what nothing reads yet, or nobody can read, is told as such', async () => {
  const tries: [string, Uint8Array][] = [
    ['a.pages', zip({ 'a.iwa': '' })],
    ['a.tex', utf8('\\section{Words}')],
    ['a.png', latin1('\x89PNG\r\n\x1a\n')],
    ['a.txt', new Uint8Array()],
  ];
  const reasons = await Promise.all(tries.map(([name, bytes]) => extract({ name, bytes })));
  expect(reasons).toMatchObject(['unsupported', 'unsupported', 'binary', 'empty'].map((reason) => ({ ok: false, reason })));
});

test('a page that opens comments without end is told in no time', () => {
  const bytes = utf8('<!--'.repeat(16_000));
  const start = performance.now();
  expect(sniff({ name: 'a.html', bytes }).mediaType).toBe('text/plain');
  expect(performance.now() - start).toBeLessThan(500);
});
