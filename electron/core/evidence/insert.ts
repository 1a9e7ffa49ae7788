import type { PassageRef } from '../../../shared/contract/claims.ts';
import type { EvidenceFields, LooseCitation, Stance } from '../../../shared/domain/entities.ts';
import { passageOf } from '../claims/passage-ref.ts';
import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/transact.ts';

interface NewEvidence {
  id: string;
  claimId: string;
  stance: Stance;
  source: { passage: PassageRef } | { citation: LooseCitation };
  comment?: EvidenceFields['comment'] | undefined;
  credibility?: EvidenceFields['credibility'] | undefined;
  derivedFromId?: EvidenceFields['derivedFromId'] | undefined;
}

/**
 * Attaches a passage, which is made where it is new, or a citation to a claim inside the caller's transaction.
 *
 * Errors: `NOT_FOUND`, `STALE_TEXT`, `ALREADY_EXISTS`.
 */
export function insertEvidence(context: { store: Store; newId: () => string }, tx: Transaction, input: NewEvidence): void {
  const { id, claimId, source } = input;
  tx.insert('evidence', {
    id,
    claim_id: claimId,
    passage_id: 'passage' in source ? passageOf(context, tx, source.passage) : null,
    citation: 'citation' in source ? JSON.stringify(source.citation) : null,
    stance: input.stance,
    comment: input.comment ?? '',
    credibility: input.credibility ?? null,
    derived_from_id: input.derivedFromId ?? null,
  });
}
