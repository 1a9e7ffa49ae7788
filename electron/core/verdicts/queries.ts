import type { Confidence, Verdict, VerdictFields } from '../../../shared/domain/entities.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';

const toVerdict = (row: Row<'verdict'>): Verdict => ({
  id: row.id,
  revision: row.revision,
  createdAt: row.created_at,
  claimId: row.claim_id,
  axis: row.axis as VerdictFields['axis'],
  ratingId: row.rating_id,
  confidence: row.confidence as Confidence,
  rationale: row.rationale,
  whatWouldChange: row.what_would_change,
  asOf: row.as_of,
  noEvidenceReason: row.no_evidence_reason,
  author: row.author,
  supersedesId: row.supersedes_id,
});

/** Newest first: the first of each axis is the one that stands. */
export function listVerdicts(store: Store, claimId: string): Verdict[] {
  return store
    .statement<[string], Row<'verdict'>>('SELECT * FROM verdict WHERE claim_id = ? ORDER BY revision DESC, id DESC')
    .all(claimId)
    .map(toVerdict);
}

export function readVerdict(store: Store, id: string): Verdict | undefined {
  const row = store.statement<[string], Row<'verdict'>>('SELECT * FROM verdict WHERE id = ?').get(id);
  return row && toVerdict(row);
}

/** The verdict that stands on an axis. */
export function standingVerdict(store: Store, claimId: string, axis: string): string | undefined {
  return store
    .statement<[string, string], string>('SELECT id FROM verdict WHERE claim_id = ? AND axis = ? ORDER BY revision DESC, id DESC LIMIT 1')
    .pluck()
    .get(claimId, axis);
}

export function hasEvidence(store: Store, claimId: string): boolean {
  return store.statement<[string], number>('SELECT 1 FROM evidence WHERE claim_id = ? LIMIT 1').get(claimId) !== undefined;
}
