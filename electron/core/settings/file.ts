import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { backupDefaults } from '../../../shared/contract/backups.ts';
import { settingsShape } from '../../../shared/contract/settings.ts';
import type { Log } from '../log.ts';

const fileShape = settingsShape.extend({
  recent: z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.string().nullable() })).default([]),
  /** Where backups went before; what lies there is still listed. */
  earlierBackupFolders: z.array(z.string()).default([]),
  /** Opened at the next start; null after the analyst closed it. */
  lastCase: z.string().nullable().default(null),
});
export type StoredSettings = z.infer<typeof fileShape>;

/** The settings of this person on this machine: one small JSON file, replaced whole, never half written. */
export interface SettingsFile {
  read(): StoredSettings;
  write(patch: Partial<StoredSettings>): StoredSettings;
}

export function openSettings(path: string, defaults: { actor: string }, log: Log): SettingsFile {
  const initial: StoredSettings = {
    actor: defaults.actor,
    theme: 'system',
    view: {},
    backups: backupDefaults,
    recent: [],
    earlierBackupFolders: [],
    lastCase: null,
  };
  let current = load(path, initial, log);
  return {
    read: () => current,
    write(patch) {
      current = { ...current, ...patch };
      mkdirSync(dirname(path), { recursive: true });
      const next = `${path}.next`;
      const file = openSync(next, 'w');
      try {
        writeFileSync(file, JSON.stringify(current, null, 2));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(next, path);
      return current;
    },
  };
}

function load(path: string, initial: StoredSettings, log: Log): StoredSettings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return initial;
  }
  try {
    return fileShape.parse({ ...initial, ...(JSON.parse(text) as object) });
  } catch (error) {
    // Settings are a convenience: unreadable ones are set aside, and no case waits for them.
    log.error('settings unreadable', error);
    renameSync(path, `${path}.unreadable`);
    return initial;
  }
}
