import {
  constants,
  closeSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
  watch,
  type FSWatcher,
} from 'node:fs';
import { join } from 'node:path';
import type { ImportFailure } from '../../../shared/domain/errors.ts';
import { largestFile } from '../importers/decode.ts';
import type { TaskContext } from '../maintenance/context.ts';

/** Tasks of the maintenance thread: a folder on a network that is gone may never answer, and nothing else is to wait for it. */

/** A file as it lies there: size in bytes, times in milliseconds. */
export interface SeenFile {
  name: string;
  size: number;
  modifiedMs: number;
  /** When anything about it changed, its name and folder included. No program can set it, unlike `modifiedMs`, which may lie in the future. */
  changedMs: number;
}

export type Look =
  | {
      ok: true;
      /** The folder without links. */
      folder: string;
      /** Files that changed after `afterMs`, by when they did. */
      fresh: SeenFile[];
      /** Names of the others; only where they were asked for. */
      others: string[];
      newestMs: number;
      folderMs: number;
    }
  | { ok: false; why: 'gone' | 'unreadable' };

/** Names that programs give to what they have not finished, or keep for themselves; and cases with what lies beside them. */
const unfinished =
  /^(?:\.|~\$|~lock)|~$|\.(?:part|partial|crdownload|download|opdownload|filepart|tmp|temp|aria2|!ut|!qb|swp)$|\.assay(?:$|[.-])/i;
/** Beside a file, they say that it is not whole yet. */
const besideUnfinished = ['.part', '.crdownload', '.partial', '.download', '.aria2'];

/** Looks at the files that lie in a folder itself, links left out. Errors of single files are no errors: they come and go. */
export function lookAtFolder(
  { folder: given, afterMs, withOthers }: { folder: string; afterMs: number; withOthers: boolean },
  { check }: TaskContext,
): Look {
  try {
    const folder = realpathSync(given);
    const { mtimeMs: folderMs } = statSync(folder);
    const entries = readdirSync(folder, { withFileTypes: true });
    const names = new Set(entries.map(({ name }) => name));
    const [fresh, others]: [SeenFile[], string[]] = [[], []];
    let newestMs = afterMs;
    for (const [index, entry] of entries.entries()) {
      if (index % 1_000 === 0) check();
      const { name } = entry;
      if (!entry.isFile() || unfinished.test(name)) continue;
      const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
      if (!found?.isFile()) continue;
      const changedMs = found.ctimeMs;
      newestMs = Math.max(newestMs, changedMs);
      const isWhole = found.size > 0 && !besideUnfinished.some((suffix) => names.has(name + suffix));
      if (changedMs <= afterMs) {
        if (withOthers) others.push(name);
      } else if (isWhole) fresh.push({ name, size: found.size, modifiedMs: found.mtimeMs, changedMs });
    }
    fresh.sort((a, b) => a.changedMs - b.changedMs);
    return { ok: true, folder, fresh, others, newestMs, folderMs };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { ok: false, why: code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unreadable' };
  }
}

/** Reads a file that was seen; `vanished` where another stands there now. A link in its place is not followed. */
export function readSeenFile({ folder, file }: { folder: string; file: SeenFile }): Uint8Array | ImportFailure {
  if (file.size > largestFile) return 'too-large';
  let handle: number;
  try {
    handle = openSync(join(folder, file.name), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ELOOP' ? 'vanished' : 'unreadable';
  }
  try {
    const found = fstatSync(handle);
    if (!found.isFile() || found.size !== file.size || found.mtimeMs !== file.modifiedMs) return 'vanished';
    const bytes = new Uint8Array(found.size);
    let at = 0;
    while (at < bytes.length) {
      const read = readSync(handle, bytes, at, bytes.length - at, at);
      if (read === 0) return 'vanished';
      at += read;
    }
    return bytes;
  } catch {
    return 'unreadable';
  } finally {
    closeSync(handle);
  }
}

/**
 * Resolves when something in a folder changes, and with `false` when nothing did for that long: some file systems tell nobody of
 * changes. `folderMs`: when the folder changed last, as it was seen.
 */
export function awaitChange(
  { folder, folderMs, patienceMs }: { folder: string; folderMs: number; patienceMs: number },
  { signal }: TaskContext,
): Promise<boolean> {
  return new Promise((resolve) => {
    let watcher: FSWatcher | null = null;
    const end = (changed: boolean): void => {
      clearTimeout(patience);
      watcher?.close();
      resolve(changed);
    };
    const patience = setTimeout(() => end(false), patienceMs);
    signal?.addEventListener('abort', () => end(false), { once: true });
    try {
      watcher = watch(folder, () => end(true)).on('error', () => end(true));
      // What came between the look and the watch.
      if (statSync(folder).mtimeMs !== folderMs) end(true);
    } catch {
      // Where changes cannot be watched they are found by looking now and then.
    }
  });
}
