import type { TextRange } from '../../domain/entities.ts';
import type { TextDifference } from '../../domain/versions.ts';
import type { TextMap } from './textMap.ts';

/**
 * Where two texts differ, by their map: UTF-16 ranges over both, whole words, in the order of the new text (what is gone stands where
 * it stood between what is kept). Words that stand elsewhere are a difference at their new place, `moved`. Words that differ in case
 * or in the kind of quotes and dashes alone are changed; white space makes no difference.
 */
export function textDifferences(map: TextMap): TextDifference[] {
  const { older, newer, newOf, oldOf, moved } = map;
  const found: TextDifference[] = [];
  let old = 0;
  let next = 0;
  const inOrder = (token: number): boolean => newOf[token]! >= 0 && moved[token] === 0;
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
