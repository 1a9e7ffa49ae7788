import * as z from 'zod';
import { passage, textRange } from '../domain/entities.ts';
import { id, revision } from '../domain/ids.ts';
import { operationDone, procedure } from './base.ts';

/**
 * Where a passage stands: ranges over one version's text, and the quote the caller saw there. The core checks the quote
 * against the stored text, so that a range never silently points at other words (`STALE_TEXT`).
 */
export const anchorInput = z.object({ versionId: id, ranges: z.array(textRange).min(1).max(200), exact: z.string() });
export type AnchorInput = z.infer<typeof anchorInput>;

export const newPassage = z.object({ id, documentId: id, anchor: anchorInput, labelIds: z.array(id).default([]) });

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
  /** Moves either end. Labels, notes, sightings and evidence stay. */
  adjust: procedure.input(z.object({ passageId: id, revision, anchor: anchorInput })).output(passage),
  remove: procedure.input(z.object({ passageId: id, withUses: z.boolean().default(false) })).output(operationDone),
};
