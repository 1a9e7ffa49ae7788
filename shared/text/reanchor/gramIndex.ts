import { doubled } from './tokens.ts';

/** Units of a seed: long enough to be rare in prose, short enough to stand between two edits. */
export const gramLength = 7;

/** Where seeds stand in a text: stretches of seven units, one in four of all, chosen by what they say. */
export interface GramIndex {
  key: Uint16Array;
  /**
   * Places of the seed that starts at `offset` of `pattern`, in order; some may hold other words that share its bucket. Null
   * where those seven units are none of the seeds.
   */
  places(pattern: Uint16Array, offset: number): Int32Array | null;
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
  let hash = 0;
  for (let offset = 0; offset < key.length; offset++) {
    hash = (Math.imul(hash, base) + key[offset]!) | 0;
    if (offset >= gramLength) hash = (hash - Math.imul(dropped, key[offset - gramLength]!)) | 0;
    if (offset < gramLength - 1) continue;
    const mixed = mix(hash);
    if (!isChosen(mixed)) continue;
    if (count === seeds.length) {
      seeds = doubled(seeds);
      buckets = doubled(buckets);
    }
    seeds[count] = offset - gramLength + 1;
    buckets[count] = bucketOf(mixed);
    ends[buckets[count++]! + 1]!++;
  }
  for (let bucket = 0; bucket < 1 << bits; bucket++) ends[bucket + 1]! += ends[bucket]!;
  const next = ends.slice();
  const places = new Int32Array(count);
  for (let seed = 0; seed < count; seed++) places[next[buckets[seed]!]!++] = seeds[seed]!;
  return {
    key,
    places: (pattern, offset) => {
      let seed = 0;
      for (let unit = offset; unit < offset + gramLength; unit++) seed = (Math.imul(seed, base) + pattern[unit]!) | 0;
      const mixed = mix(seed);
      return isChosen(mixed) ? places.subarray(ends[bucketOf(mixed)], ends[bucketOf(mixed) + 1]) : null;
    },
  };

  function bucketOf(mixed: number): number {
    return (mixed << chosenBits) >>> shift;
  }
}

function mix(hash: number): number {
  return Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
}

function isChosen(mixed: number): boolean {
  return mixed >>> (32 - chosenBits) === 0;
}
