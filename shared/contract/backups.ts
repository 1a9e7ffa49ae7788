import * as z from 'zod';
import { instant, sha256 } from '../domain/ids.ts';
import { folderPlace } from '../domain/safety.ts';
import { procedure } from './base.ts';
import { openCase } from './cases.ts';

export const backupReason = z.enum(['interval', 'close', 'migration', 'bulk', 'restore', 'heal', 'journal', 'manual']);
export type BackupReason = z.infer<typeof backupReason>;

/** A copy of the case that was written, synced and checked; one that failed its check is never listed. */
export const backup = z.object({
  /** Names the backup in calls; stands for its path. */
  id: z.string(),
  at: instant,
  reason: backupReason,
  /** Newest operation in it. */
  seq: z.int(),
  head: sha256,
  size: z.int(),
  /** Which rule keeps it: of the newest, of an hour, of a day. */
  keptFor: z.enum(['recent', 'hourly', 'daily']),
  /** Operations made since; null when this backup tells another history than the open case. */
  operationsSince: z.int().nullable(),
});
export type Backup = z.infer<typeof backup>;

export const backups = {
  /** Backups of the open case, newest first. */
  list: procedure.input(z.object({})).output(
    z.object({
      backups: z.array(backup),
      /** Where they lie, for people to read, shortened with `~`. */
      folder: z.string(),
      place: folderPlace,
      /** Why the newest try failed, in words; null when it did not. */
      problem: z.string().nullable(),
      running: z.boolean(),
    }),
  ),
  /** Makes one now. `BACKUP_FAILED` says why none could be made. */
  make: procedure.input(z.object({})).output(backup),
  /** What changed in the open case since a backup: operations by label, rows by kind. */
  since: procedure.input(z.object({ id: z.string() })).output(
    z.object({
      operations: z.array(z.object({ label: z.string(), count: z.int() })),
      rows: z.array(z.object({ table: z.string(), added: z.int(), changed: z.int(), removed: z.int() })),
    }),
  ),
  /** Shows a backup in place of the case, read-only; `history.backToNow` leads back. */
  open: procedure.input(z.object({ id: z.string() })).output(openCase),
  /** Brings every row of the open case to what the backup says, as one operation that can be undone. */
  restore: procedure.input(z.object({ id: z.string() })).output(z.object({ seq: z.int(), label: z.string(), rows: z.int() })),
  /** The backup as a case file of its own. */
  export: procedure.input(z.object({ id: z.string() })).output(z.object({ file: z.file() })),
};

export const backupSettings = z.object({
  /** Full path of the folder; null: the one in the person's own data folder. */
  folder: z.string().nullable(),
  everyMinutes: z.int().min(1).max(240),
  recent: z.int().min(1).max(100),
  hourly: z.int().min(0).max(200),
  daily: z.int().min(0).max(400),
});
export type BackupSettings = z.infer<typeof backupSettings>;
export const backupDefaults: BackupSettings = { folder: null, everyMinutes: 10, recent: 12, hourly: 24, daily: 30 };
