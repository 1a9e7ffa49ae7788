import { verdict, verdictFields } from '../domain/entities.ts';
import { id } from '../domain/ids.ts';
import { procedure } from './base.ts';

export const verdicts = {
  /**
   * Records a verdict. Verdicts are never edited: a new one supersedes the one before it on its axis, which stays
   * visible. `EVIDENCE_REQUIRED` when the claim has no evidence and no reason is given.
   */
  record: procedure
    .input(verdictFields.partial({ axis: true, whatWouldChange: true, noEvidenceReason: true }).extend({ id, claimId: id }))
    .output(verdict),
};
