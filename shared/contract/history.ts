import * as z from 'zod';
import { id, instant, sha256 } from '../domain/ids.ts';
import { procedure } from './base.ts';
import { openCase } from './cases.ts';

/** Things with a timeline of their own, and a place in the trash. */
export const subjectKind = z.enum(['document', 'passage', 'claim', 'evidence', 'verdict', 'note', 'label', 'sighting', 'agent']);
export type SubjectKind = z.infer<typeof subjectKind>;

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
  /** What it was done to, in words: the claim, article, passage by name; empty when it touched none or many. */
  subject: z.string(),
  /** The kind of thing that it was done to; null for the case itself. */
  about: subjectKind.nullable(),
  /** The later operation by which it was taken back by itself, and still is; null for all others, those that undo reached included. */
  takenBackBy: z.object({ seq: z.int(), at: instant }).nullable(),
});
export type Operation = z.infer<typeof operation>;

/** Which operations a timeline shows; all conditions together. Instants are compared with the clock of the operation. */
export const historyFilter = z.object({
  actor: z.string().optional(),
  /** Operations that wrote a row of this kind. */
  kind: subjectKind.optional(),
  from: instant.optional(),
  /** Exclusive. */
  to: instant.optional(),
  /** The thing itself and what hangs on it: a claim's evidence, an article's passages. */
  subject: z.object({ kind: z.enum(['document', 'passage', 'claim']), id }).optional(),
});
export type HistoryFilter = z.infer<typeof historyFilter>;

/** A deleted thing. */
export const trashItem = z.object({
  kind: subjectKind,
  id,
  /** What it was called, or its first words. */
  title: z.string(),
  /** The operation that deleted it. */
  seq: z.int(),
  at: instant,
  actor: z.string(),
  /** Other rows that went with it and come back with it. */
  with: z.int(),
});
export type TrashItem = z.infer<typeof trashItem>;

/** The step that was taken: `seq` is its own number. `do` when it is a new operation, which undo takes back like any other. */
const undoResult = z.object({
  seq: z.int(),
  label: z.string(),
  kind: z.enum(['do', 'undo', 'redo']),
  tables: z.array(z.string()),
  ids: z.array(id),
});

/** What undo and redo would do now, by name, and the newest operation with its hash. */
export const historyState = z.object({ undo: z.string().nullable(), redo: z.string().nullable(), seq: z.int(), head: sha256 });
export type HistoryState = z.infer<typeof historyState>;

export const history = {
  state: procedure.input(z.object({})).output(historyState),
  /**
   * Takes back the newest step. With a number, the operation that has it: as the newest step where it is that, else by itself, as
   * `undoOne` does. `UNDO_BLOCKED` when others depend on it.
   */
  undo: procedure.input(z.object({ seq: z.int().optional() })).output(undoResult),
  /** Does again what was undone last. With the number of an undo, only what that one took back: `REDO_BLOCKED` when other steps came since. */
  redo: procedure.input(z.object({ seq: z.int().optional() })).output(undoResult),
  /** Operations, newest first, a page at a time. */
  list: procedure
    .input(historyFilter.extend({ before: z.int().optional(), limit: z.int().min(1).max(500).default(100) }))
    .output(z.object({ operations: z.array(operation), more: z.boolean() })),
  /** What one operation changed, row by row, before and after. */
  changes: procedure.input(z.object({ seq: z.int() })).output(
    z.array(
      z.object({
        table: z.string(),
        rowId: z.string(),
        /** What the row is about, in words. */
        title: z.string(),
        before: z.record(z.string(), z.unknown()).nullable(),
        after: z.record(z.string(), z.unknown()).nullable(),
        /** What the ids in both stand for, in words. */
        names: z.record(z.string(), z.string()),
      }),
    ),
  ),
  /** Everyone who stands beside an operation, by name. */
  people: procedure.input(z.object({})).output(z.array(z.string())),
  /** Can this operation be taken back by itself, and if not, why not. */
  canUndo: procedure
    .input(z.object({ seq: z.int() }))
    .output(z.object({ ok: z.boolean(), detail: z.string(), by: z.array(z.object({ seq: z.int(), label: z.string() })) })),
  /** Takes back one operation (with its gesture) in the middle of the history, as a new operation. `UNDO_BLOCKED` when others depend on it. */
  undoOne: procedure.input(z.object({ seq: z.int() })).output(undoResult),
  /** Deleted things, newest deletion first. */
  trash: procedure
    .input(z.object({ before: z.int().optional(), limit: z.int().min(1).max(500).default(100) }))
    .output(z.object({ items: z.array(trashItem), more: z.boolean() })),
  /** Brings deleted things back with what went with them, as one operation. */
  restore: procedure
    .input(
      z.object({
        items: z
          .array(z.object({ kind: subjectKind, id }))
          .min(1)
          .max(10_000),
      }),
    )
    .output(undoResult),
  /** Shows the case as it was after an operation, read-only, in every window of this process. */
  viewAsOf: procedure.input(z.object({ seq: z.int().min(1) })).output(openCase),
  /** Leaves the earlier moment (or the backup) and shows the case itself again; of a backup that was opened by its file, the case of which it was made. */
  backToNow: procedure.input(z.object({})).output(openCase),
};
