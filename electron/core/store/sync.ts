import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';

/** Makes names in a folder as lasting as the files; systems that have no such thing need none. Throws the system's error. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Brings to the disk what others wrote to a file. Throws the system's error. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Writes a file where none may stand, and brings it to the disk. `prepare` gets its handle while it is empty. Throws the system's error. */
export function writeSynced(path: string, content: string | Uint8Array, prepare?: (handle: number) => void): void {
  const handle = openSync(path, 'wx');
  try {
    prepare?.(handle);
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
