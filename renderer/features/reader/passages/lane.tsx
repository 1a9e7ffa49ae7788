import { memo, useEffect, useMemo, useRef, useState, useSyncExternalStore, type CSSProperties, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type * as z from 'zod';
import { laneColouring } from '../../../actions/shapes.ts';
import { useViewSetting } from '../../../parts/useViewSetting.ts';
import type { ReaderController } from '../controller.ts';
import classes from './lane.module.css';
import { barsNear, columnCount, type Bar, type KnownLines } from './laneBars.ts';
import { inkOf, inWords, laneLook } from './paint.ts';
import { laneColumns } from '../text/sweep.ts';

interface LaneProps {
  controller: ReaderController;
  root: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
}

interface LaneBarProps extends Bar {
  by: z.infer<typeof laneColouring>;
  inspected: boolean;
}

/** Bars are looked for, and drawn, up to so far from the view; a new page of it makes that anew. */
const reach = 2_000;
const pageHeight = 1_000;

/** The margin beside the text: the extent of every passage, with its verdict's letter. For the eye and the mouse; the marks say the same. */
export const Lane = memo(function Lane({ controller, root, scroller }: LaneProps) {
  const passages = useSyncExternalStore(controller.passages.subscribe, controller.passages.all);
  const inspectedId = useSyncExternalStore(controller.passages.subscribe, () => controller.passages.inspectedId);
  const [by] = useViewSetting('reader.lane', laneColouring, 'verdict');
  const columns = useMemo(() => laneColumns(passages, columnCount), [passages]);
  const [bars, setBars] = useState<readonly Bar[]>([]);
  const [page, setPage] = useState(0);

  useEffect(() => {
    const element = scroller.current;
    const turn = (): void => setPage(Math.floor((element?.scrollTop ?? 0) / pageHeight));
    element?.addEventListener('scroll', turn, { passive: true });
    return () => element?.removeEventListener('scroll', turn);
  }, [scroller]);

  /** Emptied whenever the text may be laid out otherwise. */
  const known = useRef<KnownLines>(new Map());

  useEffect(() => {
    const element = root.current;
    const view = scroller.current;
    if (!element || !view) return;
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Places are read once a frame, which lays the text out as it is painted then, and the bars are painted in the same frame.
    const measureSoon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const { top, bottom } = view.getBoundingClientRect();
        const near = { top: top - reach, bottom: bottom + reach };
        flushSync(() => setBars(barsNear(element, controller.source.blocks, controller.passages, columns, near, known.current)));
      });
    };
    measureSoon();
    let begun = false;
    const resized = new ResizeObserver(() => {
      // It begins with the size as it is, which is being measured already.
      if (begun) {
        known.current.clear();
        measureSoon();
      }
      begun = true;
    });
    resized.observe(element);
    // Scrolling through a long text draws blocks all the time.
    const drawn = (): void => {
      known.current.clear();
      clearTimeout(timer);
      timer = setTimeout(measureSoon, 120);
    };
    element.addEventListener('contentvisibilityautostatechange', drawn);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      resized.disconnect();
      element.removeEventListener('contentvisibilityautostatechange', drawn);
    };
  }, [root, scroller, controller, columns, page]);

  return (
    <div
      aria-hidden
      className={classes['lane']}
      onClick={(event) => {
        const id = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-id]')?.dataset['id'] : undefined;
        if (id) controller.passageWork.open(id);
      }}
    >
      {bars.map(({ passage, ...place }) => (
        <LaneBar key={passage.id} passage={passage} {...place} by={by} inspected={passage.id === inspectedId} />
      ))}
    </div>
  );
});

const LaneBar = memo(function LaneBar({ passage, top, height, column, letterTop, parts, by, inspected }: LaneBarProps) {
  const { tone, letter } = laneLook(passage, by);
  const style = { '--top': `${top}px`, '--height': `${height}px`, '--column': column, '--ink-here': inkOf(tone) } as CSSProperties;
  return (
    <div
      data-id={passage.id}
      data-tone={tone}
      data-inspected={inspected || undefined}
      className={classes['passage']}
      title={inWords(passage)}
      style={style}
    >
      <div className={classes['bar']} data-parts={parts.length || undefined}>
        {parts.map((part) => (
          <div
            key={part.top}
            className={classes['part']}
            style={{ '--part-top': `${part.top - top}px`, '--part-height': `${part.bottom - part.top}px` } as CSSProperties}
          />
        ))}
      </div>
      {letter && letterTop !== null ? (
        <b className={classes['letter']} style={{ '--letter-top': `${letterTop}px` } as CSSProperties}>
          {letter}
        </b>
      ) : null}
    </div>
  );
});
