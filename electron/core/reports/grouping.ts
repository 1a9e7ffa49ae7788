import type { RatingScale } from '../../../shared/domain/ratings.ts';
import { headline, type AnnexMark, type ReportClaim, type ReportGroup } from './model.ts';

/** Items under their key, keys in the order in which they come first. */
export function groupBy<Item, Key>(items: Iterable<Item>, key: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** Claims under the article in which each was found first; those found in none come last. */
export function byArticle(claims: readonly ReportClaim[]): ReportGroup[] {
  const groups = groupBy(claims, (claim) => claim.sightings[0]?.quote.source ?? null);
  return [...groups]
    .toSorted(([a], [b]) => Number(a === null) - Number(b === null))
    .map(([source, members]) => ({ title: source?.title ?? 'Not found in any article', rating: null, source, claims: members }));
}

/** Claims under their rating in the order of the scale, then verdicts in words alone, then claims without a verdict. */
export function byRating(claims: readonly ReportClaim[], scale: RatingScale): ReportGroup[] {
  const rated = scale.ratings.map((rating) => ({
    title: rating.name,
    rating,
    source: null,
    claims: claims.filter((claim) => headline(claim)?.rating?.id === rating.id),
  }));
  const unrated = { rating: null, source: null };
  return [
    ...rated,
    { ...unrated, title: 'Verdict in words', claims: claims.filter((claim) => headline(claim)?.rating === null) },
    { ...unrated, title: 'No verdict yet', claims: claims.filter((claim) => headline(claim) === null) },
  ].filter((group) => group.claims.length > 0);
}

/** The groups with their claims numbered from 1 through all of them, as they are read. */
export function numbered(groups: readonly ReportGroup[]): ReportGroup[] {
  let number = 0;
  return groups.map((group) => ({ ...group, claims: group.claims.map((claim) => ({ ...claim, number: ++number })) }));
}

/** Overlapping marks as flat ones, in order, each with the numbers of all claims that refer to it. */
export function mergeMarks(marks: readonly AnnexMark[]): AnnexMark[] {
  const cuts = [...new Set(marks.flatMap((mark) => [mark.start, mark.end]))].toSorted((a, b) => a - b);
  return cuts.slice(1).flatMap((end, index) => {
    const start = cuts[index]!;
    const over = marks.filter((mark) => mark.start < end && mark.end > start);
    return over.length > 0 ? [{ start, end, claims: [...new Set(over.flatMap((mark) => mark.claims))].toSorted((a, b) => a - b) }] : [];
  });
}
