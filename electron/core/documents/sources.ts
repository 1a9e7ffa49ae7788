import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ImportFailure } from '../../../shared/domain/errors.ts';
import { largestFile } from '../importers/decode.ts';

/** A file that an import will read when its turn comes. */
export interface ImportSource {
  /** How many archives it lies in. */
  depth?: number;
  /** As the analyst knows it: the file's name, or its path inside the folder that was given. */
  name: string;
  read(): Promise<Uint8Array | ImportFailure>;
}

/** The name under which pasted words are kept. */
export const pastedName = 'Pasted text.txt';
/** The name under which words are kept that were pasted with their markup. */
export const pastedPageName = 'Pasted text.html';

/** Files that came with the call. */
export function fileSources(files: readonly { name: string; file: File }[]): ImportSource[] {
  return files.map(({ name, file }) => ({
    name: name || file.name,
    read: async () => (file.size > largestFile ? 'too-large' : new Uint8Array(await file.arrayBuffer())),
  }));
}

/**
 * Every file under these paths, folders walked in alphabetical order, hidden files left out. What cannot be listed is a
 * source too: it fails when read, so that it gets its line among the others.
 */
export async function* pathSources(paths: readonly string[], signal?: AbortSignal): AsyncGenerator<ImportSource> {
  for (const path of paths) yield* walk(path, basename(path) || path, new Set(), signal);
}

async function* walk(path: string, name: string, above: ReadonlySet<string>, signal?: AbortSignal): AsyncGenerator<ImportSource> {
  if (signal?.aborted) return;
  try {
    const found = await stat(path);
    if (!found.isDirectory()) {
      yield found.isFile() ? { name, read: () => readPath(path) } : failing(name, 'unsupported');
      return;
    }
    const place = `${found.dev}:${found.ino}`;
    // A link back to a folder above would lead round for ever.
    if (above.has(place)) return;
    const inside = (await readdir(path)).filter((entry) => !entry.startsWith('.')).toSorted((a, b) => a.localeCompare(b, 'en'));
    for (const entry of inside) yield* walk(join(path, entry), `${name}/${entry}`, new Set([...above, place]), signal);
  } catch (error) {
    yield failing(name, failureOf(error));
  }
}

async function readPath(path: string): Promise<Uint8Array | ImportFailure> {
  try {
    if ((await stat(path)).size > largestFile) return 'too-large';
    return await readFile(path);
  } catch (error) {
    return failureOf(error);
  }
}

const failing = (name: string, reason: ImportFailure): ImportSource => ({ name, read: () => Promise.resolve(reason) });

function failureOf(error: unknown): ImportFailure {
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'vanished' : 'unreadable';
}
