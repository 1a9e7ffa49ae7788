import type { ReaderController } from '../controller.ts';
import { domRange } from '../text/domText.ts';
import type { FindSession } from './findSession.ts';
import { nearest } from './places.ts';
import type { View, Viewport } from '../overview/viewport.ts';

/** Painting by highlights of the browser grows dear with their number; the overview shows all the others. */
const paintedAtMost = 50;

/** Marks the places that were found, those near the view alone, and the one that one is at. Returns what takes the marks away. */
export function paintPlaces(controller: ReaderController, session: FindSession, viewport: Viewport, root: HTMLElement): () => void {
  const names = { all: `reader-find-${controller.slot}`, here: `reader-find-here-${controller.slot}` };
  let view: View | null = null;
  const mark = (name: string, ranges: readonly { start: number; end: number }[], priority: number): void => {
    const painted = ranges.flatMap((range) => domRange(root, controller.source.blocks, range) ?? []);
    if (painted.length === 0) CSS.highlights.delete(name);
    else CSS.highlights.set(name, Object.assign(new Highlight(...painted), { priority }));
  };
  const paint = (): void => {
    const { ranges, at } = session.snapshot();
    const here = ranges[at];
    mark(names.here, here ? [here] : [], 2);
    // A screen above and below, so that scrolling on shows what is marked already.
    const seen = view && {
      start: view.map.offsetAt(view.top - view.height),
      end: view.map.offsetAt(view.top + 2 * view.height),
    };
    mark(names.all, seen ? nearest(ranges, seen, paintedAtMost).filter((range) => range !== here) : [], 1);
  };
  const stops = [
    session.subscribe(paint),
    viewport.onRest((now) => {
      view = now;
      paint();
    }),
    // Blocks that are drawn anew have other nodes.
    controller.passages.subscribe(() => viewport.restSoon()),
  ];
  return () => {
    for (const stop of stops) stop();
    for (const name of Object.values(names)) CSS.highlights.delete(name);
  };
}
