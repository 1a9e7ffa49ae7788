import type { Block, TextRange } from '../../../../shared/domain/entities.ts';

/** What the sweep needs to know about a passage. */
export interface Stretch {
  id: string;
  ranges: readonly TextRange[];
  /** Of several at one place, the strongest gives the background. */
  strength: number;
}

/** A run of text under the same passages. */
export interface Segment<S extends Stretch> {
  start: number;
  end: number;
  /** Strongest first; empty for plain text. */
  passages: readonly S[];
  /** Those that start, or end, exactly here; strongest first. */
  opens: readonly S[];
  closes: readonly S[];
}

/** Cuts one block into runs, in order and without gaps: one pass over the ends of the passages that touch it. */
export function sweepBlock<S extends Stretch>(block: TextRange, stretches: readonly S[]): Segment<S>[] {
  const edges: { at: number; stretch: S; opening: boolean }[] = [];
  for (const stretch of stretches)
    for (const range of stretch.ranges) {
      const start = Math.max(range.start, block.start);
      const end = Math.min(range.end, block.end);
      if (start < end) edges.push({ at: start, stretch, opening: true }, { at: end, stretch, opening: false });
    }
  edges.sort((a, b) => a.at - b.at);

  const segments: Segment<S>[] = [];
  const active = new Set<S>();
  let from = block.start;
  const cut = (to: number): void => {
    if (to === from) return;
    const passages = [...active].toSorted(stronger);
    segments.push({
      start: from,
      end: to,
      passages,
      opens: passages.filter(({ ranges }) => ranges[0]?.start === from),
      closes: passages.filter(({ ranges }) => ranges.at(-1)?.end === to),
    });
    from = to;
  };
  for (const { at, stretch, opening } of edges) {
    cut(at);
    if (opening) active.add(stretch);
    else active.delete(stretch);
  }
  cut(block.end);
  return segments;
}

/** Strongest first; of equals the shorter, which would otherwise be hidden by the longer. */
function stronger(a: Stretch, b: Stretch): number {
  return b.strength - a.strength || lengthOf(a) - lengthOf(b) || (a.id < b.id ? -1 : 1);
}

export function lengthOf({ ranges }: Pick<Stretch, 'ranges'>): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** The passages at an offset, shortest first: the one that a click most likely means. */
export function passagesAt<S extends Stretch>(stretches: readonly S[], offset: number): S[] {
  return stretches
    .filter(({ ranges }) => ranges.some(({ start, end }) => start <= offset && offset < end))
    .toSorted((a, b) => lengthOf(a) - lengthOf(b) || (a.id < b.id ? -1 : 1));
}

/** Which block indexes a passage touches. */
export function blocksTouched(blocks: readonly Block[], ranges: readonly TextRange[]): number[] {
  const touched: number[] = [];
  for (const { start, end } of ranges)
    for (let index = firstBlockEndingAfter(blocks, start); index < blocks.length && blocks[index]!.start < end; index++)
      if (touched.at(-1) !== index) touched.push(index);
  return touched;
}

function firstBlockEndingAfter(blocks: readonly Block[], offset: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Columns of a margin lane: passages (in order of their place) whose extents meet get different ones, the leftmost that is free;
 * where none is, the last of so many as there are.
 */
export function laneColumns(stretches: readonly Stretch[], columnCount: number): Map<string, number> {
  const columns = new Map<string, number>();
  const freeFrom: number[] = Array.from({ length: columnCount }, () => 0);
  for (const { id, ranges } of stretches) {
    const start = ranges[0]?.start ?? 0;
    const end = ranges.at(-1)?.end ?? 0;
    const free = freeFrom.findIndex((until) => until <= start);
    const column = free >= 0 ? free : columnCount - 1;
    freeFrom[column] = Math.max(freeFrom[column]!, end);
    columns.set(id, column);
  }
  return columns;
}
