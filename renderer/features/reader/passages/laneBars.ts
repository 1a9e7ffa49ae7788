import type { Block } from '../../../../shared/domain/entities.ts';
import { blockElements } from '../text/domText.ts';
import { firstBlockBelow } from '../text/place.ts';
import type { PaintedPassage } from './paint.ts';

/** One passage as it stands in the margin, in pixels from the top of the text. */
export interface Bar {
  passage: PaintedPassage;
  top: number;
  height: number;
  column: number;
  /** Where its letter stands; letters that would meet are moved down. Null where that would be beside other words. */
  letterTop: number | null;
}

interface Extent {
  top: number;
  bottom: number;
}

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
  passages: readonly PaintedPassage[],
  columns: ReadonlyMap<string, number>,
  /** From where to where to look, in pixels of the window. */
  view: Extent,
): Bar[] {
  const elements = blockElements(root);
  const first = firstBlockBelow(root, view.top);
  let last = first;
  const origin = root.getBoundingClientRect().top;
  const tops = new Map<string, number>();
  const bottoms = new Map<string, number>();
  for (let index = first; index < elements.length; index++) {
    const block = elements[index]!;
    const box = block.getBoundingClientRect();
    if (box.top > view.bottom) break;
    last = index;
    const marks = block.querySelectorAll<HTMLElement>('mark[data-opens], mark[data-closes]');
    // Asked of something inside: a block that skips what it holds is itself there.
    const drawn = marks[0]?.checkVisibility({ contentVisibilityAuto: true });
    for (const mark of marks) {
      const { opens, closes } = mark.dataset;
      const { top, bottom } = drawn ? extentOf(mark) : estimated(mark, block, box);
      for (const id of opens?.split(' ') ?? []) tops.set(id, top - origin);
      for (const id of closes?.split(' ') ?? []) bottoms.set(id, bottom - origin);
    }
  }
  const from = blocks[first]?.start ?? 0;
  const to = blocks[last]?.end ?? 0;
  const bars: Bar[] = [];
  let free = -Infinity;
  // Where many passages are of the same words, one bar in the last column stands for all that have no column of their own.
  const crowded = new Set<string>();
  for (const passage of passages) {
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
    bars.push({ passage, top, height: Math.max(bottom - top, 8), column, letterTop });
  }
  return bars;
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
