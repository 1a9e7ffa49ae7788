import type { TextRange } from '../../domain/entities.ts';
import type { TextDifference } from '../../domain/versions.ts';
import type { TextMap } from './textMap.ts';

/**
 * Where two texts differ, by their map: UTF-16 ranges over both, whole words, in the order of the new text (what is gone stands where
 * it stood between what is kept). Words that stand elsewhere are a difference at their new place, `moved`. Words that differ in case
 * or in the kind of quotes and dashes alone are changed; white space makes no difference.
 */
export function textDifferences(map: TextMap): TextDifference[] {
  const { older, newer, newOf, oldOf } = map;
  const kept = keptInOrder(map);
  const found: TextDifference[] = [];
  let old = 0;
  let next = 0;
  const inOrder = (token: number): boolean => kept[token] === 1;
  const isGone = (token: number): boolean => newOf[token]! < 0;
  while (old < older.count || next < newer.count) {
    const oldFrom = old;
    const newFrom = next;
    while (old < older.count && !inOrder(old)) old++;
    const partner = old < older.count ? newOf[old]! : newer.count;
    while (next < partner && !(oldOf[next]! >= 0 && inOrder(oldOf[next]!))) next++;
    tell(oldFrom, old, newFrom, next);
    if (old >= older.count || next >= newer.count) {
      old = older.count;
      next = newer.count;
      break;
    }
    const keptFrom = { old, next };
    while (old < older.count && next < newer.count && inOrder(old) && newOf[old] === next) {
      if (wordOf(map.older, old) !== wordOf(map.newer, next)) add('changed', rangeOf(older, old, old + 1), rangeOf(newer, next, next + 1));
      old++;
      next++;
    }
    // A map that went backwards here would stand still for ever.
    if (old === keptFrom.old) {
      old++;
      next++;
    }
  }
  return joined(found, map);

  /** What stands between two kept words: gone or added words, and words that moved from or to here. */
  function tell(oldFrom: number, oldTo: number, newFrom: number, newTo: number): void {
    const gone = stretches(oldFrom, oldTo, isGone);
    const come = stretches(newFrom, newTo, (token) => oldOf[token]! < 0);
    const oldHere = edge(older, oldFrom);
    // What is gone and has no partner left stands after those that have one.
    const newHere = edge(newer, come.at(-1)?.[1] ?? newFrom);
    const pairs = Math.min(gone.length, come.length);
    const told = found.length;
    for (let index = 0; index < gone.length; index++) {
      const [from, to] = gone[index]!;
      const other = index < pairs ? come[index]! : null;
      add(other ? 'changed' : 'removed', rangeOf(older, from, to), other ? rangeOf(newer, ...other) : newHere);
    }
    for (const [from, to] of come.slice(pairs)) add('added', oldHere, rangeOf(newer, from, to));
    for (const [from, to] of stretches(newFrom, newTo, (token) => oldOf[token]! >= 0)) tellMoved(from, to);
    found.push(...found.splice(told).sort((a, b) => a.new.start - b.new.start || a.old.start - b.old.start));
  }

  /** Moved words are cut where their old places do not follow one another. */
  function tellMoved(from: number, to: number): void {
    let start = from;
    for (let token = from + 1; token <= to; token++) {
      if (token < to && oldOf[token] === oldOf[token - 1]! + 1) continue;
      add('moved', rangeOf(older, oldOf[start]!, oldOf[token - 1]! + 1), rangeOf(newer, start, token));
      start = token;
    }
  }

  function add(kind: TextDifference['kind'], was: TextRange, is: TextRange): void {
    found.push({ kind, old: was, new: is });
  }
}

/**
 * 1 for tokens of the old text that stay where they are: of all that both texts have, the heaviest part (by letters) that keeps its
 * order. What a sentence is moved past does not count as moved, however many sentences that are.
 */
function keptInOrder({ older, newer, runs }: TextMap): Uint8Array {
  const best = new Float64Array(runs.count);
  const before = new Int32Array(runs.count).fill(-1);
  // The heaviest chain that ends at or before a token of the new text, as a Fenwick tree of runs.
  const tree = new Int32Array(newer.count + 1).fill(-1);
  const heavier = (one: number, other: number): number => (other < 0 || (one >= 0 && best[one]! >= best[other]!) ? one : other);
  let last = -1;
  for (let run = 0; run < runs.count; run++) {
    for (let at = runs.new[run]!; at > 0; at -= at & -at) before[run] = heavier(before[run]!, tree[at]!);
    const from = runs.old[run]!;
    const weight = older.weights[from + runs.length[run]!]! - older.weights[from]!;
    best[run] = weight + (before[run]! < 0 ? 0 : best[before[run]!]!);
    for (let at = runs.new[run]! + 1; at <= newer.count; at += at & -at) tree[at] = heavier(run, tree[at]!);
    last = heavier(run, last);
  }
  const kept = new Uint8Array(older.count);
  for (let run = last; run >= 0; run = before[run]!) kept.fill(1, runs.old[run], runs.old[run]! + runs.length[run]!);
  return kept;
}

type Tokens = TextMap['older'];

const wordOf = ({ text, starts, ends }: Tokens, token: number): string => text.slice(starts[token], ends[token]);

const rangeOf = ({ starts, ends }: Tokens, from: number, to: number): TextRange => ({ start: starts[from]!, end: ends[to - 1]! });

/** The empty range before a token, where words would stand that came there: after the word before it. */
function edge({ ends }: Tokens, token: number): TextRange {
  const at = token > 0 ? ends[token - 1]! : 0;
  return { start: at, end: at };
}

function stretches(from: number, to: number, is: (token: number) => boolean): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let token = from; token < to; token++) {
    if (!is(token)) continue;
    const last = found.at(-1);
    if (last && last[1] === token) last[1]++;
    else found.push([token, token + 1]);
  }
  return found;
}

/** Changed words that stand side by side in both texts are one difference. */
function joined(differences: readonly TextDifference[], { older, newer }: TextMap): TextDifference[] {
  const kept: TextDifference[] = [];
  for (const one of differences) {
    const last = kept.at(-1);
    const follows =
      last?.kind === 'changed' &&
      one.kind === 'changed' &&
      isBlank(older.text.slice(last.old.end, one.old.start)) &&
      isBlank(newer.text.slice(last.new.end, one.new.start));
    if (follows) kept[kept.length - 1] = { ...last, old: { ...last.old, end: one.old.end }, new: { ...last.new, end: one.new.end } };
    else kept.push(one);
  }
  return kept;
}

const isBlank = (text: string): boolean => text.length < 8 && text.trim() === '';
