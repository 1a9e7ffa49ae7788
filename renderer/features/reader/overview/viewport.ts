import type { Block } from '../../../../shared/domain/entities.ts';
import { blockElements } from '../text/domText.ts';
import { TextMap, type BlockExtent } from './textMap.ts';

/** What of the text is seen, in pixels from the top of what scrolls. */
export interface View {
  map: TextMap;
  top: number;
  height: number;
}

/** Milliseconds without scrolling or changes of the page that count as rest. */
const restAfter = 120;

/**
 * Where the view of one pane stands over its text. Places are read only once the page is at rest, and only where its layout
 * changed since: scrolling costs nothing but the place of the scroll bar.
 */
export class Viewport {
  #scroller: HTMLElement | null = null;
  #root: HTMLElement | null = null;
  #blocks: readonly Block[] = [];
  #map: TextMap | null = null;
  #stale = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;
  #drawing = 0;
  readonly #atRest = new Set<(view: View) => void>();
  readonly #onScroll = new Set<(top: number) => void>();

  attach(scroller: HTMLElement, root: HTMLElement, blocks: readonly Block[]): () => void {
    [this.#scroller, this.#root, this.#blocks] = [scroller, root, blocks];
    const listening = new AbortController();
    const { signal } = listening;
    const changed = (): void => {
      this.#stale = true;
      this.restSoon();
    };
    scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true, signal });
    root.addEventListener('contentvisibilityautostatechange', changed, { signal });
    const resized = new ResizeObserver(changed);
    resized.observe(scroller);
    resized.observe(root);
    changed();
    return () => {
      listening.abort();
      resized.disconnect();
      clearTimeout(this.#timer);
      cancelAnimationFrame(this.#frame);
      cancelAnimationFrame(this.#drawing);
      this.#scroller = this.#root = this.#map = null;
    };
  }

  /** Calls back at every rest, with what is seen then. */
  onRest(listener: (view: View) => void): () => void {
    this.#atRest.add(listener);
    return () => this.#atRest.delete(listener);
  }

  /** Calls back in the frames in which it scrolls, with pixels from the top. */
  onScroll(listener: (top: number) => void): () => void {
    this.#onScroll.add(listener);
    return () => this.#onScroll.delete(listener);
  }

  /** Something that is drawn by what is seen has changed. */
  restSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rest(), restAfter);
  }

  /** The same for what is drawn over the text: in the next frame where that stands as it was measured, else at rest. */
  nextFrame(): void {
    if (this.#stale || !this.#map) return this.restSoon();
    cancelAnimationFrame(this.#drawing);
    this.#drawing = requestAnimationFrame(() => this.#rest());
  }

  /** Does not wait for rest: somebody asks for a place now. */
  restNow(): void {
    clearTimeout(this.#timer);
    this.#rest();
  }

  scrollTo(top: number): void {
    if (this.#scroller) this.#scroller.scrollTop = top;
  }

  #scrolled(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const top = this.#scroller?.scrollTop;
      if (top !== undefined) for (const listener of this.#onScroll) listener(top);
    });
    this.restSoon();
  }

  #rest(): void {
    const scroller = this.#scroller;
    if (!scroller || !this.#root) return;
    if (this.#stale || !this.#map) this.#map = this.#measure(scroller, this.#root);
    this.#stale = false;
    const view = { map: this.#map, top: scroller.scrollTop, height: scroller.clientHeight };
    for (const listener of this.#atRest) listener(view);
  }

  #measure(scroller: HTMLElement, root: HTMLElement): TextMap {
    const origin = scroller.getBoundingClientRect().top - scroller.scrollTop;
    const extentOf = (element: Element): BlockExtent => {
      const { top, bottom } = element.getBoundingClientRect();
      return { top: top - origin, bottom: bottom - origin };
    };
    const bundles = root.querySelectorAll('[data-bundle]');
    const extents =
      bundles.length > 0 ? [...bundles].flatMap((bundle) => extentsIn(bundle, extentOf, this.#blocks)) : blockElements(root).map(extentOf);
    return new TextMap(this.#blocks, extents, scroller.scrollHeight);
  }
}

/**
 * The blocks of a bundle. While it is not drawn, asking for their places would draw it, and each gets its share of the height by its
 * length.
 */
function extentsIn(bundle: Element, extentOf: (element: Element) => BlockExtent, blocks: readonly Block[]): BlockExtent[] {
  const elements = [...bundle.querySelectorAll<HTMLElement>('[data-b]')];
  if (elements[0]?.checkVisibility({ contentVisibilityAuto: true })) return elements.map(extentOf);
  const { top, bottom } = extentOf(bundle);
  const lengths = elements.map(({ dataset }) => {
    const { start, end } = blocks[Number(dataset['b'])]!;
    return end - start + 1;
  });
  const scale = (bottom - top) / lengths.reduce((sum, length) => sum + length, 0);
  let at = top;
  return lengths.map((length) => ({ top: at, bottom: (at += length * scale) }));
}
