import type { ImportResult } from '../parser.ts';
import type { SniffedFile } from '../sniff.ts';
import { decodeHtml } from './decodeHtml.ts';
import { readMultipart } from './multipart.ts';
import { readPage } from './page.ts';

/** A web page saved with its parts in one file (MHTML): its first part of HTML is the page. */
export function importMhtml({ bytes }: Pick<SniffedFile, 'bytes'>): ImportResult {
  const message = readMultipart(bytes);
  const parts = message.parts.filter(({ type }) => /^(?:text\/html|application\/xhtml\+xml)$/.test(type));
  const page =
    parts.find(
      ({ id, location }) =>
        (message.start !== undefined && id === message.start) || (location !== undefined && location === message.location),
    ) ?? parts[0];
  if (!page) return { ok: false, reason: 'no-text' };
  const decoded = decodeHtml(page.bytes, page.charset);
  if (!decoded) return { ok: false, reason: 'undecodable' };
  return readPage({ ...decoded, address: message.location ?? page.location });
}
