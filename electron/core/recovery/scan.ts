import type { DatabaseImage } from './image.ts';
import {
  fits,
  isPlausible,
  nameValues,
  prove,
  soughtTables,
  type FoundValues,
  type Layout,
  type Proof,
  type SoughtTable,
} from './layouts.ts';
import { couldBegin, readCell, readTypes, readValues } from './record.ts';

export interface FoundRow {
  table: SoughtTable;
  values: FoundValues;
  proof: Proof;
  /**
   * Where it was found. tree: where the file's own tables lead; page: on a page of rows to which nothing leads any more; stray:
   * between the ruins of a page, or in the unfinished end of a log, where deleted and older rows lie too.
   */
  place: 'tree' | 'page' | 'stray';
}

export interface Scan {
  /** Tables of which every page and every row could be read. */
  complete: ReadonlySet<SoughtTable>;
  /** Pages that should hold something and could not be read as they are. */
  brokenPages: number;
  /** Format that the header says; null where it cannot be read. */
  schema: number | null;
  /** The file's list of tables could be read. */
  tablesKnown: boolean;
}

const certainty = { whole: 2, open: 1, damaged: 0 } as const;
const leafOf = { table: 0x0d, index: 0x0a } as const;
const interiorOf = { table: 0x05, index: 0x02 } as const;

/**
 * Finds every row of a case in a file in whatever state, page by page: first along the trees that the file's list of tables
 * names, then on every other page of rows, and last between the ruins of pages that are not what they should be.
 */
