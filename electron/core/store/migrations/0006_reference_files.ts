/**
 * Files of a case that are no articles, and the style of its report.
 *
 * - `reference_file` holds a citation style that was loaded into the case, or a file of citations that came with an import. Its bytes stand
 *   in `original`; `entries` says how many citations it holds. A case has a handful of them, so that none needs an index.
 * - `case_info.citation_style_id`: the style in which the sources of a report are set, by the name of one that comes with Assay or the id
 *   of one that was loaded. Null: as Assay sets them. A row in which it is null hashes to what it did before (`laterColumns`).
 */
export const sql = /* sql */ `
CREATE TABLE reference_file (
  id TEXT PRIMARY KEY, revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('citation-style', 'citations')),
  title TEXT NOT NULL,
  original_sha256 TEXT NOT NULL REFERENCES original (sha256),
  file_name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL, entries INTEGER NOT NULL,
  hash TEXT NOT NULL DEFAULT ''
) STRICT;

ALTER TABLE case_info ADD COLUMN citation_style_id TEXT;
`;
