import * as z from 'zod';
import { backupSettings } from './backups.ts';
import { procedure } from './base.ts';

export const settingsShape = z.object({
  /** Name written beside every change, verdict and note. */
  actor: z.string().trim().min(1).max(200),
  theme: z.enum(['system', 'light', 'dark']),
  /** Pane sizes, columns and the like, by key; the renderer's own, opaque to the core. */
  view: z.record(z.string(), z.unknown()),
  backups: backupSettings,
});
export type Settings = z.infer<typeof settingsShape>;

export const settings = {
  get: procedure.input(z.object({})).output(
    settingsShape.extend({
      version: z.string(),
      /** Which conveniences this host has. */
      host: z.object({ kind: z.enum(['electron', 'browser', 'direct']), paths: z.boolean(), pdf: z.boolean() }),
    }),
  ),
  /** Changes what is given. The same goes for the settings of backups: two fields changed at once do not undo each other. */
  update: procedure.input(settingsShape.extend({ backups: backupSettings.partial() }).partial()).output(settingsShape),
};