export function scan(image: DatabaseImage, layouts: readonly Layout[], found: (row: FoundRow) => void): Scan {
  const byTable = new Map(layouts.map((layout) => [layout.table, layout]));
  const seen = new Set<number>();
  /** Pages that are not what they should be. What leads to a page may be damaged too, so any table's rows may lie there. */
  const ruins: Buffer[] = [];
  const incomplete = new Set<SoughtTable>();
  let brokenPages = 0;

  /** The payload of a cell with what overflows its page; null where a page of that is missing. */
  function payloadOf(page: Buffer, cell: { start: number; length: number; local: number }, chain: number[]): Buffer | null {
    const first = page.subarray(cell.start, cell.start + cell.local);
    if (cell.local === cell.length) return first;
    const pieces = [first];
    let missing = cell.length - cell.local;
    let next = page.readUInt32BE(cell.start + cell.local);
    while (missing > 0) {
      const overflow = image.page(next);
      // A ring of pages would go on longer than the payload, but not for ever.
      if (!overflow) return null;
      chain.push(next);
      const piece = overflow.subarray(4, Math.min(overflow.length, 4 + missing));
      pieces.push(piece);
      missing -= piece.length;
      next = overflow.readUInt32BE(0);
    }
    return Buffer.concat(pieces);
  }

  /** The row of a cell, in the first of the layouts that it fits; null where there is none. */
  function rowAt(
    page: Buffer,
    at: number,
    candidates: readonly Layout[],
    index: boolean,
    left: number,
    how: 'named' | 'guess',
  ): FoundRow | null {
    const cell = readCell(page, at, index ? 'index' : 'table', left);
    if (!cell) return null;
    const head = readTypes(page, cell.start, cell.length);
    if (!head || cell.start + head.size > page.length || head.size > cell.local) return null;
    const fitting = candidates.filter((layout) => fits(layout, head.types, { index, named: how === 'named' }));
    if (fitting.length === 0) return null;
    const overflow: number[] = [];
    const payload = payloadOf(page, cell, overflow);
    if (!payload) return null;
    const values = readValues(payload, head.types, head.size);
    const rows = fitting.map((layout): FoundRow => {
      const row = nameValues(layout, values, cell.rowid);
      return { table: layout.table, values: row, proof: prove(layout.table, row), place: 'tree' };
    });
    const plausible = how === 'named' ? rows : rows.filter((row) => isPlausible(row.table, row.values));
    const row = plausible.toSorted((a, b) => certainty[b.proof] - certainty[a.proof])[0] ?? null;
    if (how === 'named' || row?.proof === 'whole') for (const number of overflow) seen.add(number);
    return row;
  }

  /** Where the cells of a page begin; null where its head is not one of such a page. */
  function cellsOf(page: Buffer, head: number, interior: boolean): number[] | null {
    const count = page.readUInt16BE(head + 3);
    const array = head + (interior ? 12 : 8);
    if (array + count * 2 > page.length) return null;
    const cells: number[] = [];
    for (let cell = 0; cell < count; cell++) {
      const at = page.readUInt16BE(array + cell * 2);
      if (at < array + count * 2 || at >= page.length) return null;
      cells.push(at);
    }
    return cells;
  }

  const broken = (page: Buffer | null, table: SoughtTable | null): void => {
    brokenPages++;
    if (table) incomplete.add(table);
    if (page) ruins.push(page);
  };

  /** Follows a table from its root. `take` is given each cell that holds a row; false from it makes the page a ruin. */
  function walk(root: number, index: boolean, table: SoughtTable | null, take: (page: Buffer, at: number, left: number) => boolean): void {
    const kind = index ? 'index' : 'table';
    const stack = [root];
    while (stack.length > 0) {
      const number = stack.pop()!;
      if (seen.has(number)) {
        if (table) incomplete.add(table);
        continue;
      }
      const page = image.page(number);
      if (!page) {
        broken(null, table);
        continue;
      }
      seen.add(number);
      const head = number === 1 ? 100 : 0;
      const interior = page[head] === interiorOf[kind];
      const cells = interior || page[head] === leafOf[kind] ? cellsOf(page, head, interior) : null;
      if (!cells) {
        broken(page, table);
        continue;
      }
      if (interior)
        stack.push(...[...cells.map((at) => page.readUInt32BE(Math.min(at, page.length - 4))), page.readUInt32BE(head + 8)].toReversed());
      if (!interior || index) {
        const lost = cells.filter((at) => !take(page, at, interior ? 4 : 0));
        if (lost.length > 0) broken(page, table);
      }
    }
  }

  const first = image.page(1);
  const roots: { name: string; root: number; index: boolean }[] = [];
  let tablesKnown = first !== null && first[100] !== undefined;
  if (first) {
    walk(1, false, null, (page, at) => {
      const entry = schemaEntry(page, at, payloadOf);
      if (entry && entry.root > 0) roots.push(entry);
      return entry !== null;
    });
    tablesKnown = brokenPages === 0 && roots.length > 0;
  }
  for (const { name, root, index } of roots) {
    const layout = byTable.get(name as SoughtTable);
    const table = layout && layout.index === index ? layout.table : null;
    walk(root, index, table, (page, at, left) => {
      if (!table) return true;
      const row = rowAt(page, at, [layout!], index, left, 'named');
      if (row) found(row);
      return row !== null;
    });
  }
  if (!tablesKnown) for (const table of soughtTables) incomplete.add(table);
  for (const table of soughtTables) if (!roots.some(({ name }) => name === table)) incomplete.add(table);

  const free = freePages(image, first);
  const untold: number[] = [];
  for (let number = 2; number <= image.pageCount; number++) {
    if (seen.has(number) || free.has(number)) continue;
    const page = image.page(number);
    if (!page) continue;
    if (isRowPage(page)) readLoosePage(page, 'page', true);
    else untold.push(number);
  }
  // What overflows from rows that were found by now holds no others.
  for (const number of untold) {
    const page = seen.has(number) ? null : image.page(number);
    if (page && page[0] !== interiorOf.table && page.some((byte) => byte !== 0)) search(page);
  }
  for (const page of image.strays) readLoosePage(page, 'stray', false);
  for (const page of ruins) search(page);

  /** A page to which nothing leads: its rows by their shape, or what lies between its ruins. */
  function readLoosePage(page: Buffer, place: 'page' | 'stray', countBroken: boolean): void {
    const index = page[0] !== leafOf.table;
    const interior = page[0] === interiorOf.index;
    const cells = isRowPage(page) ? cellsOf(page, 0, interior) : null;
    if (!cells) {
      if (page[0] !== interiorOf.table) search(page);
      return;
    }
    let unread = 0;
    for (const at of cells) {
      const row = rowAt(page, at, layouts, index, interior ? 4 : 0, 'guess');
      if (row && (row.proof !== 'damaged' || place === 'page')) found({ ...row, place });
      else if (!readCell(page, at, index ? 'index' : 'table', interior ? 4 : 0)) unread++;
    }
    if (unread > 0) {
      if (countBroken) brokenPages++;
      search(page);
    }
  }

  /** Tries every byte of a page as the beginning of a row. Only what is proved counts, or reads wholly like a row of an old format. */
  function search(page: Buffer): void {
    for (const index of [false, true]) {
      const fitting = layouts.filter((layout) => layout.index === index);
      for (let at = 0; at < page.length - 8; at++) {
        if (!couldBegin(page, at, index)) continue;
        const row = rowAt(page, at, fitting, index, 0, 'guess');
        if (row && row.proof !== 'damaged') found({ ...row, place: 'stray' });
      }
    }
  }

  const schema = first ? first.readUInt32BE(60) : 0;
  return {
    complete: new Set(soughtTables.filter((table) => !incomplete.has(table))),
    brokenPages,
    schema: schema > 0 && schema < 10_000 ? schema : null,
    tablesKnown,
  };
}

