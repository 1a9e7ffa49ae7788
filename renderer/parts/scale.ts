import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Rating, RatingScale } from '../../shared/domain/ratings.ts';
import { api } from '../api/client.ts';

interface Scale {
  scale: RatingScale | null;
  /** In the order in which they are offered; the place in it is also the key that chooses the rating. */
  ratings: readonly Rating[];
  /** Null for no rating, and for one that the case does not have any more. */
  rating: (id: string | null) => Rating | null;
}

const noRatings: readonly Rating[] = [];

/** The rating scale of the open case. */
export function useScale(): Scale {
  const { data: openCase } = useQuery(api.cases.current.queryOptions({ input: {} }));
  const scale = openCase?.scale ?? null;
  return useMemo(() => {
    const byId = new Map(scale?.ratings.map((rating) => [rating.id, rating]));
    return { scale, ratings: scale?.ratings ?? noRatings, rating: (id) => (id === null ? null : (byId.get(id) ?? null)) };
  }, [scale]);
}

/** Which state of the open case is shown: empty for the case as it is now, to be written to. */
export function useView(): string {
  const { data: openCase } = useQuery(api.cases.current.queryOptions({ input: {} }));
  return openCase?.readOnly ? `@${openCase.readOnly}:${openCase.asOf?.seq ?? ''}` : '';
}

/** Whether the open case takes changes. */
export function useWritable(): boolean {
  const { data: openCase } = useQuery(api.cases.current.queryOptions({ input: {} }));
  return Boolean(openCase) && openCase?.readOnly === null;
}
