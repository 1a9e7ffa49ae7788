import { closeSync, fstatSync, openSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { AssayError } from '../../../shared/domain/errors.ts';

/** Tells whether the file of an open case still stands where it was opened. */
export interface Standing {
  /** Device and inode of the file that was opened are what the path leads to now. Errors of the disk itself are thrown as they are. */
  look(): 'here' | 'missing' | 'replaced';
  /** Throws `CASE_GONE` when the file is not the one that was opened. */
  check(): void;
  /** Removes the write-ahead log that the case was opened with from beside the path, where another file stands now. */
  dropLog(): void;
  /** To be told after every write of our own to the file. */
  written(): void;
  /** Has nobody else written to the file since, wherever it is now? */
  untouched(): boolean;
  /** Only after the case is closed. */
  close(): void;
}

/** Remembers which file a path leads to. A move, a deletion and another file in its place are noticed by a look of some microseconds. */
export function rememberFile(path: string): Standing {
  const opened = identify(path);
  const { handle, release } = holdFile(path);
  const state = (): string => {
    const { mtimeNs, size } = fstatSync(handle, { bigint: true });
    return `${mtimeNs}:${size}`;
  };
  let left = state();
  const log = identifyIfThere(`${path}-wal`);
  const look = (): ReturnType<Standing['look']> => {
    try {
      return identify(path) === opened ? 'here' : 'replaced';
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
      // A folder that may not be looked into any more says nothing about the file: the next write will.
      if (code === 'EACCES' || code === 'EPERM') return 'here';
      throw error;
    }
  };
  return {
    look,
    check() {
      const what = look();
      if (what !== 'here') throw new AssayError('CASE_GONE', { name: basename(path), what });
    },
    dropLog() {
      if (log === null || identifyIfThere(`${path}-wal`) !== log) return;
      for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
    },
    written: () => void (left = state()),
    untouched: () => state() === left,
    close: release,
  };
}

/** Handles of files that are open here, by what names the file. */
const held = new Map<string, { handle: number; users: number }>();

/**
 * A handle of a file, shared by all who have it open in this process: closing any handle of a file drops every lock that the
 * process has on it, so that none is closed before the last of them is done.
 */
export function holdFile(path: string): { handle: number; release(): void } {
  const identity = identify(path);
  const holding = held.get(identity) ?? { handle: openSync(path, 'r'), users: 0 };
  held.set(identity, holding);
  holding.users += 1;
  return {
    handle: holding.handle,
    release() {
      holding.users -= 1;
      if (holding.users > 0) return;
      held.delete(identity);
      closeSync(holding.handle);
    },
  };
}

/** Names a file whatever its path: device and inode. Links count as the file that they lead to. */
function identify(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true });
  return `${dev}:${ino}`;
}

function identifyIfThere(path: string): string | null {
  try {
    return identify(path);
  } catch {
    return null;
  }
}
