import type { TextRange } from '../../../shared/domain/entities.ts';
import type { SearchHit } from '../../../shared/contract/search.ts';

/**
 * Put around every match by FTS5's `highlight()`: private-use characters in a pair that no text has, so that a text
 * cannot pretend to have matched.
 */
export const matchOpen = '\u{F5A3E}\u{F5A3C}';
export const matchClose = '\u{F5A3C}\u{F5A3E}';

export interface MarkedText {
  text: string;
  /** Matches in order: half-open, UTF-16 code units of `text`. */
  matches: TextRange[];
}

/** Takes the marks out of what `highlight()` returns. */
export function readMarks(marked: string): MarkedText {
  const matches: TextRange[] = [];
  let text = '';
  for (const [index, piece] of marked.split(matchOpen).entries()) {
    const close = index === 0 ? -1 : piece.indexOf(matchClose);
    if (close < 0) {
      text += piece;
      continue;
    }
    matches.push({ start: text.length, end: text.length + close });
    text += piece.slice(0, close) + piece.slice(close + matchClose.length);
  }
  return { text, matches };
}

const windowLength = 160;
const leadLength = 40;

/** The first of the matches around which the most different words were found. */
export function bestMatch({ text, matches }: MarkedText): TextRange | null {
  let best: TextRange | null = null;
  let most = 0;
  const inWindow = new Map<string, number>();
  let next = 0;
  for (const match of matches) {
    while (next < matches.length && matches[next]!.start < match.start + windowLength - leadLength) {
      const word = wordAt(text, matches[next]!);
      inWindow.set(word, (inWindow.get(word) ?? 0) + 1);
      next++;
    }
    if (inWindow.size > most) {
      most = inWindow.size;
      best = match;
    }
    const word = wordAt(text, match);
    const left = inWindow.get(word)! - 1;
    if (left === 0) inWindow.delete(word);
    else inWindow.set(word, left);
  }
  return best;
}

const wordAt = (text: string, { start, end }: TextRange): string => text.slice(start, end).toLowerCase();

/** A stretch of the text around a match, cut between words, as parts told apart by whether they matched. */
export function excerpt(marked: MarkedText, at: TextRange | null): SearchHit['snippet'] {
  const { text, matches } = marked;
  const from = wordBoundary(text, Math.max(0, (at?.start ?? 0) - leadLength), at?.start ?? 0);
  const to = wordBoundaryBefore(text, Math.min(text.length, Math.max(from + windowLength, at?.end ?? 0)), at?.end ?? 0);
  const parts: SearchHit['snippet'] = [];
  const add = (value: string, match: boolean): void => {
    const oneLine = value.replaceAll(/\s+/gu, ' ');
    if (oneLine !== '') parts.push({ text: oneLine, match });
  };
  let done = from;
  if (from > 0) add('…', false);
  for (const match of matches) {
    if (match.end <= from) continue;
    if (match.start >= to) break;
    add(text.slice(done, match.start), false);
    add(text.slice(Math.max(from, match.start), Math.min(to, match.end)), true);
    done = Math.min(to, match.end);
  }
  add(text.slice(done, to) + (to < text.length ? '…' : ''), false);
  return parts;
}

/** The first place at or after `offset` where a word begins, at most `limit`. */
function wordBoundary(text: string, offset: number, limit: number): number {
  if (offset === 0) return 0;
  for (let place = offset; place < limit; place++) if (/\s/u.test(text[place - 1]!)) return place;
  return limit;
}

/** The last place at or before `offset` where a word ends, at least `limit`; a text without spaces is cut as it comes. */
function wordBoundaryBefore(text: string, offset: number, limit: number): number {
  if (offset === text.length) return offset;
  for (let place = offset; place > limit && place > offset - leadLength; place--) if (/\s/u.test(text[place]!)) return place;
  // Never between the halves of a character.
  return /[\uDC00-\uDFFF]/.test(text[offset]!) ? offset - 1 : offset;
}
