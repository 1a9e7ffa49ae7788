import { claimedTypeOf, mediaTypes, type MediaType } from './mediaTypes.ts';
import { leadingMimetype, readZipDirectory } from './zipDirectory.ts';

export interface SniffedFile {
  name: string;
  bytes: Uint8Array;
  /** What the bytes are. */
  mediaType: MediaType;
  /** What the name promises; empty where it promises nothing. */
  claimedType: MediaType | '';
}

/** First bytes, as characters of the same numbers. */
const signatures: readonly [start: string, type: MediaType][] = [
  ['%PDF-', mediaTypes.pdf],
  ['{\\rtf', mediaTypes.rtf],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', mediaTypes.doc],
  ['\x89PNG', mediaTypes.png],
  ['\xff\xd8\xff', mediaTypes.jpeg],
  ['GIF8', mediaTypes.gif],
  ['II*\0', mediaTypes.tiff],
  ['MM\0*', mediaTypes.tiff],
  ['OggS', mediaTypes.ogg],
  ['ID3\x03', mediaTypes.mp3],
  ['ID3\x04', mediaTypes.mp3],
  ['fLaC', mediaTypes.flac],
  ['SQLite format 3\0', mediaTypes.binary],
  ['\x7fELF', mediaTypes.binary],
  ['\0asm', mediaTypes.binary],
  ['\x1f\x8b\x08', mediaTypes.binary],
  ['\xfd7zXZ\0', mediaTypes.binary],
  ["7z\xbc\xaf'\x1c", mediaTypes.binary],
  ['\x28\xb5\x2f\xfd', mediaTypes.binary],
];

const headLength = 64 * 1024;

/** Whether a file begins as a PDF does: told at once, whatever else is in it. */
export const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';

/**
 * What kind of file this is, by its bytes: signatures, the names inside an archive, the markup or headers with which it begins. Its
 * name decides only among kinds of text that look alike.
 */
export function sniff({ name, bytes }: { name: string; bytes: Uint8Array }): SniffedFile {
  const claimedType = claimedTypeOf(name);
  return { name, bytes, mediaType: foundType(bytes, claimedType), claimedType };
}

/** Whether a text has something near its beginning that files of citations have: worth a closer look, and no more. */
export function mayBeCitations({ bytes, mediaType }: SniffedFile): boolean {
  if (mediaType !== mediaTypes.text && mediaType !== mediaTypes.markdown) return false;
  return /^\s*[[{]|^\s{0,3}TY {0,2}- |@[a-z]+\s*[{(]/im.test(headOf(bytes));
}

function foundType(bytes: Uint8Array, claimed: MediaType | ''): MediaType {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  for (const [signature, type] of signatures) if (start.startsWith(signature)) return type;
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return typeOfZip(bytes, claimed);
  if (/^.{4}ftyp/s.test(start)) return mediaTypes.mp4;
  if (/^RIFF.{4}WEBP/s.test(start)) return mediaTypes.webp;
  return typeOfText(headOf(bytes), claimed);
}

function typeOfZip(bytes: Uint8Array, claimed: MediaType | ''): MediaType {
  const said = leadingMimetype(bytes);
  if (said === mediaTypes.epub) return said;
  if (said === mediaTypes.odt || said === `${mediaTypes.odt}-template`) return mediaTypes.odt;
  const names = new Set(readZipDirectory(bytes)?.map(({ name }) => name));
  if ([...names].some((name) => /^word[/\\]document\d*\.xml$/i.test(name))) return mediaTypes.docx;
  if (names.has('xl/workbook.xml')) return mediaTypes.xlsx;
  if (names.has('ppt/presentation.xml')) return mediaTypes.pptx;
  if (names.has('content.xml') && claimed === mediaTypes.odt) return claimed;
  return names.has('META-INF/container.xml') ? mediaTypes.epub : mediaTypes.zip;
}

/** The beginning of a file as text, read so that ASCII letters are right in every encoding. */
function headOf(bytes: Uint8Array): string {
  const head = bytes.subarray(0, headLength);
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(head);
  const text = Buffer.from(head).toString('latin1');
  // UTF-16 without its mark: every other byte of ASCII letters is a NUL.
  return text.replace(/^\xef\xbb\xbf/, '').replaceAll('\0', '');
}

function typeOfText(head: string, claimed: MediaType | ''): MediaType {
  const markup = skipNotes(head);
  if (/^<(?:!doctype\s+html|html)[\s>]/i.test(markup))
    return /^\s*<\?xml\s/i.test(head) && /^[^>]*(?:>\s*<html\b[^>]*)?\sxmlns=/i.test(markup) ? mediaTypes.xhtml : mediaTypes.html;
  if (/^WEBVTT(?:\s|$)/.test(head)) return mediaTypes.vtt;
  if (/^\s*\d+[ \t]*\r?\n\d{1,2}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->/.test(head)) return mediaTypes.srt;
  const message = typeOfMessage(head, claimed);
  if (message) return message;
  if (/^<svg[\s>]/i.test(markup)) return mediaTypes.svg;
  if (/^\s*<\?xml\s/i.test(head)) return mediaTypes.xml;
  // Markdown may begin with a tag, and a text with an angle bracket.
  if (claimed === mediaTypes.markdown) return claimed;
  const isPage = claimed === mediaTypes.html || claimed === mediaTypes.xhtml;
  if (isPage && /<[a-z][^<>]*>/i.test(head)) return mediaTypes.html;
  if (claimed === '' && /^<(?:head|body|title|meta|script|style|link|table|div|article|main|section|h1|p)[\s>/]/i.test(markup))
    return mediaTypes.html;
  return claimed === mediaTypes.tex || claimed === mediaTypes.notebook || claimed === mediaTypes.mailbox ? claimed : mediaTypes.text;
}

/** Markup without the white space, comments and processing instructions before its first tag. */
function skipNotes(head: string): string {
  let at = 0;
  for (;;) {
    while (/\s/.test(head[at] ?? '')) at++;
    const end = head.startsWith('<!--', at) ? head.indexOf('-->', at) + 3 : head.startsWith('<?', at) ? head.indexOf('?>', at) + 2 : at;
    if (end <= at) return head.slice(at);
    at = end;
  }
}

/** A mail, or a web page saved as one: header lines up to the first empty line, some of which no prose begins with. */
function typeOfMessage(head: string, claimed: MediaType | ''): MediaType | null {
  const headers = /^(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+/.exec(head.replace(/^(?:From [^\n]*\n|\s+)/, ''))?.[0];
  if (!headers) return null;
  const has = (name: string): boolean => new RegExp(`^${name}:`, 'im').test(headers);
  const isClaimed = claimed === mediaTypes.mail && ['From', 'To', 'Subject', 'Date'].filter(has).length > 1;
  const isMessage =
    isClaimed ||
    (['MIME-Version', 'Message-ID', 'Received', 'Return-Path', 'Content-Type'].some(has) &&
      (has('From') || has('Subject') || has('MIME-Version')));
  if (!isMessage) return null;
  const isPage =
    /^Content-Type:\s*multipart\/related/im.test(headers) &&
    (has('Snapshot-Content-Location') || claimed === mediaTypes.mhtml || !has('To'));
  return isPage || claimed === mediaTypes.mhtml ? mediaTypes.mhtml : mediaTypes.mail;
}
