import type { TextRange } from '../../shared/domain/entities.ts';
import { mergeRanges, unitsIn } from '../../shared/text/ranges.ts';
import { api, client, queryClient } from '../api/client.ts';

/** Keeps stretches of a version that were read, and answers with all that is known of them. They are shown as read before the core answers. */
export async function keepRead(input: { documentId: string; versionId: string; ranges: TextRange[] }): Promise<readonly TextRange[]> {
  const { documentId, versionId, ranges } = input;
  const queryKey = api.documents.readSoFar.queryKey({ input: { documentId, versionId } });
  queryClient.setQueryData(queryKey, (known) => known && mergeRanges([...known, ...ranges]));
  const all = await client.documents.addRead(input);
  queryClient.setQueryData(queryKey, all);
  const read = unitsIn(all);
  queryClient.setQueryData(api.documents.list.queryKey({ input: {} }), (documents) =>
    documents?.map((document) => (document.versionId === versionId ? { ...document, read } : document)),
  );
  return all;
}
