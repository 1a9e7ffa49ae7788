import type { TextRange } from '../../domain/entities.ts';
import { nearest } from './editDistance.ts';
import { gramLength, type GramIndex } from './gramIndex.ts';
import { unitClass, unitClasses } from './matchKey.ts';

/** Words to look for, as keys (see `matchKey`). */
export interface Wanted {
  quote: Uint16Array;
  prefix: Uint16Array;
  suffix: Uint16Array;
  /** Where they are likely to stand, UTF-16; null where nothing is known. */
  expected: number | null;
}

/** A place that reads much like what was looked for. */
export interface Sighting {
  range: TextRange;
  /** 0..1: the quote, what stands before and after it, and how far it is from where it was expected. */
  score: number;
  /** 0..1: the quote alone. */
  quoteScore: number;
  /** 0..1: what stands before and after it; 0 where nothing is known of that. */
  contextScore: number;
  /** Whether only the ends of a very long quote were compared. */
  endsOnly: boolean;
}

/** Under this a place is no candidate (the design's measured threshold: below it, most places are wrong). */
export const leastScore = 0.7;
/** Candidates closer than this cannot be told apart by a machine. */
export const tooClose = 0.05;
/** Shorter quotes come twice by chance, so what stands around them must match too: by so much. */
export const shortQuote = 24;
export const leastContext = 0.7;

// What a human compares first counts most; the place is only there to tell twins apart.
const weights = { quote: 0.7, prefix: 0.13, suffix: 0.13, position: 0.04 };
const quoteSeeds = 12;
const contextSeeds = 3;
// With so many rare seeds the common ones add places to look at, but no knowledge.
const enoughSeeds = 3;
const rareCount = 4;
// A seed found more often than this says little; of its places those nearest the expected one are looked at.
const mostPlaces = 24;
const bin = 32;
const mostWindows = 6;
// A place with less than a third of the votes of the best shares a common phrase with the quote, not its words.
const fewestOfBest = 3;
const contextCompared = 32;
// Comparing costs the square of the length, so a longer quote is compared by its first and last units.
export const longestCompared = 2_048;
const endCompared = 512;
// The beginning of a long quote has more seeds than are ever used.
const longestSeeded = 4_096;

/** Places that read like the words wanted, best first, at most six; none below `leastQuote` (0..1, the quote alone). Seeds, then votes, then edits. */
export function seek(index: GramIndex, wanted: Wanted, leastQuote: number): Sighting[] {
  const sightings: Sighting[] = [];
  for (const start of windows(index, wanted)) {
    for (const sighting of compare(index.key, wanted, start, leastQuote))
      if (!sightings.some(({ range }) => range.start < sighting.range.end && sighting.range.start < range.end)) sightings.push(sighting);
  }
  return sightings.sort((a, b) => b.score - a.score).slice(0, mostWindows);
}

/** How well a place fits, 0..1. `quoteScore`: how much it reads like the quote. */
export function judge(key: Uint16Array, wanted: Wanted, range: TextRange, quoteScore: number): Pick<Sighting, 'score' | 'contextScore'> {
  const before = contextScore(wanted.prefix.subarray(-contextCompared), key, Math.max(0, range.start - contextCompared - 8), range.start);
  const after = contextScore(
    wanted.suffix.subarray(0, contextCompared),
    key,
    range.end,
    Math.min(key.length, range.end + contextCompared + 8),
  );
  const near = wanted.expected === null ? 1 : Math.max(0, 1 - Math.abs(range.start - wanted.expected) / Math.max(1, key.length));
  // A quote at the very beginning or end of its text has nothing there to compare, which is no flaw.
  const score = weights.quote * quoteScore + weights.prefix * (before ?? 1) + weights.suffix * (after ?? 1) + weights.position * near;
  return { score, contextScore: before === null || after === null ? (before ?? after ?? 0) : (before + after) / 2 };
}

function contextScore(context: Uint16Array, key: Uint16Array, from: number, to: number): number | null {
  if (context.length === 0) return null;
  if (isAt(context, key, to - context.length) || isAt(context, key, from)) return 1;
  const found = nearest(context, key, { from, to }, context.length);
  return found ? 1 - found.edits / context.length : 0;
}

function isAt(words: Uint16Array, key: Uint16Array, at: number): boolean {
  if (at < 0 || at + words.length > key.length) return false;
  for (let unit = 0; unit < words.length; unit++) if (key[at + unit] !== words[unit]) return false;
  return true;
}

