import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readLine, type JournalHeader, type JournalLine } from './lines.ts';

const block = 1_048_576;
const lineFeed = 0x0a;

/** Where a line lies in its file, in bytes; `end` is behind its line feed. */
export interface Place {
  start: number;
  end: number;
}

/** A side journal open for reading. Lines are looked for from either end, so that the newest cost nothing in a long one. */
export interface JournalFile {
  readonly size: number;
  /** Lines from a byte on, the last one also when it has no line feed. */
  forward(from?: number): Generator<Place>;
  /** Lines from the last one back to the first. */
  backward(): Generator<Place>;
  bytes(place: Place): Buffer;
  /** The line, verified; null when it is damaged. */
  read(place: Place): JournalLine | null;
  /** The first line, when it is a header. */
  header(): { header: JournalHeader; end: number } | null;
  close(): void;
}

/** Opens a side journal as it is now: what is appended later is not seen. Throws the system's error. */
export function openJournalFile(path: string): JournalFile {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);

  const bytes = ({ start, end }: Place): Buffer => {
    const buffer = Buffer.allocUnsafe(end - start);
    let filled = 0;
    while (filled < buffer.length) {
      const read = readSync(file, buffer, filled, buffer.length - filled, start + filled);
      if (read === 0) break;
      filled += read;
    }
    return buffer.subarray(0, filled);
  };

  function* forward(from = 0): Generator<Place> {
    let start = from;
    for (let at = from; at < size; at += block) {
      const piece = bytes({ start: at, end: Math.min(size, at + block) });
      for (let feed = piece.indexOf(lineFeed); feed !== -1; feed = piece.indexOf(lineFeed, feed + 1)) {
        yield { start, end: at + feed + 1 };
        start = at + feed + 1;
      }
    }
    if (start < size) yield { start, end: size };
  }

  function* backward(): Generator<Place> {
    let end = size;
    // The file is read from its end in blocks; a line feed in one ends the line before the one that it begins.
    for (let to = size; to > 0; to -= block) {
      const from = Math.max(0, to - block);
      const piece = bytes({ start: from, end: to });
      for (let feed = piece.lastIndexOf(lineFeed); feed !== -1; feed = feed === 0 ? -1 : piece.lastIndexOf(lineFeed, feed - 1)) {
        const start = from + feed + 1;
        if (start === end) continue;
        yield { start, end };
        end = start;
      }
    }
    if (end > 0) yield { start: 0, end };
  }

  const read = (place: Place): JournalLine | null => readLine(bytes(place));

  return {
    size,
    forward,
    backward,
    bytes,
    read,
    header() {
      const first = forward().next().value as Place | undefined;
      const line = first && first.end - first.start < block ? read(first) : null;
      return first && line?.is === 'header' ? { header: line.header, end: first.end } : null;
    },
    close: () => closeSync(file),
  };
}
