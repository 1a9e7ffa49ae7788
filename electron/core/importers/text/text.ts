import { decode } from '../decode.ts';
import type { ImportResult } from '../parser.ts';
import type { SniffedFile } from '../sniff.ts';
import { readPlainText } from './plainText.ts';

/** Plain text in any encoding. */
export function importText({ bytes }: Pick<SniffedFile, 'bytes'>): ImportResult {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const { blocks, datePrefix } = readPlainText(decoded.text);
  const guesses = datePrefix === null ? {} : { published: { value: datePrefix, method: 'date prefix' } };
  return { ok: true, reading: { blocks, guesses, encoding: decoded.encoding, extractor: 'text/1' } };
}
