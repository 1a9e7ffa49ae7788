import type { TextRange } from '../../../shared/domain/entities.ts';
import type { ReanchorMethod } from '../../../shared/domain/versions.ts';
import type { Anchor } from '../../../shared/text/anchor.ts';
import type { Reanchored } from '../../../shared/text/reanchor/outcome.ts';

/** A proposed place as it is stored: over the text of the new version, `score` in thousandths. */
export interface StoredProposal {
  ranges: TextRange[];
  exact: string;
  score: number;
  method: ReanchorMethod;
}

/** A score of 0..1 as it is stored. */
export const thousandths = (score: number): number => Math.max(0, Math.min(1_000, Math.round(score * 1_000)));

/** Whether a person has to look: everything waits but the same words, letter for letter, at a place that is beyond doubt. */
export function waits({ state, anchor, problem }: Reanchored, exact: string): boolean {
  return problem !== null || !anchor || anchor.exact !== exact || (state !== 'exact' && state !== 'moved');
}

/** The places that are proposed for a passage, best first. */
export function proposalsOf({ anchor, score, method, candidates }: Reanchored): StoredProposal[] {
  const places = anchor ? [{ anchor, score, method }] : candidates;
  return places.map((place) => ({
    ranges: place.anchor.ranges,
    exact: place.anchor.exact,
    score: thousandths(place.score),
    method: place.method,
  }));
}

/** The columns that say where a passage stands. */
export function placeColumns({ ranges, exact, prefix, suffix }: Anchor) {
  return { ranges: JSON.stringify(ranges), first: ranges[0]!.start, last: ranges.at(-1)!.end, exact, prefix, suffix };
}
