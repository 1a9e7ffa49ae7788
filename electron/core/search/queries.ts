import type { SearchHit } from '../../../shared/contract/search.ts';
import { claimantsWithWord } from '../claims/queries.ts';
import type { Store } from '../store/open.ts';
import { bestMatch, excerpt, matchClose, matchOpen, readMarks, type MarkedText } from './excerpt.ts';
import { anyWord, everyWord, wordExpression } from './words.ts';

export interface Found {
  hits: SearchHit[];
  count: number;
}

const marked = (table: string, column: number, as: string) =>
  `coalesce(highlight(${table}, ${column}, '${matchOpen}', '${matchClose}'), '') AS ${as}`;
/** Of this many matches, none is better than another: ranking them would only cost time, and the newest come first. */
const mostRanked = 2_000;

/** Counts the matches of an index, and says how to put them in order. */
function orderOf(store: Store, index: string, expression: string, rank = ''): { count: number; order: string } {
  const count = store.statement<[string], number>(`SELECT count(*) FROM ${index} WHERE ${index} MATCH ?`).pluck().get(expression)!;
  return { count, order: count > mostRanked ? `ORDER BY ${index}.rowid DESC` : `${rank} ORDER BY ${index}.rank` };
}

const claimTitle = "coalesce(nullif(claim.short_text, ''), claim.text)";
const given = 'IN (SELECT value FROM json_each(?))';

/** The snippet of the first field that matched, else the beginning of the first. */
function snippetOf(fields: readonly string[]): SearchHit['snippet'] {
  const read = fields.map(readMarks);
  const shown = read.find((field) => field.matches.length > 0) ?? read[0]!;
  return excerpt(shown, bestMatch(shown));
}

/**
 * Live articles in which every word occurs, in the text or in title, publisher and byline: those named so first, then by
 * how well the text matches, then those that need both.
 */
export function findDocuments(store: Store, words: readonly string[], limit: number): Found {
  const from = `
    FROM document JOIN document_version AS version ON version.id = document.version_id
    JOIN extraction ON extraction.id = version.extraction_id`;
  const everywhere = words
    .map(
      () => `(document.n IN (SELECT rowid FROM document_search WHERE document_search MATCH ?)
        OR extraction.n IN (SELECT rowid FROM extraction_search WHERE extraction_search MATCH ?))`,
    )
    .join(' AND ');
  const each = words.flatMap((word) => [wordExpression(word), wordExpression(word)]);
  const numbers = (sql: string, ...values: (string | number)[]) =>
    store
      .statement<(string | number)[], number>(sql)
      .pluck()
      .all(...values);

  const found = new Set(
    numbers(
      "SELECT rowid FROM document_search WHERE document_search MATCH ? AND rank MATCH 'bm25(4.0, 1.0, 1.0)' ORDER BY rank LIMIT ?",
      everyWord(words),
      limit,
    ),
  );
  if (found.size < limit) {
    const sql = `
      SELECT document.n FROM extraction_search CROSS JOIN extraction ON extraction.n = extraction_search.rowid
      JOIN document_version AS version ON version.extraction_id = extraction.id JOIN document ON document.version_id = version.id
      WHERE extraction_search MATCH ? ORDER BY extraction_search.rank LIMIT ?`;
    for (const n of numbers(sql, everyWord(words), limit)) found.add(n);
  }
  if (found.size < limit && words.length > 1)
    for (const n of numbers(`SELECT document.n ${from} WHERE ${everywhere} LIMIT ?`, ...each, limit)) found.add(n);

  const shown = [...found].slice(0, limit);
  const rows = store
    .statement<[string], { id: string; title: string; text_n: number; credit: string; start: string }>(
      `SELECT document.id, document.title, extraction.n AS text_n, substr(extraction.text, 1, 400) AS start,
         document.publisher || iif(document.publisher <> '' AND document.byline <> '', ' · ', '') || document.byline AS credit
       FROM json_each(?) AS wanted JOIN document ON document.n = wanted.value
       JOIN document_version AS version ON version.id = document.version_id
       JOIN extraction ON extraction.id = version.extraction_id ORDER BY wanted.key`,
    )
    .all(JSON.stringify(shown));
  // The unary plus keeps SQLite from asking the index once a row.
  const texts = new Map(
    store
      .statement<[string, string], { rowid: number; text: string }>(
        `SELECT rowid, ${marked('extraction_search', 0, 'text')} FROM extraction_search WHERE extraction_search MATCH ? AND +rowid ${given}`,
      )
      .all(anyWord(words), JSON.stringify(rows.map((row) => row.text_n)))
      .map(({ rowid, text }): [number, MarkedText] => [rowid, readMarks(text)]),
  );
  return {
    count: store
      .statement<string[], number>(`SELECT count(*) ${from} WHERE ${everywhere}`)
      .pluck()
      .get(...each)!,
    hits: rows.map((row) => {
      const text = texts.get(row.text_n);
      const range = text ? bestMatch(text) : null;
      return {
        kind: 'document',
        id: row.id,
        title: row.title,
        snippet: text ? excerpt(text, range) : excerpt({ text: row.credit || row.start, matches: [] }, null),
        documentId: row.id,
        claimId: null,
        passageId: null,
        range,
      };
    }),
  };
}

const claimMarks = ['text', 'short', 'reason'].map((name, column) => marked('claim_search', column, name)).join(', ');

interface ClaimMarks {
  n: number;
  text: string;
  short: string;
  reason: string;
}

