import { crc32, inflateRawSync } from 'node:zlib';
import { Refusal } from '../refusal.ts';
import { readZipDirectory, type ZipEntry } from '../zipDirectory.ts';

/** What an archive may hold. Sizes in bytes. */
export const archiveLimits = { entries: 2_000, unpacked: 200 * 1024 * 1024, ratio: 100, ratioAbove: 10 * 1024 * 1024 } as const;

/** Files in a ZIP archive, unpacked one at a time as they are asked for. */
export interface Archive {
  /** In the order of the directory, without folders. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /**
   * What a file holds; null where there is no such file. Throws `Refusal`: `unsafe` past the limits, whatever the directory says of
   * sizes; `encrypted`, `damaged`, or `unsupported` where it is packed in a way that nobody uses.
   */
  read(name: string): Uint8Array | null;
}

const localSignature = 0x04034b50;
const localLength = 30;

/**
 * Opens a ZIP archive without unpacking anything. Refuses (`Refusal`) as `unsafe` what holds too much or claims to, names places outside
 * of itself, links, one name twice, or lays files over each other; as `damaged` what has no directory.
 */
export function openArchive(bytes: Uint8Array, limits: { [Key in keyof typeof archiveLimits]: number } = archiveLimits): Archive {
  const entries = readZipDirectory(bytes);
  if (!entries) throw new Refusal('damaged', 'no directory');
  if (entries.length > limits.entries) throw new Refusal('unsafe', 'too many entries');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map<string, ZipEntry>();
  let claimed = 0;
  for (const entry of entries) {
    const name = safeName(entry);
    claimed += entry.size;
    const isBomb = entry.size > limits.ratioAbove && entry.size > entry.compressedSize * limits.ratio;
    if (claimed > limits.unpacked || isBomb) throw new Refusal('unsafe', 'unpacks to too much');
    if (name.endsWith('/')) continue;
    if (files.has(name)) throw new Refusal('unsafe', 'two files of one name');
    files.set(name, entry);
  }
  refuseOverlaps(view, [...files.values()]);

  let room = limits.unpacked;
  function unpack(entry: ZipEntry): Uint8Array {
    if (entry.encrypted) throw new Refusal('encrypted');
    const start = dataStart(view, entry);
    const packed = bytes.subarray(start, start + entry.compressedSize);
    if (start < 0 || packed.length < entry.compressedSize) throw new Refusal('damaged', 'a file is cut off');
    const most = Math.min(room, Math.max(limits.ratioAbove, packed.length * limits.ratio));
    const content = entry.method === 0 ? packed : inflate(packed, entry.method, most);
    room -= content.length;
    if (room < 0) throw new Refusal('unsafe', 'unpacks to too much');
    if (crc32(content) !== entry.checksum) throw new Refusal('damaged', 'a checksum is wrong');
    return content;
  }
  return {
    names: [...files.keys()],
    has: (name) => files.has(name),
    read(name) {
      const entry = files.get(name);
      return entry ? unpack(entry) : null;
    },
  };
}

/** The name of a file inside the archive, with the slashes of the standard. Throws where it leads out of it, or is none. */
function safeName({ name, isLink }: ZipEntry): string {
  const path = name.replaceAll('\\', '/');
  if (isLink) throw new Refusal('unsafe', 'a link');
  if (path === '' || path.includes('\0') || /^(?:\/|[A-Za-z]:)/.test(path) || path.split('/').includes('..'))
    throw new Refusal('unsafe', 'a path that leads outside');
  return path;
}

/** Offset of a file's bytes, -1 where its own header is not where the directory says. */
function dataStart(view: DataView, { offset }: ZipEntry): number {
  if (offset + localLength > view.byteLength || view.getUint32(offset, true) !== localSignature) return -1;
  return offset + localLength + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
}

/** A small archive can claim gigabytes where many of its files share the same bytes. */
function refuseOverlaps(view: DataView, entries: readonly ZipEntry[]): void {
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (entry.offset < end) throw new Refusal('unsafe', 'files that overlap');
    const start = dataStart(view, entry);
    end = (start < 0 ? entry.offset : start) + entry.compressedSize;
  }
}

function inflate(packed: Uint8Array, method: number, most: number): Uint8Array {
  if (method !== 8) throw new Refusal('unsupported', `packed by method ${method}`);
  if (most <= 0) throw new Refusal('unsafe', 'unpacks to too much');
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch (error) {
    const isTooMuch = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new Refusal(isTooMuch ? 'unsafe' : 'damaged', isTooMuch ? 'unpacks to too much' : 'cannot be unpacked');
  }
}
