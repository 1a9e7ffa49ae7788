import type { Query } from '@tanstack/react-query';
import type { Passage } from '../../shared/domain/entities.ts';
import { api, client, queryClient } from './client.ts';
import { withChanges } from './passageList.ts';

/**
 * Brings the lists of passages up to date after an operation, by what it changed alone: an article may have ten thousand, and
 * reading them all again after each highlight takes longer than highlighting.
 */
export async function followPassages(seq: number): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: api.passages.get.key() });
  const lists = queryClient.getQueryCache().findAll({ queryKey: api.passages.list.key() });
  await Promise.all(lists.map((list) => follow(list as unknown as Query<Passage[]>, seq)));
}

async function follow(list: Query<Passage[]>, seq: number): Promise<void> {
  const [, { input }] = list.queryKey as [unknown, { input: { documentId: string } }];
  const readAnew = (): Promise<void> => queryClient.invalidateQueries({ queryKey: list.queryKey });
  // What is on its way may be from before the operation.
  if (!list.state.data || list.state.fetchStatus !== 'idle' || !list.isActive()) return readAnew();
  try {
    const changed = await client.passages.changed({ ...input, since: seq - 1 });
    if (!changed) return await readAnew();
    // Over what is known by now: operations are followed in their order, so the newest word about each passage comes last.
    queryClient.setQueryData<Passage[]>(list.queryKey, (known) => known && withChanges(known, changed));
  } catch {
    await readAnew();
  }
}
