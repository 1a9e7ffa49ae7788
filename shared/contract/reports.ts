import * as z from 'zod';
import { citationStyle } from '../domain/citations.ts';
import { id } from '../domain/ids.ts';
import { procedure } from './base.ts';

export const reportFormat = z.enum(['html', 'pdf', 'md', 'csv']);
export type ReportFormat = z.infer<typeof reportFormat>;

export const reportOptions = z.object({
  title: z.string().max(300).default(''),
  /** Which claims, in this order; null: all claims of the case. */
  claimIds: z.array(id).nullable().default(null),
  groupBy: z.enum(['article', 'rating']).default('article'),
  /** Article texts with their passages marked, as an annex. */
  annex: z.boolean().default(false),
  /** The style that sources are set in (`citations.styles`); null: as Assay sets them; left out: the one that the case keeps. */
  citationStyle: citationStyle.shape.id.nullable().optional(),
});
export type ReportOptions = z.infer<typeof reportOptions>;

/** What the report lacks, stated in it and shown beside the preview. */
export const reportGap = z.object({
  kind: z.enum([
    'no-verdict',
    'no-evidence',
    'one-origin',
    'no-counter-evidence',
    'no-sighting',
    'quote-mismatch',
    'evidence-changed',
    'no-second-reader',
  ]),
  claimId: id,
  message: z.string(),
});
export type ReportGap = z.infer<typeof reportGap>;

export const reports = {
  /** The report as a tree of elements (hast), the same that every export is written from. */
  preview: procedure.input(reportOptions).output(
    z.object({
      tree: z.unknown(),
      gaps: z.array(reportGap),
      claims: z.int(),
      sources: z.int(),
    }),
  ),
  export: procedure.input(reportOptions.extend({ format: reportFormat })).output(z.object({ file: z.file(), gaps: z.array(reportGap) })),
};
