/** Told of every stretch that is equal: where it starts in either sequence, and how long it is. In order. */
export type OnEqual = (old: number, next: number, length: number) => void;

// Myers' search costs the square of the differences: past this many the furthest point reached is taken for the way, so that
// even two texts without a word in common cost no more than their length times this.
const patience = 128;

/**
 * The common words of two sequences by Myers' difference in linear space (Myers 1986, section 4b). With many differences the
 * result is a common subsequence, but perhaps not the longest.
 */
export function wordDifference(older: Int32Array, newer: Int32Array, onEqual: OnEqual): void {
  const size = 2 * patience + 4;
  const forward = new Int32Array(size);
  const backward = new Int32Array(size);
  // A stack of its own: recursion could run deep on long texts.
  const stack: [number, number, number, number][] = [[0, older.length, 0, newer.length]];
  for (let box = stack.pop(); box; box = stack.pop()) {
    let [oldStart, oldEnd, newStart, newEnd] = box;
    const [oldFrom, newFrom] = [oldStart, newStart];
    while (oldStart < oldEnd && newStart < newEnd && older[oldStart] === newer[newStart]) {
      oldStart++;
      newStart++;
    }
    if (oldStart > oldFrom) onEqual(oldFrom, newFrom, oldStart - oldFrom);
    if (oldStart === oldEnd || newStart === newEnd) continue;
    let tail = 0;
    while (oldEnd > oldStart && newEnd > newStart && older[oldEnd - 1] === newer[newEnd - 1]) {
      oldEnd--;
      newEnd--;
      tail++;
    }
    // What is equal at the end is told after all that stands before it: a box of equal words is told by its first loop.
    if (tail > 0) stack.push([oldEnd, oldEnd + tail, newEnd, newEnd + tail]);
    if (oldStart === oldEnd || newStart === newEnd) continue;
    const [oldMiddle, newMiddle] = middleOf(oldStart, oldEnd, newStart, newEnd);
    stack.push([oldMiddle, oldEnd, newMiddle, newEnd], [oldStart, oldMiddle, newStart, newMiddle]);
  }

  /** A point on the way from the start to the end of a box whose first and last words differ; never its start or its end. */
  function middleOf(oldStart: number, oldEnd: number, newStart: number, newEnd: number): [number, number] {
    const width = oldEnd - oldStart;
    const height = newEnd - newStart;
    const skew = width - height;
    const odd = (skew & 1) !== 0;
    const centre = patience + 1;
    forward[centre + 1] = 0;
    backward[centre + 1] = 0;
    let best: [number, number] = [0, 0];
    for (let cost = 0; cost <= patience; cost++) {
      for (let line = -cost; line <= cost; line += 2) {
        const down = line === -cost || (line !== cost && forward[centre + line - 1]! < forward[centre + line + 1]!);
        let x = down ? forward[centre + line + 1]! : forward[centre + line - 1]! + 1;
        if (x > width || x - line > height) {
          forward[centre + line] = x;
          continue;
        }
        while (x < width && x - line < height && older[oldStart + x] === newer[newStart + x - line]) x++;
        forward[centre + line] = x;
        if (x - line >= 0 && 2 * x - line > best[0] + best[1] && x + x - line < width + height) best = [x, x - line];
        const met = skew - line;
        if (odd && Math.abs(met) <= cost - 1 && meets(x, backward[centre + met]!, met)) return inside(x, x - line);
      }
      for (let line = -cost; line <= cost; line += 2) {
        const down = line === -cost || (line !== cost && backward[centre + line - 1]! < backward[centre + line + 1]!);
        let x = down ? backward[centre + line + 1]! : backward[centre + line - 1]! + 1;
        if (x > width || x - line > height) {
          backward[centre + line] = x;
          continue;
        }
        while (x < width && x - line < height && older[oldEnd - 1 - x] === newer[newEnd - 1 - x + line]) x++;
        backward[centre + line] = x;
        const met = skew - line;
        if (!odd && Math.abs(met) <= cost && meets(x, forward[centre + met]!, met)) return inside(width - x, height - x + line);
      }
    }
    return inside(best[0], best[1]);

    /** Whether the ways from both ends have met, where the other one has not left the box. */
    function meets(x: number, other: number, line: number): boolean {
      return x + other >= width && other <= width && other - line <= height;
    }

    function inside(x: number, y: number): [number, number] {
      const between = x >= 0 && y >= 0 && x <= width && y <= height && x + y > 0 && x + y < width + height;
      return between ? [oldStart + x, newStart + y] : [oldStart + Math.min(1, width), newStart];
    }
  }
}
