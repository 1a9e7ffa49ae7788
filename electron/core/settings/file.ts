import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import * as z from 'zod';
import { backupDefaults } from '../../../shared/contract/backups.ts';
import { settingsShape } from '../../../shared/contract/settings.ts';
import type { Log } from '../log.ts';

const unfinishedImport = z.object({
  importId: z.string(),
  /** Earlier settings held one import a case, by the id of that. */
  caseId: z.string().optional(),
  at: z.string(),
  total: z.int(),
  paths: z.array(z.string()).nullable(),
  keepTextless: z.boolean(),
});
export type StoredImport = z.infer<typeof unfinishedImport>;

const fileShape = settingsShape.extend({
  recent: z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.string().nullable() })).default([]),
  /** Where backups went before; what lies there is still listed. */
  earlierBackupFolders: z.array(z.string()).default([]),
  /** Imports that were begun and not ended, by their id. Paths where the caller named any. */
  unfinishedImports: z.record(z.string(), unfinishedImport).default({}),
  /** Folders that are watched, by the id of the case that their files are for; new is what changed after `markMs`, by the clock of the folder. */
  watchedFolders: z.record(z.string(), z.object({ folder: z.string(), markMs: z.number() })).default({}),
  /** Opened at the next start; null after the analyst closed it. */
  lastCase: z.string().nullable().default(null),
});
export type StoredSettings = z.infer<typeof fileShape>;

/** The settings of this person on this machine: one small JSON file, replaced whole, never half written. */
export interface SettingsFile {
  read(): StoredSettings;
  /** Name of the file as which settings that could not be read were set aside at the start; null when all could be. */
  readonly setAside: string | null;
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
    unfinishedImports: {},
    watchedFolders: {},
    lastCase: null,
  };
  const loaded = load(path, initial, log);
  let current = loaded.settings;
  return {
    setAside: loaded.setAside,
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

interface Loaded {
  settings: StoredSettings;
  setAside: string | null;
}

function load(path: string, initial: StoredSettings, log: Log): Loaded {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { settings: initial, setAside: null };
  }
  try {
    return { settings: fileShape.parse({ ...initial, ...(JSON.parse(text) as object) }), setAside: null };
  } catch (error) {
    // No case waits for settings: unreadable ones are set aside, and what can still be understood of them is kept.
    log.error('settings unreadable', error);
    const setAside = `${path}.unreadable`;
    try {
      renameSync(path, setAside);
    } catch (failure) {
      log.error('settings not set aside', failure);
    }
    return { settings: { ...initial, ...understood(text) }, setAside: basename(setAside) };
  }
}

/** Every setting by itself that is one. */
function understood(text: string): Partial<StoredSettings> {
  let found: Record<string, unknown>;
  try {
    found = Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
  const settings = Object.entries(fileShape.shape).flatMap(([name, shape]) => {
    const { success, data } = shape.safeParse(found[name]);
    return success && name in found ? [[name, data] as const] : [];
  });
  return Object.fromEntries(settings);
}
