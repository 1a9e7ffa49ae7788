import type { TextRange } from '../domain/entities.ts';

/** A text made alike for comparison, with the way back. */
export interface FoldedText {
  folded: string;
  /** The stretch of the source that became `[start, end)` of `folded`, in UTF-16 code units. */
  toSource(start: number, end: number): TextRange;
}

const alike = new Map<string, string>([
  ...pairs('“”„‟«»″〝〞＂', '"'),
  ...pairs('‘’‚‛‹›′ʼ´`＇', "'"),
  ...pairs('‐‑‒–—―−﹘﹣－', '-'),
  ['…', '...'],
]);

function pairs(characters: string, to: string): [string, string][] {
  return [...characters].map((character) => [character, to]);
}

/** Folds what writers and web pages vary without meaning it: quotes, dashes, case and white space. Pure; the text stays as it is. */
export function foldForMatch(text: string): FoldedText {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let offset = 0;
  let inSpace = false;
  for (const character of text) {
    const end = offset + character.length;
    if (/\s/u.test(character)) {
      if (inSpace) ends[ends.length - 1] = end;
      else append(' ', end);
      inSpace = true;
    } else {
      inSpace = false;
      append(alike.get(character) ?? character.toLowerCase(), end);
    }
    offset = end;
  }
  return {
    folded: parts.join(''),
    toSource: (start, end) =>
      end <= start
        ? { start: starts[start] ?? text.length, end: starts[start] ?? text.length }
        : { start: starts[start]!, end: ends[end - 1]! },
  };

  function append(part: string, end: number): void {
    parts.push(part);
    for (let unit = 0; unit < part.length; unit++) {
      starts.push(offset);
      ends.push(end);
    }
  }
}

/** Every place where a text says the same words, in order, not overlapping. `within` may be folded once and used again. */
export function findText(within: FoldedText, words: string, limit = Infinity): TextRange[] {
  const needle = foldForMatch(words).folded.trim();
  const found: TextRange[] = [];
  if (needle === '') return found;
  for (let at = within.folded.indexOf(needle); at >= 0 && found.length < limit; at = within.folded.indexOf(needle, at + needle.length))
    found.push(within.toSource(at, at + needle.length));
  return found;
}
