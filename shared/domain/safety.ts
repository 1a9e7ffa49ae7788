import * as z from 'zod';
import { instant } from './ids.ts';

/**
 * How the disk under an open case does. ok: the newest write went through; full, io, denied: the newest write failed so;
 * missing, replaced: the file is not the one that was opened, and nothing is written until the analyst chooses.
 */
export const caseHealth = z.object({
  state: z.enum(['ok', 'full', 'io', 'denied', 'missing', 'replaced']),
  /** What the system said, for the curious. */
  detail: z.string(),
  since: instant.nullable(),
});
export type CaseHealth = z.infer<typeof caseHealth>;

/** What kind of folder something lies in: other programs write to a cloud folder, and a network folder keeps no locks. */
export const folderPlace = z.object({
  kind: z.enum(['local', 'cloud', 'network']),
  /** The service or file system, e.g. `Dropbox`, `NFS`; empty for local. */
  name: z.string(),
});
export type FolderPlace = z.infer<typeof folderPlace>;

/** Something about the open case that its analyst should know; `count` is a number of operations. */
export const caseNotice = z.object({
  kind: z.enum([
    /** It was not closed properly last time. A full check runs. */
    'unclean',
    /** Its journal is not beside it: moved or mailed alone. A new journal was begun. */
    'journal-missing',
    /** The case is only read, and has lost operations that its journal still has: it is shown as it was before them. */
    'journal-ahead',
    /** The journal had operations that the case had lost; they were brought back. */
    'case-healed',
    /** The case had operations that its journal had lost; they were written to it again. */
    'journal-healed',
    /** The journal beside it tells another history. It was set aside and a new one begun. */
    'journal-foreign',
    /** The journal cannot be written at present; the case itself is saved. */
    'journal-failing',
    /** Its newest operations are damaged in the journal and missing in the case; a copy of the journal is kept. */
    'operations-lost',
    /** It was brought up to the present format; a backup of the old one was made. */
    'migrated',
    'cloud-folder',
    'network-folder',
    /** No backup could be made lately. */
    'backup-failing',
    /** The settings of this person could not be read when Assay was started: other folders with backups may be forgotten. */
    'settings-lost',
    /** A backup was given up because what was copied did not pass its check: the case may be damaged. */
    'backup-damaged',
    /** Its backups lie in its own folder, and would be lost together with it. */
    'backups-beside',
    /** A check found damage. */
    'check-failed',
  ]),
  count: z.int().nullable(),
  /** A name or a reason to be shown with it; empty where there is none. */
  detail: z.string(),
});
export type CaseNotice = z.infer<typeof caseNotice>;
