import type { TextRange } from '../../domain/entities.ts';
import { describe, verify, type Anchor } from '../anchor.ts';
import { snapToGraphemes } from '../segment.ts';
import { gramIndex, type GramIndex } from './gramIndex.ts';
import { locate } from './locate.ts';
import { lost, review, type AnchorMethod, type Candidate, type Reanchored } from './outcome.ts';
import { fragmentPlacer, type Placed } from './placeFragment.ts';
import { mapTexts } from './textMap.ts';

/**
 * Finds the passages of an old text in a new one: through the map of the two, then by their words. In the order given; never
 * throws: a passage whose ranges do not read as its quote says so and is looked for by its quote alone. Heavy: a megabyte and
 * a thousand passages take a few hundred milliseconds, so it belongs in a worker. `veto`: see `fragmentPlacer`.
 */
export function reanchor(oldText: string, newText: string, passages: readonly Anchor[], veto = true): Reanchored[] {
  let index: GramIndex | undefined;
  const indexed = (): GramIndex => (index ??= gramIndex(map().newer.key));
  let made: ReturnType<typeof mapTexts> | undefined;
  const map = (): ReturnType<typeof mapTexts> => (made ??= mapTexts(oldText, newText));
  let placer: ReturnType<typeof fragmentPlacer> | undefined;
  const place = (range: TextRange): Placed => (placer ??= fragmentPlacer(map(), indexed, veto))(range);
  // Many passages may mark the same words: each place is worked out once.
  const known = new Map<string, Reanchored>();

  return passages.map((passage) => {
    const problem = verify(oldText, passage.ranges, passage.exact);
    if (problem) return locate(newText, indexed(), { ...passage, start: null }, problem);
    const id = passage.ranges.map(({ start, end }) => `${start}-${end}`).join();
    let result = known.get(id);
    if (!result) known.set(id, (result = follow(passage)));
    return result;
  });

  function follow(passage: Anchor): Reanchored {
    const old = describe(oldText, passage.ranges);
    const snapped = passage.ranges.some((range) => {
      const whole = snapToGraphemes(oldText, range);
      return whole.start !== range.start || whole.end !== range.end;
    });
    if (oldText === newText) return { state: 'exact', score: 1, method: 'same-text', anchor: old, candidates: [], problem: null, snapped };
    return combine(newText, old, old.ranges.map(place), snapped);
  }
}

/** Puts the fragments of a passage together again. One of them in doubt puts the whole in doubt. */
function combine(newText: string, old: Anchor, placed: readonly Placed[], snapped: boolean): Reanchored {
  const ranges: TextRange[] = [];
  let weight = 0;
  let score = 0;
  let method: AnchorMethod = 'map';
  let moved = false;
  for (const [index, { range, ...found }] of placed.entries()) {
    if (!range) continue;
    const length = old.ranges[index]!.end - old.ranges[index]!.start;
    ranges.push(range);
    weight += length;
    score += found.score * length;
    if (found.method === 'search') method = 'search';
    moved ||= found.moved;
  }
  const inOrder = ranges.every((range, index) => index === 0 || range.start >= ranges[index - 1]!.end);
  if (ranges.length === placed.length && inOrder) {
    const anchor = describe(newText, ranges);
    const same = anchor.exact === old.exact;
    return {
      state: same ? (moved ? 'moved' : 'exact') : 'changed',
      score: same ? 1 : score / weight,
      method,
      anchor,
      candidates: [],
      problem: null,
      snapped,
    };
  }
  const candidates: Candidate[] =
    placed.length === 1
      ? placed[0]!.candidates.map(({ range, ...rest }) => ({ ...rest, anchor: describe(newText, [range]) }))
      : ranges.length > 0
        ? [{ anchor: describe(newText, ranges), score: (score / weight / placed.length) * ranges.length, method }]
        : [];
  return candidates.length > 0 ? review(candidates, null, snapped) : lost(null, snapped);
}
