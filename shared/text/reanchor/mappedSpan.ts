import type { TextRange } from '../../domain/entities.ts';
import { boundaryIn } from './editDistance.ts';
import { unitClass, unitClasses } from './matchKey.ts';
import type { TextMap } from './textMap.ts';
import { tokenAfter, tokenBefore } from './tokens.ts';

/** Where the map puts a stretch of the old text. */
export interface MappedSpan {
  /** In the new text, UTF-16. */
  range: TextRange;
  /** The part of the stretch that is kept there: 0..1, of its characters without white space. */
  survived: number;
  /** Twice the kept characters by all characters of both stretches: 0..1. */
  likeness: number;
  /** The part of the new stretch that the map traces to other places of the old text: 0..1. */
  foreign: number;
  /** Whether what is kept stands elsewhere in the order of the new text. */
  moved: boolean;
}

/** Runs that follow each other in both texts, in tokens: what one place in the new text keeps of a stretch. */
interface Part {
  oldStart: number;
  oldEnd: number;
  newStart: number;
  newEnd: number;
  weight: number;
  movedWeight: number;
}

/** All that one place keeps, and its parts between which much was put in. */
interface Group extends Part {
  parts: Part[];
}

// A paragraph put into the middle of a passage tears it apart, but its halves are still one passage.
const longestInsertion = 400;
// Ends that were reworded together with their surroundings are looked for by characters, but in no more than this.
const longestBoundarySearch = 400;
// A text shuffled word by word falls into as many pieces as it has words; the largest of the first so many is enough to tell.
const mostGroups = 32;

/**
 * The places of a stretch of the old text in the new one by the map, the likeliest first; empty where nothing of it is kept.
 * First all that is kept of it in order, from end to end; then, where much was put in between, its largest part alone.
 */
export function mappedSpans(map: TextMap, range: TextRange): MappedSpan[] {
  const { older } = map;
  const from = tokenAfter(older, range.start);
  const to = tokenBefore(older, range.end);
  if (from >= to) return [];
  const groups = groupsOf(map, from, to);
  const whole = heaviest(groups);
  if (!whole) return [];
  const part = heaviest(whole.parts)!;
  const spans = whole.parts.length > 1 ? [whole, part] : [whole];
  return spans.map((group) => spanOf(map, range, from, to, group, groups));
}

function heaviest<Weighed extends Part>(parts: readonly Weighed[]): Weighed | null {
  return parts.reduce<Weighed | null>((best, each) => (best && best.weight >= each.weight ? best : each), null);
}

function spanOf(map: TextMap, range: TextRange, from: number, to: number, part: Part, groups: readonly Group[]): MappedSpan {
  const { older, newer } = map;
  const weight = older.weights[to]! - older.weights[from]!;
  const start = startOf(map, range.start, from, part);
  const end = endOf(map, range.end, to, part);
  const firstNew = tokenAfter(newer, start);
  const lastNew = Math.max(firstNew, tokenBefore(newer, end));
  const newWeight = newer.weights[lastNew]! - newer.weights[firstNew]!;
  let own = 0;
  for (const { parts } of groups) for (const each of parts) if (each.newStart >= firstNew && each.newEnd <= lastNew) own += each.weight;
  return {
    range: withSpace(map, range, { start, end }),
    survived: part.weight / weight,
    likeness: (2 * part.weight) / (weight + newWeight),
    foreign: newWeight === 0 ? 0 : (map.newKept[lastNew]! - map.newKept[firstNew]! - own) / newWeight,
    moved: part.movedWeight * 2 > part.weight,
  };
}

function groupsOf({ older, newer, runs, moved }: TextMap, from: number, to: number): Group[] {
  const groups: Group[] = [];
  const weight = older.weights[to]! - older.weights[from]!;
  for (let run = firstRun(runs, from); run < runs.count && runs.old[run]! < to; run++) {
    const oldStart = Math.max(from, runs.old[run]!);
    const oldEnd = Math.min(to, runs.old[run]! + runs.length[run]!);
    if (oldEnd <= oldStart) continue;
    const newStart = runs.new[run]! + oldStart - runs.old[run]!;
    const newEnd = newStart + oldEnd - oldStart;
    const runWeight = older.weights[oldEnd]! - older.weights[oldStart]!;
    const part = { oldStart, oldEnd, newStart, newEnd, weight: runWeight, movedWeight: moved[oldStart] ? runWeight : 0 };
    const distance = (end: number): number => newer.weights[newStart]! - newer.weights[end]!;
    const group = groups.find(({ newEnd: end }) => newStart >= end && distance(end) <= Math.max(weight, longestInsertion));
    if (!group) {
      if (groups.length < mostGroups) groups.push({ ...part, parts: [part] });
      continue;
    }
    const last = group.parts.at(-1)!;
    if (distance(last.newEnd) <= weight / 2) extend(last, part);
    else group.parts.push(part);
    extend(group, part);
  }
  return groups;
}

