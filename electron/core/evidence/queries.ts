import type { Block, Evidence, LooseCitation, QuotedPassage, Stance, TextRange } from '../../../shared/domain/entities.ts';
import { pagesOf } from '../../../shared/text/pages.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';

/** Columns that `toQuotedPassage` needs, for a query that joins `passage` and `document`. */
export const quotedColumns = `
  passage.id AS quoted_id, passage.ranges AS quoted_ranges, passage.exact AS quoted_exact,
  passage.prefix AS quoted_prefix, passage.suffix AS quoted_suffix,
  EXISTS (SELECT 1 FROM reanchoring WHERE passage_id = passage.id AND decision = 'waiting') AS quoted_waiting,
  (SELECT json_group_array(json(block.value))
     FROM document_version AS version
     JOIN extraction ON extraction.id = version.extraction_id
     JOIN json_each(extraction.blocks) AS block
     JOIN json_each(passage.ranges) AS range
     WHERE version.id = passage.version_id AND version.media_type = 'application/pdf'
       AND block.value ->> 'start' < range.value ->> 'end' AND block.value ->> 'end' > range.value ->> 'start') AS quoted_blocks,
  document.id AS quoted_document_id, document.title AS quoted_title,
  document.publisher AS quoted_publisher, document.published AS quoted_published`;

export interface QuotedRow {
  quoted_id: string;
  quoted_ranges: string;
  quoted_exact: string;
  quoted_prefix: string;
  quoted_suffix: string;
  /** Of an original with pages, the blocks in which the passage stands. */
  quoted_blocks: string;
  /** 0 or 1 */
  quoted_waiting: number;
  quoted_document_id: string;
  quoted_title: string;
  quoted_publisher: string;
  quoted_published: string | null;
}

export function toQuotedPassage(row: QuotedRow): QuotedPassage {
  const ranges = JSON.parse(row.quoted_ranges) as TextRange[];
  return {
    id: row.quoted_id,
    documentId: row.quoted_document_id,
    documentTitle: row.quoted_title,
    publisher: row.quoted_publisher,
    published: row.quoted_published,
    ranges,
    pages: pagesOf(JSON.parse(row.quoted_blocks) as Block[], ranges),
    exact: row.quoted_exact,
    prefix: row.quoted_prefix,
    suffix: row.quoted_suffix,
    waiting: row.quoted_waiting === 1,
  };
}

type EvidenceRow = Row<'evidence'> & { [Column in keyof QuotedRow]: QuotedRow[Column] | null } & { claim_text: string };

const select = `
  SELECT evidence.*, claim.text AS claim_text, ${quotedColumns}
  FROM evidence
  JOIN claim ON claim.id = evidence.claim_id
  LEFT JOIN passage ON passage.id = evidence.passage_id
  LEFT JOIN document ON document.id = passage.document_id`;
const newestFirst = 'ORDER BY evidence.created_at DESC, evidence.id DESC';

const toEvidence = (row: EvidenceRow): Evidence => ({
  id: row.id,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  claimId: row.claim_id,
  stance: row.stance as Stance,
  comment: row.comment,
  credibility: row.credibility,
  derivedFromId: row.derived_from_id,
  passage: row.quoted_id === null ? null : toQuotedPassage(row as QuotedRow),
  citation: row.citation === null ? null : (JSON.parse(row.citation) as LooseCitation),
});

/** Evidence of one claim, or of all, newest first. */
export function listEvidence(store: Store, claimId?: string): (Evidence & { claimText: string })[] {
  const rows =
    claimId === undefined
      ? store.statement<[], EvidenceRow>(`${select} ${newestFirst}`).all()
      : store.statement<[string], EvidenceRow>(`${select} WHERE evidence.claim_id = ? ${newestFirst}`).all(claimId);
  return rows.map((row) => ({ ...toEvidence(row), claimText: row.claim_text }));
}

export function readEvidence(store: Store, id: string): Evidence | undefined {
  const row = store.statement<[string], EvidenceRow>(`${select} WHERE evidence.id = ?`).get(id);
  return row && toEvidence(row);
}

export function evidenceOfClaim(store: Store, claimId: string): string[] {
  return store.statement<[string], string>('SELECT id FROM evidence WHERE claim_id = ? ORDER BY n').pluck().all(claimId);
}

/** Items that say they were derived from this one. */
export function evidenceDerivedFrom(store: Store, id: string): string[] {
  return store.statement<[string], string>('SELECT id FROM evidence WHERE derived_from_id = ? ORDER BY n').pluck().all(id);
}

/** Would this origin lead back to the item itself? */
export function leadsBackTo(store: Store, originId: string, id: string): boolean {
  const sql = `
    WITH RECURSIVE origin (id) AS (
      VALUES (?) UNION SELECT evidence.derived_from_id FROM evidence JOIN origin ON evidence.id = origin.id WHERE evidence.derived_from_id IS NOT NULL
    )
    SELECT 1 FROM origin WHERE id = ?`;
  return store.statement<[string, string], number>(sql).pluck().get(originId, id) !== undefined;
}
