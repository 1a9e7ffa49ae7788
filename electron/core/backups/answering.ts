import type { Maintain } from '../maintenance/run.ts';
import { longestFolder, requestBytes, slot } from './ask-folders.ts';

/** Tells which folders answer, without waiting for those that do not. */
export interface Answering {
  /** Of these folders those that do not answer, as one on a network that is gone: whoever asks for it waits for ever. At most a moment. */
  silentOf(folders: readonly string[]): string[];
  /** Asks no more. */
  close(): void;
}

/** Where there are no threads to ask with. */
export const allAnswer: Answering = { silentOf: () => [], close: () => undefined };

interface Asker {
  flags: Int32Array;
  words: Uint8Array;
  end: AbortController;
}

/** Milliseconds. A folder that is there answers within some; a moment is what all together may take. */
const moment = 1_000;
/** Those that come after one that took the moment. */
const least = 20;
/** A busy machine may take its time to start a thread: that is no fault of a folder, which then is asked the next time. */
const startLimit = 3_000;

/** Asks folders in threads of its own, as `maintain` starts them. A thread that a folder holds up is left to it: its answer may still come. */
export function createAnswering(maintain: Maintain): Answering {
  let free: Asker | null = null;
  const held = new Map<string, Asker>();

  function start(): Asker {
    const shared = new SharedArrayBuffer(requestBytes);
    const asker = { flags: new Int32Array(shared, 0, 4), words: new Uint8Array(shared, 16), end: new AbortController() };
    maintain('askFolders', { shared }, asker.end.signal).catch(() => undefined);
    Atomics.wait(asker.flags, slot.begun, 0, startLimit);
    return asker;
  }

  function answers(folder: string, limit: number): boolean {
    const waiting = held.get(folder);
    if (waiting) {
      if (Atomics.load(waiting.flags, slot.asked) === 1) return false;
      held.delete(folder);
      if (free) waiting.end.abort();
      else free = waiting;
      return true;
    }
    const name = new TextEncoder().encode(folder);
    // No system takes so long a path: asking for it comes back at once.
    if (name.length > longestFolder) return true;
    const asker = (free ??= start());
    if (Atomics.load(asker.flags, slot.begun) === 0) return true;
    asker.words.set(name);
    Atomics.store(asker.flags, slot.length, name.length);
    Atomics.store(asker.flags, slot.asked, 1);
    Atomics.notify(asker.flags, slot.asked);
    if (Atomics.wait(asker.flags, slot.asked, 1, limit) === 'timed-out') {
      held.set(folder, asker);
      free = null;
      return false;
    }
    return true;
  }

  return {
    silentOf(folders) {
      const until = performance.now() + moment;
      return folders.filter((folder) => !answers(folder, Math.max(least, until - performance.now())));
    },
    close() {
      for (const asker of [free, ...held.values()]) asker?.end.abort();
      free = null;
      held.clear();
    },
  };
}
