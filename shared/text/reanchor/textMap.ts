import { longestIncreasing } from './increasing.ts';
import { Vocabulary, tokenise, type Tokens } from './tokens.ts';
import { uniquePairs, type RunPair, type TokenRuns } from './uniquePairs.ts';
import { wordDifference } from './wordDifference.ts';

/** Where the words of an old text stand in a new one. */
export interface TextMap {
  older: Tokens;
  newer: Tokens;
  /** Token of the new text by token of the old one; -1: gone. */
  newOf: Int32Array;
  /** Token of the old text by token of the new one; -1: added. */
  oldOf: Int32Array;
  /** 1 for tokens of the old text that stand elsewhere in the order of the new one. */
  moved: Uint8Array;
  /** What is kept, as runs in the order of the old text. A run ends where either text goes on otherwise. */
  runs: { old: Int32Array; new: Int32Array; length: Int32Array; count: number };
  /** UTF-16 code units of kept tokens before each token of the old (new) text. */
  oldKept: Int32Array;
  newKept: Int32Array;
}

// Five words in a row seldom come twice by chance (the length was measured against three and eight).
const shingle = 5;
// What is kept out of order must be long enough that it is no coincidence: shorter quotes need context elsewhere too.
const shortestMove = 32;

/**
 * Maps an old text to a new one through their difference: first sentences that are unique in both, then unique runs of five
 * words among what is left, each aligned by the longest increasing subsequence (what is out of order has moved), then the
 * difference word by word in the gaps. White space, case, and the kinds of quotes and dashes make no difference.
 */
export function mapTexts(oldText: string, newText: string): TextMap {
  const vocabulary = new Vocabulary();
  const older = tokenise(oldText, vocabulary);
  const newer = tokenise(newText, vocabulary);
  const newOf = new Int32Array(older.count).fill(-1);
  const oldOf = new Int32Array(newer.count).fill(-1);
  const moved = new Uint8Array(older.count);
  let chain: RunPair[] = [];

  align(uniquePairs(older, sentences(older), newer, sentences(newer)));
  align(uniquePairs(older, shingles(older, newOf), newer, shingles(newer, oldOf)));
  fillGaps();
  return { older, newer, newOf, oldOf, moved, runs: runsOf(newOf), oldKept: kept(older, newOf), newKept: kept(newer, oldOf) };

  /** Takes pairs that keep the order into the chain, then those that moved; each is grown as far as the words agree. */
  function align(pairs: RunPair[]): void {
    const gapOfOld = gapNumbers(
      chain.map((link) => link.old),
      older.count,
    );
    const gapOfNew = gapNumbers(
      chain.map((link) => link.new),
      newer.count,
    );
    const inGap = pairs.filter((pair) => gapOfOld[pair.old] === gapOfNew[pair.new]);
    const inOrder = longestIncreasing(inGap.map((pair) => pair.new)).map((index) => inGap[index]!);
    // Before any is grown all are taken: else a sentence would grow into the next one where that begins as its old neighbour did.
    const links = takeFree(inOrder, 0);
    const moves = takeFree(pairs.filter(isLongMove), 1);
    for (const pair of links) chain.push(grow(pair, 0));
    chain = chain.sort((a, b) => a.old - b.old);
    for (const pair of moves) grow(pair, 1);
    for (const pair of pairs) if (isFree(pair) && isLongMove(grown(pair))) take(grown(pair), 1);
  }

  function takeFree(candidates: readonly RunPair[], asMoved: 0 | 1): RunPair[] {
    const taken: RunPair[] = [];
    for (const pair of candidates) {
      if (!isFree(pair)) continue;
      take(pair, asMoved);
      taken.push(pair);
    }
    return taken;
  }

  function isFree(pair: RunPair): boolean {
    for (let token = 0; token < pair.length; token++) if (newOf[pair.old + token]! >= 0 || oldOf[pair.new + token]! >= 0) return false;
    return true;
  }

  function isLongMove({ old, length }: RunPair): boolean {
    return older.weights[old + length]! - older.weights[old]! >= shortestMove;
  }

  /** The pair with the words before and after it that agree and are still free. */
  function grown({ old, new: next, length }: RunPair): RunPair {
    const agree = (one: number, other: number): boolean => older.ids[one] === newer.ids[other] && newOf[one]! < 0 && oldOf[other]! < 0;
    while (old > 0 && next > 0 && agree(old - 1, next - 1)) {
      old--;
      next--;
      length++;
    }
    while (old + length < older.count && next + length < newer.count && agree(old + length, next + length)) length++;
    return { old, new: next, length };
  }

  function grow(pair: RunPair, asMoved: 0 | 1): RunPair {
    const whole = grown(pair);
    take(whole, asMoved);
    return whole;
  }

  function take(pair: RunPair, asMoved: 0 | 1): void {
    for (let token = 0; token < pair.length; token++) {
      newOf[pair.old + token] = pair.new + token;
      oldOf[pair.new + token] = pair.old + token;
    }
    if (asMoved) moved.fill(1, pair.old, pair.old + pair.length);
  }

  function fillGaps(): void {
    let oldFrom = 0;
    let newFrom = 0;
    for (const { old, new: next, length } of [...chain, { old: older.count, new: newer.count, length: 0 }]) {
      const oldLeft = unmapped(newOf, oldFrom, old);
      const newLeft = unmapped(oldOf, newFrom, next);
      if (oldLeft.length > 0 && newLeft.length > 0) fillGap(oldLeft, newLeft);
      oldFrom = old + length;
      newFrom = next + length;
    }
  }

  function fillGap(oldLeft: Int32Array, newLeft: Int32Array): void {
    const equal: RunPair[] = [];
    wordDifference(
      oldLeft.map((token) => older.ids[token]!),
      newLeft.map((token) => newer.ids[token]!),
      (old, next, length) => {
        const last = equal.at(-1);
        if (last && last.old + last.length === old && last.new + last.length === next) last.length += length;
        else equal.push({ old, new: next, length });
      },
    );
    for (const { old, new: next, length } of withoutChance(equal, weightsOf(older, oldLeft), weightsOf(newer, newLeft)))
      for (let index = 0; index < length; index++) take({ old: oldLeft[old + index]!, new: newLeft[next + index]!, length: 1 }, 0);
  }
}

