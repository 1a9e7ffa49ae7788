import type { ReportGap } from '../../../shared/contract/reports.ts';
import type { ReportClaim } from './model.ts';

/**
 * What a claim of the report lacks before it could be called complete. Stated in the report, never a reason to refuse it.
 * That no second reader has seen a claim is true of every claim today, and stated once, under “Method”.
 */
export function findGaps(claim: Omit<ReportClaim, 'gaps'>): ReportGap[] {
  const gaps: ReportGap[] = [];
  const add = (kind: ReportGap['kind'], message: string): void => void gaps.push({ kind, claimId: claim.id, message });
  const supporting = claim.evidence.filter((item) => item.stance === 'supports').length;
  const refuting = claim.evidence.filter((item) => item.stance === 'refutes').length;
  const reason = claim.standing.find((verdict) => verdict.noEvidenceReason)?.noEvidenceReason.trim();

  if (claim.sightings.length === 0) add('no-sighting', 'No article in this case is recorded as making it.');
  if (claim.standing.length === 0) add('no-verdict', 'No verdict has been recorded.');
  if (supporting + refuting === 0) {
    const found = claim.evidence.length > 0 ? 'Only context is recorded, no evidence for or against.' : 'No evidence is recorded.';
    add('no-evidence', reason ? `${found} Stated reason: ${reason}` : found);
  } else {
    if (claim.origins === 1) {
      const items = supporting + refuting;
      add('one-origin', items === 1 ? 'The evidence is a single item.' : `All ${items} items of evidence go back to one origin.`);
    }
    if (supporting === 0) add('no-counter-evidence', 'All evidence speaks against it; none in its favour is recorded.');
    if (refuting === 0) add('no-counter-evidence', 'All evidence speaks for it; none against it is recorded.');
  }
  const quotes = [...claim.sightings, ...claim.evidence].filter((item) => item.quote.matches === false);
  for (const { quote } of quotes) {
    add('quote-mismatch', `A quotation from source ${quote.source.number} is not what the stored text says at that place.`);
  }
  for (const source of new Set(
    [...claim.sightings, ...claim.evidence].filter(({ quote }) => quote.waiting).map(({ quote }) => quote.source),
  ))
    add('evidence-changed', `Source ${source.number} has a newer version; whether it still says what is quoted has not been decided.`);
  return gaps;
}
