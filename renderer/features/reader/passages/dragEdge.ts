import type { TextRange } from '../../../../shared/domain/entities.ts';
import type { PaintedPassage } from './paint.ts';
import type { PassageWork } from './passageWork.ts';
import { offsetAt } from '../text/place.ts';

interface Drag {
  edge: 'start' | 'end';
  passage: PaintedPassage;
  work: PassageWork;
  root: HTMLElement;
  scroller: HTMLElement;
  /** What the passage would be now; null once the drag is over. */
  onMove(moved: { at: number; ranges: readonly TextRange[] } | null): void;
  /** Where the end was let go; null when the drag was given up, or led nowhere. */
  onDone(at: number | null): void;
}

/** So near to an edge of the view, in pixels, a drag scrolls, by so many a frame. */
const scrollZone = 36;
const scrollStep = 14;

/**
 * One drag of an end of a passage, from its press to its release. The place is looked up once a frame, however often the pointer
 * moves; Escape, or the system taking the pointer away, gives it up.
 */
export function dragEdge(pressed: PointerEvent, { edge, passage, work, root, scroller, onMove, onDone }: Drag): void {
  const listening = new AbortController();
  const { signal } = listening;
  // Held where it was pressed: the grip stands beside the line that it is about.
  const line = edge === 'start' ? 14 : -14;
  let pointer = { x: pressed.clientX, y: pressed.clientY };
  let at: number | null = null;
  let frame = 0;

  const look = (): void => {
    const view = scroller.getBoundingClientRect();
    const pull = pointer.y < view.top + scrollZone ? -scrollStep : pointer.y > view.bottom - scrollZone ? scrollStep : 0;
    if (pull !== 0) scroller.scrollTop += pull;
    const offset = offsetAt(root, pointer.x, pointer.y + line);
    const moved = offset === null ? null : work.withEdgeAt(passage, edge, offset);
    if (moved) {
      at = moved.at;
      onMove(moved);
    }
    frame = pull === 0 ? 0 : requestAnimationFrame(look);
  };
  const lookSoon = (event: PointerEvent): void => {
    pointer = { x: event.clientX, y: event.clientY };
    frame ||= requestAnimationFrame(look);
  };
  const end = (kept: boolean): void => {
    cancelAnimationFrame(frame);
    listening.abort();
    delete root.dataset['adjusting'];
    onMove(null);
    onDone(kept ? at : null);
  };

  root.dataset['adjusting'] = '';
  const ofThis = (event: PointerEvent): boolean => event.pointerId === pressed.pointerId;
  window.addEventListener('pointermove', (event) => ofThis(event) && lookSoon(event), { signal });
  window.addEventListener(
    'pointerup',
    (event) => {
      if (!ofThis(event)) return;
      pointer = { x: event.clientX, y: event.clientY };
      // The last move may not have been looked at yet.
      if (frame !== 0) look();
      end(true);
    },
    { signal },
  );
  window.addEventListener('pointercancel', (event) => ofThis(event) && end(false), { signal });
  window.addEventListener('blur', () => end(false), { signal });
  window.addEventListener(
    'keydown',
    (event) => {
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') end(false);
    },
    { signal, capture: true },
  );
}
