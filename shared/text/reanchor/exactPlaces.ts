import type { GramIndex, Seed } from './gramIndex.ts';
import { matchKey } from './matchKey.ts';

/**
 * The first places (UTF-16 offsets, in order) where `words` stand in `text` letter for letter, at most `limit`. Found through
 * the rarest of their seeds, without reading the text; words too short to hold a seed are looked for from the beginning.
 */
export function exactPlaces(text: string, index: GramIndex, words: string, limit: number): number[] {
  if (words === '') return [];
  const pattern = matchKey(words.slice(0, seedsTried));
  const seed = rarest(index.seedsOf(pattern, seedsTried));
  if (!seed) return scanFor(text, index, pattern, words, limit);
  const found: number[] = [];
  for (const place of index.places(seed)) {
    const start = place - seed.offset;
    if (start < 0 || !agrees(index.key, pattern, start) || !text.startsWith(words, start)) continue;
    found.push(start);
    if (found.length === limit) break;
  }
  return found;
}

/** Most places differ at once, and comparing strings costs a hundred times what comparing the first and the last letter does. */
function agrees(key: Uint16Array, pattern: Uint16Array, start: number): boolean {
  return key[start] === pattern[0] && key[start + pattern.length - 1] === pattern[pattern.length - 1];
}

/** Goes from one of the rarest letters of the words to the next. */
function scanFor(text: string, { key, counts }: GramIndex, pattern: Uint16Array, words: string, limit: number): number[] {
  let rare = 0;
  for (let unit = 1; unit < pattern.length; unit++) if (counts[pattern[unit]!]! < counts[pattern[rare]!]!) rare = unit;
  const found: number[] = [];
  if (counts[pattern[rare]!] === 0) return found;
  for (let at = key.indexOf(pattern[rare]!, rare); at >= 0 && found.length < limit; at = key.indexOf(pattern[rare]!, at + 1))
    if (agrees(key, pattern, at - rare) && text.startsWith(words, at - rare)) found.push(at - rare);
  return found;
}

// Seeds beyond the first so many units make a long quote slower to look up, but hardly rarer.
const seedsTried = 512;

function rarest(seeds: readonly Seed[]): Seed | null {
  return seeds.reduce<Seed | null>((best, seed) => (best && best.count <= seed.count ? best : seed), null);
}