/**
 * Drops words that two texts share by chance: those between differences that are longer on both sides. Two sentences that
 * have nothing to do with each other share a third of their letters in words like “the”.
 */
function withoutChance(equal: readonly RunPair[], oldWeights: Int32Array, newWeights: Int32Array): RunPair[] {
  const left: RunPair[] = [];
  let oldFrom = 0;
  let newFrom = 0;
  for (let index = 0; index < equal.length; index++) {
    const run = equal[index]!;
    const following = equal[index + 1];
    const before = Math.max(oldWeights[run.old]! - oldWeights[oldFrom]!, newWeights[run.new]! - newWeights[newFrom]!);
    const after = Math.max(
      oldWeights[following?.old ?? oldWeights.length - 1]! - oldWeights[run.old + run.length]!,
      newWeights[following?.new ?? newWeights.length - 1]! - newWeights[run.new + run.length]!,
    );
    const weight = oldWeights[run.old + run.length]! - oldWeights[run.old]!;
    if (weight <= before && weight <= after) continue;
    left.push(run);
    oldFrom = run.old + run.length;
    newFrom = run.new + run.length;
  }
  return left;
}

function weightsOf(tokens: Tokens, left: Int32Array): Int32Array {
  const weights = new Int32Array(left.length + 1);
  for (let index = 0; index < left.length; index++)
    weights[index + 1] = weights[index]! + tokens.ends[left[index]!]! - tokens.starts[left[index]!]!;
  return weights;
}

function sentences({ count, closes }: Tokens): TokenRuns {
  const starts: number[] = [];
  const lengths: number[] = [];
  let from = 0;
  for (let token = 0; token < count; token++) {
    if (closes[token] === 0) continue;
    starts.push(from);
    lengths.push(token + 1 - from);
    from = token + 1;
  }
  return { starts: Int32Array.from(starts), lengths: Int32Array.from(lengths) };
}

function shingles({ count }: Tokens, taken: Int32Array): TokenRuns {
  const starts = new Int32Array(count);
  let found = 0;
  let free = 0;
  for (let token = 0; token < count; token++) {
    free = taken[token]! < 0 ? free + 1 : 0;
    if (free >= shingle) starts[found++] = token + 1 - shingle;
  }
  return { starts: starts.subarray(0, found), lengths: new Int32Array(found).fill(shingle) };
}

/** For each token how many links of the chain start at or before it: tokens of one gap have the same number. */
function gapNumbers(starts: readonly number[], count: number): Int32Array {
  const numbers = new Int32Array(count);
  let gap = 0;
  for (let token = 0; token < count; token++) {
    while (gap < starts.length && starts[gap]! <= token) gap++;
    numbers[token] = gap;
  }
  return numbers;
}

function unmapped(taken: Int32Array, from: number, to: number): Int32Array {
  const left: number[] = [];
  for (let token = from; token < to; token++) if (taken[token]! < 0) left.push(token);
  return Int32Array.from(left);
}

function kept(tokens: Tokens, other: Int32Array): Int32Array {
  const sums = new Int32Array(tokens.count + 1);
  for (let token = 0; token < tokens.count; token++)
    sums[token + 1] = sums[token]! + (other[token]! < 0 ? 0 : tokens.ends[token]! - tokens.starts[token]!);
  return sums;
}

function runsOf(newOf: Int32Array): TextMap['runs'] {
  const runs = { old: [] as number[], new: [] as number[], length: [] as number[] };
  for (let token = 0; token < newOf.length; token++) {
    if (newOf[token]! < 0) continue;
    if (token > 0 && newOf[token] === newOf[token - 1]! + 1 && newOf[token - 1]! >= 0) runs.length[runs.length.length - 1]!++;
    else {
      runs.old.push(token);
      runs.new.push(newOf[token]!);
      runs.length.push(1);
    }
  }
  return { old: Int32Array.from(runs.old), new: Int32Array.from(runs.new), length: Int32Array.from(runs.length), count: runs.old.length };
}
