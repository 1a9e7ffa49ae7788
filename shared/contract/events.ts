import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { id } from '../domain/ids.ts';
import { caseHealth } from '../domain/safety.ts';
import { procedure } from './base.ts';
import { openCase } from './cases.ts';
import { importOutcome } from './documents.ts';
import { historyState } from './history.ts';

/** What every window shows of the case as it stands after an operation: as `cases.current` and `history.state` would answer. */
const standing = openCase.pick({ caseId: true, savedAt: true, counts: true }).extend(historyState.shape);
export type Standing = z.infer<typeof standing>;

/** What every window is told. `changed` names the tables an operation wrote, so that queries reading them refetch. */
export const assayEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('changed'),
    seq: z.int(),
    label: z.string(),
    kind: z.enum(['do', 'undo', 'redo']),
    at: z.string(),
    tables: z.array(z.string()),
    /** Ids of the rows written, at most 200; empty when there were more: then treat everything in the tables as changed. */
    ids: z.array(id),
    /** Of a later operation too, where that was recorded by now. Left out while an earlier moment of the case is shown. */
    standing: standing.optional(),
  }),
  /** Another case was opened, or the case was closed or renamed. */
  z.object({ type: z.literal('case') }),
  z.object({ type: z.literal('settings') }),
  /** The disk under the case got better or worse, or a notice came or went. */
  z.object({ type: z.literal('health'), health: caseHealth }),
  /** A backup was begun, made, failed or thinned out. */
  z.object({ type: z.literal('backups') }),
  /** The window that sent the files of an import is gone: the import is broken off. */
  z.object({ type: z.literal('import-broken') }),
  /** A folder is watched from now on, or no more, or the watch does better or worse. */
  z.object({ type: z.literal('watched-folder') }),
  /** Files came into the watched folder: how many of them are in the case now, by which operation, and how many failed. */
  z.object({
    type: z.literal('watched-import'),
    /** Name of the folder. */
    folder: z.string(),
    importId: id,
    /** The newest operation of the import; null where nothing came in. */
    seq: z.int().nullable(),
    made: z.int(),
    failed: z.int(),
    /** Of the first two hundred files. */
    outcomes: z.array(importOutcome),
  }),
  /** A check of the case began or ended. */
  z.object({ type: z.literal('check') }),
  /** First event of every subscription: from here on nothing is missed. */
  z.object({ type: z.literal('ready') }),
]);
export type AssayEvent = z.infer<typeof assayEvent>;

export const events = {
  /** `windowId`: which window listens, so that what it does is known to go on as long as it does. */
  subscribe: procedure.input(z.object({ windowId: id.optional() })).output(eventIterator(assayEvent)),
};
