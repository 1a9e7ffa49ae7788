import * as z from 'zod';
import { claimDetail, claimFields, claimRow, claimStatus, priority, sighting, sightingFields, stance } from '../domain/entities.ts';
import { id, revision } from '../domain/ids.ts';
import { operationDone, procedure } from './base.ts';
import { newPassage } from './passages.ts';

export const claimColumn = z.enum([
  'rating',
  'claim',
  'claimant',
  'articles',
  'supporting',
  'refuting',
  'status',
  'priority',
  'labels',
  'type',
  'updated',
]);
export type ClaimColumn = z.infer<typeof claimColumn>;

/** Within one list any value matches; between lists all must match. An empty list asks nothing. */
export const claimFilter = z.object({
  /** Words in the claim, its short text or its claimant; each must occur, as a prefix of a word. */
  text: z.string().default(''),
  /** Rating ids; `none` stands for claims without a verdict. */
  ratings: z.array(z.string()).default([]),
  statuses: z.array(claimStatus).default([]),
  priorities: z.array(priority).default([]),
  labelIds: z.array(id).default([]),
  documentIds: z.array(id).default([]),
  claimantIds: z.array(id).default([]),
});
export type ClaimFilter = z.infer<typeof claimFilter>;

/** A passage that exists, or one to be made in the same step. */
export const passageRef = z.union([z.object({ passageId: id }), z.object({ create: newPassage })]);
export type PassageRef = z.infer<typeof passageRef>;

const newClaim = z.object({ id, fields: claimFields.partial().required({ text: true }) });
const newSighting = sightingFields.partial().extend({ id, passage: passageRef });

export const claims = {
  /** The ordered ids of all claims that pass the filter; rows come in blocks through `rows`. */
  ids: procedure
    .input(
      z.object({
        filter: claimFilter.partial().optional(),
        sort: z
          .array(z.object({ column: claimColumn, descending: z.boolean() }))
          .max(3)
          .default([]),
      }),
    )
    .output(z.object({ ids: z.array(id), total: z.int() })),
  /** Rows for these ids, in their order; ids that are gone are left out. */
  rows: procedure.input(z.object({ ids: z.array(id).max(500) })).output(z.array(claimRow)),
  get: procedure.input(z.object({ claimId: id })).output(claimDetail),
  /** Find-as-you-type for the picker: best matches first; without words, the most recently edited. */
  suggest: procedure.input(z.object({ text: z.string(), limit: z.int().min(1).max(50).default(12) })).output(z.array(claimRow)),
  /** Makes a claim, with the passage it was found in as its first sighting when one is given: one step. */
  create: procedure.input(newClaim.extend({ sighting: newSighting.optional() })).output(claimDetail),
  /**
   * Ties two passages to each other by a claim, as one step: the one that claims becomes a sighting of it (unless it is left out, being
   * one already), the other one evidence. `seq` is that of the first time, when sent twice.
   */
  link: procedure
    .input(
      z.object({
        claim: z.union([z.object({ claimId: id }), z.object({ create: newClaim })]),
        sighting: newSighting.optional(),
        evidence: z.object({ id, stance, passage: passageRef }),
      }),
    )
    .output(operationDone.extend({ claim: claimDetail })),
  update: procedure.input(z.object({ claimId: id, revision, fields: claimFields.partial(), gesture: id.optional() })).output(claimDetail),
  /** Status and priority of many claims in one undoable step. */
  bulkUpdate: procedure
    .input(
      z.object({
        claimIds: z.array(id).min(1).max(100_000),
        fields: z.object({ status: claimStatus.optional(), priority: priority.optional() }),
      }),
    )
    .output(z.object({ changed: z.int() })),
  /** Deletes the claim with its sightings, evidence, verdicts and notes; passages stay. */
  remove: procedure.input(z.object({ claimIds: z.array(id).min(1).max(100_000) })).output(operationDone),
  /** Names of known claimants that start like this, most used first. */
  claimants: procedure
    .input(z.object({ text: z.string().default('') }))
    .output(z.array(z.object({ id, name: z.string(), claims: z.int() }))),
  addSighting: procedure.input(newSighting.extend({ claimId: id })).output(sighting),
  updateSighting: procedure
    .input(z.object({ sightingId: id, revision, fields: sightingFields.partial(), gesture: id.optional() }))
    .output(sighting),
  removeSighting: procedure.input(z.object({ sightingId: id })).output(z.null()),
};
