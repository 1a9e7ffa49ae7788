import type { Line } from './line.ts';

/** The lines of a page, of which some may be the same on every page. */
export interface PageLines {
  /** From 1. */
  number: number;
  height: number;
  lines: readonly Line[];
}

export interface Furniture {
  headers: Set<Line>;
  footers: Set<Line>;
}

const edge = 0.16;
const rowsLooked = 4;
const pageNumber =
  /^(?:[-–—|\s]*(?:page|seite|pagina|página|p\.|стр\.)?\s*(?:\d{1,5}|[ivxlc]{1,7})(?:\s*(?:of|\/|von|de|sur|di|из)\s*\d{1,5})?[-–—|\s]*)$/i;

/** What stands at the head or foot of page after page, and the numbers of pages. */
export function findFurniture(pages: readonly PageLines[]): Furniture {
  const found: Furniture = { headers: new Set(), footers: new Set() };
  for (const [side, into] of [
    ['head', found.headers],
    ['foot', found.footers],
  ] as const) {
    const rows = pages.flatMap((page) => edgeRows(page, side));
    const repeated = Map.groupBy(rows, ({ key }) => key);
    for (const [key, same] of repeated) {
      const onPages = new Set(same.map(({ page }) => page.number)).size;
      if (onPages < 2 || onPages < pagesNeeded(pages.length)) continue;
      if (!sameHeight(same)) continue;
      if (/^[#\s.,:;|–—-]*$/.test(key) && !countsPages(same)) continue;
      for (const { lines } of same) for (const line of lines) into.add(line);
    }
    for (const row of rows)
      if (pageNumber.test(row.text) && isNumbering(row, rows, pages.length)) for (const line of row.lines) into.add(line);
    alongside(rows, into, pages.length);
  }
  return found;
}

/** Running heads change with the chapter: three in a hundred pages are enough. */
const pagesNeeded = (pages: number): number => Math.min(Math.max(2, pages * 0.03), 8);

interface EdgeRow {
  page: PageLines;
  lines: Line[];
  text: string;
  /** The text with its numbers left open. */
  key: string;
  y: number;
  size: number;
}

function edgeRows(page: PageLines, side: 'head' | 'foot'): EdgeRow[] {
  const inEdge = ({ y }: Line): boolean => (side === 'head' ? y < page.height * edge : y > page.height * (1 - edge));
  const sorted = page.lines.filter(inEdge).toSorted((a, b) => (side === 'head' ? a.y - b.y : b.y - a.y));
  const rows: Line[][] = [];
  for (const line of sorted) {
    const row = rows.at(-1);
    if (row && Math.abs(row[0]!.y - line.y) < 3) row.push(line);
    else if (rows.length < rowsLooked) rows.push([line]);
    else break;
  }
  return rows.map((lines) => {
    const text = lines
      .toSorted((a, b) => a.x0 - b.x0)
      .map((line) => line.text.trim())
      .join(' ');
    // Left and right pages have their number on different sides.
    const words = text.replaceAll(/\d+/g, '#').toLowerCase().replaceAll(/\s+/g, ' ');
    const key = words.replace(/^# (?=\D)|(?<=\D) #$/g, '').trim() || words;
    return { page, lines, text, key, y: lines[0]!.y, size: lines[0]!.size };
  });
}

/** At one height on every page, measured from the edge that it stands at. */
function sameHeight(rows: readonly EdgeRow[]): boolean {
  const heights = rows.map(({ y, page }) => Math.min(y, page.height - y)).toSorted((a, b) => a - b);
  const middle = heights[heights.length >> 1]!;
  return heights.filter((height) => Math.abs(height - middle) < 8).length >= heights.length * 0.7;
}

const numberIn = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? NaN);

/** The numbers go on from page to page. */
function countsPages(rows: readonly EdgeRow[]): boolean {
  const offsets = rows.map(({ text, page }) => numberIn(text) - page.number);
  const counts = new Map<number, number>();
  for (const offset of offsets) counts.set(offset, (counts.get(offset) ?? 0) + 1);
  return Math.max(...counts.values()) >= rows.length * 0.6;
}

function isNumbering(row: EdgeRow, rows: readonly EdgeRow[], pages: number): boolean {
  if (pages === 1) return /\p{L}{2}/u.test(row.text) || numberIn(row.text) === 1;
  if (!/\d/.test(row.text)) return rows.filter(({ text }) => pageNumber.test(text)).length > 1;
  const offset = numberIn(row.text) - row.page.number;
  return rows.some((other) => other !== row && pageNumber.test(other.text) && numberIn(other.text) - other.page.number === offset);
}

/** What stands on most pages where furniture stands, in the same type, is furniture too, whatever it says. */
function alongside(rows: readonly EdgeRow[], into: Set<Line>, pages: number): void {
  const known = rows.filter(({ lines }) => into.has(lines[0]!));
  if (known.length < 3 || new Set(known.map(({ page }) => page.number)).size < pages * 0.5) return;
  const places = Map.groupBy(known, ({ y, size }) => `${Math.round(y / 2)} ${Math.round(size * 2)}`);
  for (const row of rows) {
    if (into.has(row.lines[0]!) || row.text.length > 120) continue;
    const near = [-1, 0, 1].reduce(
      (sum, step) => sum + (places.get(`${Math.round(row.y / 2) + step} ${Math.round(row.size * 2)}`)?.length ?? 0),
      0,
    );
    if (near >= Math.max(3, pages * 0.4)) for (const line of row.lines) into.add(line);
  }
}
