import { useQuery } from '@tanstack/react-query';
import type { OpenCase } from '../../shared/contract/cases.ts';
import { api } from './client.ts';

/** The open case without what changes with every operation, which no command asks for. */
export type StandingCase = Omit<OpenCase, 'seq' | 'savedAt' | 'counts'>;

export function standingOf(openCase: OpenCase | null): StandingCase | null {
  if (!openCase) return null;
  const { seq: _seq, savedAt: _savedAt, counts: _counts, ...standing } = openCase;
  return standing;
}

/**
 * What `pick` takes of the open case, which is null on the start screen; undefined until it was read. Who asks renders again only when that
 * changes: the case itself is another one with every operation. `pick` must be the same function each time.
 */
export function useOpenCase<Picked>(pick: (openCase: OpenCase | null) => Picked): Picked | undefined {
  return useQuery({ ...api.cases.current.queryOptions({ input: {} }), select: pick }).data;
}
