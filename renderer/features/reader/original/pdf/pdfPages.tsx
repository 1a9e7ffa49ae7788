import { ChevronDown, ChevronUp, Link2, Maximize, MoveHorizontal, ZoomIn, ZoomOut } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type MouseEvent, type RefObject } from 'react';
import type { OriginalHandle } from '../../../../actions/action.ts';
import { ActionButton } from '../../../../parts/actionButton.tsx';
import type { OriginalProps } from '../originalProps.ts';
import paneClasses from '../originalPane.module.css';
import { saidOfNotShown, selectInText } from '../showWords.ts';
import { useOriginalHandle } from '../useOriginalHandle.ts';
import { useQuotedPlaces } from './useQuotedPlaces.ts';
import type { Answers, PageSize } from './messages.ts';
import { PageCanvas } from './pageCanvas.tsx';
import { heightOf, layPages, pageGap, pageIndexAt, placeOf, type PageLayout } from './pageLayout.ts';
import { PageNumber } from './pageNumber.tsx';
import classes from './pdf.module.css';
import type { PdfFile } from './pdfFile.ts';
import { findOnPages, startOfPage } from './textPages.ts';
import { chosenWords, steadySelecting, type ChosenWords } from './wordLayer.ts';
import { useTurningWithText } from './useTurningWithText.ts';

interface PdfPagesProps extends OriginalProps {
  pdf: PdfFile;
  begin: Answers['open'];
}

/** Pages drawn above and below what is seen, in CSS pixels. */
const margin = 400;
const [smallest, largest] = [0.1, 8];

/** The pages of an open PDF, of which only those near what is seen exist. */
export function PdfPages({ documentId, title, version, view, wanted, reader, onView, onSaid, pdf, begin }: PdfPagesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const pane = usePaneSize(scroller);
  const sizes = useSizes(pdf, begin);
  const layout = useMemo(() => layPages(begin.pages, sizes, view.zoom, pane), [begin.pages, sizes, view.zoom, pane]);
  const [seen, setSeen] = useState({ top: 0, height: 0 });
  /** The place that stays where it is when pages get another size. */
  const place = useRef(view.page);
  const field = useRef<HTMLInputElement>(null);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || pane.width === 0) return;
    element.scrollTop = heightOf(layout, place.current);
    setSeen({ top: element.scrollTop, height: element.clientHeight });
  }, [layout, pane.width]);

  const onScroll = (): void => {
    const element = scroller.current;
    if (!element || pane.width === 0) return;
    place.current = placeOf(layout, element.scrollTop);
    setSeen({ top: element.scrollTop, height: element.clientHeight });
    onView({ page: place.current });
  };

  const goTo = useCallback(
    (to: number) => {
      place.current = Math.min(begin.pages + 0.9999, Math.max(1, to));
      if (scroller.current) scroller.current.scrollTop = heightOf(layout, place.current);
    },
    [layout, begin.pages],
  );
  const current = pageShown(layout, seen);

  const marked = useQuotedPlaces({ pdf, version, wanted, pageCount: begin.pages, onSaid, goTo, layout, scroller, isReady: pane.width > 0 });
  const turning = useTurningWithText({ reader, blocks: version.blocks, linked: view.linked, goTo, wanted });

  const showWords = useCallback(
    (words: ChosenWords, keyboard: 'stays' | 'follows') => {
      if (!reader) return;
      const found = findOnPages(version.text, version.blocks, words);
      if (typeof found === 'string') return onSaid(saidOfNotShown[found]);
      onSaid(null);
      turning.rest();
      selectInText(reader, found, keyboard);
    },
    [reader, version, turning, onSaid],
  );

  const showInText = (): void => {
    const words = scroller.current && chosenWords(scroller.current);
    if (words) return showWords(words, 'follows');
    const start = startOfPage(version.blocks, current);
    if (!reader || start === null) return onSaid('The text has no words of this page.');
    turning.rest();
    reader.show([{ start, end: Math.min(start + 1, version.text.length) }]);
    reader.focus();
  };
  const pages = useMemo<OriginalHandle['pages']>(
    () => ({
      // Asked anew: a key that is pressed twice is quicker than what is drawn.
      turn(direction) {
        const { scrollTop: top = 0, clientHeight: height = 0 } = scroller.current ?? {};
        goTo(pageShown(layout, { top, height }) + direction);
      },
      zoom(to) {
        const now = layout.pages[current - 1]?.zoom ?? 1;
        const next = to === 'larger' ? now * 1.2 : to === 'smaller' ? now / 1.2 : to;
        onView({ zoom: typeof next === 'number' ? Math.min(largest, Math.max(smallest, next)) : next });
      },
      askForPage: () => field.current?.focus(),
      linked: view.linked,
      toggleLinked: () => onView({ linked: !view.linked }),
    }),
    [goTo, current, layout, view.linked, onView],
  );
  useOriginalHandle({ documentId, version }, { focus: () => scroller.current?.focus(), showInText, pages });

  const onDoubleClick = (event: MouseEvent): void => {
    const page = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-page]') : null;
    if (!page || !reader) return;
    const { left, top, width, height } = page.getBoundingClientRect();
    const number = Number(page.dataset['page']);
    const at = { page: number, x: (event.clientX - left) / width, y: (event.clientY - top) / height };
    void pdf.ask<'lineAt'>({ ask: 'lineAt', ...at }).then(
      (line) => {
        if (line === null) return onSaid(saidOfNotShown.none);
        showWords({ text: line, before: '', after: '', pages: [number] }, 'stays');
      },
      () => onSaid('The words of this page could not be read.'),
    );
  };

  useEffect(() => (scroller.current ? steadySelecting(scroller.current) : undefined), []);

  const first = pageIndexAt(layout, seen.top - margin);
  const last = pageIndexAt(layout, seen.top + seen.height + margin);
  return (
    <>
      <div className={classes['bar']} role="toolbar" aria-label="Pages of the original" data-scope="original">
        <ActionButton action="original.previousPage" iconOnly icon={<ChevronUp />} />
        <PageNumber ref={field} number={current} count={begin.pages} onGo={goTo} onDone={() => scroller.current?.focus()} />
        <ActionButton action="original.nextPage" iconOnly icon={<ChevronDown />} />
        <span className={classes['space']} />
        <ActionButton action="original.smaller" iconOnly icon={<ZoomOut />} />
        <ActionButton action="original.larger" iconOnly icon={<ZoomIn />} />
        <ActionButton action="original.fitWidth" iconOnly icon={<MoveHorizontal />} />
        <ActionButton action="original.fitPage" iconOnly icon={<Maximize />} />
        <ActionButton action="original.linked" iconOnly icon={<Link2 />} />
      </div>
      {/* What a double click does has a key: Show in the text. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- as said */}
      <div
        ref={scroller}
        role="region"
        aria-label={`Pages of ${title}`}
        data-scope="original"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and its keys work here
        tabIndex={0}
        className={paneClasses['scroller']}
        onScroll={onScroll}
        onDoubleClick={onDoubleClick}
      >
        <div className={classes['pages']} style={{ height: layout.height, width: Math.max(layout.width, pane.width) }}>
          {pane.width === 0
            ? null
            : layout.pages.slice(first, last + 1).map(({ top, width, height, zoom }, index) => {
                const number = first + index + 1;
                return (
                  <div key={number} className={classes['slot']} style={{ transform: `translateY(${top}px)` }}>
                    <PageCanvas
                      {...{ pdf, number, width, height, zoom }}
                      count={begin.pages}
                      areas={marked.areas.get(number) ?? noAreas}
                      doubtful={marked.doubtful}
                    />
                  </div>
                );
              })}
        </div>
      </div>
    </>
  );
}

