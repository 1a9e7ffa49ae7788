import { useEffect, useState, useSyncExternalStore, type CSSProperties, type RefObject } from 'react';
import type { ReaderController } from './controller.ts';
import classes from './lane.module.css';
import { inkOf, type PaintedPassage } from './paint.ts';
import { laneColumns } from './sweep.ts';

interface Bar {
  passage: PaintedPassage;
  top: number;
  height: number;
  column: number;
  /** Where its letter stands; letters that would meet are moved down. */
  letterTop: number;
}

const columnsAtMost = 4;
const letterHeight = 19;

/** The margin beside the text: the extent of every passage, with its verdict's letter. For the eye and the mouse; the marks say the same. */
export function Lane({ controller, root }: { controller: ReaderController; root: RefObject<HTMLElement | null> }) {
  const passages = useSyncExternalStore(controller.passages.subscribe, controller.passages.all);
  const inspectedId = useSyncExternalStore(controller.passages.subscribe, () => controller.passages.inspectedId);
  const [bars, setBars] = useState<readonly Bar[]>([]);

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let frame = 0;
    // Places are read once a frame, after the text has been painted: reading them earlier would lay it out twice.
    const measureSoon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setBars(measure(element, passages)));
    };
    measureSoon();
    const resized = new ResizeObserver(measureSoon);
    resized.observe(element);
    element.addEventListener('contentvisibilityautostatechange', measureSoon);
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
      element.removeEventListener('contentvisibilityautostatechange', measureSoon);
    };
  }, [root, passages]);

  return (
    <div
      aria-hidden
      className={classes['lane']}
      onClick={(event) => {
        const id = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-id]')?.dataset['id'] : undefined;
        if (id) controller.openPassage(id);
      }}
    >
      {bars.map(({ passage, top, height, column, letterTop }) => {
        const style = {
          '--top': `${top}px`,
          '--height': `${height}px`,
          '--column': column,
          '--ink-here': inkOf(passage.tone),
        } as CSSProperties;
        return (
          <div
            key={passage.id}
            data-id={passage.id}
            data-tone={passage.tone}
            data-inspected={passage.id === inspectedId || undefined}
            className={classes['passage']}
            title={passage.meaning}
            style={style}
          >
            <div className={classes['bar']} />
            {passage.letter ? (
              <b className={classes['letter']} style={{ '--letter-top': `${letterTop}px` } as CSSProperties}>
                {passage.letter}
              </b>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}

function measure(root: HTMLElement, passages: readonly PaintedPassage[]): Bar[] {
  const origin = root.getBoundingClientRect().top;
  const tops = new Map<string, number>();
  const bottoms = new Map<string, number>();
  for (const mark of root.querySelectorAll<HTMLElement>('mark[data-opens], mark[data-closes]')) {
    const { opens, closes } = mark.dataset;
    const rects = mark.getClientRects();
    if (opens) for (const id of opens.split(' ')) tops.set(id, (rects[0]?.top ?? 0) - origin);
    if (closes) for (const id of closes.split(' ')) bottoms.set(id, (rects[rects.length - 1]?.bottom ?? 0) - origin);
  }
  const columns = laneColumns(passages);
  const bars: Bar[] = [];
  let free = -Infinity;
  for (const passage of passages) {
    const top = tops.get(passage.id);
    const bottom = bottoms.get(passage.id);
    if (top === undefined || bottom === undefined) continue;
    const letterTop = passage.letter ? Math.max(top, free) : top;
    if (passage.letter) free = letterTop + letterHeight;
    const column = Math.min(columns.get(passage.id) ?? 0, columnsAtMost - 1);
    bars.push({ passage, top, height: Math.max(bottom - top, 8), column, letterTop });
  }
  return bars;
}
