import * as z from 'zod';
import { instant } from '../domain/ids.ts';
import { procedure } from './base.ts';
import { openCase } from './cases.ts';

const target = z.object({
  /** Names the case as `cases.known` does; null: the one that could not be opened last. */
  key: z.string().nullable(),
});

/** What a look into a case that does not open found out. The file is only read, from a copy. */
export const inspection = z.object({
  key: z.string(),
  name: z.string(),
  fileName: z.string(),
  folder: z.string(),
  /** damaged, cut off, of a newer format, empty, no case at all, or sound after all. */
  state: z.enum(['damaged', 'cut', 'newer', 'empty', 'foreign', 'missing', 'sound']),
  /** What SQLite or the checks said. */
  detail: z.string(),
  size: z.int(),
  modifiedAt: instant.nullable(),
  /** Rows that can be read, by kind, and how many should be there where that is known. */
  readable: z.array(z.object({ table: z.string(), rows: z.int(), expected: z.int().nullable() })),
  /** The newest operation that is known from anywhere. */
  newest: z.object({ seq: z.int(), at: instant, label: z.string() }).nullable(),
  journal: z.object({
    state: z.enum(['usable', 'damaged', 'missing', 'foreign']),
    operations: z.int(),
    newestAt: instant.nullable(),
  }),
  backups: z.array(
    z.object({
      id: z.string(),
      at: instant,
      seq: z.int(),
      /** Operations of the journal that can be played onto it. */
      fromJournal: z.int(),
      /** Does it tell the history of this file? `another` is that of a copy that went its own way, or of another case. */
      history: z.enum(['this', 'another', 'unknown']),
      /** Operations that would be missing after restoring it; null: not known, or those of another history. */
      missing: z.int().nullable(),
    }),
  ),
});
export type Inspection = z.infer<typeof inspection>;

/** Something that could not be read or did not fit, in words. */
export const loss = z.object({ table: z.string(), rowId: z.string().nullable(), message: z.string() });
export type Loss = z.infer<typeof loss>;

export const recovery = {
  inspect: procedure.input(target).output(inspection),
  /**
   * Puts a backup in the place of the damaged case, plays the journal onto it and opens it. The damaged file is kept beside
   * it under another name, which is returned.
   */
  restore: procedure
    .input(target.extend({ backupId: z.string() }))
    .output(z.object({ case: openCase, keptAs: z.string(), fromJournal: z.int(), missing: z.int().nullable() })),
  /** Writes all that can be read into a new case in the case folder and opens it. The damaged file is not touched. */
  salvage: procedure.input(target).output(z.object({ case: openCase, rows: z.int(), losses: z.array(loss) })),
  /** All words that can be read, as a text file to be opened anywhere. */
  export: procedure.input(target).output(z.object({ file: z.file(), losses: z.int() })),
};
