import type { OpenCase } from '../../../shared/contract/cases.ts';
import type { Rating, RatingScale } from '../../../shared/domain/ratings.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';

export function readCaseInfo(store: Store): Row<'case_info'> {
  return store.statement<[], Row<'case_info'>>('SELECT * FROM case_info').get()!;
}

export function readCounts(store: Store): OpenCase['counts'] {
  return store
    .statement<[], OpenCase['counts']>(
      'SELECT (SELECT count(*) FROM document) AS documents, (SELECT count(*) FROM claim) AS claims, (SELECT count(*) FROM passage) AS passages, (SELECT count(*) FROM evidence) AS evidence',
    )
    .get()!;
}

export function readScale(store: Store): RatingScale {
  const scale = store.statement<[], { id: string; name: string }>('SELECT id, name FROM rating_scale ORDER BY created_at, id').get()!;
  const ratings = store.statement<[string], Row<'rating'>>('SELECT * FROM rating WHERE scale_id = ? ORDER BY position').all(scale.id);
  return {
    ...scale,
    ratings: ratings.map(({ id, name, letter, rank, tone, definition, equivalents }) => ({
      id,
      name,
      letter,
      order: rank,
      tone: tone as Rating['tone'],
      definition,
      equivalents: JSON.parse(equivalents) as Rating['equivalents'],
    })),
  };
}