/** A page that holds rows, by its first byte. */
const isRowPage = (page: Buffer): boolean => page[0] === leafOf.table || page[0] === leafOf.index || page[0] === interiorOf.index;

type PayloadOf = (page: Buffer, cell: { start: number; length: number; local: number }, chain: number[]) => Buffer | null;

/** An entry of the file's list of tables and indexes; a root of 0 for what has none. */
function schemaEntry(page: Buffer, at: number, payloadOf: PayloadOf): { name: string; root: number; index: boolean } | null {
  const cell = readCell(page, at, 'table');
  if (!cell) return null;
  const head = readTypes(page, cell.start, cell.length);
  const payload = head && head.types.length === 5 ? payloadOf(page, cell, []) : null;
  if (!head || !payload) return null;
  const [type, name, , root, sql] = readValues(payload, head.types, head.size);
  if (typeof type !== 'string' || typeof name !== 'string') return null;
  const index = type === 'index' || (type === 'table' && /WITHOUT ROWID\s*$/i.test(String(sql)));
  return {
    name: type === 'table' ? name : '',
    root: typeof root === 'number' ? root : 0,
    index: index || (type === 'table' && /WITHOUT ROWID/i.test(String(sql).slice(-40))),
  };
}

/** The pages that the file says are free, where its list of them is whole: what lies on them was deleted. */
function freePages(image: DatabaseImage, first: Buffer | null): Set<number> {
  const free = new Set<number>();
  if (!first) return free;
  const expected = first.readUInt32BE(36);
  let trunk = first.readUInt32BE(32);
  while (trunk !== 0 && free.size < expected) {
    const page = image.page(trunk);
    const count = page?.readUInt32BE(4) ?? 0;
    if (!page || free.has(trunk) || 8 + count * 4 > page.length) return new Set();
    free.add(trunk);
    for (let leaf = 0; leaf < count; leaf++) {
      const number = page.readUInt32BE(8 + leaf * 4);
      if (number < 2 || number > image.pageCount || free.has(number)) return new Set();
      free.add(number);
    }
    trunk = page.readUInt32BE(0);
  }
  return trunk === 0 && free.size === expected ? free : new Set();
}
