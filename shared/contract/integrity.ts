import * as z from 'zod';
import { procedure } from './base.ts';

export const integrityCheck = z.object({
  name: z.enum(['pages', 'references', 'journal', 'originals', 'texts', 'quotes', 'search']),
  title: z.string(),
  checked: z.int(),
  problems: z.array(z.string()),
});
export type IntegrityCheck = z.infer<typeof integrityCheck>;

export const integrity = {
  /** Checks the whole case: pages, references, hash chain, originals and texts against their SHA-256, every quote, the search index. */
  verify: procedure
    .input(z.object({}))
    .output(z.object({ ok: z.boolean(), checks: z.array(integrityCheck), seq: z.int(), head: z.string() })),
};
