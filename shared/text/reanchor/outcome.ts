import type { Anchor, AnchorProblem } from '../anchor.ts';

/**
 * What became of a passage. exact: the same words, in the same order among what surrounds them; moved: the same words, elsewhere;
 * changed: other words that stand for the old ones; review: a machine cannot tell, the candidates wait for the analyst; lost:
 * nothing in the new text stands for it.
 */
export type AnchorState = 'exact' | 'moved' | 'changed' | 'review' | 'lost';

/** How a place was found. same-text: nothing changed; map: through the difference of both texts; search: by its words; none: not at all. */
export type AnchorMethod = 'same-text' | 'map' | 'search' | 'none';

/** A place that may be the right one, for the analyst to look at. */
export interface Candidate {
  anchor: Anchor;
  /** 0..1, how much it reads like the passage. */
  score: number;
  method: AnchorMethod;
}

export interface Reanchored {
  state: AnchorState;
  /** 0..1: 1 where not a word differs. Of the best candidate where none was taken; 0 when lost. */
  score: number;
  method: AnchorMethod;
  /** Over the new text; null for review and lost. Its ranges always read as its `exact`. */
  anchor: Anchor | null;
  /** Best first; only for review. */
  candidates: Candidate[];
  /** What was wrong with the passage as it was given: it was then looked for by its quote alone. */
  problem: AnchorProblem | null;
  /** Whether its ranges cut a character that a reader sees as one, and were grown to hold it. */
  snapped: boolean;
}

/** A passage of which nothing was found. */
export function lost(problem: AnchorProblem | null, snapped: boolean): Reanchored {
  return { state: 'lost', score: 0, method: 'none', anchor: null, candidates: [], problem, snapped };
}

/** A passage that waits for the analyst; lost when there is nothing to look at. */
export function review(candidates: readonly Candidate[], problem: AnchorProblem | null, snapped: boolean): Reanchored {
  const sorted = candidates.toSorted((a, b) => b.score - a.score);
  const best = sorted[0];
  if (!best) return lost(problem, snapped);
  return { state: 'review', score: best.score, method: best.method, anchor: null, candidates: sorted, problem, snapped };
}
