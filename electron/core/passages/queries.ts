import type { Passage, Stance, TextRange } from '../../../shared/domain/entities.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';

interface SightingRow {
  passageId: string;
  id: string;
  claimId: string;
  shortText: string;
  ratingId: string | null;
}

interface EvidenceRow {
  passageId: string;
  id: string;
  claimId: string;
  shortText: string;
  stance: string;
}

/** A claim in few words, also where nobody wrote a short text yet. */
const shortText = "CASE WHEN claim.short_text <> '' THEN claim.short_text ELSE substr(claim.text, 1, 75) END AS shortText";
/** The rating that stands: of the newest verdict on whether the claim is true. */
const standingRating =
  "(SELECT rating_id FROM verdict WHERE claim_id = claim.id AND axis = 'true' ORDER BY revision DESC, n DESC LIMIT 1) AS ratingId";

/**
 * Passages that a condition on `passage` picks, whole, by place. Five queries however many they are: what hangs on a
 * passage is read once for all of them.
 */
function readPassages(
  store: Store,
  condition: 'passage.id = ?' | 'passage.id IN (SELECT value FROM json_each(?))' | 'passage.version_id = ?',
  value: string,
): Passage[] {
  const all = <Result>(sql: string): Result[] => store.statement<[string], Result>(sql).all(value);
  const rows = all<Row<'passage'> & { waiting: number; skip_reason: string }>(
    `SELECT passage.*, EXISTS (SELECT 1 FROM reanchoring WHERE passage_id = passage.id AND decision = 'waiting') AS waiting,
       coalesce((SELECT reason FROM passage_skip WHERE passage_skip.id = passage.id), '') AS skip_reason
     FROM passage WHERE ${condition} ORDER BY first, last, passage.id`,
  );
  const passages = new Map<string, Passage>(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        revision: row.revision,
        createdAt: row.created_at,
        updatedAt: row.updated_at,
        documentId: row.document_id,
        versionId: row.version_id,
        ranges: JSON.parse(row.ranges) as TextRange[],
        exact: row.exact,
        prefix: row.prefix,
        suffix: row.suffix,
        waiting: row.waiting === 1,
        skipReason: row.skip_reason,
        labelIds: [],
        noteCount: 0,
        sightings: [],
        evidence: [],
      },
    ]),
  );
  for (const { passageId, labelId } of all<{ passageId: string; labelId: string }>(
    `SELECT passage.id AS passageId, label_id AS labelId
     FROM passage CROSS JOIN label_use ON target_kind = 'passage' AND target_id = passage.id
     WHERE ${condition} ORDER BY label_use.created_at, label_use.id`,
  ))
    passages.get(passageId)!.labelIds.push(labelId);
  for (const { passageId, notes } of all<{ passageId: string; notes: number }>(
    `SELECT passage.id AS passageId, count(*) AS notes
     FROM passage CROSS JOIN note ON target_kind = 'passage' AND target_id = passage.id
     WHERE ${condition} GROUP BY passage.id`,
  ))
    passages.get(passageId)!.noteCount = notes;
  for (const { passageId, ...sighting } of all<SightingRow>(
    `SELECT passage.id AS passageId, sighting.id AS id, claim.id AS claimId, ${shortText}, ${standingRating}
     FROM passage CROSS JOIN sighting ON sighting.passage_id = passage.id JOIN claim ON claim.id = sighting.claim_id
     WHERE ${condition} ORDER BY sighting.created_at, sighting.id`,
  ))
    passages.get(passageId)!.sightings.push(sighting);
  for (const { passageId, stance, ...item } of all<EvidenceRow>(
    `SELECT passage.id AS passageId, evidence.id AS id, claim.id AS claimId, ${shortText}, evidence.stance AS stance
     FROM passage CROSS JOIN evidence ON evidence.passage_id = passage.id JOIN claim ON claim.id = evidence.claim_id
     WHERE ${condition} ORDER BY evidence.created_at, evidence.id`,
  ))
    passages.get(passageId)!.evidence.push({ ...item, stance: stance as Stance });
  return [...passages.values()];
}

/** Rows of `reanchoring` of a passage. */
export function reanchoringIdsOf(store: Store, passageId: string): string[] {
  return store.statement<[string], string>('SELECT id FROM reanchoring WHERE passage_id = ?').pluck().all(passageId);
}

