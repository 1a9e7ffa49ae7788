import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useOfferHandle } from '../actions/handles.ts';
import type { ListHandle } from '../actions/action.ts';

export interface RowGridOptions {
  ids: readonly string[];
  /** Left out where rows cannot be selected. */
  selection?: { selected: ReadonlySet<string>; onSelect: (ids: string[]) => void };
  /** The row whose thing is shown elsewhere in the window: the keyboard begins there, and comes along when another is shown. */
  current?: string | null;
  onOpen: (id: string) => void;
  /** The keyboard came to a row, on whatever way. */
  onFocus?: (id: string) => void;
  /** A person went to a row by key: not when the keyboard only comes into the grid, which must change nothing. */
  onMove?: (id: string) => void;
  scrollTo: (index: number) => void;
  /** Rows that fit on the screen. */
  pageSize: () => number;
}

/** What happens to a row. A row carries its id as `data-row`, and `tabIndex` 0 when it is the focused one, else -1. */
export interface RowEvents {
  click: (id: string, index: number, event: MouseEvent) => void;
  focus: (id: string) => void;
  toggle: (id: string) => void;
  open: (id: string) => void;
}

/**
 * The keyboard of a grid of rows of which only some are on screen: one row has the focus, it stays the focus when rows
 * come, go or are sorted, and shift extends the selection from where it began.
 */
export function useRowGrid({ ids, selection, current = null, onOpen, onFocus, onMove, scrollTo, pageSize }: RowGridOptions) {
  const grid = useRef<HTMLDivElement>(null);
  const anchor = useRef<string | null>(null);
  const keyboardWanted = useRef(false);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const indexOf = useMemo(() => new Map(ids.map((id, index) => [id, index])), [ids]);
  const [lastIndex, setLastIndex] = useState(0);
  const known = focusedId === null ? undefined : indexOf.get(focusedId);
  // A focused row that is gone leaves the keyboard at its place.
  const focusedIndex = known ?? Math.min(lastIndex, Math.max(0, ids.length - 1));
  if (known !== undefined && known !== lastIndex) setLastIndex(known);

  const [followed, setFollowed] = useState<string | null>(null);
  // What is shown may be new, and its row on the way.
  if (current !== followed && (current === null || indexOf.has(current))) {
    setFollowed(current);
    if (current !== null) setFocusedId(current);
  }

  // The row may only now have been drawn.
  useEffect(() => {
    if (!keyboardWanted.current) return;
    const row = grid.current?.querySelector<HTMLElement>(`[data-row="${ids[focusedIndex]}"]`);
    if (!row) return;
    keyboardWanted.current = false;
    row.focus({ preventScroll: true });
  });

  const select = (from: number, to: number): void => {
    selection?.onSelect(ids.slice(Math.min(from, to), Math.max(from, to) + 1));
  };

  const goTo = (index: number, extend = false): void => {
    const target = Math.max(0, Math.min(ids.length - 1, index));
    const id = ids[target];
    if (id === undefined) return;
    if (extend) {
      anchor.current ??= ids[focusedIndex] ?? id;
      select(indexOf.get(anchor.current) ?? focusedIndex, target);
    } else anchor.current = null;
    scrollTo(target);
    keyboardWanted.current = true;
    setFocusedId(id);
    onMove?.(id);
  };

  const toggle = (id: string): void => {
    if (!selection) return;
    anchor.current = id;
    const { selected, onSelect } = selection;
    onSelect(selected.has(id) ? [...selected].filter((other) => other !== id) : [...selected, id]);
  };

  const focusedRow = ids[focusedIndex];
  const keys: Record<string, (extend: boolean) => void> = {
    j: (extend) => goTo(focusedIndex + 1, extend),
    k: (extend) => goTo(focusedIndex - 1, extend),
    arrowdown: (extend) => goTo(focusedIndex + 1, extend),
    arrowup: (extend) => goTo(focusedIndex - 1, extend),
    home: (extend) => goTo(0, extend),
    end: (extend) => goTo(ids.length - 1, extend),
    pagedown: (extend) => goTo(focusedIndex + pageSize(), extend),
    pageup: (extend) => goTo(focusedIndex - pageSize(), extend),
    enter: () => focusedRow !== undefined && onOpen(focusedRow),
    ...(selection
      ? {
          ' ': () => focusedRow !== undefined && toggle(focusedRow),
          x: () => focusedRow !== undefined && toggle(focusedRow),
        }
      : {}),
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // Only the rows' own keys: what stands inside a row, or in the head, keeps its keys.
    if (!(event.target instanceof HTMLElement) || !event.target.hasAttribute('data-row') || event.altKey) return;
    const modified = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const run = modified
      ? key === 'a' && selection
        ? () => selection.onSelect([...ids])
        : undefined
      : key === 'escape' && selection && selection.selected.size > 0
        ? () => selection.onSelect([])
        : keys[key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run(event.shiftKey);
  };

  const click = (id: string, index: number, event: MouseEvent): void => {
    setFocusedId(id);
    if (selection && event.shiftKey) return select(indexOf.get(anchor.current ?? focusedRow ?? id) ?? index, index);
    anchor.current = id;
    if (selection && (event.ctrlKey || event.metaKey)) return toggle(id);
    onOpen(id);
  };

  const focus = (id: string): void => {
    setFocusedId(id);
    onFocus?.(id);
  };

  const latest = useRef({ goTo, toggle, click, focus, focusedIndex, focusedRow, onOpen, selection, ids, scrollTo });
  useEffect(() => {
    latest.current = { goTo, toggle, click, focus, focusedIndex, focusedRow, onOpen, selection, ids, scrollTo };
  });
  // The row may be far from what is in view.
  useEffect(() => {
    const index = followed === null ? -1 : latest.current.ids.indexOf(followed);
    if (index >= 0) latest.current.scrollTo(index);
  }, [followed]);
  const handle = useMemo<ListHandle>(
    () => ({
      move: (direction) => latest.current.goTo(latest.current.focusedIndex + direction),
      open: () => latest.current.focusedRow !== undefined && latest.current.onOpen(latest.current.focusedRow),
      toggleSelected: () => latest.current.focusedRow !== undefined && latest.current.toggle(latest.current.focusedRow),
      selectAll: () => latest.current.selection?.onSelect([...latest.current.ids]),
    }),
    [],
  );
  useOfferHandle('list', handle);

  /** The same object for ever, so that rows which did not change are not drawn again. */
  const rowEvents = useMemo<RowEvents>(
    () => ({
      click: (id, index, event) => latest.current.click(id, index, event),
      focus: (id) => latest.current.focus(id),
      toggle: (id) => latest.current.toggle(id),
      open: (id) => latest.current.onOpen(id),
    }),
    [],
  );

  return { grid, focusedIndex, goTo, onKeyDown, rowEvents };
}
