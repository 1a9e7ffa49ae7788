import type { CoverageStore } from './coverageStore.ts';
import type { View, Viewport } from '../overview/viewport.ts';

/** A quick reader's pace; and as long as text must stand still at most, since how much of a page is looked at cannot be known. */
const charactersPerSecond = 30;
const longestDwell = 2_000;

/** Milliseconds for which so much text has to stand in view to count as read. */
export const dwellOf = (characters: number): number => Math.min(longestDwell, (characters * 1_000) / charactersPerSecond);

/** Counts as read what stands in the view at rest for long enough, in a page that is looked at. Nothing is done while it scrolls. */
export function recordReading(
  viewport: Pick<Viewport, 'onRest' | 'onScroll' | 'restSoon'>,
  store: Pick<CoverageStore, 'add' | 'flush'>,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let seen = '';
  const stop = (): void => {
    clearTimeout(timer);
    seen = '';
  };
  const rest = ({ map, top, height }: View): void => {
    const [start, end] = [map.offsetAt(top), map.offsetAt(top + height)];
    // At rest something else may have changed than the place: the text stands there all the same.
    if (seen === `${start} ${end}` || document.visibilityState === 'hidden') return;
    stop();
    seen = `${start} ${end}`;
    timer = setTimeout(() => store.add({ start, end }), dwellOf(end - start));
  };
  const leave = (): void => {
    stop();
    if (document.visibilityState === 'hidden') store.flush();
    else viewport.restSoon();
  };
  const put = (): void => store.flush();
  const stops = [viewport.onRest(rest), viewport.onScroll(stop)];
  document.addEventListener('visibilitychange', leave);
  window.addEventListener('pagehide', put);
  return () => {
    for (const end of stops) end();
    stop();
    document.removeEventListener('visibilitychange', leave);
    window.removeEventListener('pagehide', put);
    store.flush();
  };
}
