import { pagePart, readMultipart } from '../../../../shared/text/multipart.ts';
import type { ImportResult } from '../parser.ts';
import type { SniffedFile } from '../sniff.ts';
import { decodeHtml } from './decodeHtml.ts';
import { readPage } from './page.ts';

/** Parts that can be read; pictures, styles and fonts are passed over. */
const isReadable = (type: string): boolean => type.startsWith('text/') || type === 'application/xhtml+xml';

/** A web page saved with its parts in one file (MHTML): its first part of HTML is the page. */
export function importMhtml({ bytes }: Pick<SniffedFile, 'bytes'>): ImportResult {
  const message = readMultipart(bytes as Uint8Array<ArrayBuffer>, isReadable);
  const page = pagePart(message);
  if (!page) return { ok: false, reason: 'no-text' };
  const decoded = decodeHtml(page.bytes, page.charset);
  if (!decoded) return { ok: false, reason: 'undecodable' };
  return readPage({ ...decoded, address: message.location ?? page.location });
}
