import { gramLength, type GramIndex } from './gramIndex.ts';
import { matchKey } from './matchKey.ts';

/**
 * The first places (UTF-16 offsets, in order) where `words` stand in `text` letter for letter, at most `limit`. Found through
 * the rarest of their seeds, without reading the text; words too short to hold a seed are looked for from the beginning.
 */
export function exactPlaces(text: string, index: GramIndex, words: string, limit: number): number[] {
  const found: number[] = [];
  if (words === '') return found;
  const seed = rarestSeed(index, words);
  if (!seed) {
    for (let at = text.indexOf(words); at >= 0 && found.length < limit; at = text.indexOf(words, at + 1)) found.push(at);
    return found;
  }
  for (const place of seed.places) {
    if (place < seed.offset || !text.startsWith(words, place - seed.offset)) continue;
    found.push(place - seed.offset);
    if (found.length === limit) break;
  }
  return found;
}

// Seeds beyond the first so many make a long quote slower to look up, but hardly rarer.
const seedsTried = 512;

function rarestSeed(index: GramIndex, words: string): { offset: number; places: Int32Array } | null {
  const pattern = matchKey(words.slice(0, seedsTried + gramLength));
  let best: { offset: number; places: Int32Array } | null = null;
  for (let offset = 0; offset + gramLength <= pattern.length && (best?.places.length ?? 2) > 1; offset++) {
    const places = index.places(pattern, offset);
    if (places && places.length < (best?.places.length ?? Infinity)) best = { offset, places };
  }
  return best;
}
