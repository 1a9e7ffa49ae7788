import type { ImportResult } from '../parser.ts';
import type { SniffedFile } from '../sniff.ts';
import { decodeHtml } from './decodeHtml.ts';
import { readPage } from './page.ts';

/** A saved web page in one file: HTML or XHTML in any encoding, also with everything in it (SingleFile). */
export function importHtml({ bytes }: Pick<SniffedFile, 'bytes'>): ImportResult {
  const decoded = decodeHtml(bytes);
  return decoded ? readPage(decoded) : { ok: false, reason: 'undecodable' };
}
