export type Matrix = readonly [number, number, number, number, number, number];

/** One transformation after another, as PDF writes them: `[a b c d e f]`. */
export const multiply = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];

/** `[left, top, right, bottom]` in points from the upper left corner of the page as it is looked at. */
export type Box = readonly [number, number, number, number];

/** A rectangle of the PDF, `[x, y, x, y]`, as it is looked at. */
export function boxOnPage(view: Matrix, [left, bottom, right, top]: readonly number[]): Box {
  const [, , , , x0, y0] = multiply(view, [1, 0, 0, 1, left!, bottom!]);
  const [, , , , x1, y1] = multiply(view, [1, 0, 0, 1, right!, top!]);
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
}
