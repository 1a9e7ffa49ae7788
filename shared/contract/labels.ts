import * as z from 'zod';
import { label, labelColour } from '../domain/entities.ts';
import { id, revision } from '../domain/ids.ts';
import { procedure } from './base.ts';

const fields = z.object({
  name: z.string().trim().min(1, 'A label needs a name.').max(80),
  colour: labelColour,
  definition: z.string().max(2_000),
});

export const labels = {
  list: procedure.input(z.object({})).output(z.array(label)),
  create: procedure.input(fields.extend({ id })).output(label),
  update: procedure.input(z.object({ labelId: id, revision, fields: fields.partial() })).output(label),
  /** Deleting a label only unassigns it. */
  remove: procedure.input(z.object({ labelId: id })).output(z.null()),
  /** Puts labels on, and takes labels off, any number of passages or claims: one undoable step. */
  assign: procedure
    .input(
      z.object({
        targetKind: z.enum(['passage', 'claim']),
        targetIds: z.array(id).min(1).max(100_000),
        add: z.array(id).default([]),
        remove: z.array(id).default([]),
      }),
    )
    .output(z.object({ changed: z.int() })),
};
