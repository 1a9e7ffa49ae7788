import type { TextRange } from '../../../shared/domain/entities.ts';
import type { ReanchorCounts, VersionSummary } from '../../../shared/domain/versions.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';

/** All versions of a document, newest first. */
export function listVersions(store: Store, documentId: string): VersionSummary[] {
  const rows = store
    .statement<[string], Omit<VersionSummary, 'current'> & { current: number }>(
      `SELECT version.id, version.number, version.id = document.version_id AS current, version.file_name AS fileName,
         version.media_type AS mediaType, version.size, version.original_sha256 AS sha256, version.text_length AS textLength,
         version.created_at AS importedAt,
         (SELECT count(*) FROM passage WHERE version_id = version.id) AS passages,
         (SELECT count(*) FROM passage CROSS JOIN reanchoring ON passage_id = passage.id AND decision = 'waiting'
           WHERE passage.version_id = version.id) AS waiting
       FROM document_version AS version JOIN document ON document.id = version.document_id
       WHERE version.document_id = ? ORDER BY version.number DESC`,
    )
    .all(documentId);
  return rows.map((row) => ({ ...row, current: row.current === 1 }));
}

export interface StoredVersion extends Row<'document_version'> {
  text: string;
}

/** What became of passages when a version was added. */
export function countsOfVersion(store: Store, versionId: string): ReanchorCounts {
  const count = (condition: string): string => `count(*) FILTER (WHERE ${condition})`;
  const placed = "decision = 'placed'";
  return store
    .statement<[string], ReanchorCounts>(
      `SELECT ${count(`state = 'exact' AND ${placed}`)} AS exact, ${count(`state = 'moved' AND ${placed}`)} AS moved,
         ${count("state = 'changed'")} AS changed, ${count(`state = 'review' OR (state IN ('exact', 'moved') AND NOT ${placed})`)} AS review,
         ${count("state = 'lost'")} AS lost, ${count(`NOT ${placed}`)} AS waiting
       FROM reanchoring WHERE version_id = ?`,
    )
    .get(versionId)!;
}

/** A version with its text. */
export function readStoredVersion(store: Store, versionId: string): StoredVersion | undefined {
  return store
    .statement<[string], StoredVersion>(
      `SELECT document_version.*, extraction.text
       FROM document_version JOIN extraction ON extraction.id = document_version.extraction_id WHERE document_version.id = ?`,
    )
    .get(versionId);
}

export interface StandingPassage {
  id: string;
  revision: number;
  versionId: string;
  ranges: TextRange[];
  exact: string;
  prefix: string;
  suffix: string;
  /** The row by which it waits already since an earlier version. */
  waitingId: string | null;
}

/** Passages that go along with their document: those on its current version, and those that still wait on older ones. By version and place. */
export function passagesToFollow(store: Store, documentId: string, currentVersionId: string): StandingPassage[] {
  return store
    .statement<[string, string], Omit<StandingPassage, 'ranges'> & { ranges: string }>(
      `SELECT passage.id, passage.revision, passage.version_id AS versionId, ranges, exact, prefix, suffix, reanchoring.id AS waitingId
       FROM passage LEFT JOIN reanchoring ON passage_id = passage.id AND decision = 'waiting'
       WHERE passage.document_id = ? AND (passage.version_id = ? OR reanchoring.id IS NOT NULL)
       ORDER BY passage.version_id, first, last, passage.id`,
    )
    .all(documentId, currentVersionId)
    .map((row) => ({ ...row, ranges: JSON.parse(row.ranges) as TextRange[] }));
}

export interface WaitingRow extends Row<'reanchoring'> {
  document_id: string;
}

/** Rows by which passages of a document wait, by the place where they stand. */
export function waitingRows(store: Store, documentId: string): WaitingRow[] {
  return store
    .statement<[string], WaitingRow>(
      `SELECT reanchoring.*, passage.document_id FROM passage CROSS JOIN reanchoring ON passage_id = passage.id AND decision = 'waiting'
       WHERE passage.document_id = ? ORDER BY passage.version_id, passage.first, passage.last, passage.id`,
    )
    .all(documentId);
}

/** Claims that rest on passages, as sightings or evidence, each once a passage. */
export function claimsOn(store: Store, passageIds: readonly string[]): { passageId: string; id: string; shortText: string }[] {
  return store
    .statement<[string], { passageId: string; id: string; shortText: string }>(
      `WITH wanted (id) AS (SELECT value FROM json_each(?))
       SELECT passageId, claim.id, CASE WHEN claim.short_text <> '' THEN claim.short_text ELSE substr(claim.text, 1, 75) END AS shortText
       FROM (
         SELECT sighting.passage_id AS passageId, claim_id FROM wanted CROSS JOIN sighting ON sighting.passage_id = wanted.id
         UNION SELECT evidence.passage_id, claim_id FROM wanted CROSS JOIN evidence ON evidence.passage_id = wanted.id
       ) JOIN claim ON claim.id = claim_id ORDER BY claim.created_at, claim.id`,
    )
    .all(JSON.stringify(passageIds));
}
