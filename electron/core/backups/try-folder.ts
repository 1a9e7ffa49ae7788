import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AssayError, type ErrorData } from '../../../shared/domain/errors.ts';
import { shortFolder } from '../cases/paths.ts';
import { makeFolder } from '../folders.ts';
import { isBesideCase } from './folders.ts';
import { asStoreError } from '../store/failures.ts';

export interface FolderTrial {
  /** Full path. */
  folder: string;
  /** Tells the trial's file from all others. */
  name: string;
  /** Shared memory of one number, set to 1 when the folder is asked: from then on it is the folder that takes its time. */
  begun: Int32Array;
  /** Paths of cases that are not to be lost together with their backups. */
  cases: readonly string[];
  settingsDir: string;
}

/** Makes the folder, and writes, syncs and removes a file in it. Errors: `FOLDER_UNUSABLE`. */
export function tryFolder({ folder, name, begun, cases, settingsDir }: FolderTrial): null {
  Atomics.store(begun, 0, 1);
  Atomics.notify(begun, 0);
  if (cases.some((path) => isBesideCase(folder, path, { settingsDir })))
    throw folderUnusable(folder, 'beside', 'it lies in the folder of the case');
  const trial = join(folder, `.assay-${name}.trial`);
  try {
    makeFolder(folder);
    const file = openSync(trial, 'wx');
    try {
      writeSync(file, 'Assay can write here.');
      fsyncSync(file);
    } finally {
      closeSync(file);
      rmSync(trial, { force: true });
    }
    return null;
  } catch (error) {
    throw folderUnusable(folder, whyNot(error, folder), error instanceof Error ? error.message : String(error));
  }
}

type Why = ErrorData<'FOLDER_UNUSABLE'>['why'];

const reasons: Readonly<Record<string, Why>> = { EEXIST: 'file', ENOTDIR: 'file', EISDIR: 'file', ENOENT: 'nowhere' };

function whyNot(error: unknown, folder: string): Why {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  if (reason) return reason;
  const known = asStoreError(error, folder);
  const kind = known instanceof AssayError ? (known.data as { kind?: 'full' | 'denied' | 'io' }).kind : undefined;
  return kind === undefined || kind === 'io' ? 'failed' : kind;
}

/** Why a folder takes no backups; `detail` is the system's own words. */
export function folderUnusable(folder: string, why: Why, detail: string): AssayError<'FOLDER_UNUSABLE'> {
  return new AssayError('FOLDER_UNUSABLE', { folder: shortFolder(join(folder, 'backup')), why, detail });
}
