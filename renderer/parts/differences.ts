import { diffLines, diffWordsWithSpace } from 'diff';

/** A stretch of a text that stayed, came or went; one after the other they make both states of the text. */
export interface Piece {
  kind: 'kept' | 'added' | 'removed';
  text: string;
}

/** Milliseconds after which two texts are too different to be compared. */
const patience = 150;
/** Up to this many UTF-16 code units are compared word by word; more, line by line. */
const wordByWord = 60_000;
/** How far a cut goes back to stand between words: in scripts without spaces there is no such place. */
const longestWord = 64;

/**
 * How a text became another, word by word. What both begin and end with is never compared, so a change in a long text
 * costs no more than in a short one; texts that are too long or too different are told apart in larger pieces.
 */
export function differences(before: string, after: string): Piece[] {
  const head = sameHead(before, after);
  const tail = sameTail(before, after, Math.min(before.length, after.length) - head);
  const was = before.slice(head, before.length - tail);
  const is = after.slice(head, after.length - tail);
  const pieces = [piece('kept', before.slice(0, head)), ...between(was, is), piece('kept', before.slice(before.length - tail))];
  return readable(pieces, before, after);
}

const piece = (kind: Piece['kind'], text: string): Piece => ({ kind, text });

function between(was: string, is: string): Piece[] {
  const long = was.length + is.length > wordByWord;
  const parts = long ? diffLines(was, is, { timeout: patience }) : diffWordsWithSpace(was, is, { timeout: patience });
  const pieces = parts?.map(({ value, added, removed }) => piece(added ? 'added' : removed ? 'removed' : 'kept', value));
  return readable(pieces ?? [], was, is);
}

/** Nothing in common to hold on to: both in full are easier to read than a patchwork. */
function readable(pieces: Piece[], was: string, is: string): Piece[] {
  const kept = pieces.reduce((sum, { kind, text }) => (kind === 'kept' ? sum + text.trim().length : sum), 0);
  const patchwork = kept * 4 < Math.min(was.length, is.length);
  return (patchwork ? [piece('removed', was), piece('added', is)] : pieces).filter(({ text }) => text !== '');
}

/** Halves of pairs count as letters: no cut may part them. */
const ofWord = /[\p{L}\p{N}\p{M}\p{Cs}\u200d]/u;
const isOfWord = (unit: string | undefined): boolean => unit !== undefined && ofWord.test(unit);
const isPair = (high: string | undefined, low: string | undefined): boolean => /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(`${high}${low}`);

/** How many UTF-16 code units both texts begin with, as whole words. */
function sameHead(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same++;
  if (same === before.length && same === after.length) return same;
  const insideWord = (at: number): boolean => isOfWord(before[at - 1]) && (isOfWord(before[at]) || isOfWord(after[at]));
  for (let at = same; at > 0 && same - at < longestWord; at--) if (!insideWord(at)) return at;
  return isPair(before[same - 1], before[same]) || isPair(after[same - 1], after[same]) ? same - 1 : same;
}

/** How many they end with, at most so many. */
function sameTail(before: string, after: string, most: number): number {
  let same = 0;
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  const beside = (text: string, count: number): string | undefined => text[text.length - 1 - count];
  const insideWord = (count: number): boolean =>
    isOfWord(before[before.length - count]) && (isOfWord(beside(before, count)) || isOfWord(beside(after, count)));
  for (let count = same; count > 0 && same - count < longestWord; count--) if (!insideWord(count)) return count;
  const first = before[before.length - same];
  return isPair(beside(before, same), first) || isPair(beside(after, same), first) ? same - 1 : same;
}

/** Unchanged runs longer than this, in UTF-16 code units, are folded. */
const longestKept = 200;
/** How much of a folded run stays in sight beside a change. */
const context = 60;

/** What is seen of an unchanged run: words beside the changes around it, and what is folded between them. */
export interface Folded {
  head: string;
  hidden: string;
  tail: string;
}

/** Folds an unchanged run that is long, so that changes stand near to one another; null where it is short enough to be read. */
export function fold(text: string, { first, last }: { first: boolean; last: boolean }): Folded | null {
  if (text.length <= longestKept) return null;
  // At the ends of the text there is a change on one side alone.
  const from = first ? 0 : wordEdge(text, context, -1);
  const to = last ? text.length : wordEdge(text, text.length - context, 1);
  return { head: text.slice(0, from), hidden: text.slice(from, to), tail: text.slice(to) };
}

/** The nearest place between words, that way; where there is none near, here, but never within a pair. */
function wordEdge(text: string, at: number, way: 1 | -1): number {
  for (let moved = 0; moved < context / 2; moved++) {
    const edge = at + way * moved;
    if (/\s/.test(text[edge - 1] ?? ' ')) return edge;
  }
  return isPair(text[at - 1], text[at]) ? at + way : at;
}
