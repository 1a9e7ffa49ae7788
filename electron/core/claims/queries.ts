import type {
  ClaimDetail,
  ClaimRow,
  ClaimType,
  Checkability,
  ClaimStatus,
  Confidence,
  Priority,
  Relation,
  Sighting,
  Wording,
} from '../../../shared/domain/entities.ts';
import { quotedColumns, toQuotedPassage, type QuotedRow } from '../evidence/queries.ts';
import { hasWord } from '../search/words.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';

/** The claim's standing verdict on its truth, as `standing`. */
const joinStanding = `
  LEFT JOIN verdict AS standing ON standing.id = (
    SELECT id FROM verdict WHERE claim_id = claim.id AND axis = 'true' ORDER BY revision DESC, id DESC LIMIT 1)`;

const rowColumns = `
  claim.id, claim.revision, claim.text, claim.short_text, claim.type, claim.checkability, claim.status, claim.priority, claim.updated_at,
  coalesce(agent.name, '') AS claimant, standing.rating_id, standing.confidence,
  (SELECT json_group_array(json_object('id', id, 'title', title)) FROM (
    SELECT DISTINCT document.id, document.title FROM sighting
    JOIN passage ON passage.id = sighting.passage_id JOIN document ON document.id = passage.document_id
    WHERE sighting.claim_id = claim.id ORDER BY document.title COLLATE NOCASE, document.id)) AS articles,
  (SELECT count(*) FROM evidence WHERE claim_id = claim.id AND stance = 'supports') AS supporting,
  (SELECT count(*) FROM evidence WHERE claim_id = claim.id AND stance = 'refutes') AS refuting,
  (SELECT count(*) FROM evidence WHERE claim_id = claim.id AND stance = 'context') AS context,
  EXISTS (SELECT 1 FROM sighting CROSS JOIN reanchoring ON reanchoring.passage_id = sighting.passage_id AND decision = 'waiting'
    WHERE sighting.claim_id = claim.id) OR EXISTS (
    SELECT 1 FROM evidence CROSS JOIN reanchoring ON reanchoring.passage_id = evidence.passage_id AND decision = 'waiting'
    WHERE evidence.claim_id = claim.id) AS evidence_changed,
  (SELECT json_group_array(label_id) FROM (
    SELECT label_use.label_id FROM label_use JOIN label ON label.id = label_use.label_id
    WHERE label_use.target_kind = 'claim' AND label_use.target_id = claim.id ORDER BY label.name COLLATE NOCASE, label.id)) AS labels`;

interface TableRow {
  id: string;
  revision: number;
  text: string;
  short_text: string;
  claimant: string;
  type: string;
  checkability: string;
  status: string;
  priority: string;
  updated_at: string;
  rating_id: string | null;
  confidence: string | null;
  articles: string;
  supporting: number;
  refuting: number;
  context: number;
  evidence_changed: number;
  labels: string;
}

const toRow = (row: TableRow): ClaimRow => ({
  id: row.id,
  revision: row.revision,
  text: row.text,
  shortText: row.short_text,
  claimant: row.claimant,
  type: row.type as ClaimType,
  checkability: row.checkability as Checkability,
  status: row.status as ClaimStatus,
  priority: row.priority as Priority,
  ratingId: row.rating_id,
  confidence: row.confidence as Confidence | null,
  articles: JSON.parse(row.articles) as ClaimRow['articles'],
  supporting: row.supporting,
  refuting: row.refuting,
  context: row.context,
  labelIds: JSON.parse(row.labels) as string[],
  evidenceChanged: row.evidence_changed === 1,
  updatedAt: row.updated_at,
});

/** Rows of the claims table in the order asked for; ids that are gone are left out. */
export function readClaimRows(store: Store, ids: readonly string[]): ClaimRow[] {
  const sql = `
    SELECT ${rowColumns} FROM json_each(?) AS wanted
    JOIN claim ON claim.id = wanted.value LEFT JOIN agent ON agent.id = claim.claimant_id ${joinStanding}
    ORDER BY wanted.key`;
  return store.statement<[string], TableRow>(sql).all(JSON.stringify(ids)).map(toRow);
}

export function recentClaimIds(store: Store, limit: number): string[] {
  return store.statement<[number], string>('SELECT id FROM claim ORDER BY updated_at DESC, id DESC LIMIT ?').pluck().all(limit);
}

/** Best match first: short text counts most, then the claim's words, then the reason for its selection. */
export function bestClaimIds(store: Store, expression: string, limit: number): string[] {
  const sql = `
    SELECT claim.id FROM claim_search JOIN claim ON claim.n = claim_search.rowid
    WHERE claim_search MATCH ? AND rank MATCH 'bm25(2.0, 4.0, 0.5)' ORDER BY rank LIMIT ?`;
  return store.statement<[string, number], string>(sql).pluck().all(expression, limit);
}

