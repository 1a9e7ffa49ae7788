import * as z from 'zod';
import { errorData, readOnlyReason, type ErrorCode } from '../domain/errors.ts';
import { id, instant } from '../domain/ids.ts';
import { ratingScale } from '../domain/ratings.ts';
import { caseHealth, caseNotice } from '../domain/safety.ts';
import { procedure } from './base.ts';

/** The case that is open in this process, as every window shows it. */
export const openCase = z.object({
  caseId: id,
  name: z.string(),
  /** File name without folder; the page never sees more of the path than the host allows. */
  fileName: z.string(),
  /** Folder for people to read, shortened with `~`. */
  folder: z.string(),
  readOnly: readOnlyReason.nullable(),
  /** False where a private copy is read, in which nothing is seen of what another process writes; and in memory. */
  follows: z.boolean(),
  /** Set while an earlier moment of the case is shown: the newest operation that it still has, with its time and in words. */
  asOf: z.object({ seq: z.int(), at: instant, after: z.string() }).nullable(),
  /** How the disk under the case does. */
  health: caseHealth,
  /** What the analyst should know about how the case was opened; each stays until it is dismissed. */
  notices: z.array(caseNotice),
  demo: z.boolean(),
  /** Sequence number and time of the newest operation. */
  seq: z.int(),
  savedAt: instant.nullable(),
  scale: ratingScale,
  counts: z.object({ documents: z.int(), claims: z.int(), passages: z.int(), evidence: z.int() }),
});
export type OpenCase = z.infer<typeof openCase>;

export const knownCase = z.object({
  /** Names the case to `open`; stands for its path, which stays with the host. */
  key: z.string(),
  name: z.string(),
  fileName: z.string(),
  folder: z.string(),
  openedAt: instant.nullable(),
  missing: z.boolean(),
});
export type KnownCase = z.infer<typeof knownCase>;

/** A case that could not be opened: what `recovery` works on when it is given no key. */
export const failedCase = knownCase.pick({ key: true, name: true, fileName: true, folder: true }).extend({
  failure: z.object({ code: z.enum(Object.keys(errorData) as [ErrorCode, ...ErrorCode[]]), data: z.unknown(), message: z.string() }),
});
export type FailedCase = z.infer<typeof failedCase>;

export const cases = {
  /** The open case, or null on the start screen. */
  current: procedure.input(z.object({})).output(openCase.nullable()),
  /** Recent cases first, then others found in the case folder. */
  known: procedure.input(z.object({})).output(z.array(knownCase)),
  /** Creates a case file in the case folder and opens it. Refuses a name that is taken: `CASE_EXISTS`. */
  create: procedure.input(z.object({ name: z.string().trim().min(1, 'A case needs a name.').max(120) })).output(openCase),
  /** The case that could not be opened last, by whomever: at start, by this window, by another. Null once a case was opened. */
  failed: procedure.input(z.object({})).output(failedCase.nullable()),
  open: procedure.input(z.object({ key: z.string(), readOnly: z.boolean().default(false) })).output(openCase),
  /** Opens (or creates) by path. Only for hosts that trust their caller with paths; else `NOT_ALLOWED`. */
  openPath: procedure
    .input(z.object({ path: z.string().min(1), readOnly: z.boolean().default(false), create: z.boolean().default(false) }))
    .output(openCase),
  /** Opens the demo case: a fresh private copy the first time, the same copy later. */
  openDemo: procedure.input(z.object({})).output(openCase),
  /** Changes the name shown; the file keeps its name. */
  rename: procedure.input(z.object({ name: z.string().trim().min(1, 'A case needs a name.').max(120) })).output(openCase),
  /**
   * The way on when the case's file was moved, deleted or replaced under us: `put-back` writes the open case to its old place
   * (only where nothing stands there now), `save-copy` writes it as a new file into the case folder. Both open what they wrote.
   */
  rescue: procedure.input(z.object({ how: z.enum(['put-back', 'save-copy']) })).output(openCase),
  /** Takes a notice off the open case. */
  dismissNotice: procedure.input(z.object({ kind: caseNotice.shape.kind })).output(z.null()),
  close: procedure.input(z.object({})).output(z.null()),
  /** Takes a case off the recent list; the file stays. */
  forget: procedure.input(z.object({ key: z.string() })).output(z.null()),
};
