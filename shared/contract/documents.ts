import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { citationFields, documentDetail, documentSummary, importWarning, textRange } from '../domain/entities.ts';
import { importFailure } from '../domain/errors.ts';
import { id, revision } from '../domain/ids.ts';
import { operationDone, procedure } from './base.ts';
import { addedVersion, newVersion } from './versions.ts';

/** What became of one file. Every file of an import gets exactly one. */
export const importOutcome = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('imported'),
    name: z.string(),
    documentId: id,
    title: z.string(),
    /** What to look at, since the text may not be the whole article. */
    warnings: z.array(importWarning).optional(),
  }),
  z.object({ outcome: z.literal('duplicate'), name: z.string(), documentId: id, title: z.string() }),
  z.object({ outcome: z.literal('failed'), name: z.string(), reason: importFailure, message: z.string() }),
]);
export type ImportOutcome = z.infer<typeof importOutcome>;

const importProgress = eventIterator(
  z.object({
    done: z.int(),
    /** Grows while folders are still being walked. */
    total: z.int(),
    outcome: importOutcome,
  }),
);

/** The most stretches that one call may say were read. */
const rangesReadAtOnce = 1_000;

export const documents = {
  list: procedure.input(z.object({})).output(z.array(documentSummary)),
  get: procedure.input(z.object({ documentId: id })).output(documentDetail),
  /**
   * Imports files whose bytes the caller holds. Calls that share an `importId` are one import: undo takes them back
   * together. Reports one outcome a file; aborting stops before the next file and keeps what is in.
   */
  import: procedure
    .input(z.object({ importId: id, files: z.array(z.object({ name: z.string().max(1_000), file: z.file() })).max(200) }))
    .output(importProgress),
  /** The same for paths of files and folders, for hosts that trust their caller with paths; else `NOT_ALLOWED`. */
  importPaths: procedure.input(z.object({ importId: id, paths: z.array(z.string().min(1)) })).output(importProgress),
  /** Imports an article from pasted text, kept as UTF-8 bytes. */
  paste: procedure
    .input(z.object({ documentId: id, text: z.string().max(20_000_000), citation: citationFields.partial().optional() }))
    .output(importOutcome),
  /**
   * Adds a new version of an article and makes it the current one. Passages whose words stand there without doubt go along; the
   * others stay on the version where they are, and wait for the analyst (`versions.waiting`). One operation.
   */
  addVersion: procedure.input(newVersion).output(addedVersion),
  update: procedure
    .input(
      z.object({
        documentId: id,
        revision,
        fields: citationFields.partial(),
        /** Guessed fields that the analyst confirmed without changing them. */
        confirm: z.array(citationFields.keyof()).default([]),
        gesture: id.optional(),
      }),
    )
    .output(documentSummary),
  /** Deletes an article with its passages and notes; `IN_USE` when passages serve claims, unless `withUses`. */
  remove: procedure.input(z.object({ documentId: id, withUses: z.boolean().default(false) })).output(operationDone),
  /** The original of the current version, or of another one, byte for byte. */
  original: procedure.input(z.object({ documentId: id, versionId: id.optional() })).output(z.file()),
  /** Remembers where reading stopped, in the current version or an earlier one. View state: not an operation, not undone. */
  rememberPosition: procedure
    .input(z.object({ documentId: id, versionId: id.optional(), top: z.int().nonnegative(), caret: z.int().nonnegative().nullable() }))
    .output(z.null()),
  /** What was read of the current version, or of another one: ranges over its text, in order and not touching. */
  readSoFar: procedure.input(z.object({ documentId: id, versionId: id.optional() })).output(z.array(textRange)),
  /**
   * Adds stretches that were read to those of a version, and answers with all of them. They may come in any order and meet; what
   * lies beyond the text is left out. View state: not an operation, not undone. A case that is only read keeps nothing.
   */
  addRead: procedure
    .input(z.object({ documentId: id, versionId: id, ranges: z.array(textRange).min(1).max(rangesReadAtOnce) }))
    .output(z.array(textRange)),
};
