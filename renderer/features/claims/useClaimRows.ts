import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClaimRow } from '../../../shared/domain/entities.ts';
import { api } from '../../api/client.ts';
import { useWorkspace } from '../../state/workspace.ts';

const blockSize = 100;
const none: readonly string[] = [];

/** The ordered ids of the claims that pass the filter; those before stay until the new ones are there. */
export function useClaimIds() {
  const filter = useWorkspace((state) => state.claimFilter);
  const sort = useWorkspace((state) => state.claimSort);
  const { data, error, isPlaceholderData } = useQuery(
    api.claims.ids.queryOptions({ input: { filter, sort }, placeholderData: keepPreviousData }),
  );
  return { ids: data?.ids ?? none, total: data?.total ?? 0, loaded: data !== undefined, refreshing: isPlaceholderData, error };
}

/** The rows at these places, read in whole blocks; a row seen before is shown until it is read anew. */
export function useClaimRows(ids: readonly string[], places: readonly number[]): (id: string) => ClaimRow | undefined {
  const [known] = useState(() => new Map<string, ClaimRow>());
  const blocks = [...new Set(places.map((place) => Math.floor(place / blockSize)))];
  const results = useQueries({
    queries: blocks.map((block) => api.claims.rows.queryOptions({ input: { ids: ids.slice(block * blockSize, (block + 1) * blockSize) } })),
  });
  for (const { data } of results) for (const row of data ?? []) known.set(row.id, row);
  return (id) => known.get(id);
}
