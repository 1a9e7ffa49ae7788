import { useState } from 'react';
import type { DocumentDetail } from '../../../shared/domain/entities.ts';
import { useWorkspace } from '../../state/workspace.ts';

/** The article as it is shown: a version that comes in waits while words of the one before are selected, so that they can be copied still. */
export function useHeld(newest: DocumentDetail | undefined, index: 0 | 1): DocumentDetail | undefined {
  const selectedIn = useWorkspace(({ selection }) => (selection?.pane === index ? selection.versionId : null));
  const [shown, setShown] = useState(newest);
  const isHeld = shown && newest && shown.id === newest.id && shown.version.id !== newest.version.id && shown.version.id === selectedIn;
  const next = isHeld ? shown : newest;
  if (next !== shown) setShown(next);
  return next;
}
