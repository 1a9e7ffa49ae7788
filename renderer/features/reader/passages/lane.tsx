import { memo, useEffect, useMemo, useState, useSyncExternalStore, type CSSProperties, type RefObject } from 'react';
import { laneColouring } from '../../../actions/shapes.ts';
import { useViewSetting } from '../../../parts/useViewSetting.ts';
import type { ReaderController } from '../controller.ts';
import classes from './lane.module.css';
import { barsNear, columnCount, type Bar } from './laneBars.ts';
import { inkOf, inWords, laneLook } from './paint.ts';
import { laneColumns } from '../text/sweep.ts';

interface LaneProps {
  controller: ReaderController;
  root: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
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

  useEffect(() => {
    const element = root.current;
    const view = scroller.current;
    if (!element || !view) return;
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Places are read once a frame, after the text has been painted: reading them earlier would lay it out twice.
    const measureSoon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const { top, bottom } = view.getBoundingClientRect();
        setBars(barsNear(element, controller.source.blocks, passages, columns, { top: top - reach, bottom: bottom + reach }));
      });
    };
    // Scrolling through a long text draws blocks all the time.
    const measureLater = (): void => {
      clearTimeout(timer);
      timer = setTimeout(measureSoon, 120);
    };
    measureSoon();
    let begun = false;
    const resized = new ResizeObserver(() => {
      // It begins with the size as it is, which is being measured already.
      if (begun) measureSoon();
      begun = true;
    });
    resized.observe(element);
    element.addEventListener('contentvisibilityautostatechange', measureLater);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      resized.disconnect();
      element.removeEventListener('contentvisibilityautostatechange', measureLater);
    };
  }, [root, scroller, controller, passages, columns, page]);

  return (
    <div
      aria-hidden
      className={classes['lane']}
      onClick={(event) => {
        const id = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-id]')?.dataset['id'] : undefined;
        if (id) controller.passageWork.open(id);
      }}
    >
      {bars.map(({ passage, top, height, column, letterTop, parts }) => {
        const { tone, letter } = laneLook(passage, by);
        const style = {
          '--top': `${top}px`,
          '--height': `${height}px`,
          '--column': column,
          '--ink-here': inkOf(tone),
        } as CSSProperties;
        return (
          <div
            key={passage.id}
            data-id={passage.id}
            data-tone={tone}
            data-inspected={passage.id === inspectedId || undefined}
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
      })}
    </div>
  );
});
