import { memo, useEffect, useMemo, useState, useSyncExternalStore, type CSSProperties, type RefObject } from 'react';
import { laneColouring } from '../../actions/shapes.ts';
import { useViewSetting } from '../../parts/useViewSetting.ts';
import type { ReaderController } from './controller.ts';
import classes from './lane.module.css';
import { inkOf, inWords, laneLook, type PaintedPassage } from './paint.ts';
import { laneColumns } from './sweep.ts';

interface Bar {
  passage: PaintedPassage;
  top: number;
  height: number;
  column: number;
  /** Where its letter stands; letters that would meet are moved down. */
  letterTop: number;
}

interface LaneProps {
  controller: ReaderController;
  root: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
}

/** Only bars near the view are drawn, by pages of so many pixels. */
const pageHeight = 1_000;
const columnsAtMost = 4;
const letterHeight = 19;

/** The margin beside the text: the extent of every passage, with its verdict's letter. For the eye and the mouse; the marks say the same. */
export const Lane = memo(function Lane({ controller, root, scroller }: LaneProps) {
  const passages = useSyncExternalStore(controller.passages.subscribe, controller.passages.all);
  const inspectedId = useSyncExternalStore(controller.passages.subscribe, () => controller.passages.inspectedId);
  const [by] = useViewSetting('reader.lane', laneColouring, 'verdict');
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
    if (!element) return;
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Places are read once a frame, after the text has been painted: reading them earlier would lay it out twice.
    const measureSoon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setBars(measure(element, passages)));
    };
    // Scrolling through a long text draws blocks all the time.
    const measureLater = (): void => {
      clearTimeout(timer);
      timer = setTimeout(measureSoon, 120);
    };
    measureSoon();
    const resized = new ResizeObserver(measureSoon);
    resized.observe(element);
    element.addEventListener('contentvisibilityautostatechange', measureLater);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      resized.disconnect();
      element.removeEventListener('contentvisibilityautostatechange', measureLater);
    };
  }, [root, passages]);

  const from = (page - 2) * pageHeight;
  const to = (page + 4) * pageHeight;
  const near = useMemo(() => bars.filter(({ top, height }) => top + height > from && top < to), [bars, from, to]);
  return (
    <div
      aria-hidden
      className={classes['lane']}
      onClick={(event) => {
        const id = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-id]')?.dataset['id'] : undefined;
        if (id) controller.passageWork.open(id);
      }}
    >
      {near.map(({ passage, top, height, column, letterTop }) => {
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
            <div className={classes['bar']} />
            {letter ? (
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

function measure(root: HTMLElement, passages: readonly PaintedPassage[]): Bar[] {
  const origin = root.getBoundingClientRect().top;
  const tops = new Map<string, number>();
  const bottoms = new Map<string, number>();
  for (const block of root.querySelectorAll<HTMLElement>('[data-b]:has(mark)')) {
    // Asked of something inside: a block that skips what it holds is itself there.
    const drawn = block.querySelector('mark')!.checkVisibility({ contentVisibilityAuto: true });
    for (const mark of block.querySelectorAll<HTMLElement>('mark[data-opens], mark[data-closes]')) {
      const { opens, closes } = mark.dataset;
      const { top, bottom } = drawn ? extentOf(mark) : estimated(mark, block);
      for (const id of opens?.split(' ') ?? []) tops.set(id, top - origin);
      for (const id of closes?.split(' ') ?? []) bottoms.set(id, bottom - origin);
    }
  }
  const columns = laneColumns(passages);
  const bars: Bar[] = [];
  let free = -Infinity;
  for (const passage of passages) {
    const top = tops.get(passage.id);
    const bottom = bottoms.get(passage.id);
    if (top === undefined || bottom === undefined) continue;
    const hasLetter = passage.letter !== '' || passage.labels.length > 0;
    const letterTop = hasLetter ? Math.max(top, free) : top;
    if (hasLetter) free = letterTop + letterHeight;
    const column = Math.min(columns.get(passage.id) ?? 0, columnsAtMost - 1);
    bars.push({ passage, top, height: Math.max(bottom - top, 8), column, letterTop });
  }
  return bars;
}

function extentOf(mark: Element): { top: number; bottom: number } {
  const rects = mark.getClientRects();
  return { top: rects[0]?.top ?? 0, bottom: rects[rects.length - 1]?.bottom ?? 0 };
}

/** Asking for the lines of a block that is not drawn would draw it: its share of the text is near enough until it is. */
function estimated(mark: HTMLElement, block: HTMLElement): { top: number; bottom: number } {
  const { top, height } = block.getBoundingClientRect();
  const length = block.textContent?.length || 1;
  const start = Number(mark.dataset['o']) - Number(block.dataset['o']);
  const end = start + (mark.textContent?.length ?? 0);
  return { top: top + (height * start) / length, bottom: top + (height * end) / length };
}
