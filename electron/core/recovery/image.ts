import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/** The pages of a database file as they stand, read without SQLite and without writing anything. Page numbers begin at 1. */
export interface DatabaseImage {
  readonly pageSize: number;
  readonly pageCount: number;
  /** Bytes of the file itself. */
  readonly size: number;
  /** Pages that the file ought to have by its own header, or its write-ahead log; 0 where nothing says so. */
  readonly expectedPages: number;
  /** Frames of a write-ahead log that do not continue what was committed: damaged there, or after damage. */
  readonly strays: readonly Buffer[];
  /** The page as the write-ahead log leaves it; null where there is none or the disk does not give it. */
  page(number: number): Buffer | null;
  close(): void;
}

const headerText = Buffer.from('SQLite format 3\0', 'latin1');
/** What every case is written with; a header that says otherwise is believed only when the file looks so. */
const usualPageSize = 4_096;

/** Opens a file and its write-ahead log for reading, in whatever state they are. Throws the system's error when the file cannot be opened. */
export function openImage(path: string): DatabaseImage {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  const log = readLog(`${path}-wal`);
  const header = readAt(file, 0, 100) ?? Buffer.alloc(0);
  const pageSize = pageSizeOf(file, size, header, log?.pageSize ?? 0);
  const frames = log ? framesOf(log, pageSize) : { committed: new Map<number, Buffer>(), strays: [], pages: 0 };
  const pageCount = Math.max(Math.ceil(size / pageSize), ...frames.committed.keys());
  const stated = header.length >= 32 && header.subarray(0, 16).equals(headerText) ? header.readUInt32BE(28) : 0;
  return {
    pageSize,
    pageCount,
    size,
    expectedPages: frames.pages || stated,
    strays: frames.strays,
    page(number) {
      if (number < 1 || number > pageCount) return null;
      const logged = frames.committed.get(number);
      if (logged) return logged;
      const bytes = readAt(file, (number - 1) * pageSize, pageSize);
      if (bytes === null || bytes.length === 0) return null;
      // A page that was cut off keeps what is left of it.
      return bytes.length === pageSize ? bytes : Buffer.concat([bytes, Buffer.alloc(pageSize - bytes.length)]);
    },
    close: () => closeSync(file),
  };
}

/** Bytes of a file, fewer at its end; null where the disk gives none. */
function readAt(file: number, position: number, length: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  try {
    while (filled < length) {
      const read = readSync(file, bytes, filled, length - filled, position + filled);
      if (read === 0) break;
      filled += read;
    }
  } catch {
    return null;
  }
  return bytes.subarray(0, filled);
}

const isPageSize = (size: number): boolean => size >= 512 && size <= 65_536 && (size & (size - 1)) === 0;

function pageSizeOf(file: number, size: number, header: Buffer, logged: number): number {
  const stated = header.length >= 18 ? header.readUInt16BE(16) : 0;
  const candidates = [stated === 1 ? 65_536 : stated, logged].filter((candidate) => isPageSize(candidate) && candidate !== usualPageSize);
  let best = { pageSize: usualPageSize, share: shareOfPages(file, size, usualPageSize) };
  for (const pageSize of candidates) {
    const share = shareOfPages(file, size, pageSize);
    if (share > best.share) best = { pageSize, share };
  }
  return best.pageSize;
}

/** How many of the pages, at this size, are table leaves whose cells reach to their end, as those of SQLite do. */
function shareOfPages(file: number, size: number, pageSize: number): number {
  const pages = Math.floor(size / pageSize);
  const step = Math.max(1, Math.floor(pages / 500));
  let leaves = 0;
  let looked = 0;
  for (let number = 1; number < pages; number += step) {
    looked++;
    const page = readAt(file, number * pageSize, pageSize);
    if (!page || page.length < pageSize || page[0] !== 0x0d) continue;
    const [cells, start] = [page.readUInt16BE(3), page.readUInt16BE(5)];
    if (cells > 0 && 8 + cells * 2 <= start && start < pageSize) leaves++;
  }
  return looked === 0 ? 0 : leaves / looked;
}

interface Log {
  bytes: Buffer;
  pageSize: number;
}

function readLog(path: string): Log | null {
  if (!existsSync(path)) return null;
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const bytes = readAt(file, 0, fstatSync(file).size);
    return bytes && bytes.length > 32 ? { bytes, pageSize: bytes.readUInt32BE(8) } : null;
  } catch {
    return null;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/**
 * What a write-ahead log holds: pages of committed transactions as SQLite would read them, and apart from those every later
 * frame of the same log, whose rows have to prove themselves.
 */
function framesOf({ bytes }: Log, pageSize: number): { committed: Map<number, Buffer>; strays: Buffer[]; pages: number } {
  const committed = new Map<number, Buffer>();
  const strays: Buffer[] = [];
  const magic = bytes.readUInt32BE(0);
  const littleEndian = magic === 0x377f0682;
  let sum: readonly [number, number] = checksum(bytes, 0, 24, [0, 0], littleEndian);
  let whole =
    (littleEndian || magic === 0x377f0683) &&
    bytes.readUInt32BE(8) === pageSize &&
    sum[0] === bytes.readUInt32BE(24) &&
    sum[1] === bytes.readUInt32BE(28);
  let pages = 0;
  let pending: [number, Buffer][] = [];
  for (let at = 32; at + 24 + pageSize <= bytes.length; at += 24 + pageSize) {
    const page = bytes.subarray(at + 24, at + 24 + pageSize);
    const sameLog = bytes.compare(bytes, 16, 24, at + 8, at + 16) === 0;
    if (whole) {
      sum = checksum(bytes, at, at + 8, sum, littleEndian);
      sum = checksum(bytes, at + 24, at + 24 + pageSize, sum, littleEndian);
      whole = sameLog && sum[0] === bytes.readUInt32BE(at + 16) && sum[1] === bytes.readUInt32BE(at + 20);
    }
    if (!whole) {
      // Frames of an earlier round of the log, which was begun again, differ in their salt.
      if (sameLog) strays.push(page);
      continue;
    }
    pending.push([bytes.readUInt32BE(at), page]);
    const size = bytes.readUInt32BE(at + 4);
    if (size === 0) continue;
    for (const [number, content] of pending) committed.set(number, content);
    pending = [];
    pages = size;
  }
  strays.push(...pending.map(([, page]) => page));
  return { committed, strays, pages };
}

/** The running checksum of SQLite's write-ahead log (its file format, section 4.2). */
function checksum(
  bytes: Buffer,
  from: number,
  to: number,
  [first, second]: readonly [number, number],
  littleEndian: boolean,
): [number, number] {
  let [a, b] = [first, second];
  for (let at = from; at < to; at += 8) {
    a = (a + (littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)) + b) >>> 0;
    b = (b + (littleEndian ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4)) + a) >>> 0;
  }
  return [a, b];
}