/** Claims in which every word occurs, in their words, the reason for their selection, or their claimant's name. */
export function findClaims(store: Store, words: readonly string[], limit: number): Found {
  const expression = everyWord(words);
  const { count, order } = orderOf(store, 'claim_search', expression, "AND rank MATCH 'bm25(2.0, 4.0, 0.5)'");
  const marks = new Map(
    store
      .statement<[string, number], ClaimMarks>(
        `SELECT rowid AS n, ${claimMarks} FROM claim_search WHERE claim_search MATCH ? ${order} LIMIT ?`,
      )
      .all(expression, limit)
      .map((row): [number, ClaimMarks] => [row.n, row]),
  );
  const found = new Set(marks.keys());
  const withClaimants = findThroughClaimants(store, words, limit);
  for (const n of withClaimants?.numbers ?? []) found.add(n);
  const rows = store
    .statement<[string], { n: number; id: string; title: string; text: string }>(
      `SELECT claim.n, claim.id, ${claimTitle} AS title, claim.text FROM json_each(?) AS wanted JOIN claim ON claim.n = wanted.value ORDER BY wanted.key`,
    )
    .all(JSON.stringify([...found].slice(0, limit)));
  return {
    count: withClaimants?.count ?? count,
    hits: rows.map((row) => {
      const marked = marks.get(row.n);
      return {
        kind: 'claim',
        id: row.id,
        title: row.title,
        snippet: snippetOf(marked ? [marked.text, marked.short, marked.reason] : [row.text]),
        documentId: null,
        claimId: row.id,
        passageId: null,
        range: null,
      };
    }),
  };
}

/** The same, where some word is the beginning of a claimant's name; null where none is, so that nothing is asked twice. */
function findThroughClaimants(store: Store, words: readonly string[], limit: number): { count: number; numbers: number[] } | null {
  const claimants = words.map((word) => claimantsWithWord(store, word));
  if (claimants.every((ids) => ids.length === 0)) return null;
  const each = words.flatMap((word, index) => [wordExpression(word), JSON.stringify(claimants[index])]);
  const where = words
    .map(() => `(claim.n IN (SELECT rowid FROM claim_search WHERE claim_search MATCH ?) OR claim.claimant_id ${given})`)
    .join(' AND ');
  const numbers = store
    .statement<(string | number)[], number>(`SELECT n FROM claim WHERE ${where} ORDER BY updated_at DESC, id DESC LIMIT ?`)
    .pluck()
    .all(...each, limit);
  const count = store.statement<string[], number>(`SELECT count(*) FROM claim WHERE ${where}`).pluck();
  return { numbers, count: count.get(...each)! };
}

/** Kinds whose words stand in one index, with the joins that say where opening a hit lands. */
const simpleKinds = {
  passage: {
    fields: ['exact'],
    title: 'document.title',
    documentId: 'document.id',
    claimId: 'NULL',
    passageId: 'passage.id',
    joins: 'JOIN document ON document.id = passage.document_id',
  },
  note: {
    fields: ['markdown'],
    title: `coalesce(${claimTitle}, document.title, agent.name, '')`,
    documentId: 'document.id',
    claimId: 'claim.id',
    passageId: 'passage.id',
    joins: `
      LEFT JOIN evidence ON note.target_kind = 'evidence' AND evidence.id = note.target_id
      LEFT JOIN claim ON claim.id = iif(note.target_kind = 'claim', note.target_id, evidence.claim_id)
      LEFT JOIN passage ON passage.id = iif(note.target_kind = 'passage', note.target_id, evidence.passage_id)
      LEFT JOIN document ON document.id = iif(note.target_kind = 'document', note.target_id, passage.document_id)
      LEFT JOIN agent ON note.target_kind = 'agent' AND agent.id = note.target_id`,
  },
  evidence: {
    fields: ['comment', 'citation_text'],
    title: claimTitle,
    documentId: 'passage.document_id',
    claimId: 'claim.id',
    passageId: 'passage.id',
    joins: 'JOIN claim ON claim.id = evidence.claim_id LEFT JOIN passage ON passage.id = evidence.passage_id',
  },
  verdict: {
    fields: ['rationale', 'what_would_change', 'no_evidence_reason'],
    title: claimTitle,
    documentId: 'NULL',
    claimId: 'claim.id',
    passageId: 'NULL',
    joins: 'JOIN claim ON claim.id = verdict.claim_id',
  },
} as const;

interface SimpleRow {
  id: string;
  title: string;
  documentId: string | null;
  claimId: string | null;
  passageId: string | null;
  [field: `field${number}`]: string;
}

/** Passages, notes, evidence or verdicts in which every word occurs, best first. */
export function findSimple(store: Store, kind: keyof typeof simpleKinds, words: readonly string[], limit: number): Found {
  const { fields, title, documentId, claimId, passageId, joins } = simpleKinds[kind];
  const index = `${kind}_search`;
  const expression = everyWord(words);
  const { count, order } = orderOf(store, index, expression);
  const sql = `
    SELECT ${kind}.id AS id, ${title} AS title, ${documentId} AS documentId, ${claimId} AS claimId, ${passageId} AS passageId,
      ${fields.map((_, column) => marked(index, column, `field${column}`)).join(', ')}
    FROM ${index} CROSS JOIN ${kind} ON ${kind}.n = ${index}.rowid ${joins}
    WHERE ${index} MATCH ? ${order} LIMIT ?`;
  return {
    count,
    hits: store
      .statement<[string, number], SimpleRow>(sql)
      .all(expression, limit)
      .map((row) => ({
        kind,
        id: row.id,
        title: row.title,
        snippet: snippetOf(fields.map((_, column) => row[`field${column}`]!)),
        documentId: row.documentId,
        claimId: row.claimId,
        passageId: row.passageId,
        range: null,
      })),
  };
}
