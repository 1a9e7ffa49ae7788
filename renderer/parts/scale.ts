import { useMemo } from 'react';
import type { Rating, RatingScale } from '../../shared/domain/ratings.ts';
import type { OpenCase } from '../../shared/contract/cases.ts';
import { useOpenCase } from '../api/openCase.ts';

interface Scale {
  scale: RatingScale | null;
  /** In the order in which they are offered; the place in it is also the key that chooses the rating. */
  ratings: readonly Rating[];
  /** Null for no rating, and for one that the case does not have any more. */
  rating: (id: string | null) => Rating | null;
}

const noRatings: readonly Rating[] = [];
const scaleOf = (openCase: OpenCase | null): RatingScale | null => openCase?.scale ?? null;
const viewOf = (openCase: OpenCase | null): string => (openCase?.readOnly ? `@${openCase.readOnly}:${openCase.asOf?.seq ?? ''}` : '');
const isWritable = (openCase: OpenCase | null): boolean => openCase?.readOnly === null;

/** The rating scale of the open case. */
export function useScale(): Scale {
  const scale = useOpenCase(scaleOf) ?? null;
  return useMemo(() => {
    const byId = new Map(scale?.ratings.map((rating) => [rating.id, rating]));
    return { scale, ratings: scale?.ratings ?? noRatings, rating: (id) => (id === null ? null : (byId.get(id) ?? null)) };
  }, [scale]);
}

/** Which state of the open case is shown: empty for the case as it is now, to be written to. */
export function useView(): string {
  return useOpenCase(viewOf) ?? '';
}

/** Whether the open case takes changes. */
export function useWritable(): boolean {
  return useOpenCase(isWritable) ?? false;
}
