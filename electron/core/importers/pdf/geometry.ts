export type Matrix = readonly [number, number, number, number, number, number];

/** Points: smaller letters are specks. */
export const smallestType = 0.8;
/** Points: lines are no ground and cover nothing. */
export const thinnest = 2;
/** A page of more areas than that is a drawing: what is seen of it is not told. */
export const mostAreas = 6_000;
/** States that are kept of a program. */
export const deepest = 1_000;

export const noWhere: Matrix = [1, 0, 0, 1, 0, 0];

export const isUpright = ([a, b, c, d]: Matrix): boolean => (Math.abs(b) + Math.abs(c)) * 1e4 < Math.abs(a) + Math.abs(d);
/** What is turned by a quarter is a box too. */
export const isBoxed = ([a, b, c, d, e, f]: Matrix): boolean => isUpright([a, b, c, d, e, f]) || isUpright([b, a, d, c, f, e]);

/** One transformation after another, as PDF writes them: `[a b c d e f]`. */
export const multiply = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];

/** A matrix that begins where another one takes a point: what a translation before it gives. */
export const movedTo = ([a, b, c, d, e, f]: Matrix, x: number, y: number): Matrix => [a, b, c, d, a * x + c * y + e, b * x + d * y + f];

/** `[left, top, right, bottom]` in points from the upper left corner of the page as it is looked at. */
export type Box = readonly [number, number, number, number];

/** The box around a rectangle that a matrix was applied to: `[left, bottom, right, top]` where the y axis points up. */
export function boxAround([a, b, c, d, e, f]: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const [ax0, ax1, cy0, cy1] = [a * x0, a * x1, c * y0, c * y1];
  const [bx0, bx1, dy0, dy1] = [b * x0, b * x1, d * y0, d * y1];
  return [
    e + Math.min(ax0, ax1) + Math.min(cy0, cy1),
    f + Math.min(bx0, bx1) + Math.min(dy0, dy1),
    e + Math.max(ax0, ax1) + Math.max(cy0, cy1),
    f + Math.max(bx0, bx1) + Math.max(dy0, dy1),
  ];
}

/** A rectangle of the PDF, `[x, y, x, y]`, as it is looked at. */
export const boxOnPage = (view: Matrix, [left, bottom, right, top]: readonly number[]): Box =>
  boxAround(view, left!, bottom!, right!, top!);

export const apart = (one: Box, other: Box): boolean => one[0] > other[2] || one[2] < other[0] || one[1] > other[3] || one[3] < other[1];

/** Where a matrix takes a point. */
export const pointAt = ([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];
