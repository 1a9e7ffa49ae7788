/**
 * What became of passages when an article got a new version, and which were passed over on purpose.
 *
 * - `reanchoring` holds, for each passage and each new version: where the passage stood before (its ranges and quote over
 *   `from_version_id`), what was found of it in `version_id`, how and how well (`score` in thousandths), the places that were
 *   proposed, and what was decided. A passage waits for the analyst while one of its rows is `waiting`.
 * - `passage_skip` holds why a passage was skipped. A table of its own, so that no row of `passage`, and nothing that its history
 *   says of it, becomes another one. A passage has at most one, which therefore has its id.
 * - The timeline of a passage shows what was decided about it, so the index that finds what hangs on a passage knows these rows.
 */
export const sql = /* sql */ `
CREATE TABLE reanchoring (
  id TEXT PRIMARY KEY, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  passage_id TEXT NOT NULL REFERENCES passage (id),
  version_id TEXT NOT NULL REFERENCES document_version (id),
  from_version_id TEXT NOT NULL REFERENCES document_version (id),
  from_ranges TEXT NOT NULL, from_exact TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('exact', 'moved', 'changed', 'review', 'lost')),
  score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 1000),
  method TEXT NOT NULL CHECK (method IN ('same-text', 'map', 'search', 'none')),
  proposals TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('placed', 'waiting', 'accepted', 'by-hand', 'kept', 'superseded')),
  hash TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX reanchoring_by_passage ON reanchoring (passage_id, version_id);
CREATE INDEX reanchoring_by_version ON reanchoring (version_id);
CREATE INDEX reanchoring_by_origin ON reanchoring (from_version_id);
CREATE INDEX reanchoring_waiting ON reanchoring (passage_id) WHERE decision = 'waiting';

CREATE TABLE passage_skip (
  id TEXT PRIMARY KEY CHECK (id = passage_id), revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  passage_id TEXT NOT NULL UNIQUE REFERENCES passage (id),
  reason TEXT NOT NULL,
  hash TEXT NOT NULL DEFAULT ''
) STRICT;

DROP INDEX change_by_passage;
CREATE INDEX change_by_passage ON change (after ->> 'passage_id', table_name, row_id) WHERE before IS NULL AND table_name IN ('sighting', 'evidence', 'reanchoring', 'passage_skip');
`;
