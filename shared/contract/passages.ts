import * as z from 'zod';
import { passage, textRange } from '../domain/entities.ts';
import { id, revision } from '../domain/ids.ts';
import { operationDone, procedure } from './base.ts';

/** More than anybody quotes. */
export const fragmentsAtMost = 200;

/**
 * Where a passage stands: ranges over one version's text, and the quote the caller saw there. The core checks the quote
 * against the stored text, so that a range never silently points at other words (`STALE_TEXT`: outside the text, empty, or another
 * quote; `INVALID_INPUT`: negative, or ending before it starts). An end inside a character that a reader sees as one (a surrogate pair,
 * a letter with its marks, a joined emoji) moves outward to hold it: the ranges and the quote of the answer are those that were stored.
 */
export const anchorInput = z.object({ versionId: id, ranges: z.array(textRange).min(1).max(fragmentsAtMost), exact: z.string() });
export type AnchorInput = z.infer<typeof anchorInput>;

/** Why a passage was passed over on purpose; empty for one that was not. */
const skipReason = z.string().trim().max(500);

export const newPassage = z.object({
  id,
  documentId: id,
  anchor: anchorInput,
  labelIds: z.array(id).default([]),
  skipReason: skipReason.default(''),
});

/** The most passages that one call may make. */
const passagesAtOnce = 10_000;

export const passages = {
  /** All passages of a document's current version, or of another one, by place. */
  list: procedure.input(z.object({ documentId: id, versionId: id.optional() })).output(z.array(passage)),
  /**
   * What became of a document's passages since an operation (its sequence number): those that read differently now, and the ids of
   * those that are gone. Null when so much changed that the list is read anew.
   */
  changed: procedure
    .input(z.object({ documentId: id, versionId: id.optional(), since: z.int().nonnegative() }))
    .output(z.object({ passages: z.array(passage), removed: z.array(id) }).nullable()),
  get: procedure.input(z.object({ passageId: id })).output(passage),
  create: procedure.input(newPassage).output(passage),
  /**
   * Makes several passages as one step. Each is checked like one made alone; where one is refused none is made, and the failure
   * says which it was. Sent twice, they are made once; `seq` is then that of the first time.
   */
  createMany: procedure
    .input(z.object({ passages: z.array(newPassage).min(1).max(passagesAtOnce) }))
    .output(operationDone.extend({ passages: z.array(passage) })),
  /** Moves either end, adds fragments or takes some out. Labels, notes, sightings and evidence stay. */
  adjust: procedure.input(z.object({ passageId: id, revision, anchor: anchorInput })).output(passage),
  /**
   * Parts a passage at an offset of its version's text. Both parts keep its labels; its notes, sightings and evidence stay with the
   * first, which keeps its id. `NOT_ALLOWED` where one part would have no words.
   */
  split: procedure
    .input(z.object({ passageId: id, revision, at: z.int().nonnegative(), secondId: id }))
    .output(operationDone.extend({ first: passage, second: passage })),
  /**
   * Makes one passage of several over one text: that which stands first is kept, with the words of all; their labels, notes, sightings
   * and evidence move to it. Of uses that say the same, one is kept.
   */
  join: procedure.input(z.object({ passageIds: z.array(id).min(2).max(200) })).output(operationDone.extend({ passage })),
  /**
   * Says why a passage is passed over on purpose, or takes that back with an empty reason. `seq` is null where it said so already.
   */
  skip: procedure.input(z.object({ passageId: id, reason: skipReason })).output(z.object({ seq: z.int().nullable(), passage })),
  remove: procedure.input(z.object({ passageId: id, withUses: z.boolean().default(false) })).output(operationDone),
};
