import type { Block, TextRange } from '../../../../shared/domain/entities.ts';
import { blockIndexAt } from '../../../../shared/text/segment.ts';
import { blockElement, blockElements } from '../text/domText.ts';
import { edgeRect, firstBlockBelow } from '../text/place.ts';
import type { PaintedPassage } from './paint.ts';
import type { BlockSlice, PassageStore } from './passageStore.ts';

/** One passage as it stands in the margin, in pixels from the top of the text. */
export interface Bar {
  passage: PaintedPassage;
  top: number;
  height: number;
  column: number;
  /** Where its letter stands; letters that would meet are moved down. Null where that would be beside other words. */
  letterTop: number | null;
  /** Where its words stand, of one that leaves something out between them; empty where the bar is of one piece. */
  parts: readonly Extent[];
}

interface Extent {
  top: number;
  bottom: number;
}

/** Where one block and the lines of its passages stand, in pixels from the top of the text. */
interface BlockLines extends Extent {
  /** What stood in the block: another slice is asked for its places anew. */
  slice: BlockSlice;
  tops: readonly (readonly [id: string, top: number])[];
  bottoms: readonly (readonly [id: string, bottom: number])[];
}

/** Places that were asked for, by block; good for as long as the layout stands. Marks alone never change it. */
export type KnownLines = Map<number, BlockLines>;

/** Of one piece; always the same list, so that a bar that did not change is not drawn again. */
const whole: readonly Extent[] = [];

export const columnCount = 4;
const letterHeight = 19;
/** So far below its words a letter may be moved, in pixels. */
const letterReach = 6 * letterHeight;

/**
 * The bars of the passages near the view, and of no other: asking every mark of a book for its place costs more than painting it.
 * A passage that goes on beyond what was looked at has a bar up to there. Lays the page out.
 */
export function barsNear(
  root: HTMLElement,
  blocks: readonly Block[],
  store: Pick<PassageStore, 'all' | 'slice'>,
  columns: ReadonlyMap<string, number>,
  /** From where to where to look, in pixels of the window. */
  view: Extent,
  known: KnownLines,
): Bar[] {
  const elements = blockElements(root);
  const first = firstBlockBelow(root, view.top);
  let last = first;
  const origin = root.getBoundingClientRect().top;
  const tops = new Map<string, number>();
  const bottoms = new Map<string, number>();
  for (let index = first; index < elements.length; index++) {
    const slice = store.slice(index);
    let lines = known.get(index);
    if (lines?.slice !== slice) known.set(index, (lines = { slice, ...linesOf(elements[index]!, origin) }));
    if (lines.top + origin > view.bottom) break;
    last = index;
    for (const [id, top] of lines.tops) tops.set(id, top);
    for (const [id, bottom] of lines.bottoms) bottoms.set(id, bottom);
  }
  const from = blocks[first]?.start ?? 0;
  const to = blocks[last]?.end ?? 0;
  const bars: Bar[] = [];
  let free = -Infinity;
  // Where many passages are of the same words, one bar in the last column stands for all that have no column of their own.
  const crowded = new Set<string>();
  for (const passage of store.all()) {
    if (passage.ranges[0]!.start >= to) break;
    if (passage.ranges.at(-1)!.end <= from) continue;
    const top = tops.get(passage.id) ?? view.top - origin;
    const bottom = bottoms.get(passage.id) ?? view.bottom - origin;
    const column = columns.get(passage.id) ?? 0;
    const place = `${top} ${bottom}`;
    if (column === columnCount - 1) {
      if (crowded.has(place)) continue;
      crowded.add(place);
    }
    const hasLetter = (passage.letter !== '' || passage.labels.length > 0) && free - top <= letterReach;
    const letterTop = hasLetter ? Math.max(top, free) : null;
    if (letterTop !== null) free = letterTop + letterHeight;
    const parts = passage.ranges.length > 1 ? partsOf(root, blocks, passage.ranges, { from, to }, view, origin) : [];
    bars.push({ passage, top, height: Math.max(bottom - top, 8), column, letterTop, parts: parts.length > 1 ? parts : whole });
  }
  return bars;
}