const noAreas: readonly never[] = [];

/** The page that stands at the upper third of what is seen. */
const pageShown = (layout: PageLayout, { top, height }: { top: number; height: number }): number =>
  pageIndexAt(layout, top + height / 3) + 1;

function usePaneSize(scroller: RefObject<HTMLDivElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = (): void => {
      // A scroll bar that comes and goes must not change the width that pages fit.
      const width = element.offsetWidth - scrollBarWidth;
      const height = element.clientHeight;
      setSize((known) => (known.width === width && known.height === height ? known : { width, height }));
    };
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, [scroller]);
  return size;
}

const scrollBarWidth = pageGap;

/** Pages whose sizes are asked for at once. */
const sizesAtOnce = 200;

/** The sizes of all pages, as they become known. */
function useSizes(pdf: PdfFile, begin: Answers['open']): readonly PageSize[] {
  const [sizes, setSizes] = useState<readonly PageSize[]>(begin.sizes);
  useEffect(() => {
    const wanted = new AbortController();
    const isWanted = (): boolean => !wanted.signal.aborted;
    const askOn = async (from: number): Promise<void> => {
      if (from > begin.pages || !isWanted()) return;
      const to = Math.min(begin.pages, from + sizesAtOnce - 1);
      const more = await pdf.ask<'sizes'>({ ask: 'sizes', from, to }, isWanted);
      if (isWanted()) setSizes((known) => [...known.slice(0, from - 1), ...more]);
      await askOn(to + 1);
    };
    // Without them, pages are taken to be as large as the ones before.
    askOn(begin.sizes.length + 1).catch(() => undefined);
    return () => wanted.abort();
  }, [pdf, begin]);
  return sizes;
}
