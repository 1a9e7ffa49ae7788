import { normalise, normaliserVersion } from '../../../shared/text/normalise.ts';
import { decode } from './decode.ts';
import { guessMetadata } from './guess.ts';
import { readMarkdown } from './markdown.ts';
import type { ParseResult } from './parser.ts';
import { readPlainText } from './text.ts';

const markdownName = /\.(?:md|markdown|mdown|mkd|mdx)$/i;
// Text by their bytes, and yet no plain text: their words lie between markup.
const markupName = /\.(?:html?|xhtml|xml|rtf|eml|mbox|mht|mhtml|tex|ipynb|svg|docx?|odt|epub|pdf|pages)$/i;
const markupStart = /^\s*(?:<!doctype html|<html[\s>]|<\?xml\s|\{\\rtf)/i;

/**
 * Everything an importer does with one file: decode, read its blocks, normalise, guess. Pure, and trusts nothing about
 * the bytes; run it through a parser process where they come from outside.
 */
export function extract({ name, bytes }: { name: string; bytes: Uint8Array }): ParseResult {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  if (markupName.test(name) || markupStart.test(decoded.text.slice(0, 1_000))) return { ok: false, reason: 'unsupported' };
  const isMarkdown = markdownName.test(name);
  const { blocks: raw, ...hints } = isMarkdown ? readMarkdown(decoded.text) : readPlainText(decoded.text);
  const canonical = normalise(raw);
  if (canonical.text === '') return { ok: false, reason: 'empty' };
  const blocks = canonical.blocks.map(({ start, end, ...block }) => ({ ...block, text: canonical.text.slice(start, end) }));
  return {
    ok: true,
    extraction: {
      ...canonical,
      mediaType: isMarkdown ? 'text/markdown' : 'text/plain',
      encoding: decoded.encoding,
      extractor: isMarkdown ? 'markdown/1' : 'text/1',
      normaliser: normaliserVersion,
      guesses: guessMetadata({ fileName: name, blocks, ...hints }),
    },
  };
}
