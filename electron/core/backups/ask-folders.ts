import { readdirSync, realpathSync } from 'node:fs';

/** Places in the shared memory, one number each: `asked` is 1 from the question to its answer; `length` is that of the folder in bytes. */
export const slot = { begun: 0, asked: 1, length: 2 } as const;
export const longestFolder = 32 * 1024;
/** The numbers, and after them a folder in UTF-8. */
export const requestBytes = 16 + longestFolder;

/** Asks one folder after another, as the shared memory names them, until its thread is ended. It does not matter what they answer. */
export function askFolders({ shared }: { shared: SharedArrayBuffer }): never {
  const flags = new Int32Array(shared, 0, 4);
  Atomics.store(flags, slot.begun, 1);
  Atomics.notify(flags, slot.begun);
  for (;;) {
    Atomics.wait(flags, slot.asked, 0);
    const folder = new TextDecoder().decode(new Uint8Array(shared, 16, Atomics.load(flags, slot.length)).slice());
    try {
      readdirSync(realpathSync(folder));
    } catch {
      // Not there, or not to be read: that is an answer.
    }
    Atomics.store(flags, slot.asked, 0);
    Atomics.notify(flags, slot.asked);
  }
}
