import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file beside an open case that holds some room on the disk, given up when the disk is full. */
export interface Reserve {
  /** Given up, and not made again since. */
  readonly spent: boolean;
  /** Makes the file where there is room for four of it; true when it stands. Never throws: without it a full disk is only less comfortable. */
  make(): boolean;
  /** Gives its room up; true when there was any. */
  free(): boolean;
  /** Is there as much room as the reserve held, once more? */
  roomy(): boolean;
  /** The case is being closed. */
  remove(): void;
}

/** Bytes held. */
const size = 1_048_576;

/** The reserve of a case. It lives as long as the case is open: one that a killed process left is taken over, a closed case has none. */
export function openReserve(casePath: string): Reserve {
  const path = join(dirname(casePath), `.${basename(casePath)}.reserve`);
  let spent = false;

  const room = (): number => {
    const { bavail, bsize } = statfsSync(dirname(casePath));
    return bavail * bsize;
  };

  function make(): boolean {
    let file: number | undefined;
    try {
      if (statSync(path, { throwIfNoEntry: false })?.size === size) return true;
      if (room() < 4 * size) return false;
      file = openSync(path, 'w', 0o600);
      // What was given up once is made again only when four of it can be written: a quota is not told by the free space.
      // Random bytes, since file systems that compress would keep nothing free for zeros; synced, since others wait with finding a place.
      const written = spent ? 4 : 1;
      for (let part = 0; part < written; part++) writeSync(file, randomBytes(size), 0, size, part * size);
      fsyncSync(file);
      ftruncateSync(file, size);
      spent = false;
      return true;
    } catch {
      remove();
      return false;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  function remove(): void {
    try {
      rmSync(path, { force: true });
    } catch {
      // The folder takes no changes any more: the file stays, and is taken over at the next opening.
    }
  }

  return {
    get spent() {
      return spent;
    },
    make,
    free() {
      if (statSync(path, { throwIfNoEntry: false }) === undefined) return false;
      remove();
      spent = true;
      return true;
    },
    roomy() {
      try {
        return room() >= 2 * size;
      } catch {
        return true;
      }
    },
    remove,
  };
}
