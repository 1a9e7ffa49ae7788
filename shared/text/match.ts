import type { TextRange } from '../domain/entities.ts';

/** A text made alike for comparison, with the way back. */
export interface FoldedText {
  folded: string;
  /** The stretch of the source that became `[start, end)` of `folded`, in UTF-16 code units. */
  toSource(start: number, end: number): TextRange;
  /** Whether `[start, end)` of `folded` begins and ends where a character of the source does. */
  isWhole(start: number, end: number): boolean;
}

/** What is made alike besides white space. */
export interface Folding {
  case: boolean;
  /** Quotes, dashes and the ellipsis. */
  marks: boolean;
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

/** Whether a character is a quote, a dash or an ellipsis of another kind than keyboards have. */
export const isTypographic = (character: string): boolean => alike.has(character);

/** Both `ß` and `ẞ` are alike `ss`, both small sigmas are alike; the dotless `ı` is no `i`. */
const foldCase = (character: string): string =>
  character < '\x80' ? character.toLowerCase() : character === 'ı' ? character : character.toUpperCase().toLowerCase();

/** Folds what writers and web pages vary without meaning it: quotes, dashes, case and white space. Pure; the text stays as it is. */
export const foldForMatch = (text: string): FoldedText => foldText(text, { case: true, marks: true });

/** Makes white space alike, a run of it one space, and what `how` says. Pure; the text stays as it is. */
export function foldText(text: string, how: Folding): FoldedText {
  const parts: string[] = [];
  let starts = new Int32Array(text.length + 64);
  let ends = new Int32Array(text.length + 64);
  let length = 0;
  let offset = 0;
  while (offset < text.length) {
    const run = offset;
    while (offset < text.length && isPlain(text.charCodeAt(offset))) offset++;
    if (offset > run) appendRun(run, offset);
    if (offset === text.length) break;
    const from = offset;
    const character = String.fromCodePoint(text.codePointAt(offset)!);
    offset += character.length;
    if (isSpace(character)) {
      while (offset < text.length && isSpace(text[offset]!)) offset++;
      append(' ', from, offset);
    } else {
      const marked = how.marks ? (alike.get(character) ?? character) : character;
      append(how.case ? foldCase(marked) : marked, from, offset);
    }
  }
  return {
    folded: parts.join(''),
    toSource: (start, end) => {
      const first = start < length ? starts[start]! : text.length;
      return { start: first, end: end <= start ? first : ends[end - 1]! };
    },
    isWhole: (start, end) => isSeam(start) && isSeam(end),
  };

  /** Most of most texts: signs and letters of ASCII, each of which stays one code unit. The grave accent is a quote. */
  function isPlain(unit: number): boolean {
    return unit > 0x20 && unit < 0x7f && unit !== 0x60;
  }

  function appendRun(from: number, to: number): void {
    const run = text.slice(from, to);
    parts.push(how.case ? run.toLowerCase() : run);
    reserve(to - from);
    for (let at = from; at < to; at++) {
      starts[length] = at;
      ends[length++] = at + 1;
    }
  }

  function append(part: string, from: number, to: number): void {
    parts.push(part);
    reserve(part.length);
    for (let unit = 0; unit < part.length; unit++) {
      starts[length] = from;
      ends[length++] = to;
    }
  }

  function reserve(more: number): void {
    if (length + more <= starts.length) return;
    const [grownStarts, grownEnds] = [new Int32Array((length + more) * 2), new Int32Array((length + more) * 2)];
    grownStarts.set(starts);
    grownEnds.set(ends);
    [starts, ends] = [grownStarts, grownEnds];
  }

  function isSeam(at: number): boolean {
    return at <= 0 || at >= length || starts[at] !== starts[at - 1];
  }
}

const isSpace = (character: string): boolean => character === ' ' || character === '\n' || /\s/u.test(character);

/** Every place where a text says the same words, in order, not overlapping. `within` may be folded once and used again. */
export function findText(within: FoldedText, words: string, limit = Infinity): TextRange[] {
  const needle = foldForMatch(words).folded.trim();
  const found: TextRange[] = [];
  if (needle === '') return found;
  for (let at = within.folded.indexOf(needle); at >= 0 && found.length < limit; at = within.folded.indexOf(needle, at + needle.length))
    found.push(within.toSource(at, at + needle.length));
  return found;
}
