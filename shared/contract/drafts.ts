import * as z from 'zod';
import { instant } from '../domain/ids.ts';
import { procedure } from './base.ts';

/** Words typed into a field and not yet part of the case. */
export const draft = z.object({
  /** Which field, e.g. `verdict:<claim>:rationale`. */
  key: z.string().min(1).max(300),
  text: z.string().max(10_000_000),
  at: instant,
});
export type Draft = z.infer<typeof draft>;

export const drafts = {
  /** Drafts whose key begins so, e.g. all of one form. */
  list: procedure.input(z.object({ prefix: z.string().max(300).default('') })).output(z.array(draft)),
  /** Writes a draft to the disk before it answers. Not part of the history. */
  keep: procedure.input(draft.pick({ key: true, text: true })).output(draft),
  /** Forgets drafts: their words were saved, or thrown away on purpose. */
  drop: procedure.input(z.object({ keys: z.array(z.string().max(300)).max(100) })).output(z.null()),
};
