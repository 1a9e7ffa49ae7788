import { memo, useEffect, useMemo, useRef, useSyncExternalStore, type PointerEvent } from 'react';
import type { ReaderController } from '../controller.ts';
import classes from './minimap.module.css';
import { drawOverview, isClaim, scaleOf } from './minimapDrawing.ts';
import type { Finding } from '../find/useFinding.ts';
import type { View } from './viewport.ts';

const shortestView = 14;

/**
 * The whole article at a glance, beside its text: passages and claims, what was found, the caret, and what is seen of it. A click
 * or a drag goes there. For the eye and the mouse: by keyboard one walks through passages and places themselves.
 */
export const Minimap = memo(function Minimap({ controller, finding }: { controller: ReaderController; finding: Finding }) {
  const { session, viewport } = finding;
  const holder = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const window = useRef<HTMLDivElement>(null);
  const view = useRef<View | null>(null);

  useEffect(() => {
    const element = holder.current!;
    const place = (top: number): void => {
      const { current } = view;
      if (!current || !window.current) return;
      const scale = scaleOf(current.map, element.clientHeight);
      const height = Math.max(shortestView, current.height * scale);
      const room = element.clientHeight - height;
      const share = current.map.height > current.height ? top / (current.map.height - current.height) : 0;
      window.current.style.height = `${height}px`;
      window.current.style.transform = `translateY(${Math.min(1, Math.max(0, share)) * room}px)`;
    };
    const draw = (now: View): void => {
      view.current = now;
      const { ranges, at } = session.snapshot();
      drawOverview(canvas.current!, { width: element.clientWidth, height: element.clientHeight }, now.map, {
        passages: controller.passages.all(),
        found: ranges,
        here: ranges[at] ?? null,
        caret: controller.snapshot().caret.at,
      });
      place(now.top);
    };
    const soon = (): void => viewport.restSoon();
    const forced = matchMedia('(forced-colors: active)');
    const themed = new MutationObserver(soon);
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    forced.addEventListener('change', soon);
    const stops = [
      viewport.onRest(draw),
      viewport.onScroll(place),
      session.subscribe(soon),
      controller.subscribe(soon),
      controller.passages.subscribe(() => viewport.nextFrame()),
    ];
    return () => {
      for (const stop of stops) stop();
      themed.disconnect();
      forced.removeEventListener('change', soon);
    };
  }, [controller, session, viewport]);

  /** Where on the window of what is seen the mouse holds it, while it drags. */
  const held = useRef<number | null>(null);
  const drag = (event: PointerEvent): void => {
    const { current } = view;
    if (!current || held.current === null) return;
    const box = holder.current!.getBoundingClientRect();
    const height = window.current!.offsetHeight;
    const room = Math.max(1, box.height - height);
    viewport.scrollTo(((event.clientY - box.top - held.current) / room) * (current.map.height - current.height));
  };
  return (
    <div role="img" aria-label={useSummary(controller, finding)} className={classes['minimap']}>
      <div
        ref={holder}
        className={classes['surface']}
        onMouseDown={(event) => event.preventDefault()}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          viewport.restNow();
          const box = window.current!.getBoundingClientRect();
          const inside = event.clientY >= box.top && event.clientY <= box.bottom;
          held.current = inside ? event.clientY - box.top : box.height / 2;
          event.currentTarget.setPointerCapture(event.pointerId);
          drag(event);
        }}
        onPointerMove={drag}
        onPointerUp={() => (held.current = null)}
        onPointerCancel={() => (held.current = null)}
      >
        <canvas ref={canvas} className={classes['canvas']} />
        <div ref={window} className={classes['window']} />
      </div>
    </div>
  );
});

/** What the picture shows, in words. */
function useSummary(controller: ReaderController, { session }: Finding): string {
  const passages = useSyncExternalStore(controller.passages.subscribe, controller.passages.all);
  const claims = useMemo(() => passages.filter(({ tone }) => isClaim(tone)).length, [passages]);
  const found = useSyncExternalStore(session.subscribe, () => session.snapshot().ranges.length);
  const counts = [
    passages.length === 1 ? '1 passage' : `${passages.length.toLocaleString()} passages`,
    ...(claims > 0 ? [`${claims.toLocaleString()} of them in claims`] : []),
    ...(found > 0 ? [found === 1 ? '1 place found' : `${found.toLocaleString()} places found`] : []),
  ];
  return `Overview of the article: ${counts.join(', ')}`;
}
