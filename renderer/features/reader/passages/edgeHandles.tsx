import { memo, useEffect, useRef, useState, useSyncExternalStore, type CSSProperties, type RefObject } from 'react';
import { attempt } from '../../../actions/run.ts';
import { useWritable } from '../../../parts/scale.ts';
import type { ReaderController } from '../controller.ts';
import { dragEdge } from './dragEdge.ts';
import classes from './edgeHandles.module.css';
import type { PaintedPassage } from './paint.ts';
import { edgeRect } from '../text/place.ts';

export type Edge = 'start' | 'end';

interface EdgeHandlesProps {
  controller: ReaderController;
  root: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
}

const edges = ['start', 'end'] as const satisfies Edge[];

/** Handles at both ends of the chosen passage, for mouse, pen and finger. The keyboard has commands for the same. */
export const EdgeHandles = memo(function EdgeHandles({ controller, root, scroller }: EdgeHandlesProps) {
  const { passages } = controller;
  const chosen = useSyncExternalStore(passages.subscribe, () => (passages.inspectedId ? passages.find(passages.inspectedId) : undefined));
  const writable = useWritable();
  if (!chosen || !writable) return null;
  return edges.map((edge) => <Handle key={`${chosen.id} ${edge}`} {...{ controller, root, scroller, edge }} passage={chosen} />);
});

function Handle({ controller, root, scroller, edge, passage }: EdgeHandlesProps & { edge: Edge; passage: PaintedPassage }) {
  const grip = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const offset = dragged ?? (edge === 'start' ? passage.ranges[0]!.start : passage.ranges.at(-1)!.end);
  const place = usePlace({ controller, root, scroller }, edge, offset);
  const latest = useRef(passage);
  useEffect(() => {
    latest.current = passage;
  });

  useEffect(() => {
    const element = grip.current;
    const text = root.current;
    const view = scroller.current;
    if (!element || !text || !view) return;
    const grab = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      // Neither the caret nor the selection follows the drag of a handle.
      event.preventDefault();
      event.stopPropagation();
      dragEdge(event, {
        edge,
        passage: latest.current,
        work: controller.passageWork,
        root: text,
        scroller: view,
        onMove: (moved) => {
          controller.preview(moved?.ranges ?? null);
          setDragged(moved?.at ?? null);
        },
        onDone: (at) => {
          if (at === null) return;
          void attempt(() => controller.passageWork.moveEdgeTo(latest.current.id, edge, at));
        },
      });
    };
    const keepSelection = (event: MouseEvent): void => event.preventDefault();
    element.addEventListener('pointerdown', grab);
    element.addEventListener('mousedown', keepSelection);
    return () => {
      element.removeEventListener('pointerdown', grab);
      element.removeEventListener('mousedown', keepSelection);
    };
  }, [controller, edge, root, scroller]);

  const style = place ? ({ '--x': `${place.x}px`, '--y': `${place.y}px`, '--height': `${place.height}px` } as CSSProperties) : undefined;
  return (
    <div
      aria-hidden
      data-edge={edge}
      data-dragged={dragged !== null || undefined}
      className={classes['handle']}
      style={style}
      hidden={!place}
    >
      <div ref={grip} className={classes['grip']} title={`Drag the ${edge} of the passage`} />
    </div>
  );
}

/** Where a handle stands inside the column; read once a frame, when its offset or the layout of the text changed. */
function usePlace({ controller, root }: EdgeHandlesProps, edge: Edge, offset: number): { x: number; y: number; height: number } | null {
  const [place, setPlace] = useState<{ x: number; y: number; height: number } | null>(null);
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let frame = 0;
    const measure = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const rect = edgeRect(element, controller.source.blocks, offset, edge);
        const origin = element.getBoundingClientRect();
        setPlace(rect && { x: Math.round(rect.x - origin.left), y: Math.round(rect.top - origin.top), height: Math.round(rect.height) });
      });
    };
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
    };
  }, [controller, root, edge, offset]);
  return place;
}
