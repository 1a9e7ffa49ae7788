import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { useRowGrid, type RowEvents, type RowGridOptions } from './rowGrid.ts';

interface VirtualRowsOptions extends Omit<RowGridOptions, 'scrollTo' | 'pageSize'> {
  /** Pixels, as the style sheet gives them to every row. */
  rowHeight: number;
  /** Pixels of a head that stays above the rows. */
  headHeight?: number;
}

export interface VirtualRows {
  /** For the element that scrolls, which is the grid. */
  hold: (element: HTMLDivElement | null) => void;
  scroller: RefObject<HTMLDivElement | null>;
  /** The rows to draw now. */
  lines: readonly VirtualItem[];
  /** Pixels of all rows together. */
  height: number;
  /** The row that the keyboard is in. */
  focusedIndex: number;
  bringIntoSight: (index: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  rowEvents: RowEvents;
}

/**
 * A grid of rows of one height, of which those in view are drawn, with its keyboard (`useRowGrid`). The focused row stays drawn, so that the
 * keyboard does not fall off when it scrolls out.
 */
export function useVirtualRows({ rowHeight, headHeight = 0, ...options }: VirtualRowsOptions): VirtualRows {
  const { ids } = options;
  const scroller = useRef<HTMLDivElement | null>(null);
  const focused = useRef(0);
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), focused.current])].filter((at) => at < ids.length).sort((a, b) => a - b),
    scrollPaddingStart: headHeight,
  });
  const { grid, focusedIndex, onKeyDown, rowEvents } = useRowGrid({
    ...options,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
    pageSize: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 400) - headHeight) / rowHeight) - 1),
  });
  useEffect(() => {
    focused.current = focusedIndex;
  }, [focusedIndex]);
  const hold = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      grid.current = element;
    },
    [grid],
  );
  const bringIntoSight = useCallback((index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }), [virtualizer]);
  return {
    hold,
    scroller,
    lines: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    focusedIndex,
    bringIntoSight,
    onKeyDown,
    rowEvents,
  };
}
