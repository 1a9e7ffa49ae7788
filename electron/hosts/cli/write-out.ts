import { randomUUID } from 'node:crypto';
import { accessSync, constants, fchmodSync, readSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { holdFile } from '../../core/store/standing.ts';
import { syncFolder, writeSynced } from '../../core/store/sync.ts';
import { CliError, exit } from './exit.ts';

interface Target {
  /** The option that named the file, as it was given: `--out`. */
  option: string;
  /** Cases that this command works on, by their paths. */
  cases: readonly string[];
}

/**
 * Writes a file that was asked for by name, whole or not at all. A case, and what lies beside it for its sake, is never written
 * over: `OUT_REFUSED`. `OUT_FAILED` says in words why the file could not be written.
 */
export function writeOut(given: string, bytes: Uint8Array, { option, cases }: Target): void {
  let part: string | undefined;
  try {
    const path = resolved(given);
    if (belongsToCase(path, cases))
      throw new CliError(
        'OUT_REFUSED',
        exit.refused,
        `${given} is a case, or belongs to one. It was not written over. Name another file with ${option}.`,
      );
    const there = statSync(path, { throwIfNoEntry: false });
    // Nothing can be put in the place of a device or a pipe, nor be lost in it.
    if (there && !there.isFile()) return writeFileSync(path, bytes);
    // A new file in its place would get past a protection that holds for this one alone.
    if (there) accessSync(path, constants.W_OK);
    // A name of its own: that of the file may be as long as names can be.
    part = join(dirname(path), `.assay-${randomUUID()}.part`);
    writeSynced(part, bytes, (handle) => there && fchmodSync(handle, there.mode & 0o777));
    renameSync(part, path);
    part = undefined;
    syncFolder(dirname(path));
  } catch (error) {
    if (error instanceof CliError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new CliError('OUT_FAILED', exit.refused, `${given} could not be written (${code}). Choose another place for ${option}.`, {
      cause: error,
    });
  } finally {
    if (part !== undefined) rmSync(part, { force: true });
  }
}

/** Where a path leads, whether something is there yet or not. Throws the system's error where its folder is not there. */
function resolved(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return join(realpathSync.native(dirname(path)), basename(path));
  }
}

const beside: readonly ((folder: string, name: string) => string)[] = [
  ...['', '.journal', '-wal', '-shm', '-journal'].map((suffix) => (folder: string, name: string) => join(folder, name + suffix)),
  ...['lock', 'reserve', 'drafts'].map((ending) => (folder: string, name: string) => join(folder, `.${name}.${ending}`)),
];

/** Of a path such as `Harbour.assay-wal` the case that it would lie beside: `Harbour.assay`. */
function caseBeside(path: string): string {
  const name = basename(path).replace(/^\.(.*)\.(?:lock|reserve|drafts)$/i, '$1');
  return join(dirname(path), name.replace(/(?:\.journal|-wal|-shm|-journal)$/i, ''));
}

function belongsToCase(path: string, cases: readonly string[]): boolean {
  const known = cases.map(resolvedIfThere).flatMap((one) => beside.map((of) => of(dirname(one), basename(one))));
  if (known.some((one) => isSame(one, path))) return true;
  const owner = caseBeside(path);
  return isCase(path) || (owner !== path && isCase(owner));
}

function resolvedIfThere(path: string): string {
  try {
    return resolved(path);
  } catch {
    return path;
  }
}

/** One file by whatever names; where one of them is not there yet, one name in whatever letters. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  if (one && other) return one.dev === other.dev && one.ino === other.ino;
  if (one || other) return false;
  const [folder, otherFolder] = [a, b].map((path) => statSync(dirname(path), { bigint: true, throwIfNoEntry: false }));
  if (folder?.dev !== otherFolder?.dev || folder?.ino !== otherFolder?.ino) return false;
  const [name, otherName] = [a, b].map((path) => basename(path).normalize().toLowerCase());
  return name === otherName;
}

/** Whatever is called a case, and every database: a case need not be called one. */
function isCase(path: string): boolean {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  if (/\.assay$/i.test(path)) return true;
  const start = Buffer.alloc(16);
  // Through the handle that is held where the file is open here: closing another would drop the locks on it.
  const { handle, release } = holdFile(path);
  try {
    return readSync(handle, start, 0, start.length, 0) === start.length && start.toString('latin1') === 'SQLite format 3\0';
  } finally {
    release();
  }
}
