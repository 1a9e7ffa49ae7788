/** A stretch that reads like a pattern: `[start, end)` of the searched key, and how many edits lie between them. */
export interface Likeness {
  start: number;
  end: number;
  edits: number;
}

/** The stretch that is searched: `[from, to)`, in UTF-16 code units. */
interface Window {
  from: number;
  to: number;
}

const wordBits = 32;

/**
 * The stretch of `key[from, to)` that is fewest edits (units added, taken out or put for another) away from `pattern`, or null
 * where all are more than `limit`. Of equals the last, and of those that end there the longest. Myers' bit vectors, in Hyyrö's
 * form for long patterns: the product of the lengths over 32 steps.
 */
export function nearest(pattern: Uint16Array, key: Uint16Array, { from, to }: Window, limit: number): Likeness | null {
  if (pattern.length === 0) return null;
  const ending = scan(pattern, key, from, to, false);
  if (ending.edits > limit) return null;
  const end = from + ending.length;
  // The same search backwards from the end finds where the stretch begins.
  const reach = Math.max(from, end - pattern.length - ending.edits);
  const beginning = scan(pattern.toReversed(), key.subarray(reach, end).toReversed(), 0, end - reach, true);
  return { start: end - beginning.length, end, edits: ending.edits };
}

// The number of each unit of the pattern in hand, from 1; 0 for all others. Cleared after every use: filling it anew costs more than a search.
const numbers = new Uint16Array(65_536);

/** How much of `key[from, to)` has been read when the pattern has ended with the fewest edits; `fixed`: it must begin at `from`. */
function scan(pattern: Uint16Array, key: Uint16Array, from: number, to: number, fixed: boolean): { length: number; edits: number } {
  const blocks = Math.ceil(pattern.length / wordBits);
  const equals = equalBits(pattern, blocks);
  const plus = new Int32Array(blocks).fill(-1);
  const minus = new Int32Array(blocks);
  const lastBit = 1 << ((pattern.length - 1) & 31);
  let edits = pattern.length;
  let best = edits;
  let length = 0;
  for (let offset = from; offset < to; offset++) {
    const row = numbers[key[offset]!]! * blocks;
    let carry = fixed ? 1 : 0;
    for (let block = 0; block < blocks; block++) {
      const positive = plus[block]!;
      const negative = minus[block]!;
      let match = equals[row + block]!;
      const vertical = match | negative;
      if (carry < 0) match |= 1;
      const diagonal = (((match & positive) + positive) ^ positive) | match;
      let up = negative | ~(diagonal | positive);
      let down = positive & diagonal;
      const top = block === blocks - 1 ? lastBit : 1 << 31;
      const out = (up & top) !== 0 ? 1 : (down & top) !== 0 ? -1 : 0;
      up = (up << 1) | (carry > 0 ? 1 : 0);
      down = (down << 1) | (carry < 0 ? 1 : 0);
      plus[block] = down | ~(vertical | up);
      minus[block] = up & vertical;
      carry = out;
    }
    edits += carry;
    if (edits > best) continue;
    best = edits;
    length = offset + 1 - from;
  }
  for (const unit of pattern) numbers[unit] = 0;
  return { length, edits: best };
}

/** For each number the places of its unit in the pattern, as bits; numbers the units on the way. */
function equalBits(pattern: Uint16Array, blocks: number): Int32Array {
  let count = 0;
  for (const unit of pattern) if (numbers[unit] === 0) numbers[unit] = ++count;
  const equals = new Int32Array((count + 1) * blocks);
  for (let place = 0; place < pattern.length; place++) equals[numbers[pattern[place]!]! * blocks + (place >>> 5)]! |= 1 << (place & 31);
  return equals;
}

/**
 * Where a boundary inside `older` (at `boundary`) falls in `newer`, when both stand for each other: the place, among those
 * that `allowed` names in order, for which the two halves are the fewest edits apart. Of equals the one nearest `lean`.
 */
export function boundaryIn(
  older: Uint16Array,
  boundary: number,
  newer: Uint16Array,
  allowed: readonly number[],
  lean: 'first' | 'last',
): number {
  const before = lastRow(older.subarray(0, boundary), newer);
  const after = lastRow(older.subarray(boundary).toReversed(), newer.toReversed());
  let best = allowed[0]!;
  let fewest = Infinity;
  for (const place of allowed) {
    const edits = before[place]! + after[newer.length - place]!;
    if (edits < fewest || (edits === fewest && lean === 'last')) {
      best = place;
      fewest = edits;
    }
  }
  return best;
}

/** Edits between the whole of `older` and each prefix of `newer`. */
function lastRow(older: Uint16Array, newer: Uint16Array): Int32Array {
  const row = Int32Array.from({ length: newer.length + 1 }, (_, index) => index);
  for (let line = 1; line <= older.length; line++) {
    let diagonal = row[0]!;
    row[0] = line;
    for (let column = 1; column <= newer.length; column++) {
      const above = row[column]!;
      row[column] = Math.min(above + 1, row[column - 1]! + 1, diagonal + (older[line - 1] === newer[column - 1] ? 0 : 1));
      diagonal = above;
    }
  }
  return row;
}
