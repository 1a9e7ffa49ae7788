import type { Verdict } from '../../shared/domain/entities.ts';
import { newId } from '../api/client.ts';
import { writeVerdict } from './verdictDraft.ts';
import { useClaimWork, type VerdictDraft } from '../state/claimWork.ts';
import { today } from '../ui/dates.ts';
import type { ActionContext } from './action.ts';

/** A draft that starts from the verdict that stands, or from nothing. */
export const newVerdictDraft = (standing: Verdict | undefined): VerdictDraft => ({
  id: newId(),
  ratingId: standing?.ratingId ?? null,
  confidence: standing?.confidence ?? null,
  rationale: standing?.rationale ?? '',
  whatWouldChange: standing?.whatWouldChange ?? '',
  asOf: today(),
  noEvidenceReason: standing?.noEvidenceReason ?? '',
  restoredAt: null,
});

/** The verdict that answers whether the claim is true, as it stands. */
export const standingVerdict = (verdicts: readonly Verdict[]): Verdict | undefined => verdicts.find((verdict) => verdict.axis === 'true');

/** Opens the claim with its verdict form ready, the rating chosen when one is given, and the keyboard in the rationale. */
export async function startVerdict({ client, workspace }: ActionContext, claimId: string, ratingId?: string): Promise<void> {
  const work = useClaimWork.getState();
  const draft = work.verdictDrafts[claimId] ?? newVerdictDraft(standingVerdict((await client.claims.get({ claimId })).verdicts));
  if (ratingId === undefined) work.draftVerdict(claimId, draft);
  else writeVerdict(claimId, { ...draft, ratingId });
  work.wantField({ claimId, field: 'verdict.rationale' });
  workspace.inspect({ kind: 'claim', id: claimId });
}
