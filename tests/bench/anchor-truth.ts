import { diffWordsWithSpace } from 'diff';
import type { TextRange } from '../../shared/domain/entities.ts';
import { foldForMatch } from '../../shared/text/match.ts';

/** Where a passage of the old text truly stands in the new one; gone: nowhere; null: it cannot be told without a human. */
export type Truth = TextRange | 'gone' | null;

const context = 48;
const furthest = 800;
const distinctive = 20;
const distinctiveInPlace = 12;

/**
 * The truth about a passage of a real revision, told in another way than the matcher works. The nearest stretches of 48
 * characters before and after the passage that stand exactly once in both texts are its fences. Between the fences the two
 * texts are compared word by word (jsdiff); with at least half of the passage's characters kept it stands from the first kept
 * word to the last; with at most a fifth it is gone, unless a piece of it (twelve characters between
 * the fences, twenty anywhere, or two thirds of a shorter passage) stands in the new text. Between a fifth and a half,
 * and without fences, two people would not agree either: null. Words that stand exactly once in both texts are where they are.
 */
export function truthOf(older: string, newer: string, { start, end }: TextRange): Truth {
  const quote = older.slice(start, end);
  if (quote.length >= context && standsOnce(older, quote)) {
    const at = newer.indexOf(quote);
    if (at >= 0 && newer.indexOf(quote, at + 1) < 0) return { start: at, end: at + quote.length };
  }
  const left = fence(older, newer, start, -1);
  const right = fence(older, newer, end, 1);
  if (!left || !right) return null;
  const oldBetween = older.slice(left.old + context, right.old);
  const newFrom = left.new + context;
  if (right.new < newFrom || right.new - newFrom > 4 * oldBetween.length + furthest) return null;
  const newBetween = newer.slice(newFrom, right.new);
  const { kept, range } = follow(oldBetween, newBetween, start - left.old - context, end - left.old - context);
  if (range && kept >= 0.5) return { start: newFrom + range.start, end: newFrom + range.end };
  const isElsewhere = (): boolean => hasPiece(newBetween, quote, distinctiveInPlace) || hasPiece(newer, quote, distinctive);
  return kept <= 0.2 && !isElsewhere() ? 'gone' : null;
}

function standsOnce(text: string, words: string): boolean {
  const at = text.indexOf(words);
  return at >= 0 && text.indexOf(words, at + 1) < 0;
}

function fence(older: string, newer: string, from: number, direction: 1 | -1): { old: number; new: number } | null {
  for (let away = 0; away < furthest; away += 8) {
    const old = direction < 0 ? from - away - context : from + away;
    if (old < 0 || old + context > older.length) return null;
    const words = older.slice(old, old + context);
    if (standsOnce(newer, words) && standsOnce(older, words)) return { old, new: newer.indexOf(words) };
  }
  return null;
}

/** Follows `[start, end)` of one text into another: what part of its characters is kept (0..1), and from where to where. */
function follow(older: string, newer: string, start: number, end: number): { kept: number; range: TextRange | null } {
  let [oldAt, newAt, kept, all] = [0, 0, 0, 0];
  let range = null as TextRange | null;
  for (const { value, added, removed } of diffWordsWithSpace(older, newer)) {
    const inside = added ? '' : value.slice(Math.max(0, start - oldAt), Math.max(0, end - oldAt));
    const letters = inside.replaceAll(/\s/gu, '').length;
    all += letters;
    if (!added && !removed && letters > 0) {
      kept += letters;
      const from = newAt + Math.max(0, start - oldAt);
      range = { start: range?.start ?? from, end: from + inside.length };
    }
    if (!added) oldAt += value.length;
    if (!removed) newAt += value.length;
  }
  return { kept: all === 0 ? 0 : kept / all, range };
}

/** Whether any stretch of so many characters of the quote, or two thirds of a shorter one, stands in a text; quotes, dashes and case apart. */
function hasPiece(text: string, quote: string, length: number): boolean {
  const [within, words] = [foldForMatch(text).folded, foldForMatch(quote).folded.trim()];
  const piece = Math.min(length, Math.ceil((words.length * 2) / 3));
  for (let at = 0; at + piece <= words.length; at++) if (within.includes(words.slice(at, at + piece))) return true;
  return false;
}
