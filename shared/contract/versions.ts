import * as z from 'zod';
import { readingPosition, versionText } from '../domain/entities.ts';
import { importFailure } from '../domain/errors.ts';
import { id, revision } from '../domain/ids.ts';
import { reanchorCounts, textDifference, versionSummary, waitingPassage } from '../domain/versions.ts';
import { operationDone, procedure } from './base.ts';
import { anchorInput } from './passages.ts';

/** What became of a new version. same: nothing was changed, since the article says that already (its bytes, or its text). */
export const addedVersion = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('added'), versionId: id, number: z.int(), seq: z.int(), counts: reanchorCounts }),
  z.object({ outcome: z.literal('same'), of: z.enum(['bytes', 'text']), versionId: id, number: z.int() }),
  z.object({ outcome: z.literal('failed'), reason: importFailure, message: z.string() }),
]);
export type AddedVersion = z.infer<typeof addedVersion>;

/** `documents.addVersion`; `versionId` is made by the caller, so that a retry makes no second version. */
export const newVersion = z.object({
  documentId: id,
  versionId: id,
  source: z.union([z.object({ name: z.string().max(1_000), file: z.file() }), z.object({ text: z.string().max(20_000_000) })]),
});

/** A decision about a waiting passage as the caller saw it: `STALE_STATE` when somebody decided meanwhile. */
const waitingRef = z.object({ id, revision });

export const versions = {
  /** All versions of an article, newest first. */
  list: procedure.input(z.object({ documentId: id })).output(z.array(versionSummary)),
  /** The text of one version, and where reading it stopped. */
  get: procedure.input(z.object({ versionId: id })).output(versionText.extend({ position: readingPosition })),
  /**
   * Puts some of what the import left out of the current version back into its text, as a new version of the same file: `pieces` are
   * places in the version's `leftOut`. One operation, like `documents.addVersion`.
   */
  putBack: procedure
    .input(z.object({ documentId: id, versionId: id, fromVersionId: id, pieces: z.array(z.int().nonnegative()).min(1).max(10_000) }))
    .output(addedVersion),
  /**
   * Writes the text of an article by hand: a new version of the same file, by the extractor `transcript/1`. For files that give no text,
   * and to correct a transcript. One operation, like `documents.addVersion`; `STALE_STATE` when another version came in since.
   */
  transcribe: procedure
    .input(z.object({ documentId: id, versionId: id, fromVersionId: id, text: z.string().max(20_000_000) }))
    .output(addedVersion),
  /** Where the texts of two versions differ, in the order of the newer one. */
  compare: procedure.input(z.object({ olderId: id, newerId: id })).output(z.array(textDifference)),
  /** Passages of an article that wait for the analyst, by the place where they stand. */
  waiting: procedure.input(z.object({ documentId: id })).output(z.array(waitingPassage)),
  /** Takes proposed places (0: the best): one step for undo, however many. */
  accept: procedure
    .input(
      z.object({
        items: z
          .array(waitingRef.extend({ proposal: z.int().nonnegative().default(0) }))
          .min(1)
          .max(10_000),
      }),
    )
    .output(operationDone),
  /** Places a waiting passage where the analyst shows it, over the current version; `STALE_TEXT` where the text says something else. */
  place: procedure.input(waitingRef.extend({ anchor: anchorInput })).output(operationDone),
  /** Leaves passages on the version where they stand: decided, they wait no longer. One step. */
  keep: procedure.input(z.object({ items: z.array(waitingRef).min(1).max(10_000) })).output(operationDone),
};