function linesOf(block: HTMLElement, origin: number): Omit<BlockLines, 'slice'> {
  const box = block.getBoundingClientRect();
  const marks = block.querySelectorAll<HTMLElement>('mark[data-opens], mark[data-closes]');
  // Asked of something inside: a block that skips what it holds is itself there. In pieces, some of it may be drawn and some not.
  const isDrawn = (mark: HTMLElement | undefined): boolean => mark?.checkVisibility({ contentVisibilityAuto: true }) ?? false;
  const all = block.querySelector('[data-piece]') ? null : isDrawn(marks[0]);
  const tops: [string, number][] = [];
  const bottoms: [string, number][] = [];
  for (const mark of marks) {
    const { opens, closes } = mark.dataset;
    const { top, bottom } = (all ?? isDrawn(mark)) ? extentOf(mark) : estimated(mark, block, box);
    for (const id of opens?.split(' ') ?? []) tops.push([id, top - origin]);
    for (const id of closes?.split(' ') ?? []) bottoms.push([id, bottom - origin]);
  }
  return { top: box.top - origin, bottom: box.bottom - origin, tops, bottoms };
}

/** The lines that fragments stand on, as far as they were looked at. */
function partsOf(
  root: HTMLElement,
  blocks: readonly Block[],
  ranges: readonly TextRange[],
  seen: { from: number; to: number },
  view: Extent,
  origin: number,
): Extent[] {
  const parts = ranges
    .filter(({ start, end }) => end > seen.from && start < seen.to)
    .map(({ start, end }) => ({
      top: (start >= seen.from ? lineAt(root, blocks, start, 'start').top : view.top) - origin,
      bottom: (end <= seen.to ? lineAt(root, blocks, end, 'end').bottom : view.bottom) - origin,
    }));
  return joined(parts);
}

/** Less between two parts nobody sees, in pixels: they stand on one line. */
const leastGap = 3;

/** Parts in order, of which those that meet are one. */
export function joined(parts: readonly Extent[]): Extent[] {
  const met: Extent[] = [];
  for (const { top, bottom } of parts) {
    const last = met.at(-1);
    if (last && top - last.bottom < leastGap) last.bottom = Math.max(last.bottom, bottom);
    else met.push({ top, bottom });
  }
  return met;
}

/** The line where a fragment starts, or ends; of a block that is not drawn, where that is about. */
function lineAt(root: HTMLElement, blocks: readonly Block[], offset: number, edge: 'start' | 'end'): Extent {
  const index = blockIndexAt(blocks, edge === 'start' ? offset : offset - 1);
  const element = blockElement(root, index);
  const block = blocks[index];
  if (!element || !block) return { top: 0, bottom: 0 };
  const isDrawn = element.querySelector('mark')?.checkVisibility({ contentVisibilityAuto: true });
  const line = isDrawn ? edgeRect(root, blocks, offset, edge) : null;
  if (line) return { top: line.top, bottom: line.top + line.height };
  const { top, height } = element.getBoundingClientRect();
  const at = top + (height * (offset - block.start)) / (block.end - block.start || 1);
  return { top: at, bottom: at };
}

function extentOf(mark: Element): Extent {
  const rects = mark.getClientRects();
  return { top: rects[0]?.top ?? 0, bottom: rects[rects.length - 1]?.bottom ?? 0 };
}

/** Asking for the lines of a block that is not drawn would draw it: its share of the text is near enough until it is. */
function estimated(mark: HTMLElement, block: HTMLElement, { top, height }: DOMRect): Extent {
  const length = block.textContent.length || 1;
  const start = Number(mark.dataset['o']) - Number(block.dataset['o']);
  const end = start + mark.textContent.length;
  return { top: top + (height * start) / length, bottom: top + (height * end) / length };
}
