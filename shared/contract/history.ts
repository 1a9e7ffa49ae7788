import * as z from 'zod';
import { id, instant, sha256 } from '../domain/ids.ts';
import { procedure } from './base.ts';

export const operation = z.object({
  seq: z.int(),
  id,
  at: instant,
  actor: z.string(),
  label: z.string(),
  kind: z.enum(['do', 'undo', 'redo']),
  /** live: done and standing; undone: can be redone; abandoned: undone, then overtaken by a new change. Null for undo and redo themselves. */
  state: z.enum(['live', 'undone', 'abandoned']).nullable(),
  changes: z.int(),
  hash: sha256,
});
export type Operation = z.infer<typeof operation>;

const undoResult = z.object({ seq: z.int(), label: z.string(), tables: z.array(z.string()), ids: z.array(id) });

export const history = {
  /** What undo and redo would do now, by name. */
  state: procedure
    .input(z.object({}))
    .output(z.object({ undo: z.string().nullable(), redo: z.string().nullable(), seq: z.int(), head: sha256 })),
  undo: procedure.input(z.object({})).output(undoResult),
  redo: procedure.input(z.object({})).output(undoResult),
  /** Operations, newest first, a page at a time. */
  list: procedure
    .input(z.object({ before: z.int().optional(), limit: z.int().min(1).max(500).default(100) }))
    .output(z.object({ operations: z.array(operation), more: z.boolean() })),
  /** What one operation changed, row by row, before and after. */
  changes: procedure.input(z.object({ seq: z.int() })).output(
    z.array(
      z.object({
        table: z.string(),
        rowId: z.string(),
        before: z.record(z.string(), z.unknown()).nullable(),
        after: z.record(z.string(), z.unknown()).nullable(),
      }),
    ),
  ),
};
