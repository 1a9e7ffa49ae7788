import * as z from 'zod';
import { evidence as evidenceEntity, evidenceFields, looseCitation } from '../domain/entities.ts';
import { id, revision } from '../domain/ids.ts';
import { passageRef } from './claims.ts';
import { procedure } from './base.ts';

export const evidence = {
  /** All evidence of the case with the claim it serves, newest first. */
  list: procedure.input(z.object({ claimId: id.optional() })).output(z.array(evidenceEntity.extend({ claimText: z.string() }))),
  /** Attaches a passage or a source that is not in the case to a claim. */
  create: procedure
    .input(
      evidenceFields
        .partial()
        .required({ stance: true })
        .extend({
          id,
          claimId: id,
          source: z.union([z.object({ passage: passageRef }), z.object({ citation: looseCitation })]),
        }),
    )
    .output(evidenceEntity),
  update: procedure
    .input(
      z.object({
        evidenceId: id,
        revision,
        fields: evidenceFields.partial(),
        citation: looseCitation.partial().optional(),
        gesture: id.optional(),
      }),
    )
    .output(evidenceEntity),
  remove: procedure.input(z.object({ evidenceId: id })).output(z.null()),
};
