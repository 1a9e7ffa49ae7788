import { useEffect, useMemo, useRef, useState } from 'react';
import type { OriginalHandle } from '../../../actions/action.ts';
import type { OriginalProps } from './originalProps.ts';
import { useOriginalHandle } from './useOriginalHandle.ts';
import classes from './originalPane.module.css';

/** A picture beside its transcript, as wide as the pane. */
export function PictureOriginal({ documentId, title, file, version, reader, view, onView, onSaid }: OriginalProps) {
  const picture = useRef<HTMLImageElement>(null);
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    picture.current!.src = made;
    return () => URL.revokeObjectURL(made);
  }, [file]);
  const pages = useMemo<OriginalHandle['pages']>(
    () => ({
      turn: (direction) => scroller?.scrollBy({ top: direction * scroller.clientHeight * 0.9 }),
      zoom: (to) => {
        const now = typeof view.zoom === 'number' ? view.zoom : 1;
        const next = to === 'larger' ? now * 1.25 : to === 'smaller' ? now / 1.25 : to;
        onView({ zoom: typeof next === 'number' ? Math.min(8, Math.max(0.1, next)) : next });
      },
      askForPage: () => undefined,
      linked: false,
      toggleLinked: () => undefined,
    }),
    [scroller, view.zoom, onView],
  );
  useOriginalHandle({ documentId, version }, { focus: () => scroller?.focus(), showInText: () => reader?.focus(), pages });
  return (
    <div
      ref={setScroller}
      role="region"
      aria-label={`Picture of ${title}`}
      data-scope="original"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and its keys work here
      tabIndex={0}
      className={classes['scroller']}
    >
      <img
        ref={picture}
        alt={`Page of the original: ${file.name}`}
        className={classes['picture']}
        data-paper
        data-zoom={typeof view.zoom === 'string' ? view.zoom : undefined}
        style={typeof view.zoom === 'number' ? { width: `${view.zoom * 100}%` } : undefined}
        onError={() => onSaid('This picture cannot be drawn here. It is kept byte for byte, and can be saved.')}
      />
    </div>
  );
}
