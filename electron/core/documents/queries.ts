import type { CitationFields, DocumentDetail, DocumentSummary, ImportWarning } from '../../../shared/domain/entities.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';
import { keepView, keptView } from '../store/viewState.ts';
import { readKeyPrefix, unitsRead } from './reading.ts';

interface SummaryRow extends Row<'document'> {
  file_name: string;
  media_type: string;
  size: number;
  original_sha256: string;
  text_length: number;
  /** JSON; null where nothing of the version was read */
  read_record: string | null;
  passages: number;
  claims: number;
}

const select = `
  SELECT document.*, version.file_name, version.media_type, version.size, version.original_sha256, version.text_length,
    (SELECT value FROM view_state WHERE view_state.key = '${readKeyPrefix}' || version.id) AS read_record,
    (SELECT count(*) FROM passage WHERE passage.document_id = document.id) AS passages,
    (SELECT count(DISTINCT sighting.claim_id) FROM passage JOIN sighting ON sighting.passage_id = passage.id
      WHERE passage.document_id = document.id) AS claims
  FROM document JOIN document_version AS version ON version.id = document.version_id`;

const toSummary = (row: SummaryRow): DocumentSummary => ({
  id: row.id,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  title: row.title,
  kind: row.kind as CitationFields['kind'],
  publisher: row.publisher,
  byline: row.byline,
  published: row.published,
  modified: row.modified,
  accessed: row.accessed,
  address: row.address,
  language: row.language,
  guesses: JSON.parse(row.guesses) as DocumentSummary['guesses'],
  versionId: row.version_id,
  fileName: row.file_name,
  mediaType: row.media_type,
  size: row.size,
  sha256: row.original_sha256,
  textLength: row.text_length,
  read: row.read_record === null ? 0 : unitsRead(row.version_id, row.read_record),
  passages: row.passages,
  claims: row.claims,
});

/** All documents, in the order in which they came in. */
export function listDocuments(store: Store): DocumentSummary[] {
  return store.statement<[], SummaryRow>(`${select} ORDER BY document.created_at, document.id`).all().map(toSummary);
}

/** What all documents are called: one without a title by its file. */
export function listTitles(store: Store): Pick<DocumentSummary, 'id' | 'title'>[] {
  return store
    .statement<[], Pick<DocumentSummary, 'id' | 'title'>>(
      `SELECT document.id, coalesce(nullif(document.title, ''), version.file_name) AS title
       FROM document JOIN document_version AS version ON version.id = document.version_id ORDER BY document.created_at, document.id`,
    )
    .all();
}

export function readDocument(store: Store, id: string): DocumentSummary | undefined {
  const row = store.statement<[string], SummaryRow>(`${select} WHERE document.id = ?`).get(id);
  return row && toSummary(row);
}

interface VersionRow extends Row<'document_version'> {
  text: string;
  text_sha256: string;
  blocks: string;
  removed: string;
  links: string | null;
  left_out: string | null;
}

const listIn = <Item>(json: string | null): Item[] => (json === null ? [] : (JSON.parse(json) as Item[]));

export function readVersion(store: Store, versionId: string): DocumentDetail['version'] {
  const row = store
    .statement<[string], VersionRow>(
      `SELECT document_version.*, extraction.text, extraction.text_sha256, extraction.blocks, extraction.removed,
         extraction.links, extraction.left_out
       FROM document_version JOIN extraction ON extraction.id = document_version.extraction_id WHERE document_version.id = ?`,
    )
    .get(versionId)!;
  return {
    id: row.id,
    number: row.number,
    text: row.text,
    textSha256: row.text_sha256,
    blocks: JSON.parse(row.blocks) as DocumentDetail['version']['blocks'],
    removed: JSON.parse(row.removed) as DocumentDetail['version']['removed'],
    links: listIn(row.links),
    leftOut: listIn(row.left_out),
    warnings: listIn(row.warnings),
    extractor: row.extractor,
    encoding: row.encoding,
    mediaType: row.media_type,
    claimedType: row.claimed_type ?? '',
    importedAt: row.created_at,
  };
}

/** The document that was made of these bytes, if one is in the case. */
export function documentOfOriginal(store: Store, sha256: string): { id: string; title: string } | undefined {
  return store
    .statement<[string], { id: string; title: string }>(
      `SELECT document.id, document.title FROM document_version JOIN document ON document.id = document_version.document_id
       WHERE document_version.original_sha256 = ? ORDER BY document.n LIMIT 1`,
    )
    .get(sha256);
}

