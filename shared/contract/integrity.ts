import * as z from 'zod';
import { instant } from '../domain/ids.ts';
import { procedure } from './base.ts';

export const integrityCheck = z.object({
  name: z.enum(['pages', 'rows', 'references', 'journal', 'side-journal', 'originals', 'texts', 'quotes', 'search']),
  title: z.string(),
  checked: z.int(),
  problems: z.array(z.string()),
  /** Something to know that is no problem, in a sentence. */
  note: z.string().optional(),
});
export type IntegrityCheck = z.infer<typeof integrityCheck>;

const checkResult = z.object({ ok: z.boolean(), checks: z.array(integrityCheck), seq: z.int(), head: z.string() });
export type CheckResult = z.infer<typeof checkResult>;

export const integrity = {
  /**
   * Checks the whole case: pages, row hashes, references, hash chain, side journal, originals and texts against their SHA-256,
   * every quote, the search index. Runs beside the work, never in its way.
   */
  verify: procedure.input(z.object({})).output(checkResult),
  /** The newest check of the open case, and whether one runs now. */
  status: procedure.input(z.object({})).output(z.object({ last: checkResult.extend({ at: instant }).nullable(), running: z.boolean() })),
};