/** The row by which a passage waits for the analyst; undefined where it does not. */
export function waitingRowOf(store: Store, passageId: string): string | undefined {
  return store
    .statement<[string], string>("SELECT id FROM reanchoring WHERE passage_id = ? AND decision = 'waiting'")
    .pluck()
    .get(passageId);
}

/** Is there a reason to skip this passage? Where there is, its row has the passage's id. */
export function isSkipped(store: Store, passageId: string): boolean {
  return store.statement<[string], number>('SELECT 1 FROM passage_skip WHERE id = ?').get(passageId) !== undefined;
}

/** All passages over one version of a document's text, by place. */
export function listPassages(store: Store, versionId: string): Passage[] {
  return readPassages(store, 'passage.version_id = ?', versionId);
}

/** Those of some passages that there are. */
export function readPassagesById(store: Store, ids: readonly string[]): Passage[] {
  return readPassages(store, 'passage.id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
}

/** How many rows operations after one changed; counts no further than `limit`. */
export function countChangesSince(store: Store, seq: number, limit: number): number {
  return store
    .statement<[number, number], number>('SELECT count(*) FROM (SELECT 1 FROM change WHERE seq > ? LIMIT ?)')
    .pluck()
    .get(seq, limit)!;
}

/** Passages that read differently since an operation, by what was written: they themselves, what hangs on them, and the claims that they serve. */
export function passageIdsChangedSince(store: Store, seq: number): string[] {
  return store
    .statement<[number], string>(
      `WITH changed AS MATERIALIZED (
         SELECT table_name AS kind, row_id AS id, coalesce(before, '{}') AS before, coalesce(after, '{}') AS after FROM change WHERE seq > ?
       ),
       claims (id) AS (
         SELECT id FROM changed WHERE kind = 'claim'
         UNION SELECT coalesce(after ->> 'claim_id', before ->> 'claim_id') FROM changed WHERE kind = 'verdict'
       )
       SELECT id FROM changed WHERE kind IN ('passage', 'passage_skip')
       UNION SELECT value FROM changed, json_each(json_array(after ->> 'passage_id', before ->> 'passage_id'))
         WHERE kind IN ('sighting', 'evidence', 'reanchoring') AND value IS NOT NULL
       UNION SELECT sighting.passage_id FROM changed CROSS JOIN sighting USING (id) WHERE kind = 'sighting'
       UNION SELECT reanchoring.passage_id FROM changed CROSS JOIN reanchoring USING (id) WHERE kind = 'reanchoring'
       UNION SELECT evidence.passage_id FROM changed CROSS JOIN evidence USING (id) WHERE kind = 'evidence' AND evidence.passage_id IS NOT NULL
       UNION SELECT coalesce(after ->> 'target_id', before ->> 'target_id') FROM changed
         WHERE kind IN ('label_use', 'note') AND coalesce(after ->> 'target_kind', before ->> 'target_kind') = 'passage'
       UNION SELECT note.target_id FROM changed CROSS JOIN note USING (id) WHERE kind = 'note' AND note.target_kind = 'passage'
       UNION SELECT sighting.passage_id FROM claims CROSS JOIN sighting ON sighting.claim_id = claims.id
       UNION SELECT evidence.passage_id FROM claims CROSS JOIN evidence ON evidence.claim_id = claims.id AND evidence.passage_id IS NOT NULL`,
    )
    .pluck()
    .all(seq);
}

export function readPassage(store: Store, id: string): Passage | undefined {
  return readPassages(store, 'passage.id = ?', id)[0];
}

export function currentVersionOf(store: Store, documentId: string): string | undefined {
  return store.statement<[string], string>('SELECT version_id FROM document WHERE id = ?').pluck().get(documentId);
}

/** The stored text of a version. */
export function versionText(store: Store, versionId: string): string | undefined {
  return store
    .statement<[string], string>(
      'SELECT extraction.text FROM document_version JOIN extraction ON extraction.id = document_version.extraction_id WHERE document_version.id = ?',
    )
    .pluck()
    .get(versionId);
}

export function sightingIdsOf(store: Store, passageId: string): string[] {
  return store.statement<[string], string>('SELECT id FROM sighting WHERE passage_id = ?').pluck().all(passageId);
}

export function evidenceIdsOf(store: Store, passageId: string): string[] {
  return store.statement<[string], string>('SELECT id FROM evidence WHERE passage_id = ?').pluck().all(passageId);
}

export function passageIdsOf(store: Store, documentId: string): string[] {
  return store.statement<[string], string>('SELECT id FROM passage WHERE document_id = ?').pluck().all(documentId);
}
