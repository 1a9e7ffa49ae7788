import { doubled } from './tokens.ts';

/** Units of a seed: long enough to be rare in prose, short enough to stand between two edits. */
export const gramLength = 7;

/** Seven units of a key that are looked up. */
export interface Seed {
  /** Where they start in their key. */
  offset: number;
  bucket: number;
  /** How many places there are. */
  count: number;
}

/** Where seeds stand in a text: stretches of seven units, one in four of all, chosen by what they say. */
export interface GramIndex {
  key: Uint16Array;
  /** How often each unit stands in it, by unit. */
  counts: Int32Array;
  /** The seeds of another key, up to `limit` units of it. */
  seedsOf(pattern: Uint16Array, limit: number): Seed[];
  /** Where a seed stands, in order; some places may hold other words that share its bucket. */
  places(seed: Seed): Int32Array;
}

const base = 0x2f0b4a27;
const dropped = Array.from({ length: gramLength }).reduce<number>((power) => Math.imul(power, base), 1);
// A quarter of the seeds finds the same places in a quarter of the time; a sentence still has dozens.
const chosenBits = 2;

/** Indexes a key (see `matchKey`) in one pass with a rolling hash: a few bytes and some nanoseconds a unit. */
export function gramIndex(key: Uint16Array): GramIndex {
  const expected = key.length >> chosenBits;
  let bits = 10;
  while (bits < 24 && 1 << bits < expected) bits++;
  const shift = 32 - bits;
  let seeds = new Int32Array(expected + (expected >> 3) + 64);
  let buckets = new Int32Array(seeds.length);
  const ends = new Int32Array((1 << bits) + 1);
  let count = 0;
  forEachSeed(key, key.length, (offset, mixed) => {
    if (count === seeds.length) {
      seeds = doubled(seeds);
      buckets = doubled(buckets);
    }
    const bucket = (mixed << chosenBits) >>> shift;
    seeds[count] = offset;
    buckets[count++] = bucket;
    ends[bucket + 1]!++;
  });
  for (let bucket = 0; bucket < 1 << bits; bucket++) ends[bucket + 1]! += ends[bucket]!;
  const next = ends.slice();
  const places = new Int32Array(count);
  for (let seed = 0; seed < count; seed++) places[next[buckets[seed]!]!++] = seeds[seed]!;
  const counts = new Int32Array(65_536);
  for (let offset = 0; offset < key.length; offset++) counts[key[offset]!]!++;
  return {
    key,
    counts,
    seedsOf: (pattern, limit) => {
      const found: Seed[] = [];
      forEachSeed(pattern, limit, (offset, mixed) => {
        const bucket = (mixed << chosenBits) >>> shift;
        found.push({ offset, bucket, count: ends[bucket + 1]! - ends[bucket]! });
      });
      return found;
    },
    places: ({ bucket }) => places.subarray(ends[bucket], ends[bucket + 1]),
  };
}

/** Goes through the chosen seeds of a key: where each starts, and its hash. */
function forEachSeed(key: Uint16Array, limit: number, onSeed: (offset: number, mixed: number) => void): void {
  const end = Math.min(key.length, limit);
  let hash = 0;
  for (let offset = 0; offset < end; offset++) {
    hash = (Math.imul(hash, base) + key[offset]!) | 0;
    if (offset >= gramLength) hash = (hash - Math.imul(dropped, key[offset - gramLength]!)) | 0;
    if (offset < gramLength - 1) continue;
    const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    if (mixed >>> (32 - chosenBits) === 0) onSeed(offset - gramLength + 1, mixed);
  }
}
