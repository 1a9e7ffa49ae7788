import type { ClaimColumn, ClaimFilter } from '../../../../shared/contract/claims.ts';
import { claimStatus, priority } from '../../../../shared/domain/entities.ts';
import { searchWords, wordExpression } from '../../search/words.ts';
import type { Store } from '../../store/open.ts';
import { claimantsWithWord } from '../queries.ts';

/** A filter of which any part may be missing. */
export type Filter = { [Key in keyof ClaimFilter]?: ClaimFilter[Key] | undefined };

/** What a column or filter needs beside `claim`: computed once for all claims, not once a claim. */
const parts = {
  standing: {
    sql: `standing AS MATERIALIZED (
      SELECT newest.claim_id, newest.rating_id, rating.rank, rating.position
      FROM (SELECT claim_id, rating_id, max(revision) FROM verdict WHERE axis = 'true' GROUP BY claim_id) AS newest
      LEFT JOIN rating ON rating.id = newest.rating_id)`,
    join: 'LEFT JOIN standing ON standing.claim_id = claim.id',
  },
  sighted: {
    // From the few articles to the many sightings, through indexes alone; a place is compared faster than a title.
    sql: `titled AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY title COLLATE NOCASE, id) AS place FROM document),
      sighted AS MATERIALIZED (
        SELECT sighting.claim_id, min(titled.place) AS place
        FROM titled CROSS JOIN passage ON passage.document_id = titled.id CROSS JOIN sighting ON sighting.passage_id = passage.id
        GROUP BY sighting.claim_id)`,
    join: 'LEFT JOIN sighted ON sighted.claim_id = claim.id',
  },
  proof: {
    sql: `proof AS MATERIALIZED (
      SELECT claim_id, sum(stance = 'supports') AS supporting, sum(stance = 'refutes') AS refuting FROM evidence GROUP BY claim_id)`,
    join: 'LEFT JOIN proof ON proof.claim_id = claim.id',
  },
  labelled: {
    sql: `labelled AS MATERIALIZED (
      SELECT label_use.target_id AS claim_id, min(label.name COLLATE NOCASE) AS name
      FROM label_use JOIN label ON label.id = label_use.label_id WHERE label_use.target_kind = 'claim' GROUP BY label_use.target_id)`,
    join: 'LEFT JOIN labelled ON labelled.claim_id = claim.id',
  },
  claimant: { sql: null, join: 'LEFT JOIN agent ON agent.id = claim.claimant_id' },
} as const;
type Part = keyof typeof parts;

type Direction = 'ASC' | 'DESC';

/** Claims that have no value in a column stand last, whichever way it is sorted. */
const columns: Record<ClaimColumn, { needs: readonly Part[]; order: (direction: Direction) => string }> = {
  rating: {
    needs: ['standing'],
    // Ratings outside the order keep the scale's own order, after those inside it.
    order: (direction) => `standing.rank ${direction} NULLS LAST, standing.position NULLS LAST`,
  },
  claim: {
    needs: [],
    order: (direction) => `CASE claim.short_text WHEN '' THEN claim.text ELSE claim.short_text END COLLATE NOCASE ${direction}`,
  },
  claimant: { needs: ['claimant'], order: (direction) => `agent.name COLLATE NOCASE ${direction} NULLS LAST` },
  articles: { needs: ['sighted'], order: (direction) => `sighted.place ${direction} NULLS LAST` },
  supporting: { needs: ['proof'], order: (direction) => `coalesce(proof.supporting, 0) ${direction}` },
  refuting: { needs: ['proof'], order: (direction) => `coalesce(proof.refuting, 0) ${direction}` },
  status: { needs: [], order: (direction) => `${place('claim.status', claimStatus.options)} ${direction}` },
  priority: { needs: [], order: (direction) => `${place('claim.priority', priority.options)} ${direction}` },
  labels: { needs: ['labelled'], order: (direction) => `labelled.name COLLATE NOCASE ${direction} NULLS LAST` },
  type: { needs: [], order: (direction) => `claim.type ${direction}` },
  updated: { needs: [], order: (direction) => `claim.updated_at ${direction}` },
};

