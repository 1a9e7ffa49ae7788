import { bareLetters, lettersOf, placesOf, type Letters, type WordPlace } from './letters.ts';
import type { QuotedPart } from './quotedParts.ts';

/**
 * What became of looking for words. whole: they stand there; partly: some of them were not found; several: they stand at more than one
 * place, and nothing tells which was read.
 */
export interface FoundWords {
  outcome: 'whole' | 'partly' | 'several' | 'none';
  places: WordPlace[];
}

/** Shorter than that, words are looked for as words: “5” is not meant in the middle of “1950”. */
const shortLength = 12;
const occurrencesAtMost = 50;
/** Below this share of its letters a place is a coincidence. */
const enough = 0.5;
const nearlyAll = 0.97;
/** Letters of a block at which the search for its pieces may fail before it is given up. */
const missesAtMost = 600;

/**
 * Looks for words in an original. First for their whole block, which says which of several equal places is meant; then, where columns,
 * page ends or notes part it there, for the longest pieces of it.
 */
export function findQuoted(letters: Letters, part: QuotedPart): FoundWords {
  const wanted = lettersOf([part.block]);
  const from = lettersBefore(wanted, part.start);
  const to = lettersBefore(wanted, part.end);
  if (to <= from) return { outcome: 'none', places: [] };
  const whole = occurrences(letters, wanted.text);
  if (whole.length > 0) {
    const meant = chooseOne(letters, whole, wanted.text.length, part);
    const places = (meant === null ? whole : [meant]).flatMap((at) => placesOf(letters, at + from, at + to));
    return { outcome: meant === null ? 'several' : 'whole', places };
  }
  return findPieces(letters, wanted, from, to);
}

const lettersBefore = ({ starts }: Letters, offset: number): number => {
  let count = 0;
  while (count < starts.length && starts[count]! < offset) count++;
  return count;
};

function occurrences(letters: Letters, wanted: string): number[] {
  const found: number[] = [];
  const { text, begins } = letters;
  if (wanted === '') return found;
  const isShort = wanted.length < shortLength;
  for (let at = text.indexOf(wanted); at >= 0 && found.length < occurrencesAtMost; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (!isShort || (begins[at] === 1 && (end === text.length || begins[end] === 1))) found.push(at);
  }
  return found;
}

/** Which of several equal places is meant: the one between the same neighbours, or the same one in their order. Null where neither says. */
function chooseOne({ text }: Letters, places: readonly number[], length: number, part: QuotedPart): number | null {
  const [only] = places;
  if (places.length === 1) return only!;
  const before = bareLetters(part.before).slice(-shortLength);
  const after = bareLetters(part.after).slice(0, shortLength);
  const agreement = (at: number): number =>
    Number(before !== '' && text.slice(0, at).endsWith(before)) + Number(after !== '' && text.startsWith(after, at + length));
  const scores = places.map(agreement);
  const best = Math.max(...scores);
  if (best > 0 && scores.filter((score) => score === best).length === 1) return places[scores.indexOf(best)]!;
  return places.length === part.twins ? places[part.twinsBefore]! : null;
}

interface Piece {
  /** In the block, and in the original. */
  at: number;
  there: number;
  length: number;
}

function findPieces(letters: Letters, wanted: Letters, from: number, to: number): FoundWords {
  const pieces: Piece[] = [];
  let several = false;
  let byWord = false;
  let misses = 0;
  for (let at = 0; at < to && misses < missesAtMost;) {
    const { piece, tied } = longestPiece(letters.text, wanted.text, at, pieces.at(-1));
    const found = piece ?? loneWord(letters, wanted, at);
    if (!found) {
      at++;
      misses++;
      continue;
    }
    const isInside = at + found.length > from;
    if (tied && isInside) several = true;
    if (!piece && isInside) byWord = true;
    pieces.push(found);
    at += found.length;
  }
  const inside = pieces.flatMap(({ at, there, length }) => {
    const [start, end] = [Math.max(at, from), Math.min(at + length, to)];
    return end > start ? [{ from: there + start - at, to: there + end - at }] : [];
  });
  const share = inside.reduce((sum, piece) => sum + piece.to - piece.from, 0) / (to - from);
  // Single words are on many pages: they count where all of them are on this one.
  if (share < (byWord ? nearlyAll : enough)) return { outcome: 'none', places: [] };
  const places = inside.flatMap((piece) => placesOf(letters, piece.from, piece.to));
  return { outcome: several ? 'several' : share < nearlyAll ? 'partly' : 'whole', places };
}

/** The word at a place of the block, where the original has it once. */
function loneWord(letters: Letters, wanted: Letters, at: number): Piece | null {
  if (wanted.begins[at] !== 1) return null;
  let end = at + 1;
  while (end < wanted.text.length && wanted.begins[end] !== 1) end++;
  const there = occurrences(letters, wanted.text.slice(at, end));
  return there.length === 1 ? { at, there: there[0]!, length: end - at } : null;
}

/** The longest stretch of the original that says what the block says from `at` on; of equal ones the next after the last piece. */
function longestPiece(text: string, wanted: string, at: number, last: Piece | undefined): { piece: Piece | null; tied: boolean } {
  const probe = wanted.slice(at, at + shortLength);
  if (probe.length < shortLength) return { piece: null, tied: false };
  let best: Piece | null = null;
  let tied = false;
  const next = last ? last.there + last.length : 0;
  for (
    let there = text.indexOf(probe), count = 0;
    there >= 0 && count < occurrencesAtMost;
    there = text.indexOf(probe, there + 1), count++
  ) {
    let length = probe.length;
    while (at + length < wanted.length && wanted[at + length] === text[there + length]) length++;
    if (!best || length > best.length) {
      best = { at, there, length };
      tied = false;
    } else if (length === best.length) {
      if (best.there < next && there >= next) best = { at, there, length };
      else if (best.there < next || last === undefined) tied = true;
    }
  }
  return { piece: best, tied };
}
