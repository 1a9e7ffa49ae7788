import type { QuotedPassage } from '../../shared/domain/entities.ts';
import { useWorkspace } from '../state/workspace.ts';

/** Shows a passage in its article, and keeps in the inspector what is being worked on there. */
export function goToPassage(
  passage: Pick<QuotedPassage, 'id' | 'documentId'>,
  { beside = false, versionId }: { beside?: boolean; versionId?: string } = {},
): void {
  const { inspected, openDocument, inspect } = useWorkspace.getState();
  openDocument(passage.documentId, { beside, ...(versionId ? { versionId } : {}), passageId: passage.id });
  if (inspected?.kind === 'claim' || inspected?.kind === 'evidence') inspect(inspected);
}
