import type { Block, DocumentKind, TextRange } from '../../../shared/domain/entities.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';

export interface ClaimRecord extends Row<'claim'> {
  n: number;
  claimant: string | null;
  claimantRole: string | null;
}

export interface SightingRecord extends Row<'sighting'> {
  n: number;
}

export interface EvidenceRecord extends Row<'evidence'> {
  n: number;
}

export interface VerdictRecord extends Row<'verdict'> {
  n: number;
}

export interface PassageRecord {
  id: string;
  versionId: string;
  ranges: TextRange[];
  first: number;
  exact: string;
  /** A newer version of the article says something else there, or may, and nobody has decided yet. */
  waiting: boolean;
}

/** One version of a document: what a source is made of, and the text that its quotes are checked against. */
export interface VersionRecord {
  id: string;
  number: number;
  documentId: string;
  title: string;
  kind: DocumentKind;
  publisher: string;
  byline: string;
  published: string | null;
  accessed: string | null;
  address: string;
  language: string;
  importedAt: string;
  originalSha256: string;
  fileName: string;
  size: number;
  extractor: string;
  text: string;
  blocks: Block[];
}

/** A list of ids as the one parameter of `IN (SELECT value FROM json_each(?))`. */
const list = (ids: Iterable<string>): string => JSON.stringify([...ids]);

const claimColumns = `claim.*, agent.name AS claimant, agent.role AS claimantRole
  FROM claim LEFT JOIN agent ON agent.id = claim.claimant_id`;

/** Every claim of the case in reading order: by the article in which it was found first, and by its place there. */
export function readAllClaims(store: Store): ClaimRecord[] {
  return store
    .statement<[], ClaimRecord>(
      `WITH place AS (
         SELECT sighting.claim_id, document.published, document.title, document.id AS document_id, passage.first,
           row_number() OVER (PARTITION BY sighting.claim_id ORDER BY document.published, document.title, document.id, passage.first) AS rank
         FROM sighting JOIN passage ON passage.id = sighting.passage_id JOIN document ON document.id = passage.document_id
       )
       SELECT ${claimColumns} LEFT JOIN place ON place.claim_id = claim.id AND place.rank = 1
       ORDER BY place.document_id IS NULL, place.published, place.title, place.document_id, place.first, claim.created_at, claim.id`,
    )
    .all();
}

/** The claims with these ids, in the order of the ids; ids that are gone are left out. */
export function readClaims(store: Store, ids: readonly string[]): ClaimRecord[] {
  const rows = store
    .statement<[string], ClaimRecord>(`SELECT ${claimColumns} WHERE claim.id IN (SELECT value FROM json_each(?))`)
    .all(list(ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}

/** Sightings of the claims, earliest article first, then by place in the text. */
export function readSightings(store: Store, claimIds: Iterable<string>): SightingRecord[] {
  return store
    .statement<[string], SightingRecord>(
      `SELECT sighting.* FROM sighting
         JOIN passage ON passage.id = sighting.passage_id JOIN document ON document.id = passage.document_id
       WHERE sighting.claim_id IN (SELECT value FROM json_each(?))
       ORDER BY document.published, document.title, document.id, passage.first, sighting.created_at, sighting.id`,
    )
    .all(list(claimIds));
}

/** The operation that made the case what it is: there always is one. */
export function readNewestOperation(store: Store): { seq: number; hash: string; at: string; actor: string } {
  return store
    .statement<[], { seq: number; hash: string; at: string; actor: string }>(
      'SELECT seq, hash, at, actor FROM operation ORDER BY seq DESC LIMIT 1',
    )
    .get()!;
}

/** Evidence of the claims, oldest first. */
export function readEvidence(store: Store, claimIds: Iterable<string>): EvidenceRecord[] {
  return store
    .statement<[string], EvidenceRecord>(
      'SELECT * FROM evidence WHERE claim_id IN (SELECT value FROM json_each(?)) ORDER BY created_at, id',
    )
    .all(list(claimIds));
}

/** Verdicts of the claims, newest first. */
export function readVerdicts(store: Store, claimIds: Iterable<string>): VerdictRecord[] {
  return store
    .statement<[string], VerdictRecord>(
      'SELECT * FROM verdict WHERE claim_id IN (SELECT value FROM json_each(?)) ORDER BY revision DESC, created_at DESC, id DESC',
    )
    .all(list(claimIds));
}

/** Names of the labels on the claims, in alphabetical order. */
export function readLabelNames(store: Store, claimIds: Iterable<string>): { claimId: string; name: string }[] {
  return store
    .statement<[string], { claimId: string; name: string }>(
      `SELECT label_use.target_id AS claimId, label.name FROM label_use JOIN label ON label.id = label_use.label_id
       WHERE label_use.target_kind = 'claim' AND label_use.target_id IN (SELECT value FROM json_each(?))
       ORDER BY label.name COLLATE NOCASE, label.id`,
    )
    .all(list(claimIds));
}

export function readPassages(store: Store, ids: Iterable<string>): Map<string, PassageRecord> {
  const rows = store
    .statement<[string], Row<'passage'> & { waiting: number }>(
      `SELECT passage.*, EXISTS (SELECT 1 FROM reanchoring WHERE passage_id = passage.id AND decision = 'waiting') AS waiting
       FROM passage WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(list(ids));
  return new Map(
    rows.map(({ id, version_id, ranges, first, exact, waiting }) => [
      id,
      { id, versionId: version_id, ranges: JSON.parse(ranges) as TextRange[], first, exact, waiting: waiting === 1 },
    ]),
  );
}

/** Document versions with their citation and text. */
export function readVersions(store: Store, ids: Iterable<string>): Map<string, VersionRecord> {
  const rows = store
    .statement<[string], Omit<VersionRecord, 'blocks'> & { blocks: string }>(
      `SELECT document_version.id, document_version.number, document.id AS documentId,
         document.title, document.kind, document.publisher, document.byline, document.published, document.accessed,
         document.address, document.language, document_version.created_at AS importedAt,
         document_version.original_sha256 AS originalSha256, document_version.file_name AS fileName, document_version.size,
         document_version.extractor, extraction.text, extraction.blocks
       FROM document_version
         JOIN document ON document.id = document_version.document_id
         JOIN extraction ON extraction.id = document_version.extraction_id
       WHERE document_version.id IN (SELECT value FROM json_each(?))`,
    )
    .all(list(ids));
  return new Map(rows.map((row) => [row.id, { ...row, blocks: JSON.parse(row.blocks) as Block[] }]));
}
