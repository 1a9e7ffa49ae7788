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

/**
 * Another document of the case that was found at the same address, with another text. older: the dates say that it is the later state;
 * other-edition: the one is the AMP or print form of the other, whose texts may differ although nobody changed the article.
 */
export const sameAddress = z.object({ documentId: id, title: z.string(), doubt: z.enum(['older', 'other-edition']).nullable() });
export type SameAddress = z.infer<typeof sameAddress>;

/** What became of one file. Every file of an import gets exactly one. */
export const importOutcome = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('imported'),
    name: z.string(),
    documentId: id,
    title: z.string(),
    /** What to look at, since the text may not be the whole article. */
    warnings: z.array(importWarning).optional(),
    /** It may be a new version of that document (`documents.makeVersions`). */
    sameAddress: sameAddress.optional(),
  }),
  /** The file is in as it is; its text waits to be written (`versions.transcribe`). */
  z.object({ outcome: z.literal('kept'), name: z.string(), documentId: id, title: z.string() }),
  /** Another file, with the very text of an article: kept as a copy of it (`documents.copies`). */
  z.object({ outcome: z.literal('copy'), name: z.string(), documentId: id, title: z.string(), copyId: id }),
  z.object({ outcome: z.literal('duplicate'), name: z.string(), documentId: id, title: z.string() }),
  /**
   * It holds citations, and is no article: kept beside them (`citations.files`), to be taken over into articles (`citations.read`). isNew: it
   * was not kept before.
   */
  z.object({ outcome: z.literal('citations'), name: z.string(), fileId: id, citations: z.int().positive(), isNew: z.boolean() }),
  z.object({ outcome: z.literal('failed'), name: z.string(), reason: importFailure, message: z.string() }),
]);
export type ImportOutcome = z.infer<typeof importOutcome>;

/** What became of a document that was to be a version of another one. refused: it stays what it is. */
const madeVersion = z.union([addedVersion, z.object({ outcome: z.literal('refused'), message: z.string() })]);
export type MadeVersion = z.infer<typeof madeVersion>;

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
  /** Names of some files that are in: among files that are chosen again they tell those of this import from others. */
  someOfThem: z.array(z.string()),
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
  /** What the documents are called, in the order of `list`: for who needs no more, which does not change with the work on them. */
  titles: procedure.input(z.object({})).output(z.array(documentSummary.pick({ id: true, title: true }))),
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
  /**
   * Notes on this machine that an import of files begins, so that it is known where it is broken off: by the end of the process, or by that
   * of the window that sends the files, where that is named as it is in `events.subscribe`.
   */
  beginImport: procedure
    .input(z.object({ importId: id, total: z.int().nonnegative(), keepTextless, windowId: id.optional() }))
    .output(z.null()),
  /** Forgets that note: the import ended, or nobody wants to go on with it. */
  endImport: procedure.input(z.object({ importId: id })).output(z.null()),
  /** The import into the open case that was broken off, if any; one that is under way was not. */
  unfinishedImport: procedure.input(z.object({})).output(unfinishedImport.nullable()),
  /** Goes on with an import whose paths are known; what is in already is told, and not imported again. `NOT_FOUND` where there is none. */
  resumeImport: procedure.input(z.object({ importId: id })).output(importProgress),
  /**
   * Imports an article from pasted text, kept as UTF-8 bytes. With `html`, as a clipboard gives it beside the text, that is the original: headings,
   * lists, quotes, tables and links are read out of it; where it says nothing, the text is taken.
   */
  paste: procedure
    .input(
      z.object({
        documentId: id,
        text: z.string().max(20_000_000),
        html: z.string().max(20_000_000).optional(),
        citation: citationFields.partial().optional(),
      }),
    )
    .output(importOutcome),
  /**
   * Adds a new version of an article and makes it the current one. Passages whose words stand there without doubt go along; the
   * others stay on the version where they are, and wait for the analyst (`versions.waiting`). One operation.
   */
  addVersion: procedure.input(newVersion).output(addedVersion),
  /** The oldest other document that was found at the same address; null where there is none. */
  sameAddress: procedure.input(z.object({ documentId: id })).output(sameAddress.nullable()),
  /**
   * Makes documents that nobody has worked on new versions of others: their files and texts go there, as with `addVersion`, and the
   * documents themselves go. The oldest text first; each is an operation, in the gesture `importId` where it is given, so that undo takes them back
   * with the import that brought them in. `behind`: the text is older than the current one, which stays the current one, and no passage is
   * followed into it. Tells of each; aborting stops before the next.
   */
  makeVersions: procedure
    .input(
      z.object({
        importId: id.optional(),
        items: z
          .array(z.object({ documentId: id, ofDocumentId: id, versionId: id, behind: z.boolean().default(false) }))
          .min(1)
          .max(10_000),
      }),
    )
    .output(
      eventIterator(z.object({ done: z.int(), total: z.int(), documentId: id, ofDocumentId: id, title: z.string(), result: madeVersion })),
    ),
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
