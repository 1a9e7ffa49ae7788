/** About so long nothing else is asked of the case while a batch is written. */
const writingMs = 40;
const mostFiles = 50;
const [fewestBytes, mostBytes] = [64 * 1024, 16 * 1024 * 1024];

/** How much of an import goes into one transaction. */
export interface BatchLimit {
  /** Whether so many files, of so many bytes together, are enough for one. */
  isReached(files: number, bytes: number): boolean;
  /** What was written, in milliseconds: the next batch is to take no longer than it may. */
  learn(files: number, bytes: number, took: number): void;
}

/**
 * A batch too large keeps everybody else waiting, one too small waits for the disk after every few files. How long one takes depends on the
 * disk, on the files, and on what the case holds already: each tells how large the next one may be.
 */
export function createBatchLimit(): BatchLimit {
  let files = 8;
  let bytes = 1024 * 1024;
  return {
    isReached: (count, size) => count >= files || size >= bytes,
    learn(count, size, took) {
      const share = writingMs / Math.max(took, 1);
      files = Math.min(mostFiles, Math.max(1, Math.floor(count * share)));
      bytes = Math.min(mostBytes, Math.max(fewestBytes, size * share));
    },
  };
}
