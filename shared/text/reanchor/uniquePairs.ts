import type { Tokens } from './tokens.ts';

/** Runs of tokens: `[starts[i], starts[i] + lengths[i])`. */
export interface TokenRuns {
  starts: Int32Array;
  lengths: Int32Array;
}

/** A run of tokens that reads the same in both texts: the first token in each, and how many. */
export interface RunPair {
  old: number;
  new: number;
  length: number;
}

/** The runs that stand exactly once among the old ones and once among the new ones, in the order of the old text. */
export function uniquePairs(older: Tokens, olderRuns: TokenRuns, newer: Tokens, newerRuns: TokenRuns): RunPair[] {
  const runs = olderRuns.starts.length + newerRuns.starts.length;
  let size = 16;
  while (size < runs * 2) size *= 2;
  const mask = size - 1;
  const slots = new Int32Array(size).fill(-1);
  const hashes = new Int32Array(runs);
  // The run of each entry in either text: -1 none yet, -2 several.
  const oldRun = new Int32Array(runs).fill(-1);
  const newRun = new Int32Array(runs).fill(-1);
  let entries = 0;
  note(older, olderRuns, oldRun);
  note(newer, newerRuns, newRun);

  const pairs: RunPair[] = [];
  for (let entry = 0; entry < entries; entry++) {
    if (oldRun[entry]! < 0 || newRun[entry]! < 0) continue;
    const pair = {
      old: olderRuns.starts[oldRun[entry]!]!,
      new: newerRuns.starts[newRun[entry]!]!,
      length: olderRuns.lengths[oldRun[entry]!]!,
    };
    if (pair.length === newerRuns.lengths[newRun[entry]!] && sameWords(older, newer, pair)) pairs.push(pair);
  }
  return pairs;

  function note(tokens: Tokens, { starts, lengths }: TokenRuns, seen: Int32Array): void {
    for (let run = 0; run < starts.length; run++) {
      const hash = hashOf(tokens, starts[run]!, lengths[run]!);
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot]! >= 0 && hashes[slots[slot]!] !== hash) slot = (slot + 1) & mask;
      if (slots[slot]! < 0) {
        slots[slot] = entries;
        hashes[entries++] = hash;
      }
      const entry = slots[slot]!;
      seen[entry] = seen[entry] === -1 ? run : -2;
    }
  }
}

function hashOf({ ids }: Tokens, start: number, length: number): number {
  let hash = length;
  for (let token = start; token < start + length; token++) {
    hash = Math.imul(hash ^ ids[token]!, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  }
  return hash | 0;
}

function sameWords(older: Tokens, newer: Tokens, pair: RunPair): boolean {
  for (let token = 0; token < pair.length; token++) if (older.ids[pair.old + token] !== newer.ids[pair.new + token]) return false;
  return true;
}
