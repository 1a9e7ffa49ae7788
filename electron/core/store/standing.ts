import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { AssayError } from '../../../shared/domain/errors.ts';

/** Tells whether the file of an open case still stands where it was opened. */
export interface Standing {
  /** Device and inode of the file that was opened are what the path leads to now. Errors of the disk itself are thrown as they are. */
  look(): 'here' | 'missing' | 'replaced';
  /** Throws `CASE_GONE` when the file is not the one that was opened. */
  check(): void;
}

/** Remembers which file a path leads to. A move, a deletion and another file in its place are noticed by a look of some microseconds. */
export function rememberFile(path: string): Standing {
  const opened = identify(path);
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
  };
}

/** Names a file whatever its path: device and inode. Links count as the file that they lead to. */
export function identify(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true });
  return `${dev}:${ino}`;
}
