import * as z from 'zod';
import { procedure } from './base.ts';

/**
 * How the watch does. watching: what comes into the folder is imported; paused: the case cannot be written to now, or an earlier moment of it is
 * shown; gone: there is no such folder now; unreadable: Assay may not read it; silent: its disk does not answer.
 */
export const watchedState = z.enum(['watching', 'paused', 'gone', 'unreadable', 'silent']);
export type WatchedState = z.infer<typeof watchedState>;

export const watchedFolderShape = z.object({
  /** elsewhere: one is watched for this case on another machine, and none here. */
  state: z.enum(['off', 'elsewhere', ...watchedState.options]),
  /** For people to read, shortened with `~`; empty where none is watched here. */
  folder: z.string(),
});
export type WatchedFolder = z.infer<typeof watchedFolderShape>;

/** A folder of this machine whose new files are imported into the open case while that is open. */
export const watchedFolder = {
  get: procedure.input(z.object({})).output(watchedFolderShape),
  /** Watches a folder by its full path; what lies in it already stays out. `NOT_ALLOWED` where it cannot be watched, or paths are not trusted. */
  set: procedure.input(z.object({ path: z.string().min(1).max(4_000) })).output(watchedFolderShape),
  stop: procedure.input(z.object({})).output(watchedFolderShape),
};
