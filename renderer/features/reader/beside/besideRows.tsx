import { useEffect, type ReactNode } from 'react';
import { useVirtualRows } from '../../../parts/virtualRows.ts';
import type { ReaderController } from '../controller.ts';
import classes from './beside.module.css';

/** Pixels; the style sheet gives every row the same. */
const rowHeight = 62;

interface BesideRowsProps {
  controller: ReaderController;
  label: string;
  ids: readonly string[];
  /** The row of what is chosen in the text, or -1. */
  here: number;
  /** Left out where rows cannot be selected. */
  selection?: { selected: ReadonlySet<string>; onSelect: (ids: string[]) => void };
  /** Shows in the text what a row is about. */
  goTo: (id: string) => void;
  /** The cells of a row. */
  renderRow: (index: number) => ReactNode;
}

/** Places of an article as rows beside its text: walked by key, and shown in the text as the focus comes to them. */
export function BesideRows({ controller, label, ids, here, selection, goTo, renderRow }: BesideRowsProps) {
  const { hold, scroller, lines, height, focusedIndex, onKeyDown, rowEvents, bringIntoSight } = useVirtualRows({
    ids,
    rowHeight,
    ...(selection && { selection }),
    onOpen(id) {
      goTo(id);
      controller.focus();
    },
    onFocus: goTo,
  });
  // What is chosen in the text is brought into sight here; the keyboard stays where it is.
  useEffect(() => {
    if (here >= 0 && !scroller.current?.contains(document.activeElement)) bringIntoSight(here);
  }, [here, scroller, bringIntoSight]);

  return (
    <div
      ref={hold}
      role="grid"
      aria-label={label}
      aria-rowcount={ids.length}
      aria-multiselectable={selection !== undefined}
      className={classes['grid']}
      onKeyDown={(event) => {
        onKeyDown(event);
        if (event.key === 'Escape' && !event.defaultPrevented) controller.focus();
      }}
    >
      <div role="rowgroup" className={classes['rows']} style={{ height: height }}>
        {lines.map((line) => {
          const id = ids[line.index];
          if (id === undefined) return null;
          return (
            <div
              key={id}
              role="row"
              aria-rowindex={line.index + 1}
              aria-selected={selection?.selected.has(id)}
              className={classes['row']}
              data-here={line.index === here || undefined}
              data-row={id}
              style={{ transform: `translateY(${line.start}px)` }}
              tabIndex={line.index === focusedIndex ? 0 : -1}
              onFocus={() => rowEvents.focus(id)}
              onClick={(event) => {
                if (selection && (event.shiftKey || event.ctrlKey || event.metaKey)) rowEvents.click(id, line.index, event);
                else goTo(id);
              }}
              onDoubleClick={() => rowEvents.open(id)}
            >
              {renderRow(line.index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** What a place is, and its words; which of both stands back depends on what the list is read for. */
export function PlaceCell({ meaning, quote, soft }: { meaning: ReactNode; quote: string; soft: 'meaning' | 'quote' }) {
  return (
    <div role="gridcell" className={classes['place']} data-soft={soft}>
      <span className={classes['meaning']}>{meaning}</span>
      <span className={classes['quote']} dir="auto">
        {quote}
      </span>
    </div>
  );
}