export interface Agent {
  id: string;
  name: string;
  claims: number;
}

/** Claimants with the number of their claims, most used first. */
export function listClaimants(store: Store): Agent[] {
  const sql = `
    SELECT agent.id, agent.name, count(claim.id) AS claims FROM agent LEFT JOIN claim ON claim.claimant_id = agent.id
    GROUP BY agent.id ORDER BY claims DESC, agent.name COLLATE NOCASE, agent.id`;
  return store.statement<[], Agent>(sql).all();
}

/** Claimants of whose name some word starts like this. */
export function claimantsWithWord(store: Store, word: string): string[] {
  return store
    .statement<[], { id: string; name: string }>('SELECT id, name FROM agent')
    .all()
    .filter((agent) => hasWord(agent.name, word))
    .map((agent) => agent.id);
}

/** The agent of that name, upper or lower case. */
export function agentNamed(store: Store, name: string): { id: string; name: string } | undefined {
  const same = store
    .statement<[string], { id: string; name: string }>('SELECT id, name FROM agent WHERE name = ? COLLATE NOCASE')
    .get(name);
  // SQLite folds the case of ASCII letters only.
  if (same || /^[\x20-\x7e]*$/.test(name)) return same;
  const folded = name.toLowerCase();
  return store
    .statement<[], { id: string; name: string }>('SELECT id, name FROM agent')
    .all()
    .find((agent) => agent.name.toLowerCase() === folded);
}

/** Is this agent only a name that no claim and no note holds on to? */
export function isUnused(store: Store, agentId: string): boolean {
  const sql = `
    SELECT 1 FROM agent WHERE id = ? AND kind = 'unknown' AND role = ''
    AND NOT EXISTS (SELECT 1 FROM claim WHERE claimant_id = agent.id)
    AND NOT EXISTS (SELECT 1 FROM note WHERE target_kind = 'agent' AND target_id = agent.id)`;
  return store.statement<[string], number>(sql).get(agentId) !== undefined;
}

type SightingRow = Row<'sighting'> & QuotedRow;

const selectSighting = `
  SELECT sighting.*, ${quotedColumns} FROM sighting
  JOIN passage ON passage.id = sighting.passage_id JOIN document ON document.id = passage.document_id`;

const toSighting = (row: SightingRow): Sighting => ({
  id: row.id,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  claimId: row.claim_id,
  relation: row.relation as Relation,
  wording: row.wording as Wording,
  statementDate: row.statement_date,
  venue: row.venue,
  attribution: row.attribution,
  passage: toQuotedPassage(row),
});

/** Sightings of a claim, oldest first. */
export function listSightings(store: Store, claimId: string): Sighting[] {
  return store
    .statement<[string], SightingRow>(`${selectSighting} WHERE sighting.claim_id = ? ORDER BY sighting.created_at, sighting.id`)
    .all(claimId)
    .map(toSighting);
}

export function readSighting(store: Store, id: string): Sighting | undefined {
  const row = store.statement<[string], SightingRow>(`${selectSighting} WHERE sighting.id = ?`).get(id);
  return row && toSighting(row);
}

export function sightingsOfClaim(store: Store, claimId: string): string[] {
  return store.statement<[string], string>('SELECT id FROM sighting WHERE claim_id = ? ORDER BY created_at, id').pluck().all(claimId);
}

/** Verdicts of a claim, newest first: the order in which they can go. */
export function verdictsOfClaim(store: Store, claimId: string): string[] {
  return store
    .statement<[string], string>('SELECT id FROM verdict WHERE claim_id = ? ORDER BY revision DESC, id DESC')
    .pluck()
    .all(claimId);
}

/** The claim itself; what hangs on it comes from the other rooms. */
export function readClaim(
  store: Store,
  id: string,
): Omit<ClaimDetail, 'sightings' | 'evidence' | 'verdicts' | 'notes' | 'labelIds'> | undefined {
  const row = store
    .statement<[string], Row<'claim'> & { claimant: string }>(
      "SELECT claim.*, coalesce(agent.name, '') AS claimant FROM claim LEFT JOIN agent ON agent.id = claim.claimant_id WHERE claim.id = ?",
    )
    .get(id);
  return (
    row && {
      id: row.id,
      revision: row.revision,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      text: row.text,
      shortText: row.short_text,
      claimant: row.claimant,
      claimantId: row.claimant_id,
      type: row.type as ClaimType,
      checkability: row.checkability as Checkability,
      claimDate: row.claim_date,
      priority: row.priority as Priority,
      status: row.status as ClaimStatus,
      selectionReason: row.selection_reason,
    }
  );
}