function extend(whole: Part, part: Part): void {
  whole.oldEnd = part.oldEnd;
  whole.newEnd = part.newEnd;
  whole.weight += part.weight;
  whole.movedWeight += part.movedWeight;
}

function firstRun(runs: TextMap['runs'], token: number): number {
  let low = 0;
  let high = runs.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs.old[middle]! + runs.length[middle]! > token) high = middle;
    else low = middle + 1;
  }
  return low;
}

function startOf({ older, newer, newOf, oldOf }: TextMap, offset: number, first: number, group: Part): number {
  const inner = newer.starts[group.newStart]!;
  if (group.oldStart === first) return inner + Math.max(0, offset - older.starts[first]!);
  const oldBefore = keptBefore(newOf, group.oldStart);
  const newBefore = keptBefore(oldOf, group.newStart);
  // Only a gap that both sides close alike tells what stands for what.
  if (oldBefore >= 0 !== newBefore >= 0 || (oldBefore >= 0 && newOf[oldBefore] !== newBefore)) return inner;
  const oldFrom = oldBefore < 0 ? 0 : older.ends[oldBefore]!;
  const newFrom = newBefore < 0 ? 0 : newer.ends[newBefore]!;
  const oldTo = older.starts[group.oldStart]!;
  if (oldTo - oldFrom > longestBoundarySearch || inner - newFrom > longestBoundarySearch) return inner;
  const places: number[] = [];
  for (let token = newBefore + 1; token <= group.newStart; token++) places.push(newer.starts[token]! - newFrom);
  return (
    newFrom +
    boundaryIn(older.key.subarray(oldFrom, oldTo), Math.max(0, offset - oldFrom), newer.key.subarray(newFrom, inner), places, 'first')
  );
}

function endOf({ older, newer, newOf, oldOf }: TextMap, offset: number, last: number, group: Part): number {
  const inner = newer.ends[group.newEnd - 1]!;
  if (group.oldEnd === last) return inner - Math.max(0, older.ends[last - 1]! - offset);
  const oldAfter = keptAfter(newOf, group.oldEnd);
  const newAfter = keptAfter(oldOf, group.newEnd);
  if (oldAfter < older.count !== newAfter < newer.count || (oldAfter < older.count && newOf[oldAfter] !== newAfter)) return inner;
  const oldTo = oldAfter === older.count ? older.text.length : older.starts[oldAfter]!;
  const newTo = newAfter === newer.count ? newer.text.length : newer.starts[newAfter]!;
  const oldFrom = older.ends[group.oldEnd - 1]!;
  if (oldTo - oldFrom > longestBoundarySearch || newTo - inner > longestBoundarySearch) return inner;
  const places: number[] = [];
  for (let token = group.newEnd - 1; token < newAfter; token++) places.push(newer.ends[token]! - inner);
  return (
    inner +
    boundaryIn(older.key.subarray(oldFrom, oldTo), Math.min(oldTo, offset) - oldFrom, newer.key.subarray(inner, newTo), places, 'last')
  );
}

/** The last kept token before one; -1 where there is none. Not sought further than a boundary is. */
function keptBefore(other: Int32Array, token: number): number {
  let before = token - 1;
  for (let step = 0; step < longestBoundarySearch && before >= 0 && other[before]! < 0; step++) before--;
  return before;
}

/** The first kept token from one on; the count where there is none. */
function keptAfter(other: Int32Array, token: number): number {
  let after = token;
  for (let step = 0; step < longestBoundarySearch && after < other.length && other[after]! < 0; step++) after++;
  return after;
}

/** Takes white space at the ends along where the old stretch had it and the new text has it too. */
function withSpace({ older, newer }: TextMap, old: TextRange, { start, end }: TextRange): TextRange {
  const classOf = unitClasses();
  const isSpace = (text: string, offset: number): boolean => classOf[text.charCodeAt(offset)] === unitClass.space;
  for (let offset = old.start; offset < old.end && isSpace(older.text, offset) && start > 0 && isSpace(newer.text, start - 1); offset++)
    start--;
  for (
    let offset = old.end;
    offset > old.start && isSpace(older.text, offset - 1) && end < newer.text.length && isSpace(newer.text, end);
    offset--
  )
    end++;
  return { start, end };
}
