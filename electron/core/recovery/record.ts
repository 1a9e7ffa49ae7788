/** A value as SQLite stores it. */
export type StoredValue = null | number | string | Buffer;

/** Where `varint` stopped reading: behind the number. */
let behind = 0;

/** A number of SQLite's variable length; -1 where the bytes end before it. Large ones lose their last digits. */
function varint(bytes: Buffer, at: number): number {
  let value = 0;
  for (let index = 0; index < 8; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return -1;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      behind = at + index + 1;
      return value;
    }
  }
  const last = bytes[at + 8];
  if (last === undefined) return -1;
  behind = at + 9;
  return value * 256 + last;
}

/** A cell of a b-tree page: where its payload begins on the page, and how long that is in all. */
export interface Cell {
  rowid: number;
  start: number;
  length: number;
  /** How much of it is on the page itself. */
  local: number;
}

/** Reads the head of a cell; null where no cell can begin. `left`: bytes before it for a child page. */
export function readCell(page: Buffer, at: number, kind: 'table' | 'index', left = 0): Cell | null {
  const usable = page.length;
  const length = varint(page, at + left);
  if (length < 2 || length > largestPayload) return null;
  let start = behind;
  let rowid = 0;
  if (kind === 'table') {
    rowid = varint(page, start);
    if (rowid < 0) return null;
    start = behind;
  }
  const most = kind === 'table' ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const middle = least + ((length - least) % (usable - 4));
  const local = length <= most ? length : middle <= most ? middle : least;
  return start + local + (local < length ? 4 : 0) <= usable ? { rowid, start, length, local } : null;
}

/**
 * Whether a cell of one of our rows could begin here, by its first bytes alone: asked of every byte of a broken page, and answered
 * no nearly always.
 */
export function couldBegin(page: Buffer, at: number, index: boolean): boolean {
  let next = at;
  if (page[at] === 0) return false;
  for (let number = index ? 1 : 0; number < 2; number++) {
    let read = 0;
    while (page[next]! >= 0x80 && read++ < 8) next++;
    next++;
  }
  const head = page[next]!;
  // Our rows have three columns and more, none so many that the size of their head takes two bytes.
  return head >= 4 && head < 0x80 && next + head <= page.length;
}

const largestPayload = 1_000_000_000;

/** The types of a record's values in the order of its columns; null where no record begins. `size`: bytes of this head. */
export function readTypes(bytes: Buffer, at: number, length: number): { types: number[]; size: number } | null {
  const size = varint(bytes, at);
  if (size < 2 || size > length) return null;
  const types: number[] = [];
  let content = 0;
  let next = behind;
  while (next < at + size) {
    const type = varint(bytes, next);
    if (type < 0 || type === 10 || type === 11) return null;
    next = behind;
    types.push(type);
    content += lengthOf(type);
    if (types.length > mostColumns || size + content > length) return null;
  }
  // A record that does not fill its cell exactly is none.
  return next === at + size && size + content === length ? { types, size } : null;
}

const mostColumns = 100;

const lengthOf = (type: number): number => (type >= 12 ? (type - 12 - (type % 2)) / 2 : ([0, 1, 2, 3, 4, 6, 8, 8, 0, 0][type] ?? 0));

/** What kind of value a type stands for. */
export function kindOf(type: number): 'null' | 'integer' | 'real' | 'text' | 'blob' {
  if (type === 0) return 'null';
  if (type === 7) return 'real';
  if (type < 12) return 'integer';
  return type % 2 === 1 ? 'text' : 'blob';
}

/** The values of a record that is whole. */
export function readValues(payload: Buffer, types: readonly number[], size: number): StoredValue[] {
  let at = size;
  return types.map((type) => {
    const length = lengthOf(type);
    const start = at;
    at += length;
    switch (kindOf(type)) {
      case 'null':
        return null;
      case 'text':
        return payload.toString('utf8', start, at);
      case 'blob':
        return payload.subarray(start, at);
      case 'real':
        return payload.readDoubleBE(start);
      case 'integer':
        if (type >= 8) return type - 8;
        return length === 8 ? Number(payload.readBigInt64BE(start)) : payload.readIntBE(start, length);
    }
  });
}
