import type { OriginalView } from '../../../../../shared/domain/entities.ts';
import type { PageSize } from './messages.ts';

/** CSS pixels between pages, and around them. */
export const pageGap = 12;
/** CSS pixels a point at full size. */
const pixelsAPoint = 96 / 72;

export interface PlacedPage {
  top: number;
  width: number;
  height: number;
  zoom: number;
}

export interface PageLayout {
  pages: readonly PlacedPage[];
  /** CSS pixels of all pages, one below the other. */
  width: number;
  height: number;
}

/** Where each page stands. Of pages whose size is not known yet the last known one is taken. */
export function layPages(
  count: number,
  sizes: readonly PageSize[],
  zoom: OriginalView['zoom'],
  pane: { width: number; height: number },
): PageLayout {
  const pages: PlacedPage[] = [];
  let top = pageGap;
  let widest = 0;
  for (let index = 0; index < count; index++) {
    const [width, height] = sizes[index] ?? sizes.at(-1) ?? [595, 842];
    const [usableWidth, usableHeight] = [Math.max(40, pane.width - 2 * pageGap), Math.max(40, pane.height - 2 * pageGap)];
    const toWidth = usableWidth / (width * pixelsAPoint);
    const toPage = Math.min(toWidth, usableHeight / (height * pixelsAPoint));
    const factor = zoom === 'width' ? toWidth : zoom === 'page' ? toPage : zoom;
    const placed = {
      top,
      width: Math.round(width * pixelsAPoint * factor),
      height: Math.round(height * pixelsAPoint * factor),
      zoom: factor,
    };
    pages.push(placed);
    widest = Math.max(widest, placed.width);
    top += placed.height + pageGap;
  }
  // The last page too can stand at the upper edge.
  const height = Math.max(top, (pages.at(-1)?.top ?? 0) - pageGap + pane.height);
  return { pages, width: widest + 2 * pageGap, height };
}

/** Index of the page at a height; the one above where it is between two. */
export function pageIndexAt({ pages }: PageLayout, y: number): number {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pages[middle]!.top - pageGap <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A height as page (from 1) and how far down it. */
export function placeOf(layout: PageLayout, y: number): number {
  const index = pageIndexAt(layout, y);
  const page = layout.pages[index];
  if (!page) return 1;
  return index + 1 + Math.min(0.9999, Math.max(0, (y - page.top + pageGap) / (page.height + pageGap)));
}

/** The height of such a place. */
export function heightOf({ pages }: PageLayout, place: number): number {
  const index = Math.min(pages.length - 1, Math.max(0, Math.floor(place) - 1));
  const page = pages[index];
  return page ? page.top - pageGap + (place - Math.floor(place)) * (page.height + pageGap) : 0;
}
