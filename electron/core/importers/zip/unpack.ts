import type { ImportFailure } from '../../../../shared/domain/errors.ts';
import { largestFile } from '../decode.ts';
import type { Unpacked } from '../parser.ts';
import { Refusal } from '../refusal.ts';
import { openArchive, type Archive } from './archive.ts';

/** bytes; so much is unpacked before it is handed over */
const part = 16 * 1024 * 1024;

/** Files that systems and tools put into archives for themselves, and that nobody means. */
const isHidden = (path: string): boolean => path.split('/').some((piece) => piece.startsWith('.') || piece === '__MACOSX');

/** Unpacks the files of an archive from a place on, a few megabytes at a time. A file that cannot be unpacked fails alone. */
export function unpack({ bytes }: { bytes: Uint8Array }, from: number): Unpacked {
  let archive: Archive;
  try {
    archive = openArchive(bytes);
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
  const names = archive.names.filter((name) => !isHidden(name));
  if (names.length === 0) return { ok: false, reason: 'empty' };
  const members: Extract<Unpacked, { ok: true }>['members'] = [];
  let size = 0;
  let at = from;
  for (; at < names.length && size < part; at++) {
    const content = read(archive, names[at]!);
    members.push({ name: names[at]!, content });
    if (typeof content !== 'string') size += content.length;
  }
  return { ok: true, members, next: at < names.length ? at : null };
}

function read(archive: Archive, name: string): Uint8Array | ImportFailure {
  try {
    const content = archive.read(name)!;
    return content.length > largestFile ? 'too-large' : content;
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): ImportFailure {
  if (error instanceof Refusal) return error.reason;
  throw error;
}
