import * as z from 'zod';
import {
  citationFile,
  citationFormat,
  citationLoss,
  citationProblem,
  citationStyle,
  largestCitations,
  matchedCitation,
} from '../domain/citations.ts';
import { citationFields } from '../domain/entities.ts';
import { id, revision } from '../domain/ids.ts';
import { operationDone, procedure } from './base.ts';

const source = z.union([
  z.object({ file: z.file() }),
  z.object({ text: z.string().max(largestCitations) }),
  /** One of `citations.files`. */
  z.object({ fileId: id }),
]);

/** One article's citation as a person decided to take it. */
const taken = z.object({
  documentId: id,
  revision,
  fields: citationFields.partial(),
  /** Where fields come from, by words of `citations.read`; those that the person wrote have none. */
  origins: z.partialRecord(citationFields.keyof(), z.string().max(200)).default({}),
});

export const citations = {
  /**
   * Reads citations (CSL-JSON, BibTeX, RIS; told by their content) and looks which articles of the case they are about. Changes nothing.
   * What is wrong in one entry is told with its line; the others are offered all the same. `CITATIONS_UNREADABLE` where there are none.
   */
  read: procedure
    .input(z.object({ source }))
    .output(z.object({ format: citationFormat, entries: z.array(matchedCitation), problems: z.array(citationProblem) })),
  /** Takes citations over into articles: one operation, one undo. `STALE_STATE` when one was edited meanwhile: then none is taken. */
  take: procedure
    .input(
      z.object({
        items: z
          .array(taken)
          .min(1)
          .max(5_000)
          .refine((items) => new Set(items.map(({ documentId }) => documentId)).size === items.length, 'An article can take one citation.'),
      }),
    )
    .output(z.object({ seq: z.int(), documents: z.int() })),
  /** Writes the citations of articles, all of the case for null, in their order; and says what the format could not hold of them. */
  export: procedure
    .input(z.object({ documentIds: z.array(id).min(1).max(100_000).nullable(), format: citationFormat }))
    .output(z.object({ file: z.file(), citations: z.int(), losses: z.array(citationLoss) })),
  /** The files of citations that came with imports, and are kept beside the articles, in the order in which they came in. */
  files: procedure.input(z.object({})).output(z.array(citationFile)),
  /** One of them, byte for byte. `NOT_FOUND` */
  file: procedure.input(z.object({ fileId: id })).output(z.file()),
  /** Takes one out of the case: one operation. `NOT_FOUND` */
  removeFile: procedure.input(z.object({ fileId: id })).output(operationDone),
  /** The styles in which a report's sources can be set, and the one that this case keeps; null: as Assay sets them. */
  styles: procedure.input(z.object({})).output(z.object({ styles: z.array(citationStyle), chosen: citationStyle.shape.id.nullable() })),
  /** Sets the style of the case, in which its report sets sources: one operation. `NOT_FOUND` where it has none of that id. */
  chooseStyle: procedure.input(z.object({ styleId: citationStyle.shape.id.nullable() })).output(z.null()),
  /**
   * Loads a style (.csl) into the case, and sets it at once with `choose`: one operation. The same file twice is one. `STYLE_UNUSABLE` with
   * the reason where it cannot be used.
   */
  addStyle: procedure.input(z.object({ file: z.file(), choose: z.boolean().default(false) })).output(citationStyle),
  /** Takes a style that was loaded out of the case; `NOT_FOUND` where there is none. A report that was set in it is set as Assay sets them. One operation. */
  removeStyle: procedure.input(z.object({ styleId: citationStyle.shape.id })).output(z.null()),
};