/** The starts of the stretches that most seeds point at. */
function windows({ seedsOf, places, key }: GramIndex, { quote, prefix, suffix, expected }: Wanted): number[] {
  const votes = new Map<number, number>();
  cast(quote, 0, quoteSeeds);
  cast(prefix, -prefix.length, contextSeeds);
  cast(suffix, quote.length, contextSeeds);
  // A place on the edge of two bins has its votes in both.
  const sums = [...votes].map(([place, count]) => ({
    place,
    count: count + Math.max(votes.get(place - 1) ?? 0, votes.get(place + 1) ?? 0),
  }));
  const away = (place: number): number => (expected === null ? 0 : Math.abs(place * bin - expected));
  sums.sort((a, b) => b.count - a.count || away(a.place) - away(b.place) || a.place - b.place);
  const chosen: number[] = [];
  for (const { place, count } of sums) {
    if (count * fewestOfBest < sums[0]!.count) break;
    if (chosen.some((other) => Math.abs(other - place) <= 1)) continue;
    chosen.push(place);
    if (chosen.length === mostWindows) break;
  }
  return chosen.map((place) => place * bin);

  function cast(pattern: Uint16Array, shift: number, most: number): void {
    const seeds = seedsOf(pattern, longestSeeded).filter(({ count }) => count > 0);
    seeds.sort((a, b) => a.count - b.count);
    const used: number[] = [];
    for (const seed of seeds) {
      if (used.length === most || (used.length >= enoughSeeds && seed.count > rareCount)) break;
      const { offset } = seed;
      if (used.some((other) => Math.abs(other - offset) < gramLength)) continue;
      const found = places(seed);
      const nearby = found.length <= mostPlaces ? found : closest(found, (expected ?? 0) + shift + offset);
      let real = false;
      for (const at of nearby) {
        if (!agrees(pattern, offset, at)) continue;
        real = true;
        const place = Math.floor((at - offset - shift) / bin);
        votes.set(place, (votes.get(place) ?? 0) + 1);
      }
      if (real) used.push(offset);
    }
  }

  function agrees(pattern: Uint16Array, offset: number, at: number): boolean {
    for (let unit = 0; unit < gramLength; unit++) if (key[at + unit] !== pattern[offset + unit]) return false;
    return true;
  }
}

function closest(found: Int32Array, to: number): Int32Array {
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (found[middle]! < to) low = middle + 1;
    else high = middle;
  }
  const from = Math.max(0, Math.min(found.length - mostPlaces, low - mostPlaces / 2));
  return found.subarray(from, from + mostPlaces);
}

function compare(key: Uint16Array, wanted: Wanted, place: number, leastQuote: number): Sighting[] {
  const { quote } = wanted;
  const slack = bin + Math.min(256, quote.length >> 2);
  if (quote.length > longestCompared) return compareEnds(key, wanted, place, slack, leastQuote);
  const sightings: Sighting[] = [];
  const limit = Math.floor((1 - leastQuote) * quote.length);
  const parts = [{ from: Math.max(0, place - slack), to: Math.min(key.length, place + bin + quote.length + slack) }];
  for (let part = parts.pop(); part && sightings.length < mostWindows; part = parts.pop()) {
    const found = nearest(quote, key, part, limit);
    if (!found || found.end <= found.start) continue;
    const range = wholeWords(key, quote, found);
    const quoteScore = 1 - found.edits / quote.length;
    sightings.push({ range, quoteScore, ...judge(key, wanted, range, quoteScore), endsOnly: false });
    // A twin may stand right beside it.
    for (const rest of [
      { from: part.from, to: found.start },
      { from: found.end, to: part.to },
    ])
      if (rest.to - rest.from >= quote.length - limit) parts.push(rest);
  }
  return sightings;
}

function compareEnds(key: Uint16Array, wanted: Wanted, place: number, slack: number, leastQuote: number): Sighting[] {
  const { quote } = wanted;
  const limit = Math.floor((1 - leastQuote) * endCompared);
  const clamp = (offset: number): number => Math.max(0, Math.min(key.length, offset));
  const head = nearest(
    quote.subarray(0, endCompared),
    key,
    { from: clamp(place - slack), to: clamp(place + bin + endCompared + slack) },
    limit,
  );
  if (!head) return [];
  // What stands between may have grown or shrunk by a quarter.
  const loose = Math.min(8 * longestCompared, quote.length >> 2);
  const tailAt = head.start + quote.length - endCompared;
  const tail = nearest(
    quote.subarray(-endCompared),
    key,
    { from: clamp(Math.max(head.end, tailAt - loose)), to: clamp(tailAt + endCompared + loose) },
    limit,
  );
  if (!tail || tail.end <= head.start) return [];
  const range = { start: head.start, end: tail.end };
  const quoteScore = 1 - (head.edits + tail.edits) / (2 * endCompared);
  return [{ range, quoteScore, ...judge(key, wanted, range, quoteScore), endsOnly: true }];
}

/** Grows a match to whole words where the quote begins and ends with whole words: an edit at its edge hides where it ends. */
function wholeWords(key: Uint16Array, quote: Uint16Array, { start, end }: TextRange): TextRange {
  const classOf = unitClasses();
  const inWord = (offset: number): boolean =>
    offset > 0 && offset < key.length && classOf[key[offset - 1]!] === unitClass.word && classOf[key[offset]!] === unitClass.word;
  const isWord = (unit: number | undefined): boolean => unit !== undefined && classOf[unit] === unitClass.word;
  if (isWord(quote[0])) for (let step = 0; step < bin && inWord(start); step++) start--;
  if (isWord(quote.at(-1))) for (let step = 0; step < bin && inWord(end); step++) end++;
  return { start, end };
}
