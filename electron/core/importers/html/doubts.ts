import type { ImportWarning } from '../../../../shared/domain/entities.ts';
import type { Verdict } from './judge.ts';
import type { PageLine } from './lines.ts';
import type { PageMetadata } from './metadata/metadata.ts';
import { countWords } from './words.ts';

const littleText = 60;
/** Names, labels and numbers may be many words, and no text. */
const fewestInLine = 8;
const littleRunning = 40;

/** Why the text may not be the whole article, or not the article: told of, rather than passed over. */
export function doubtsOf(
  lines: readonly PageLine[],
  verdicts: readonly Verdict[],
  { body, description, forPayers }: PageMetadata,
  encoding: string,
): ImportWarning[] {
  const kept = lines.filter((_, index) => verdicts[index] === 'article').map(({ text }) => text);
  const words = kept.reduce((sum, text) => sum + countWords(text), 0);
  const doubtful = lines.filter(({ text }, index) => verdicts[index] === 'unproven' && countWords(text) >= 20);
  const leftOut = doubtful.reduce((sum, { text }) => sum + countWords(text), 0);
  const warnings: ImportWarning[] = [];
  const running = kept.map(countWords).filter((count) => count >= fewestInLine);
  if (words < littleText || running.reduce((sum, count) => sum + count, 0) < littleRunning) warnings.push('little-text');
  if (leftOut > words * 0.6 && leftOut > 40) warnings.push('much-left-out');
  const said = countWords(body);
  if ((forPayers && words < 250) || (said > 100 && words < said * 0.6) || /(?:…|\.\.\.|\[…\])\s*$/.test(kept.at(-1) ?? ''))
    warnings.push('cut-short');
  if (differs(kept.join(' '), said > 40 ? body : description)) warnings.push('differs');
  if (encoding.endsWith('broken')) warnings.push('broken-letters');
  return warnings;
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];

/** Hardly any of the words that the page says elsewhere stand in the text. */
function differs(text: string, saying: string): boolean {
  const expected = [...new Set(wordsIn(saying))];
  if (expected.length < 8) return false;
  const there = new Set(wordsIn(text));
  return expected.filter((word) => there.has(word)).length < expected.length * 0.3;
}
