import { useEffect, useRef, useState, type CSSProperties, type RefObject } from 'react';
import { LabelChip } from '../../../ui/badges.tsx';
import type { ReaderController } from '../controller.ts';
import classes from './hoverCard.module.css';
import { inkOf, type PaintedPassage } from './paint.ts';

interface HoverCardProps {
  controller: ReaderController;
  root: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
}

interface Shown {
  passages: readonly PaintedPassage[];
  style: CSSProperties;
  above: boolean;
}

/** Milliseconds for which the pointer rests on a mark before its card comes, and for which the card waits for the pointer to reach it. */
const beforeShown = 450;
const beforeHidden = 180;
const passagesAtMost = 3;
const width = 320;
/** So much room below a line takes a card of most sizes, in pixels. */
const roomBelow = 180;

/** What the passage under the resting pointer means. Beside its line, never over it; for mouse and pen, since a finger hides what it points at. */
export function HoverCard({ controller, root, scroller }: HoverCardProps) {
  const [shown, setShown] = useState<Shown | null>(null);
  const card = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const text = root.current;
    const view = scroller.current;
    if (!text || !view) return;
    const listening = new AbortController();
    const { signal } = listening;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const after = (wait: number, step: () => void): void => {
      clearTimeout(timer);
      timer = setTimeout(step, wait);
    };
    const hide = (): void => {
      clearTimeout(timer);
      setShown(null);
    };
    const isMark = (target: EventTarget | null): HTMLElement | null =>
      target instanceof Element && text.contains(target) ? target.closest<HTMLElement>('mark[data-o]') : null;

    const over = (event: PointerEvent): void => {
      if (event.pointerType === 'touch') return;
      if (card.current?.contains(event.target as Node)) return clearTimeout(timer);
      const mark = event.buttons === 0 ? isMark(event.target) : null;
      if (!mark) return after(beforeHidden, hide);
      const { clientX, clientY } = event;
      after(beforeShown, () => {
        const passages = mark.isConnected ? controller.passageWork.at(Number(mark.dataset['o'])) : [];
        const place = beside(mark, text, view, clientX, clientY);
        setShown(passages.length > 0 && place ? { passages, ...place } : null);
      });
    };
    view.addEventListener('pointerover', over, { signal });
    view.addEventListener('pointerleave', () => after(beforeHidden, hide), { signal });
    view.addEventListener('pointerdown', hide, { signal });
    view.addEventListener('scroll', () => setShown(null), { signal, passive: true });
    window.addEventListener(
      'keydown',
      (event) => {
        // Escape is spent on the card when there is one; other keys are for the text, which it stands beside.
        if (event.key === 'Escape' && card.current) event.stopPropagation();
        hide();
      },
      { signal, capture: true },
    );
    return () => {
      listening.abort();
      clearTimeout(timer);
    };
  }, [controller, root, scroller]);

  if (!shown) return null;
  const more = shown.passages.length - passagesAtMost;
  return (
    <div ref={card} role="tooltip" data-above={shown.above || undefined} className={classes['card']} style={shown.style}>
      {shown.passages.slice(0, passagesAtMost).map(({ id, tone, letter, meaning, labels, claims }) => (
        <div key={id} className={classes['passage']}>
          <b className={classes['letter']} style={{ color: inkOf(tone) }} aria-hidden>
            {letter || '▎'}
          </b>
          <div className={classes['words']}>
            <span>{meaning}</span>
            {claims.slice(1).map((claim) => (
              <span key={claim.id} className={classes['further']}>
                Also: {claim.shortText}
              </span>
            ))}
            {labels.length > 0 ? (
              <span className={classes['labels']}>
                {labels.map((label) => (
                  <LabelChip key={label.id} name={label.name} colour={label.colour} />
                ))}
              </span>
            ) : null}
          </div>
        </div>
      ))}
      {more > 0 ? <p className={classes['more']}>and {more.toLocaleString()} more here</p> : null}
    </div>
  );
}

/** Below the line that the pointer is on, or above it where there is no room below. */
function beside(mark: HTMLElement, text: HTMLElement, view: HTMLElement, x: number, y: number): Omit<Shown, 'passages'> | null {
  const lines = [...mark.getClientRects()];
  const line = lines.find(({ top, bottom }) => y >= top - 2 && y <= bottom + 2) ?? lines[0];
  if (!line) return null;
  const origin = text.getBoundingClientRect();
  const bounds = view.getBoundingClientRect();
  const above = bounds.bottom - line.bottom < roomBelow && line.top - bounds.top > roomBelow;
  const left = Math.max(0, Math.min(x - origin.left - width / 2, origin.width - width));
  const top = above ? line.top - origin.top - 8 : line.bottom - origin.top + 8;
  return { above, style: { '--x': `${Math.round(left)}px`, '--y': `${Math.round(top)}px`, '--width': `${width}px` } as CSSProperties };
}
