import { AssayError } from '../../../shared/domain/errors.ts';
import { inCase } from '../procedure.ts';
import { hasEvidence, readVerdict, standingVerdict } from './queries.ts';

export const verdicts = {
  record: inCase.verdicts.record.handler(({ input, context: { store } }) => {
    const { id, claimId, axis = 'true', noEvidenceReason = '' } = input;
    store.transact('Record verdict', (tx) => {
      tx.need('claim', claimId);
      if (input.ratingId !== null) tx.need('rating', input.ratingId);
      const sentBefore = tx.get('verdict', id);
      if (!sentBefore && noEvidenceReason.trim() === '' && !hasEvidence(store, claimId))
        throw new AssayError('EVIDENCE_REQUIRED', { claimId });
      tx.insert('verdict', {
        id,
        claim_id: claimId,
        axis,
        rating_id: input.ratingId,
        confidence: input.confidence,
        rationale: input.rationale,
        what_would_change: input.whatWouldChange ?? '',
        as_of: input.asOf,
        no_evidence_reason: noEvidenceReason,
        author: sentBefore?.author ?? tx.actor,
        supersedes_id: sentBefore ? sentBefore.supersedes_id : (standingVerdict(store, claimId, axis) ?? null),
      });
    });
    return readVerdict(store, id)!;
  }),
};
