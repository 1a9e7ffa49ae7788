import { skipToken, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { TextRange } from '../../../../shared/domain/entities.ts';
import { api } from '../../../api/client.ts';
import { useOriginals } from '../../../state/original.ts';
import { useWorkspace } from '../../../state/workspace.ts';

/** Words of the text that are to be shown in its original. The same object stands for the same request. */
export interface Wanted {
  ranges: readonly TextRange[];
}

/** What was asked for last: the words of a command, or those of the passage that was chosen since. */
export function useWanted(documentId: string, versionId: string | undefined): Wanted | null {
  const inspected = useWorkspace((state) => (state.inspected?.kind === 'passage' ? state.inspected.id : null));
  const { data: passage } = useQuery(api.passages.get.queryOptions({ input: inspected ? { passageId: inspected } : skipToken }));
  const asked = useOriginals(({ wanted }) => (wanted?.documentId === documentId && wanted.versionId === versionId ? wanted : null));
  const isHere = passage?.id === inspected && passage?.documentId === documentId && passage.versionId === versionId;
  const ranges = isHere ? JSON.stringify(passage.ranges) : null;
  const chosen = useMemo<Wanted | null>(() => (ranges === null ? null : { ranges: JSON.parse(ranges) as TextRange[] }), [ranges]);
  const [latest, setLatest] = useState<{ chosen: Wanted | null; asked: Wanted | null; wanted: Wanted | null }>({
    chosen: null,
    asked: null,
    wanted: null,
  });
  if (asked === latest.asked && chosen === latest.chosen) return latest.wanted;
  // The newer of both counts; of two that came together, the command.
  const wanted = asked && asked !== latest.asked ? asked : chosen && chosen !== latest.chosen ? chosen : latest.wanted;
  setLatest({ chosen, asked, wanted });
  return wanted;
}
