import type { PaintedPassage } from './paint.ts';

/** What a list of passages is narrowed to; of each kind any of the chosen may match, and an empty choice matches all. */
export interface ListFilter {
  labels: readonly string[];
  claims: readonly string[];
  standings: readonly string[];
}

export const standingNames: Record<PaintedPassage['standing'], string> = {
  'without-claim': 'Without a claim',
  skipped: 'Skipped',
  unverified: 'Claim without a verdict',
  verified: 'Verdict, or evidence',
};

/** Those that fit, in their order; the same list where nothing is asked. */
export function fitting(passages: readonly PaintedPassage[], { labels, claims, standings }: ListFilter): readonly PaintedPassage[] {
  if (labels.length + claims.length + standings.length === 0) return passages;
  return passages.filter(
    (passage) =>
      (labels.length === 0 || passage.labels.some(({ id }) => labels.includes(id))) &&
      (claims.length === 0 || passage.claims.some(({ id }) => claims.includes(id))) &&
      (standings.length === 0 || standings.includes(passage.standing)),
  );
}

/** The labels and claims that passages have, each once, by name. */
export function optionsOf(passages: readonly PaintedPassage[]) {
  const labels = new Map(passages.flatMap((passage) => passage.labels.map((label) => [label.id, label] as const)));
  const claims = new Map(passages.flatMap((passage) => passage.claims.map((claim) => [claim.id, claim] as const)));
  return {
    labels: [...labels.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
    claims: [...claims.values()].toSorted((a, b) => a.shortText.localeCompare(b.shortText)),
  };
}