/** A word's place in a closed list, worst or earliest first. */
function place(column: string, options: readonly string[]): string {
  return `CASE ${column} ${options.map((option, index) => `WHEN '${option}' THEN ${index}`).join(' ')} END`;
}

const given = 'IN (SELECT value FROM json_each(?))';

interface Condition {
  sql: string;
  values: string[];
  needs?: Part;
}

/** The claims in which every word occurs, in the claim itself or in its claimant's name. */
export function wordConditions(store: Store, words: readonly string[]): Condition[] {
  return words.map((word) => ({
    sql: `(claim.n IN (SELECT rowid FROM claim_search WHERE claim_search MATCH ?) OR claim.claimant_id ${given})`,
    values: [wordExpression(word, ['text', 'short_text']), JSON.stringify(claimantsWithWord(store, word))],
  }));
}

function conditions(store: Store, filter: Filter): Condition[] {
  const found = wordConditions(store, searchWords(filter.text ?? ''));
  const list = (values: readonly string[] | undefined, sql: string): void => {
    if (values && values.length > 0) found.push({ sql, values: [JSON.stringify(values)] });
  };
  list(filter.statuses, `claim.status ${given}`);
  list(filter.priorities, `claim.priority ${given}`);
  list(filter.claimantIds, `claim.claimant_id ${given}`);
  list(filter.labelIds, `claim.id IN (SELECT target_id FROM label_use WHERE target_kind = 'claim' AND label_id ${given})`);
  list(
    filter.documentIds,
    `claim.id IN (SELECT sighting.claim_id FROM passage JOIN sighting ON sighting.passage_id = passage.id WHERE passage.document_id ${given})`,
  );
  if (filter.ratings && filter.ratings.length > 0)
    found.push({
      sql: `coalesce(standing.rating_id, iif(standing.claim_id IS NULL, 'none', NULL)) ${given}`,
      values: [JSON.stringify(filter.ratings)],
      needs: 'standing',
    });
  return found;
}

/** SQL and values of the claims table's order, for `EXPLAIN` in tests as well. */
export function tableQuery(
  store: Store,
  filter: Filter,
  sort: readonly { column: ClaimColumn; descending: boolean }[],
): { sql: string; values: string[] } {
  const where = conditions(store, filter);
  const needs = new Set<Part>();
  for (const { needs: part } of where) if (part) needs.add(part);
  for (const { column } of sort) for (const part of columns[column].needs) needs.add(part);
  const common = [...needs].map((part) => parts[part].sql).filter((sql) => sql !== null);
  const sql = [
    common.length > 0 ? `WITH ${common.join(',\n')}` : '',
    'SELECT claim.id FROM claim',
    ...[...needs].map((part) => parts[part].join),
    where.length > 0 ? `WHERE ${where.map((condition) => condition.sql).join(' AND ')}` : '',
    `ORDER BY ${[...sort.map(({ column, descending }) => columns[column].order(descending ? 'DESC' : 'ASC')), 'claim.id'].join(', ')}`,
  ];
  return { sql: sql.filter((line) => line !== '').join('\n'), values: where.flatMap((condition) => condition.values) };
}

/** Ids of the claims that pass the filter, in order; ties, and no order at all, go by id, which is the order of making. */
export function claimIds(store: Store, ...query: [filter: Filter, sort: Parameters<typeof tableQuery>[2]]): string[] {
  const { sql, values } = tableQuery(store, ...query);
  return store
    .statement<string[], string>(sql)
    .pluck()
    .all(...values);
}

/** Claims in which every word occurs, claimants included, most recently edited first. */
export function claimIdsWithWords(store: Store, words: readonly string[], limit: number): string[] {
  const where = wordConditions(store, words);
  const sql = `SELECT claim.id FROM claim WHERE ${where.map((condition) => condition.sql).join(' AND ')} ORDER BY claim.updated_at DESC, claim.id DESC LIMIT ?`;
  return store
    .statement<(string | number)[], string>(sql)
    .pluck()
    .all(...where.flatMap((condition) => condition.values), limit);
}

export function countClaims(store: Store): number {
  return store.statement<[], number>('SELECT count(*) FROM claim').pluck().get()!;
}
