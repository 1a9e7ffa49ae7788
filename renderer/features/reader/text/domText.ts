import type { Block, TextRange } from '../../../../shared/domain/entities.ts';
import { blockIndexAt } from '../../../../shared/text/segment.ts';

/**
 * The way between places in the document on screen and offsets over the stored text. Blocks carry `data-o` (where they
 * start) and `data-b` (their index); marks inside them, and the pieces of a long block, carry `data-o` too. No element holds text that is not stored.
 */

/** The offset of a place in the document, or null when it lies outside the text. */
export function offsetOfPoint(root: Element, node: Node, offset: number): number | null {
  if (!root.contains(node)) return null;
  const element = node instanceof Element ? node : node.parentElement;
  const holder = element?.closest<HTMLElement>('[data-o]');
  if (!holder || !root.contains(holder)) return offsetBetweenBlocks(root, node, offset);
  const start = Number(holder.dataset['o']);
  if (node instanceof Text) {
    const before = node.previousSibling;
    if (!before) return start + offset;
    if (before instanceof HTMLElement && before.dataset['o'] !== undefined)
      return Number(before.dataset['o']) + (before.textContent?.length ?? 0) + offset;
    return start + lengthBefore(node) + offset;
  }
  return start + [...node.childNodes].slice(0, offset).reduce((sum, child) => sum + (child.textContent?.length ?? 0), 0);
}

function lengthBefore(node: Node): number {
  let length = 0;
  for (let before = node.previousSibling; before; before = before.previousSibling) length += before.textContent?.length ?? 0;
  return length;
}

/** A place between blocks (in a list, or at the root) is the start of the next block. */
function offsetBetweenBlocks(root: Element, node: Node, offset: number): number | null {
  const point = document.createRange();
  point.setStart(node, offset);
  const blocks = blockElements(root);
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (point.comparePoint(blocks[middle]!, 0) >= 0) high = middle;
    else low = middle + 1;
  }
  const next = blocks[low];
  if (next) return Number(next.dataset['o']);
  const last = blocks[blocks.length - 1];
  return last ? Number(last.dataset['o']) + (last.textContent?.length ?? 0) : null;
}

/** The blocks as they were found last: looking through a hundred thousand for each step of the caret is felt. */
const found = new WeakMap<Element, HTMLElement[]>();

/** Every block on screen, by its index. */
export function blockElements(root: Element): readonly HTMLElement[] {
  const known = found.get(root);
  if (known && known.length > 0 && isThere(root, known[0]!) && isThere(root, known.at(-1)!)) return known;
  const elements = [...root.querySelectorAll<HTMLElement>('[data-b]')];
  found.set(root, elements);
  return elements;
}

export function blockElement(root: Element, index: number): HTMLElement | null {
  const known = blockElements(root)[index];
  if (!known || isThere(root, known)) return known ?? null;
  found.delete(root);
  return blockElements(root)[index] ?? null;
}

const isThere = (root: Element, element: Element): boolean => root.contains(element);

/** The place in the document of an offset. At the seam of two runs it is the end of the first, or the start of the second with `after`. */
export function pointOfOffset(
  root: Element,
  blocks: readonly Block[],
  offset: number,
  after = false,
): { node: Node; offset: number } | null {
  const index = blockIndexAt(blocks, offset);
  const element = index < 0 ? null : blockElement(root, index);
  if (!element) return null;
  const holder = pieceAt(element, offset, after) ?? element;
  let rest = Math.max(0, offset - Number(holder.dataset['o']));
  for (let child = holder.firstChild; child; child = child.nextSibling) {
    const length = child.textContent?.length ?? 0;
    if (rest < length || (rest === length && (!after || !child.nextSibling))) {
      const text = child instanceof Text ? child : child.firstChild;
      return text ? { node: text, offset: rest } : null;
    }
    rest -= length;
  }
  return { node: holder, offset: holder.childNodes.length };
}

/** The piece of a long block where an offset is; null in a block that is not drawn in pieces. */
function pieceAt(block: HTMLElement, offset: number, after: boolean): HTMLElement | null {
  if (!(block.firstElementChild instanceof HTMLElement) || block.firstElementChild.dataset['piece'] === undefined) return null;
  const pieces = block.children as HTMLCollectionOf<HTMLElement>;
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const start = Number(pieces[middle]!.dataset['o']);
    if (start < offset || (after && start === offset)) low = middle;
    else high = middle - 1;
  }
  return pieces[low]!;
}

/** A range of the document over a range of the text. */
export function domRange(root: Element, blocks: readonly Block[], { start, end }: TextRange): Range | null {
  const from = pointOfOffset(root, blocks, start, end > start);
  const to = pointOfOffset(root, blocks, end);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

/**
 * Where the browser's own selection begins and ends, as offsets over a text of some length; null unless it began in that text. One that left
 * the text ends at the text's end on that side.
 */
export function selectionWithin(root: Element, length: number): { anchor: number; focus: number } | null {
  const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = document.getSelection() ?? {};
  if (!anchorNode || !focusNode || !root.contains(anchorNode)) return null;
  const anchor = offsetOfPoint(root, anchorNode, anchorOffset);
  const outside = root.compareDocumentPosition(focusNode) & Node.DOCUMENT_POSITION_PRECEDING ? 0 : length;
  const focus = root.contains(focusNode) ? offsetOfPoint(root, focusNode, focusOffset) : outside;
  return anchor === null || focus === null ? null : { anchor, focus };
}

/**
 * What was selected, as people mean it: without the white space at its ends, and without the first place of the next
 * block, where a triple click leaves the end. Null when no text is left.
 */
export function tidySelection(text: string, blocks: readonly Block[], { start, end }: TextRange): TextRange | null {
  const last = blocks[blockIndexAt(blocks, end)];
  if (last && end === last.start && end > start) end = Math.max(start, end - 1);
  while (start < end && /\s/u.test(text[start]!)) start++;
  while (end > start && /\s/u.test(text[end - 1]!)) end--;
  return start < end ? { start, end } : null;
}
