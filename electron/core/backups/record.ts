import * as z from 'zod';
import { backupReason, type BackupReason } from '../../../shared/contract/backups.ts';
import { instant, sha256 } from '../../../shared/domain/ids.ts';

/** What stands beside each backup once it has passed its check: what it is, and the hash of the file that was checked. */
const recordShape = z.object({
  format: z.literal(1),
  /** Counts the backups of a case: what is newer is told by it alone, since clocks jump. */
  order: z.int(),
  at: instant,
  reason: backupReason,
  caseId: z.string(),
  caseName: z.string(),
  /** Where the case lay. */
  casePath: z.string(),
  /** Format of the case in it. */
  schema: z.int(),
  seq: z.int(),
  head: sha256,
  /** bytes of the file */
  size: z.int(),
  /** of the file */
  sha256,
});
export type RecordOnDisk = z.infer<typeof recordShape>;

/** A backup that was checked and is where its record says. */
export interface BackupRecord extends RecordOnDisk {
  /** File name without ending; names the backup in calls. */
  id: string;
  /** The case file. */
  path: string;
}

export const backupEnding = '.assay';
export const recordEnding = '.json';
/** What a file is called until it has been checked. The process that writes it stands before the ending. */
export const partEnding = '.part';

/** The record that a file says, or null when it is not one. */
export function parseRecord(text: string): RecordOnDisk | null {
  try {
    return recordShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** File name of a backup without ending: its order, time and reason, e.g. `000042_2026-01-31T18-05-00Z_close`. */
export function backupName(order: number, at: string, reason: BackupReason): string {
  return `${String(order).padStart(6, '0')}_${at.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-')}_${reason}`;
}

/** The order that a file name says, finished or not; 0 for a file of another kind. */
export function orderOf(fileName: string): number {
  return Number(/^(\d{6,})_/.exec(fileName)?.[1] ?? 0);
}
