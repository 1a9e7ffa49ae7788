import type { TextRange } from '../../shared/domain/entities.ts';
import { api, client, queryClient } from '../api/client.ts';

/** Keeps stretches of a version that were read, and answers with all that is known of them. */
export async function keepRead(input: { documentId: string; versionId: string; ranges: TextRange[] }): Promise<readonly TextRange[]> {
  const all = await client.documents.addRead(input);
  const { documentId, versionId } = input;
  queryClient.setQueryData(api.documents.readSoFar.queryKey({ input: { documentId, versionId } }), all);
  return all;
}
