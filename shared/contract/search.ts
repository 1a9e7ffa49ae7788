import * as z from 'zod';
import { textRange } from '../domain/entities.ts';
import { id } from '../domain/ids.ts';
import { procedure } from './base.ts';

/** A stretch of the snippet, told apart by whether it matched. */
export const snippetPart = z.object({ text: z.string(), match: z.boolean() });

export const searchHit = z.object({
  kind: z.enum(['document', 'claim', 'passage', 'note', 'evidence', 'verdict']),
  id,
  title: z.string(),
  snippet: z.array(snippetPart),
  /** Where opening the hit lands. */
  documentId: id.nullable(),
  claimId: id.nullable(),
  passageId: id.nullable(),
  /** The match that the snippet shows, inside the document's text: the first, or the first near which most words occur. UTF-16 offsets. */
  range: textRange.nullable(),
});
export type SearchHit = z.infer<typeof searchHit>;

export const search = {
  /** Every word must occur, as a prefix; ignoring case and accents. Grouped by kind, best first, at most `limit` of each; `counts` are of all. */
  query: procedure
    .input(z.object({ text: z.string().max(1_000), limit: z.int().min(1).max(100).default(20) }))
    .output(z.object({ hits: z.array(searchHit), counts: z.record(searchHit.shape.kind, z.int()) })),
};
