import { pointAt, type Box, type Matrix } from './geometry.ts';

type Point = readonly [number, number];

const [moveTo, lineTo, curveTo, quadraticTo, closePath] = [0, 1, 2, 3, 4];
/** Straight pieces that a curve is taken for. */
const piecesOfCurve = 8;

/** The rectangles that a path of the library is made of; null where it has other shapes. */
export function rectanglesOf(data: ArrayLike<number>): Box[] | null {
  const boxes: Box[] = [];
  let points: [number, number][] = [];
  const close = (): boolean => {
    if (points.length === 0) return true;
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const box: Box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    const isCorner = points.every(([x, y]) => (x === box[0] || x === box[2]) && (y === box[1] || y === box[3]));
    const isRound = points.length >= 4 && points.length <= 5;
    points = [];
    boxes.push(box);
    return isCorner && isRound;
  };
  for (let at = 0; at < data.length;) {
    const kind = data[at];
    if (kind === curveTo || kind === quadraticTo) return null;
    if (kind === moveTo && !close()) return null;
    if (kind === moveTo || kind === lineTo) points.push([data[at + 1]!, data[at + 2]!]);
    at += kind === closePath ? 1 : 3;
  }
  return close() ? boxes : null;
}

/** The edges of a path of the library on the page, its curves as short straight pieces: `[from, to]` one after another. */
export function edgesOf(data: ArrayLike<number>, matrix: Matrix): readonly (readonly [Point, Point])[] {
  const edges: [Point, Point][] = [];
  let [begun, pen]: Point[] = [
    [0, 0],
    [0, 0],
  ];
  const go = (x: number, y: number): void => {
    edges.push([pointAt(matrix, ...pen!), pointAt(matrix, x, y)]);
    pen = [x, y];
  };
  const bend = (...points: Point[]): void => {
    const from = pen!;
    for (let piece = 1; piece <= piecesOfCurve; piece++) {
      // De Casteljau: points of points, until one is left.
      let row: Point[] = [from, ...points];
      const share = piece / piecesOfCurve;
      while (row.length > 1)
        row = row
          .slice(1)
          .map(([x, y], index): Point => [row[index]![0] + (x - row[index]![0]) * share, row[index]![1] + (y - row[index]![1]) * share]);
      go(...row[0]!);
    }
  };
  for (let at = 0; at < data.length;) {
    const kind = data[at]!;
    const [x1, y1, x2, y2, x3, y3] = [1, 2, 3, 4, 5, 6].map((place) => data[at + place]!) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    if (kind === moveTo) {
      go(...begun!);
      begun = pen = [x1, y1];
    } else if (kind === lineTo) go(x1, y1);
    else if (kind === quadraticTo) bend([x1, y1], [x2, y2]);
    else if (kind === curveTo) bend([x1, y1], [x2, y2], [x3, y3]);
    else if (kind === closePath) go(...begun!);
    at += kind === closePath ? 1 : kind === curveTo ? 7 : kind === quadraticTo ? 5 : 3;
  }
  go(...begun!);
  return edges;
}

/** Whether a filled shape has all of a box in it. Where it winds over itself, no: both rules of filling agree on what is told. */
export function holdsAll(edges: readonly (readonly [Point, Point])[], [left, bottom, right, top]: Box): boolean {
  const [x, y] = [(left + right) / 2, (bottom + top) / 2];
  let winding = 0;
  for (const [[x0, y0], [x1, y1]] of edges) {
    if (crosses([x0, y0], [x1, y1], [left, bottom, right, top])) return false;
    if (y0 <= y === y1 <= y) continue;
    if (x0 + ((y - y0) / (y1 - y0)) * (x1 - x0) > x) winding += y1 > y0 ? 1 : -1;
  }
  return Math.abs(winding) === 1;
}

/** Whether a piece of a line runs through the inside of a box (Liang and Barsky). */
function crosses([x0, y0]: Point, [x1, y1]: Point, [left, bottom, right, top]: Box): boolean {
  let [enters, leaves] = [0, 1];
  const cut = (step: number, room: number): boolean => {
    if (step === 0) return room > 0;
    const share = room / step;
    if (step < 0) enters = Math.max(enters, share);
    else leaves = Math.min(leaves, share);
    return true;
  };
  const meets = cut(x0 - x1, x0 - left) && cut(x1 - x0, right - x0) && cut(y0 - y1, y0 - bottom) && cut(y1 - y0, top - y0);
  return meets && enters < leaves;
}
