import { readSync } from 'node:fs';
import { readCell, readTypes, readValues } from '../recovery/record.ts';
import { genesis } from './journal.ts';

/** The newest operation of a history, and the hash of that history there. */
export interface HistoryHead {
  seq: number;
  hash: string;
}

const interior = 0x05;
const leaf = 0x0d;
/** Where the hash stands among the columns of `operation`. */
const hashColumn = 9;
/** More levels than a table of a billion operations has. */
const deepest = 20;

/**
 * The newest operation that stands in the file of a case itself, without what its write-ahead log adds; null where none can be
 * read. SQLite would tell a mixture of both: so the last row of `operation` is looked for on the pages, of which that takes
 * some few. `handle` is read and stays open, `root` is the first page of the table.
 */
export function readFileHead(handle: number, root: number): HistoryHead | null {
  const header = read(handle, 0, 100);
  const stated = header?.readUInt16BE(16) ?? 0;
  const pageSize = stated === 1 ? 65_536 : stated;
  if (pageSize < 512) return null;
  const page = (number: number): Buffer | null => (number < 1 ? null : read(handle, (number - 1) * pageSize, pageSize));
  let number = root;
  for (let level = 0; level < deepest; level++) {
    const bytes = page(number);
    if (bytes?.[0] === interior) number = bytes.readUInt32BE(8);
    else if (bytes?.[0] !== leaf) return null;
    else {
      const cells = bytes.readUInt16BE(3);
      if (cells === 0) return level === 0 ? { seq: 0, hash: genesis } : null;
      const last = 8 + (cells - 1) * 2;
      return last + 2 > pageSize ? null : headAt(bytes, bytes.readUInt16BE(last), page);
    }
  }
  return null;
}

function headAt(bytes: Buffer, at: number, page: (number: number) => Buffer | null): HistoryHead | null {
  const cell = readCell(bytes, at, 'table');
  const types = cell && readTypes(bytes, cell.start, cell.length);
  if (!cell || !types || types.types.length <= hashColumn || types.size > cell.local) return null;
  const pieces = [bytes.subarray(cell.start, cell.start + cell.local)];
  let missing = cell.length - cell.local;
  let next = missing > 0 ? bytes.readUInt32BE(cell.start + cell.local) : 0;
  while (missing > 0) {
    const overflow = page(next);
    if (!overflow) return null;
    const piece = overflow.subarray(4, 4 + missing);
    pieces.push(piece);
    missing -= piece.length;
    next = overflow.readUInt32BE(0);
  }
  const hash = readValues(Buffer.concat(pieces), types.types, types.size)[hashColumn];
  return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? { seq: cell.rowid, hash } : null;
}

/** Bytes of a file; null where it does not have them all. */
function read(handle: number, position: number, length: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(length);
  return readSync(handle, bytes, 0, length, position) === length ? bytes : null;
}
