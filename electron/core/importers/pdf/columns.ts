import { beside, type Line } from './line.ts';

/** Lines of one column, or of a stretch of the page that no column divides, from above to below. */
export interface Area {
  lines: Row[];
  left: number;
  right: number;
}

/** A line, or the cells of a table that stand beside each other. */
export interface Row extends Line {
  cells?: Line[];
}

/** Above so many pieces on a page it is a drawing or a bomb: its columns are not looked for. */
const mostPieces = 4_000;

/** The pieces of a page in the order in which they are read: column by column, what stands across columns in its place. */
export function readingOrder(pieces: readonly Line[], depth = 0): Area[] {
  if (pieces.length === 0) return [];
  const gutter = depth < 4 && pieces.length <= mostPieces ? findGutter(pieces) : null;
  if (gutter === null) return [areaOf(pieces)];
  const areas: Area[] = [];
  let across: Line[] = [];
  let left: Line[] = [];
  let right: Line[] = [];
  const endColumns = (): void => {
    areas.push(...readingOrder(left, depth + 1), ...readingOrder(right, depth + 1));
    [left, right] = [[], []];
  };
  const endAcross = (): void => {
    if (across.length > 0) areas.push(areaOf(across));
    across = [];
  };
  for (const piece of pieces.toSorted((a, b) => a.y - b.y || a.x0 - b.x0)) {
    if (piece.x0 < gutter - 2 && piece.x1 > gutter + 2) {
      // What hangs on the same line belongs to it.
      endColumns();
      across.push(piece);
    } else {
      endAcross();
      (piece.x1 <= gutter + 2 ? left : right).push(piece);
    }
  }
  endColumns();
  endAcross();
  return areas;
}

const letters = (lines: readonly Line[]): number => lines.reduce((sum, { text }) => sum + text.length, 0);
const isWideScript = (text: string): boolean => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text);

/** Where white space divides the page into columns of prose: the left edge of what stands right of it; null where nothing does. */
function findGutter(pieces: readonly Line[]): number | null {
  const total = letters(pieces);
  const edges = [...new Set(pieces.map(({ x0 }) => Math.round(x0)))];
  let best: { x: number; score: number } | null = null;
  for (const x of edges) {
    const right = pieces.filter(({ x0 }) => x0 >= x - 1.5);
    const left = pieces.filter(({ x0, x1 }) => x0 < x - 1.5 && x1 <= x + 1);
    if (right.length < 4 || left.length < 4) continue;
    const [inLeft, inRight] = [letters(left), letters(right)];
    const crossing = total - inLeft - inRight;
    if (Math.min(inLeft, inRight) < total * 0.1 || crossing > total * 0.55) continue;
    if (!isProse(left) || !isProse(right)) continue;
    const [top, bottom] = sharedHeight(left, right);
    const height = bottom - top;
    const within = (lines: readonly Line[]): Line[] => lines.filter(({ y }) => y >= top - 1 && y <= bottom + 1);
    const [leftHere, rightHere] = [within(left), within(right)];
    if (height <= 0 || leftHere.length < 3 || rightHere.length < 3) continue;
    const crossingHere = letters(within(pieces.filter(({ x0, x1 }) => x0 < x - 1.5 && x1 > x + 1)));
    if (crossingHere > (letters(leftHere) + letters(rightHere)) * 0.35) continue;
    const ends = leftHere.map(({ x1 }) => x1).toSorted((a, b) => a - b);
    const size = rightHere[rightHere.length >> 1]!.size;
    if (x - ends[Math.floor((ends.length - 1) * 0.95)]! < 0.6 * size) continue;
    const score = inLeft + inRight - 2 * crossing + Math.min(inLeft, inRight);
    if (!best || score > best.score) best = { x: x - 3, score };
  }
  return best?.x ?? null;
}

/** Cells of a table are short and differ in length; lines of prose fill their column. */
function isProse(lines: readonly Line[]): boolean {
  const wide = isWideScript(lines.map(({ text }) => text).join(''));
  const long = lines.filter(({ text }) => text.length >= (wide ? 7 : 14));
  return letters(long) >= letters(lines) * 0.75 && long.length >= lines.length * 0.4;
}

function sharedHeight(left: readonly Line[], right: readonly Line[]): [top: number, bottom: number] {
  const top = (lines: readonly Line[]): number => lines.reduce((least, { y }) => Math.min(least, y), Infinity);
  const bottom = (lines: readonly Line[]): number => lines.reduce((most, { y }) => Math.max(most, y), -Infinity);
  return [Math.max(top(left), top(right)), Math.min(bottom(left), bottom(right))];
}

function areaOf(pieces: readonly Line[]): Area {
  const lines = rowsOf(pieces);
  return { lines, left: Math.min(...lines.map(({ x0 }) => x0)), right: Math.max(...lines.map(({ x1 }) => x1)) };
}

/** Pieces on one base line as one row; rows whose pieces stand under each other are those of a table. */
export function rowsOf(pieces: readonly Line[]): Row[] {
  const rows: Line[][] = [];
  for (const piece of pieces.toSorted((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const row = rows.at(-1);
    const last = row?.[0];
    if (last && Math.abs(piece.y - last.y) < 0.45 * Math.min(piece.size, last.size)) row.push(piece);
    else rows.push([piece]);
  }
  for (const row of rows) row.sort((a, b) => a.x0 - b.x0);
  return rows.map((row, index) => {
    const line = row.slice(1).reduce((sum, piece) => beside(sum, piece), row[0]!);
    const whole = { ...line, x0: Math.min(...row.map(({ x0 }) => x0)), x1: Math.max(...row.map(({ x1 }) => x1)) };
    const isTable =
      row.length > 1 && !isMarker(row[0]!.text) && [rows[index - 1], rows[index + 1]].some((other) => other && aligned(row, other));
    return isTable ? { ...whole, cells: row } : whole;
  });
}

/** A bullet or a number that stands alone before its item. */
const isMarker = (text: string): boolean => /^\s*(?:[•◦▪●○■□–*\-‣·]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,5})[.)])\s*$/u.test(text);

/** Every gap of the one row stands over or under a gap of the other. */
function aligned(row: readonly Line[], other: readonly Line[]): boolean {
  if (other.length < 2 || Math.abs(other[0]!.y - row[0]!.y) > 4 * row[0]!.size) return false;
  const [fewer, more] = row.length < other.length ? [row, other] : [other, row];
  return gapsIn(fewer).every(([left, right]) =>
    gapsIn(more).some(([from, to]) => Math.min(right, to) - Math.max(left, from) > 0.5 * Math.min(right - left, to - from)),
  );
}

const gapsIn = (row: readonly Line[]): [left: number, right: number][] =>
  row.slice(1).map((piece, index) => [Math.min(row[index]!.x1, piece.x1), Math.max(row[index]!.x0, piece.x0)]);
