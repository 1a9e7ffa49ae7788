import { Worker } from 'node:worker_threads';
import { importLimits } from '../../../shared/domain/importLimits.ts';

const megabyte = 1024 * 1024;
/** bytes; what a file may fill between two looks is kept free below the limit that is promised */
const room = 40 * megabyte;
const most = importLimits.memoryMegabytes * megabyte - room;
/** bytes; a process that holds so much when its file is read would let the next one pay for it. Bare libraries that are warm hold 280 MB. */
const worn = 340 * megabyte;

const [idle, busy] = [0, 1] as const;

export interface MemoryWatch {
  /** A file begins, or ends. Nothing is looked at between files. */
  set(state: 'busy' | 'idle'): void;
  /** Whether this process should make room for a new one. */
  isWorn(): boolean;
}

/**
 * Ends this process at once where it has more memory resident than one file may take. A cap on the heap does not do that: strings, buffers
 * and what a library keeps beside the heap do not count there. A thread looks, since the one that reads a file answers nobody meanwhile; it is
 * the only way that is the same on every system. Afterwards no other thread can be started, where the permission model is on.
 */
export function watchMemory(): MemoryWatch {
  const state = new Int32Array(new SharedArrayBuffer(4));
  // As source: bundled or not, it is one file that starts this process.
  const watch = new Worker(`(${String(look)})()`, {
    eval: true,
    workerData: { state, most },
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  });
  watch.unref();
  const { permission } = process as unknown as { permission?: { drop?(scope: string): void } };
  permission?.drop?.('worker');
  return {
    set(next) {
      Atomics.store(state, 0, next === 'busy' ? busy : idle);
      Atomics.notify(state, 0);
    },
    isWorn: () => process.memoryUsage.rss() > worn,
  };
}

/** Runs in the thread, and knows nothing but what it is given. */
function look(): void {
  const { workerData } = process.getBuiltinModule('node:worker_threads');
  const given = workerData as { state: Int32Array; most: number };
  for (;;) {
    Atomics.wait(given.state, 0, 0);
    while (Atomics.load(given.state, 0) === 1) {
      if (process.memoryUsage.rss() > given.most) process.kill(process.pid, 'SIGKILL');
      Atomics.wait(given.state, 0, 1, 5);
    }
  }
}
