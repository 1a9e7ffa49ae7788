import type { Block, TextRange } from '../../../../shared/domain/entities.ts';
import { blockIndexAt } from '../../../../shared/text/segment.ts';
import { blockElement, blockElements, domRange, offsetOfPoint, pointOfOffset } from './domText.ts';

/** Where the caret stands on screen. */
export function caretRect(root: Element, blocks: readonly Block[], at: number): DOMRect | null {
  const point = pointOfOffset(root, blocks, at);
  if (!point) return null;
  const range = document.createRange();
  range.setStart(point.node, point.offset);
  range.collapse(true);
  const rects = range.getClientRects();
  return rects[rects.length - 1] ?? range.getBoundingClientRect();
}

/** Where the start, or the end, of a passage stands on screen: at the outer side of its first, or last, character. */
export function edgeRect(
  root: Element,
  blocks: readonly Block[],
  at: number,
  edge: 'start' | 'end',
): { x: number; top: number; height: number } | null {
  const character = edge === 'start' ? { start: at, end: at + 1 } : { start: at - 1, end: at };
  const rects = domRange(root, blocks, character)?.getClientRects();
  const rect = rects?.[edge === 'start' ? 0 : rects.length - 1];
  if (!rect) return null;
  const rightToLeft = blockElement(root, blockIndexAt(blocks, character.start))?.matches(':dir(rtl)') ?? false;
  return { x: (edge === 'start') === rightToLeft ? rect.right : rect.left, top: rect.top, height: rect.height };
}

/** Scrolls so that a range is seen: `nearest` moves as little as needed, `middle` puts it a third down, `top` at the top. */
export function scrollToRange(
  scroller: HTMLElement,
  root: Element,
  blocks: readonly Block[],
  range: TextRange,
  how: 'nearest' | 'middle' | 'top',
): void {
  // Blocks that were never drawn have an estimated height: the first pass draws them, the second is exact.
  for (let pass = 0; pass < 2; pass++) {
    const shown = domRange(root, blocks, range)?.getBoundingClientRect();
    const block = blockElement(root, blockIndexAt(blocks, range.start));
    const rect = shown && shown.height > 0 ? shown : block?.getBoundingClientRect();
    if (!rect) return;
    const view = scroller.getBoundingClientRect();
    const margin = Math.min(96, view.height / 5);
    const top = rect.top - view.top;
    const bottom = rect.bottom - view.top;
    if (how === 'top') scroller.scrollTop += Math.round(top);
    else if (how === 'middle') scroller.scrollTop += Math.round(top - view.height / 3);
    else if (top < margin || rect.height > view.height - 2 * margin) scroller.scrollTop += Math.round(top - margin);
    else if (bottom > view.height - margin) scroller.scrollTop += Math.round(bottom - view.height + margin);
    else return;
  }
}

/**
 * Index of the first block that reaches below a height of the window; the last one where none does. Blocks of a bundle that is not drawn are
 * asked only where it is the one: asking would draw it.
 */
export function firstBlockBelow(root: Element, top: number): number {
  const elements = blockElements(root);
  const bundles = root.querySelectorAll('[data-bundle]');
  const reaches = (element: Element): boolean => element.getBoundingClientRect().bottom > top;
  let [low, high] = [0, Math.max(0, elements.length - 1)];
  if (bundles.length > 0) {
    const indexOf = (bundle: Element): number => Number(bundle.querySelector<HTMLElement>('[data-b]')!.dataset['b']);
    const at = firstOf(0, bundles.length - 1, (index) => reaches(bundles[index]!));
    low = indexOf(bundles[at]!);
    high = at + 1 < bundles.length ? indexOf(bundles[at + 1]!) - 1 : high;
  }
  return firstOf(low, high, (index) => reaches(elements[index]!));
}

/** The first index of a range that passes, else its last; the test must turn true once and stay so. */
function firstOf(low: number, high: number, passes: (index: number) => boolean): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Offset where the first visible line starts. */
export function firstVisibleOffset(scroller: HTMLElement, root: Element, blocks: readonly Block[]): number {
  const elements = blockElements(root);
  const top = scroller.getBoundingClientRect().top + 1;
  const low = firstBlockBelow(root, top);
  const element = elements[low];
  if (!element) return 0;
  const box = element.getBoundingClientRect();
  const inside = box.top < top ? offsetAt(root, box.left + 1, top + 8) : null;
  return Math.max(inside ?? 0, blocks[low]?.start ?? 0);
}

/** The place one line up or down, as near as can be to the column where the movement began. */
export function lineStep(
  scroller: HTMLElement,
  root: Element,
  blocks: readonly Block[],
  at: number,
  direction: 1 | -1,
  goalX: number | null,
): { at: number; goalX: number } | null {
  scrollToRange(scroller, root, blocks, { start: at, end: at }, 'nearest');
  const rect = caretRect(root, blocks, at);
  if (!rect) return null;
  const x = goalX ?? rect.left;
  const line = Math.max(rect.height, 12);
  // The space between two blocks may be higher than a line.
  for (let distance = line; distance <= line * 6; distance += line / 2) {
    const y = direction > 0 ? rect.bottom - line / 2 + distance : rect.top + line / 2 - distance;
    const offset = offsetAt(root, x, y);
    if (offset === null) continue;
    const there = caretRect(root, blocks, offset);
    if (there && (direction > 0 ? there.top > rect.top + line / 2 : there.bottom < rect.bottom - line / 2)) return { at: offset, goalX: x };
  }
  const edge = direction > 0 ? (blocks.at(-1)?.end ?? 0) : 0;
  return { at: edge, goalX: x };
}

/** The offset at a place on screen, or the nearest beside it; null where no text is. */
export function offsetAt(root: Element, x: number, y: number): number | null {
  const box = root.getBoundingClientRect();
  const position = document.caretPositionFromPoint?.(Math.min(Math.max(x, box.left + 1), box.right - 1), y);
  return position ? offsetOfPoint(root, position.offsetNode, position.offset) : null;
}
