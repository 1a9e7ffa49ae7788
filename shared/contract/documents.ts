import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import {
  citationFields,
  documentCopy,
  documentDetail,
  documentSummary,
  importWarning,
  originalView,
  textRange,
} from '../domain/entities.ts';
import { importFailure } from '../domain/errors.ts';
import { id, instant, revision } from '../domain/ids.ts';
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
  /** The file is in as it is; its text waits to be written (`versions.transcribe`). */
  z.object({ outcome: z.literal('kept'), name: z.string(), documentId: id, title: z.string() }),
  /** Another file, with the very text of an article: kept as a copy of it (`documents.copies`). */
  z.object({ outcome: z.literal('copy'), name: z.string(), documentId: id, title: z.string(), copyId: id }),
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

/** An import that was begun and never ended: the process was, or the window. */
export const unfinishedImport = z.object({
  importId: id,
  at: instant,
  /** How many files it had, and how many of them are in. */
  total: z.int(),
  done: z.int(),
  /** Its paths are known; otherwise its files are to be chosen again. */
  canGoOn: z.boolean(),
});
export type UnfinishedImport = z.infer<typeof unfinishedImport>;

/** Files that give no text fail, unless they are to be kept: each as an article whose text is empty. */
const keepTextless = z.boolean().default(false);

/** Names to take; other files of archives are passed over. All where it is left out. */
const only = z.array(z.string()).max(10_000).optional();

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
    .input(
      z.object({ importId: id, files: z.array(z.object({ name: z.string().max(1_000), file: z.file() })).max(200), keepTextless, only }),
    )
    .output(importProgress),
  /** The same for paths of files and folders, for hosts that trust their caller with paths; else `NOT_ALLOWED`. */
  importPaths: procedure.input(z.object({ importId: id, paths: z.array(z.string().min(1)), keepTextless })).output(importProgress),
  /** Notes on this machine that an import of files begins, so that it is known where it is broken off. */
  beginImport: procedure.input(z.object({ importId: id, total: z.int().nonnegative(), keepTextless })).output(z.null()),
  /** Forgets that note: the import ended, or nobody wants to go on with it. */
  endImport: procedure.input(z.object({ importId: id })).output(z.null()),
  /** The import into the open case that was broken off, if any. */
  unfinishedImport: procedure.input(z.object({})).output(unfinishedImport.nullable()),
  /** Goes on with an import whose paths are known; what is in already is told, and not imported again. `NOT_FOUND` where there is none. */
  resumeImport: procedure.input(z.object({ importId: id })).output(importProgress),
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
  /** Other files that say what the article says, in the order in which they came in. */
  copies: procedure.input(z.object({ documentId: id })).output(z.array(documentCopy)),
  /** Makes an article of its own of a copy: one operation. `documentId` is made by the caller, so that a retry is harmless. */
  separateCopy: procedure.input(z.object({ copyId: id, documentId: id })).output(documentSummary),
  /** The original of the current version, of another one, or of a copy, byte for byte. */
  original: procedure.input(z.object({ documentId: id, versionId: id.optional(), copyId: id.optional() })).output(z.file()),
  /** Remembers where reading stopped, in the current version or an earlier one. View state: not an operation, not undone. */
  rememberPosition: procedure
    .input(z.object({ documentId: id, versionId: id.optional(), top: z.int().nonnegative(), caret: z.int().nonnegative().nullable() }))
    .output(z.null()),
  /** How an article's original was looked at last; what it begins with where nobody did. */
  originalView: procedure.input(z.object({ documentId: id })).output(originalView),
  /** Remembers that. View state: not an operation, not undone. A case that is only read keeps nothing. */
  rememberOriginalView: procedure.input(z.object({ documentId: id, view: originalView })).output(z.null()),
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
