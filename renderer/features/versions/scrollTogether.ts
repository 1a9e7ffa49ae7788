import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { VersionText } from '../../../shared/domain/entities.ts';
import type { TextDifference } from '../../../shared/domain/versions.ts';
import { blockIndexAt } from '../../../shared/text/segment.ts';
import { counterpart } from './counterpart.ts';

interface Compared {
  older: Pick<VersionText, 'text' | 'blocks'>;
  newer: Pick<VersionText, 'text' | 'blocks'>;
  differences: readonly TextDifference[];
}

/** How far down a difference that was jumped to stands, of the height of its column. */
const eyeLevel = 0.3;

/**
 * Keeps two columns beside each other: what is read in the one is in sight in the other, whatever was put in or taken out before.
 * Returns a jump to a difference, by its place in the list.
 */
export function useScrollTogether(
  left: RefObject<HTMLElement | null>,
  right: RefObject<HTMLElement | null>,
  compared: Compared,
): (index: number) => void {
  /** Scrolling that was not done by a person, by column: it must not scroll the other one back. */
  const led = useRef(new Map<HTMLElement, number>());
  const scroll = useCallback((element: HTMLElement, top: number) => {
    const limit = element.scrollHeight - element.clientHeight;
    const to = Math.round(Math.max(0, Math.min(limit, top)));
    if (Math.abs(element.scrollTop - to) < 1) return;
    led.current.set(element, to);
    element.scrollTop = to;
  }, []);

  useEffect(() => {
    const { older, newer, differences } = compared;
    const columns = [
      { element: left.current!, blocks: older.blocks, side: 'old' as const },
      { element: right.current!, blocks: newer.blocks, side: 'new' as const },
    ];
    const listening = new AbortController();
    for (const [index, { element, blocks, side }] of columns.entries()) {
      const other = columns[1 - index]!;
      const follow = (): void => {
        const expected = led.current.get(element);
        led.current.delete(element);
        if (expected !== undefined && Math.abs(expected - element.scrollTop) <= 1) return;
        const level = element.clientHeight * eyeLevel;
        const at = offsetAt(element, blocks, level);
        if (at === null) return;
        const beside = counterpart(differences, at, side);
        // As with a jump: what comes into view for the first time moves what stands below it.
        for (let pass = 0; pass < 2; pass++) {
          const place = placeOf(other.element, other.blocks, beside);
          if (place !== null) scroll(other.element, other.element.scrollTop + place - level);
        }
      };
      element.addEventListener('scroll', follow, { passive: true, signal: listening.signal });
    }
    return () => listening.abort();
  }, [left, right, compared, scroll]);

  return useCallback(
    (index: number) => {
      for (const column of [left.current, right.current]) {
        // Blocks that were never drawn have an estimated height: the first pass draws them, the second is exact.
        for (let pass = 0; pass < 2; pass++) {
          const element = column?.querySelector(`[data-d="${index}"]`);
          if (!column || !element) break;
          const top = element.getBoundingClientRect().top - column.getBoundingClientRect().top;
          scroll(column, column.scrollTop + top - column.clientHeight * eyeLevel);
        }
      }
    },
    [left, right, scroll],
  );
}

const blockAt = (scroller: HTMLElement, index: number): Element | null => scroller.querySelector(`[data-b="${index}"]`);

/** The offset of the text that stands at a height of the column, pixels from its top: as far into its block as the height is. */
function offsetAt(scroller: HTMLElement, blocks: Compared['older']['blocks'], height: number): number | null {
  const top = scroller.getBoundingClientRect().top + height;
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blockAt(scroller, middle)!.getBoundingClientRect().bottom > top) high = middle;
    else low = middle + 1;
  }
  const block = blocks[low];
  const box = blockAt(scroller, low)?.getBoundingClientRect();
  if (!block || !box) return null;
  const part = box.height > 0 ? Math.max(0, Math.min(1, (top - box.top) / box.height)) : 0;
  return Math.round(block.start + part * (block.end - block.start));
}

/** Where an offset stands, pixels from the top of the column. */
function placeOf(scroller: HTMLElement, blocks: Compared['older']['blocks'], at: number): number | null {
  const index = blockIndexAt(blocks, at);
  const block = blocks[index];
  const box = blockAt(scroller, index)?.getBoundingClientRect();
  if (!block || !box) return null;
  const part = block.end > block.start ? Math.max(0, Math.min(1, (at - block.start) / (block.end - block.start))) : 0;
  return box.top - scroller.getBoundingClientRect().top + part * box.height;
}