/** The bytes that a version was made of, and the file that they came in. */
export function readOriginal(store: Store, versionId: string): { bytes: Buffer; fileName: string; mediaType: string } | undefined {
  return store
    .statement<[string], { bytes: Buffer; fileName: string; mediaType: string }>(
      `SELECT original.bytes, version.file_name AS fileName, version.media_type AS mediaType
       FROM document_version AS version JOIN original ON original.sha256 = version.original_sha256 WHERE version.id = ?`,
    )
    .get(versionId);
}

/** UTF-16 units of a version's text; undefined where it is no version of this document. */
export function textLengthOf(store: Store, documentId: string, versionId: string): number | undefined {
  return store
    .statement<[string, string], number>('SELECT text_length FROM document_version WHERE id = ? AND document_id = ?')
    .pluck()
    .get(versionId, documentId);
}

export function versionIdsOf(store: Store, documentId: string): string[] {
  return store.statement<[string], string>('SELECT id FROM document_version WHERE document_id = ? ORDER BY number').pluck().all(documentId);
}

/** Keeps the bytes under their hash; bytes that are there already stay as they are. */
export function keepOriginal(store: Store, sha256: string, bytes: Uint8Array): void {
  const { changes } = store
    .statement<[string, number, Uint8Array], void>('INSERT OR IGNORE INTO original (sha256, size, bytes) VALUES (?, ?, ?)')
    .run(sha256, bytes.length, bytes);
  if (changes > 0) store.kept({ kind: 'original', id: sha256, bytes });
}

export interface KeptText {
  id: string;
  textSha256: string;
  text: string;
  /** JSON */
  blocks: string;
  /** JSON */
  removed: string;
  /** JSON, null for none */
  links: string | null;
  /** JSON, null for none */
  leftOut: string | null;
}

/** Keeps a text with its blocks under the hash of all of it. */
export function keepExtraction(store: Store, { id, textSha256, text, blocks, removed, links, leftOut }: KeptText): void {
  const { changes } = store
    .statement<[string, string, string, string, string, string | null, string | null], void>(
      'INSERT OR IGNORE INTO extraction (id, text_sha256, text, blocks, removed, links, left_out) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(id, textSha256, text, blocks, removed, links, leftOut);
  if (changes > 0) store.kept({ kind: 'extraction', id, text, blocks, removed, links, leftOut });
}

/** How many documents the operations of one gesture have made. */
export function documentsMadeIn(store: Store, gesture: string): number {
  return store
    .statement<[string], number>(
      `SELECT count(*) FROM operation JOIN change ON change.seq = operation.seq
       WHERE operation.gesture = ? AND operation.undo_state = 'live' AND change.table_name = 'document' AND change.before IS NULL`,
    )
    .pluck()
    .get(gesture)!;
}

/** Names of files of which the operations of one gesture have made documents, at most so many. */
export function fileNamesMadeIn(store: Store, gesture: string, most: number): string[] {
  return store
    .statement<[string, number], string>(
      `SELECT version.file_name FROM operation JOIN change ON change.seq = operation.seq
       JOIN document_version AS version ON version.document_id = change.row_id AND version.number = 1
       WHERE operation.gesture = ? AND operation.undo_state = 'live' AND change.table_name = 'document' AND change.before IS NULL LIMIT ?`,
    )
    .pluck()
    .all(gesture, most);
}

/** What an import made of a file of this name, where it made this document of it; undefined where another import or a person did. */
export function madeIn(
  store: Store,
  { importId, documentId, fileName }: { importId: string; documentId: string; fileName: string },
): { textLength: number; warnings: ImportWarning[] } | undefined {
  const row = store
    .statement<[string, string, string], { textLength: number; warnings: string | null }>(
      `SELECT version.text_length AS textLength, version.warnings FROM change
       JOIN operation ON operation.seq = change.seq AND operation.gesture = ? AND operation.undo_state = 'live'
       JOIN document_version AS version ON version.document_id = change.row_id AND version.number = 1
       WHERE change.table_name = 'document' AND change.row_id = ? AND change.before IS NULL AND version.file_name = ?`,
    )
    .get(importId, documentId, fileName);
  return row && { textLength: row.textLength, warnings: listIn(row.warnings) };
}

/** Where reading a document stopped, or reading one of its earlier versions. */
export function readPosition(store: Store, documentId: string, earlierId?: string): DocumentDetail['position'] {
  const kept = keptView(store, positionKey(documentId, earlierId));
  return kept === undefined ? null : (kept as DocumentDetail['position']);
}

export function keepPosition(
  store: Store,
  documentId: string,
  position: NonNullable<DocumentDetail['position']>,
  earlierId?: string,
): void {
  keepView(store, positionKey(documentId, earlierId), position);
}

const positionKey = (documentId: string, earlierId?: string): string => `position:${documentId}${earlierId ? `:${earlierId}` : ''}`;
