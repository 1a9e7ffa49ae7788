/**
 * The first format of a case.
 *
 * - `original` and `extraction` hold content named by its own hash. They are written once, never changed and never
 *   deleted, so an import that was undone can be redone, and no history ever has to repeat a text.
 * - Tables with a `revision` are journaled: every row change stands in `change`, with the row before and after.
 *   `n` is the local row number that the search index hangs on; it is not part of a row's history.
 * - No foreign key cascades: what a deletion takes with it is written in the handler, and so in the journal.
 */
export const sql = /* sql */ `
CREATE TABLE case_info (
  id TEXT PRIMARY KEY, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  name TEXT NOT NULL, demo INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE operation (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  target_seq INTEGER REFERENCES operation (seq),
  gesture TEXT,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  undo_state TEXT CHECK (undo_state IN ('live', 'undone', 'abandoned'))
) STRICT;
CREATE INDEX operation_by_undo_state ON operation (undo_state, seq) WHERE undo_state IS NOT NULL;
CREATE INDEX operation_by_gesture ON operation (gesture, seq) WHERE gesture IS NOT NULL;

CREATE TABLE change (
  seq INTEGER NOT NULL REFERENCES operation (seq),
  ordinal INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (seq, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_by_row ON change (table_name, row_id, seq);

CREATE TABLE original (
  sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL
) STRICT;

CREATE TABLE extraction (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  text_sha256 TEXT NOT NULL,
  text TEXT NOT NULL,
  blocks TEXT NOT NULL,
  removed TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE document (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  title TEXT NOT NULL, kind TEXT NOT NULL, publisher TEXT NOT NULL, byline TEXT NOT NULL,
  published TEXT, accessed TEXT, address TEXT NOT NULL, language TEXT NOT NULL,
  guesses TEXT NOT NULL DEFAULT '{}',
  version_id TEXT NOT NULL REFERENCES document_version (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE document_version (
  id TEXT PRIMARY KEY, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  original_sha256 TEXT NOT NULL REFERENCES original (sha256),
  extraction_id TEXT NOT NULL REFERENCES extraction (id),
  file_name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL, encoding TEXT NOT NULL,
  text_length INTEGER NOT NULL,
  extractor TEXT NOT NULL, normaliser TEXT NOT NULL,
  UNIQUE (document_id, number)
) STRICT;
CREATE INDEX document_version_by_original ON document_version (original_sha256);
CREATE INDEX document_version_by_extraction ON document_version (extraction_id);

CREATE TABLE passage (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (id),
  version_id TEXT NOT NULL REFERENCES document_version (id),
  ranges TEXT NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL,
  exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL
) STRICT;
CREATE INDEX passage_by_place ON passage (version_id, first, last);
CREATE INDEX passage_by_document ON passage (document_id, id);

CREATE TABLE label (
  id TEXT PRIMARY KEY, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  name TEXT NOT NULL, colour TEXT NOT NULL, definition TEXT NOT NULL, parent_id TEXT REFERENCES label (id)
) STRICT;

CREATE TABLE label_use (
  id TEXT PRIMARY KEY, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  label_id TEXT NOT NULL REFERENCES label (id),
  target_kind TEXT NOT NULL CHECK (target_kind IN ('passage', 'claim')),
  target_id TEXT NOT NULL,
  UNIQUE (target_kind, target_id, label_id)
) STRICT;
CREATE INDEX label_use_by_label ON label_use (label_id, target_kind, target_id);

CREATE TABLE agent (
  id TEXT PRIMARY KEY, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'outlet', 'unknown')),
  name TEXT NOT NULL, role TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX agent_by_name ON agent (name COLLATE NOCASE);

CREATE TABLE claim (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  text TEXT NOT NULL, short_text TEXT NOT NULL,
  claimant_id TEXT REFERENCES agent (id),
  type TEXT NOT NULL, checkability TEXT NOT NULL, claim_date TEXT,
  priority TEXT NOT NULL, status TEXT NOT NULL, selection_reason TEXT NOT NULL
) STRICT;
CREATE INDEX claim_by_claimant ON claim (claimant_id);
CREATE INDEX claim_by_updated ON claim (updated_at);
CREATE INDEX claim_by_status ON claim (status);

CREATE TABLE sighting (
  id TEXT PRIMARY KEY, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  passage_id TEXT NOT NULL REFERENCES passage (id),
  relation TEXT NOT NULL, wording TEXT NOT NULL, statement_date TEXT, venue TEXT NOT NULL, attribution TEXT NOT NULL
) STRICT;
CREATE INDEX sighting_by_claim ON sighting (claim_id, passage_id);
CREATE INDEX sighting_by_passage ON sighting (passage_id, claim_id);

CREATE TABLE evidence (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  passage_id TEXT REFERENCES passage (id),
  citation TEXT,
  stance TEXT NOT NULL CHECK (stance IN ('supports', 'refutes', 'context')),
  comment TEXT NOT NULL,
  credibility INTEGER CHECK (credibility BETWEEN 1 AND 6),
  derived_from_id TEXT REFERENCES evidence (id),
  -- What a citation says, for the search index: as JSON its line breaks would stick to the words.
  citation_text TEXT GENERATED ALWAYS AS (
    citation ->> 'title' || char(10) || (citation ->> 'publisher') || char(10) || (citation ->> 'quote')
  ) VIRTUAL,
  CHECK ((passage_id IS NULL) <> (citation IS NULL))
) STRICT;
CREATE INDEX evidence_by_claim ON evidence (claim_id, stance);
CREATE INDEX evidence_by_passage ON evidence (passage_id);
CREATE INDEX evidence_by_origin ON evidence (derived_from_id);

CREATE TABLE verdict (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  axis TEXT NOT NULL CHECK (axis IN ('true', 'said')),
  rating_id TEXT REFERENCES rating (id),
  confidence TEXT NOT NULL, rationale TEXT NOT NULL, what_would_change TEXT NOT NULL,
  as_of TEXT NOT NULL, no_evidence_reason TEXT NOT NULL, author TEXT NOT NULL,
  supersedes_id TEXT REFERENCES verdict (id)
) STRICT;
CREATE INDEX verdict_by_claim ON verdict (claim_id, axis, revision);
CREATE INDEX verdict_by_rating ON verdict (rating_id);
CREATE UNIQUE INDEX verdict_by_superseded ON verdict (supersedes_id) WHERE supersedes_id IS NOT NULL;

CREATE TABLE note (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  target_kind TEXT NOT NULL CHECK (target_kind IN ('document', 'passage', 'claim', 'evidence', 'agent')),
  target_id TEXT NOT NULL, markdown TEXT NOT NULL, author TEXT NOT NULL
) STRICT;
CREATE INDEX note_by_target ON note (target_kind, target_id);

CREATE TABLE rating_scale (
  id TEXT PRIMARY KEY, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT;
CREATE TABLE rating (
  id TEXT PRIMARY KEY, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  scale_id TEXT NOT NULL REFERENCES rating_scale (id),
  position INTEGER NOT NULL, name TEXT NOT NULL, letter TEXT NOT NULL, rank INTEGER, tone TEXT NOT NULL,
  definition TEXT NOT NULL, equivalents TEXT NOT NULL
) STRICT;

-- View state of this case: where reading stopped. Not an operation, not undone, not exported.
CREATE TABLE view_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Words are looked up as they are typed, and one or two letters match most of a case. From three on the plain index is
-- as fast, and a third prefix would double the cost of every import.
CREATE VIRTUAL TABLE document_search USING fts5 (title, publisher, byline, content='document', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='1 2');
CREATE VIRTUAL TABLE extraction_search USING fts5 (text, content='extraction', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='1 2');
CREATE VIRTUAL TABLE passage_search USING fts5 (exact, content='passage', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='1 2');
CREATE VIRTUAL TABLE claim_search USING fts5 (text, short_text, selection_reason, content='claim', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='1 2');
CREATE VIRTUAL TABLE evidence_search USING fts5 (comment, citation_text, content='evidence', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='1 2');
CREATE VIRTUAL TABLE verdict_search USING fts5 (rationale, what_would_change, no_evidence_reason, content='verdict', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='1 2');
CREATE VIRTUAL TABLE note_search USING fts5 (markdown, content='note', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='1 2');

CREATE TRIGGER extraction_search_insert AFTER INSERT ON extraction BEGIN
  INSERT INTO extraction_search (rowid, text) VALUES (new.n, new.text);
END;
CREATE TRIGGER original_immutable BEFORE UPDATE ON original BEGIN SELECT RAISE (ABORT, 'originals are immutable'); END;
CREATE TRIGGER original_kept BEFORE DELETE ON original BEGIN SELECT RAISE (ABORT, 'originals are kept'); END;
CREATE TRIGGER extraction_immutable BEFORE UPDATE ON extraction BEGIN SELECT RAISE (ABORT, 'texts are immutable'); END;
CREATE TRIGGER extraction_kept BEFORE DELETE ON extraction BEGIN SELECT RAISE (ABORT, 'texts are kept'); END;
CREATE TRIGGER change_immutable BEFORE UPDATE ON change BEGIN SELECT RAISE (ABORT, 'history is immutable'); END;
CREATE TRIGGER change_kept BEFORE DELETE ON change BEGIN SELECT RAISE (ABORT, 'history is kept'); END;
CREATE TRIGGER operation_kept BEFORE DELETE ON operation BEGIN SELECT RAISE (ABORT, 'history is kept'); END;
${searchTriggers('document', ['title', 'publisher', 'byline'])}
${searchTriggers('passage', ['exact'])}
${searchTriggers('claim', ['text', 'short_text', 'selection_reason'])}
${searchTriggers('evidence', ['comment', 'citation_text'])}
${searchTriggers('verdict', ['rationale', 'what_would_change', 'no_evidence_reason'])}
${searchTriggers('note', ['markdown'])}
`;

/** Keeps an external-content index in step with its table; a write that touches no indexed column costs nothing. */
function searchTriggers(table: string, columns: string[]): string {
  const list = columns.join(', ');
  const values = (row: 'old' | 'new') => columns.map((column) => `${row}.${column}`).join(', ');
  const remove = `INSERT INTO ${table}_search (${table}_search, rowid, ${list}) VALUES ('delete', old.n, ${values('old')});`;
  const insert = `INSERT INTO ${table}_search (rowid, ${list}) VALUES (new.n, ${values('new')});`;
  return `
CREATE TRIGGER ${table}_search_insert AFTER INSERT ON ${table} BEGIN ${insert} END;
CREATE TRIGGER ${table}_search_delete AFTER DELETE ON ${table} BEGIN ${remove} END;
CREATE TRIGGER ${table}_search_update AFTER UPDATE OF ${list} ON ${table}
WHEN ${columns.map((column) => `old.${column} IS NOT new.${column}`).join(' OR ')} BEGIN ${remove} ${insert} END;`;
}
