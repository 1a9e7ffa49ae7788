import { createHash } from 'node:crypto';
import type { CitationFields } from '../../../shared/domain/entities.ts';
import type { Extraction } from '../importers/parser.ts';
import { extractionIdOf } from '../store/extraction-id.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';
import type { Transaction } from '../store/transact.ts';
import { keepExtraction, keepOriginal, type KeptText } from './queries.ts';

export interface NewDocument {
  id: string;
  fileName: string;
  bytes: Uint8Array;
  /** SHA-256 of the bytes. */
  sha256: string;
  extraction: Extraction;
  /** What a person said about it: no guess stands beside that. */
  citation?: { [Field in keyof CitationFields]?: CitationFields[Field] | undefined };
}

/** SHA-256 as lower-case hexadecimal digits. */
export function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

export interface NewVersion extends Pick<NewDocument, 'fileName' | 'bytes' | 'sha256' | 'extraction'> {
  id: string;
  documentId: string;
  number: number;
}

/** A text with all that belongs to it, as it is kept. */
export function keptTextOf({ text, blocks, removed, links, leftOut }: Extraction): KeptText {
  const stored = {
    text,
    blocks: JSON.stringify(blocks),
    removed: JSON.stringify(removed),
    links: links.length > 0 ? JSON.stringify(links) : null,
    leftOut: leftOut.length > 0 ? JSON.stringify(leftOut) : null,
  };
  return { id: extractionIdOf(stored), textSha256: sha256Of(text), ...stored };
}

/** Writes a version with its original and text, inside the caller's transaction. */
export function insertVersion(store: Store, tx: Transaction, version: NewVersion): Row<'document_version'> {
  const { id, documentId, number, fileName, bytes, sha256, extraction } = version;
  const kept = keptTextOf(extraction);
  keepOriginal(store, sha256, bytes);
  keepExtraction(store, kept);
  return tx.insert('document_version', {
    id,
    document_id: documentId,
    number,
    original_sha256: sha256,
    extraction_id: kept.id,
    file_name: fileName,
    media_type: extraction.mediaType,
    size: bytes.length,
    encoding: extraction.encoding,
    text_length: kept.text.length,
    extractor: extraction.extractor,
    normaliser: extraction.normaliser,
    claimed_type: extraction.claimedType || null,
    warnings: extraction.warnings.length > 0 ? JSON.stringify(extraction.warnings) : null,
  });
}

/** Writes a document with its first version, original and text, inside the caller's transaction. */
export function insertDocument(store: Store, newId: () => string, tx: Transaction, document: NewDocument): Row<'document'> {
  const { id, fileName, extraction, citation = {} } = document;
  const standing = Object.entries(extraction.guesses).filter(([field]) => citation[field as keyof CitationFields] === undefined);
  const guess = Object.fromEntries(standing.map(([field, { value }]) => [field, value])) as Partial<Record<keyof CitationFields, string>>;
  const versionId = newId();
  insertVersion(store, tx, { ...document, id: versionId, documentId: id, number: 1 });
  return tx.insert('document', {
    id,
    title: citation.title ?? guess.title ?? fileName,
    kind: citation.kind ?? guess.kind ?? 'article-newspaper',
    publisher: citation.publisher ?? guess.publisher ?? '',
    byline: citation.byline ?? guess.byline ?? '',
    published: citation.published ?? guess.published ?? null,
    modified: citation.modified ?? guess.modified ?? null,
    accessed: citation.accessed ?? guess.accessed ?? null,
    address: citation.address ?? guess.address ?? '',
    language: citation.language ?? guess.language ?? '',
    guesses: JSON.stringify(Object.fromEntries(standing.map(([field, { method }]) => [field, method]))),
    version_id: versionId,
  });
}
