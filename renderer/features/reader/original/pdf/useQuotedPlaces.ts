import { useEffect, useRef, useState, type RefObject } from 'react';
import type { OriginalProps } from '../originalProps.ts';
import { quotedParts } from '../../../../../shared/text/original/quotedParts.ts';
import type { MarkedWords, PageArea } from '../../../../../shared/text/original/onPage.ts';
import type { PageLayout } from './pageLayout.ts';
import { PdfError, type PdfFile } from './pdfFile.ts';
import { pageAt } from './textPages.ts';

interface Marked {
  areas: ReadonlyMap<number, readonly PageArea[]>;
  doubtful: boolean;
}

const nothing: Marked = { areas: new Map(), doubtful: false };

interface Looking extends Pick<OriginalProps, 'version' | 'wanted' | 'onSaid'> {
  pdf: PdfFile;
  pageCount: number;
  layout: PageLayout;
  scroller: RefObject<HTMLElement | null>;
  /** The pane has its size. */
  isReady: boolean;
  goTo: (page: number) => void;
}

/** Words on pages, as a person is told of them; null where there is nothing to tell. */
function saidOf({ outcome, areas }: MarkedWords, page: number | null): string | null {
  const where = page === null ? 'this original' : `page ${page}`;
  if (outcome === 'none') return `These words were not found on ${where}, where they come from. The page is shown without a mark.`;
  if (outcome === 'several')
    return `These words stand on ${where} more than once; each place is framed, since it is not known which was read.`;
  return outcome === 'partly' && areas.length > 0 ? `Only some of these words were found on ${where}; those are marked.` : null;
}

/** Looks for the wanted words on the pages that they come from, marks them, and brings them into sight. */
export function useQuotedPlaces({ pdf, version, wanted, pageCount, layout, scroller, isReady, goTo, onSaid }: Looking): Marked {
  const [found, setFound] = useState<{ wanted: Looking['wanted']; marked: Marked } | null>(null);
  const latest = useRef({ layout, scroller, goTo });
  useEffect(() => {
    latest.current = { layout, scroller, goTo };
  });
  useEffect(() => {
    onSaid(null);
    const [first] = wanted?.ranges ?? [];
    if (!wanted || !first || !isReady) return;
    const page = pageAt(version.blocks, first.start);
    const parts = quotedParts(version.text, version.blocks, wanted.ranges);
    const isEmpty = wanted.ranges.every(({ start, end }) => start === end);
    if (page === null || page > pageCount) {
      if (!isEmpty) onSaid('The text does not say on which page these words stand: it was not read from this file.');
      return;
    }
    if (isEmpty) return latest.current.goTo(page);
    let isWanted = true;
    pdf
      .ask<'find'>({ ask: 'find', parts }, () => isWanted)
      .then(
        (words) => {
          if (!isWanted) return;
          setFound({ wanted, marked: { areas: byPage(words.areas), doubtful: words.outcome === 'several' } });
          onSaid(saidOf(words, page));
          reveal(words.areas[0], page, latest.current);
        },
        (error: unknown) => {
          if (!isWanted) return;
          latest.current.goTo(page);
          const slow = error instanceof PdfError && error.reason === 'slow';
          onSaid(slow ? 'Looking for these words took too long, and was stopped.' : 'The words of this page could not be read.');
        },
      );
    return () => {
      isWanted = false;
    };
  }, [pdf, version, wanted, pageCount, isReady, onSaid]);
  // Those of the words before are not shown while the next ones are looked for.
  return found !== null && found.wanted === wanted ? found.marked : nothing;
}

function byPage(areas: MarkedWords['areas']): Map<number, PageArea[]> {
  const pages = new Map<number, PageArea[]>();
  for (const { page, area } of areas) pages.set(page, [...(pages.get(page) ?? []), area]);
  return pages;
}

function reveal(
  first: MarkedWords['areas'][number] | undefined,
  page: number,
  { layout, scroller: { current: scroller }, goTo }: Pick<Looking, 'layout' | 'scroller' | 'goTo'>,
): void {
  const placed = first && layout.pages[first.page - 1];
  if (!first || !placed || !scroller) return goTo(page);
  const top = placed.top + first.area.top * placed.height;
  const bottom = top + first.area.height * placed.height;
  const isSeen = top >= scroller.scrollTop + 8 && bottom <= scroller.scrollTop + scroller.clientHeight - 8;
  if (!isSeen) scroller.scrollTop = Math.max(0, top - scroller.clientHeight / 3);
  const left = (layout.width - placed.width) / 2 + first.area.left * placed.width;
  if (left < scroller.scrollLeft || left > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = Math.max(0, left - 40);
}
