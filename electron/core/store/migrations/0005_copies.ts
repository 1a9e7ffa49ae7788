/**
 * Other files that say what an article says.
 *
 * - `document_copy` holds a file whose text is, letter for letter, that of a version: both files are where the article came from. Its
 *   bytes stand in `original`.
 * - Texts are found by their hash, and the timeline of an article shows its copies, so the index that finds what hangs on it knows them.
 */
export const sql = /* sql */ `
CREATE TABLE document_copy (
  id TEXT PRIMARY KEY, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (id),
  version_id TEXT NOT NULL REFERENCES document_version (id),
  original_sha256 TEXT NOT NULL REFERENCES original (sha256),
  file_name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL,
  hash TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX document_copy_by_document ON document_copy (document_id, id);
CREATE INDEX document_copy_by_version ON document_copy (version_id);
CREATE INDEX document_copy_by_original ON document_copy (original_sha256);
CREATE INDEX extraction_by_text ON extraction (text_sha256);

DROP INDEX change_by_owner;
CREATE INDEX change_by_owner ON change (coalesce(after ->> 'claim_id', after ->> 'target_id', after ->> 'document_id'), table_name, row_id) WHERE before IS NULL AND table_name IN ('document_version', 'document_copy', 'passage', 'label_use', 'sighting', 'evidence', 'verdict', 'note');
`;
