import type { Query } from '@tanstack/react-query';
import type { Passage } from '../../shared/domain/entities.ts';
import { api, client, queryClient } from './client.ts';

/** By place, as the core lists them. */
function byPlace(a: Passage, b: Passage): number {
  const [first, other] = [a.ranges[0]!.start, b.ranges[0]!.start];
  const [last, otherLast] = [a.ranges.at(-1)!.end, b.ranges.at(-1)!.end];
  return first - other || last - otherLast || (a.id < b.id ? -1 : 1);
}

/** A list with what changed put over it; passages that did not change stay the same objects. */
export function withChanges(known: readonly Passage[], changed: { passages: readonly Passage[]; removed: readonly string[] }): Passage[] {
  const fresh = new Map(changed.passages.map((passage) => [passage.id, passage]));
  const removed = new Set(changed.removed);
  const kept = known.filter(({ id }) => !removed.has(id) && !fresh.has(id));
  return [...kept, ...fresh.values()].toSorted(byPlace);
}

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
