/**
 * What the safekeeping of a case needs.
 *
 * - Every journaled row carries a hash of its columns, filled here with the function `row_hash` of the migrating connection.
 *   It follows from the row, so it is no part of a row's history.
 * - `draft` holds words that were typed and not yet saved, with the hash of key, text and time (`hashOfValues`).
 * - Indexes for the timelines: by person, by moment, by kind of row, by the thing that a row hangs on, and for what was deleted.
 */
const journaled = {
  case_info: 'name, demo',
  document: 'title, kind, publisher, byline, published, accessed, address, language, guesses, version_id',
  document_version:
    'document_id, number, original_sha256, extraction_id, file_name, media_type, size, encoding, text_length, extractor, normaliser',
  passage: 'document_id, version_id, ranges, first, last, exact, prefix, suffix',
  label: 'name, colour, definition, parent_id',
  label_use: 'label_id, target_kind, target_id',
  agent: 'kind, name, role',
  claim: 'text, short_text, claimant_id, type, checkability, claim_date, priority, status, selection_reason',
  sighting: 'claim_id, passage_id, relation, wording, statement_date, venue, attribution',
  evidence: 'claim_id, passage_id, citation, stance, comment, credibility, derived_from_id',
  verdict: 'claim_id, axis, rating_id, confidence, rationale, what_would_change, as_of, no_evidence_reason, author, supersedes_id',
  note: 'target_kind, target_id, markdown, author',
  rating_scale: 'name',
  rating: 'scale_id, position, name, letter, rank, tone, definition, equivalents',
};

const rowHashes = Object.entries(journaled)
  .map(
    ([table, columns]) => `
ALTER TABLE ${table} ADD COLUMN hash TEXT NOT NULL DEFAULT '';
UPDATE ${table} SET hash = row_hash(id, revision, created_at, updated_at, ${columns});`,
  )
  .join('');

export const sql = /* sql */ `
${rowHashes}

CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE INDEX operation_by_actor ON operation (actor, seq);
CREATE INDEX operation_by_time ON operation (at, seq);
CREATE INDEX change_by_kind ON change (table_name, seq);
CREATE INDEX change_by_owner ON change (coalesce(after ->> 'claim_id', after ->> 'target_id', after ->> 'document_id'), table_name, row_id) WHERE before IS NULL AND table_name IN ('document_version', 'passage', 'label_use', 'sighting', 'evidence', 'verdict', 'note');
CREATE INDEX change_by_passage ON change (after ->> 'passage_id', table_name, row_id) WHERE before IS NULL AND table_name IN ('sighting', 'evidence');
CREATE INDEX change_deleting ON change (seq, table_name, row_id) WHERE after IS NULL;
`;
