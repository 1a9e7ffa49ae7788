import type { TextRange } from '../domain/entities.ts';
import { foldText, isTypographic, type FoldedText, type Folding } from './match.ts';
import { graphemeEdge } from './segment.ts';

/** What is looked for, and how. */
export interface FindQuery {
  words: string;
  matchCase: boolean;
  wholeWords: boolean;
  /** `words` is a regular expression of JavaScript, with Unicode; `^` and `$` are the ends of a paragraph. */
  expression: boolean;
}

/** Where it stands: in order, not overlapping, none empty. */
export interface Found {
  ranges: TextRange[];
  /** There are more than were asked for. */
  more: boolean;
}

/** An expression that cannot be understood: `message` says why, in the words of the machine. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

/** One text that is searched again and again: what a search makes of it is kept for the next. */
export interface Searchable {
  readonly text: string;
  readonly folds: Map<string, FoldedText>;
}

export const searchable = (text: string): Searchable => ({ text, folds: new Map() });

/**
 * Finds words in a text. Offsets are UTF-16 code units. No place cuts a character as people see it, nor a letter that the
 * comparison spells out (`ß` is alike `ss`, of which it is no half).
 *
 * Plain words meet white space of any kind. A quote or dash as a keyboard has it meets every kind; one that was set with care
 * meets itself alone. Throws `ExpressionError`. An expression may run for ever: where a person waits, run it where it can be stopped.
 */
export function findInText(within: Searchable, query: FindQuery, limit: number): Found {
  const { text } = within;
  if (query.expression) return collect(text, byExpression(text, query), query.wholeWords, limit);
  const words = query.words.normalize('NFC');
  const how = { case: !query.matchCase, marks: ![...words].some(isTypographic) };
  return collect(text, byWords(within, words, how), query.wholeWords, limit);
}

/**
 * Every place that says the same as a quote: to the letter, or `loosely`, where quotes, dashes, case and white space of any kind
 * are alike. Offsets and places as in `findInText`.
 */
export function findOccurrences(within: Searchable, quote: string, loosely: boolean, limit: number): Found {
  const { text } = within;
  const found = loosely ? byWords(within, quote.trim(), { case: true, marks: true }) : byLetter(text, quote);
  return collect(text, found, false, limit);
}

function collect(text: string, found: Iterable<TextRange>, wholeWords: boolean, limit: number): Found {
  const ranges: TextRange[] = [];
  const edges = wholeWords ? wordEdges(text) : null;
  for (const range of found) {
    if (graphemeEdge(text, range.start, 'before') !== range.start || graphemeEdge(text, range.end, 'after') !== range.end) continue;
    if (edges && !(edges(range.start) && edges(range.end))) continue;
    if (ranges.length === limit) return { ranges, more: true };
    ranges.push(range);
  }
  return { ranges, more: false };
}

function* byLetter(text: string, quote: string): Generator<TextRange> {
  if (quote.trim() === '') return;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + quote.length)) yield { start: at, end: at + quote.length };
}

function* byWords(within: Searchable, words: string, how: Folding): Generator<TextRange> {
  const needle = foldText(words, how).folded;
  if (needle.trim() === '') return;
  const key = `${how.case} ${how.marks}`;
  let folded = within.folds.get(key);
  if (!folded) within.folds.set(key, (folded = foldText(within.text, how)));
  for (let at = folded.folded.indexOf(needle); at >= 0;) {
    const end = at + needle.length;
    const whole = folded.isWhole(at, end);
    if (whole) yield folded.toSource(at, end);
    at = folded.folded.indexOf(needle, whole ? end : at + 1);
  }
}

function* byExpression(text: string, { words, matchCase }: FindQuery): Generator<TextRange> {
  if (words === '') return;
  let expression: RegExp;
  try {
    expression = new RegExp(words.normalize('NFC'), matchCase ? 'gmu' : 'gimu');
  } catch (error) {
    throw new ExpressionError(reasonOf(error), { cause: error });
  }
  for (const { 0: found, index } of text.matchAll(expression)) if (found !== '') yield { start: index, end: index + found.length };
}

/** `Invalid regular expression: /a(/gmu: Unterminated group` is told as `Unterminated group`. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.slice(message.lastIndexOf(': ') + 1).trim();
}

const wordCharacter = /[\p{L}\p{N}\p{M}_]/u;
/** Scripts that write words without a space between: only a dictionary knows where one ends. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether a word begins or ends at an offset, or none is near it. */
function wordEdges(text: string): (at: number) => boolean {
  const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
  let line = { start: 0, end: -1 };
  let seams = new Set<number>();
  return (at) => {
    const before = codePointBefore(text, at);
    const after = at < text.length ? String.fromCodePoint(text.codePointAt(at)!) : '';
    if (!wordCharacter.test(before) || !wordCharacter.test(after)) return true;
    if (!unspaced.test(before) && !unspaced.test(after)) return false;
    if (at < line.start || at > line.end) {
      const end = text.indexOf('\n', at);
      line = { start: text.lastIndexOf('\n', at - 1) + 1, end: end < 0 ? text.length : end };
      seams = new Set(Array.from(segmenter.segment(text.slice(line.start, line.end)), ({ index }) => line.start + index));
    }
    return seams.has(at);
  };
}

function codePointBefore(text: string, at: number): string {
  if (at <= 0) return '';
  const low = text.charCodeAt(at - 1);
  const pair = low >= 0xdc00 && low <= 0xdfff && at > 1;
  return String.fromCodePoint(text.codePointAt(pair ? at - 2 : at - 1)!);
}
