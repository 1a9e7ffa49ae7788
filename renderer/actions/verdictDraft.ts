import { confidence } from '../../shared/domain/entities.ts';
import { keeper } from '../api/drafts.ts';
import { newestOfEach } from '../api/keeper.ts';
import { useClaimWork, type VerdictDraft } from '../state/claimWork.ts';

/** The fields of a verdict that are kept while it is written, each under `verdict:<claim>:<field>`. */
const fields = ['id', 'ratingId', 'confidence', 'rationale', 'whatWouldChange', 'asOf', 'noEvidenceReason'] as const;

const prefixOf = (claimId: string): string => `verdict:${claimId}:`;

/** Changes the verdict that is being written; from its first change on it is on the disk. */
export function writeVerdict(claimId: string, draft: VerdictDraft): void {
  useClaimWork.getState().draftVerdict(claimId, draft);
  for (const field of fields) keeper.keep(prefixOf(claimId) + field, draft[field] ?? '');
}

/** The verdict was recorded, or thrown away on purpose. */
export function forgetVerdict(claimId: string): void {
  useClaimWork.getState().draftVerdict(claimId, null);
  for (const field of fields) keeper.drop(prefixOf(claimId) + field);
}

/** Goes on with the verdicts that were being written when a window was closed or broke. */
export function restoreVerdicts(): void {
  const work = useClaimWork.getState();
  const words = newestOfEach(keeper.withPrefix('verdict:')).filter(({ key }) => key.endsWith(':id'));
  for (const { key, text: id } of words) {
    const claimId = key.slice('verdict:'.length, -':id'.length);
    if (work.verdictDrafts[claimId]) continue;
    const kept = newestOfEach(keeper.withPrefix(prefixOf(claimId)));
    keeper.goOnWith(kept);
    const read = (field: (typeof fields)[number]): string => keeper.words(prefixOf(claimId) + field)?.text ?? '';
    work.draftVerdict(claimId, {
      id,
      ratingId: read('ratingId') || null,
      confidence: confidence.safeParse(read('confidence')).data ?? null,
      rationale: read('rationale'),
      whatWouldChange: read('whatWouldChange'),
      asOf: read('asOf'),
      noEvidenceReason: read('noEvidenceReason'),
      restoredAt: kept[0]?.at ?? null,
    });
  }
}
