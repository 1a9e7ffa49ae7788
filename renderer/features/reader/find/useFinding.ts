import { useEffect, useLayoutEffect, useMemo, type RefObject } from 'react';
import { useOfferHandle } from '../../../actions/handles.ts';
import { announce } from '../../../ui/announce.ts';
import type { ReaderController } from '../controller.ts';
import { startFinderThread } from './finderThread.ts';
import { paintPlaces } from './findPaint.ts';
import { FindSession } from './findSession.ts';
import { keepFind, keptFind } from './keptFinds.ts';
import { scrollToRange } from '../text/place.ts';
import { Viewport } from '../overview/viewport.ts';

export interface Finding {
  session: FindSession;
  viewport: Viewport;
}

/** Finding in one open article, for as long as it is open. */
export function useFinding(
  controller: ReaderController,
  root: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  active: boolean,
): Finding {
  const finding = useMemo(() => {
    const { text, blocks } = controller.source;
    const here = () => {
      const { at } = controller.snapshot().caret;
      return controller.selected ?? { start: at, end: at };
    };
    const session = new FindSession(
      {
        text,
        here,
        selected: () => text.slice(here().start, here().end),
        hasKeyboard: () => document.activeElement === scroller.current,
        reveal: (range) => {
          if (scroller.current && root.current) scrollToRange(scroller.current, root.current, blocks, range, 'nearest');
        },
        settle: (range) => {
          if (range) controller.place({ at: range.end, anchor: range.start });
          controller.focus();
        },
        announce,
        keep: (find) => keepFind(controller.documentId, find),
      },
      startFinderThread,
      keptFind(controller.documentId),
    );
    return { session, viewport: new Viewport() };
  }, [controller, root, scroller]);

  const { session, viewport } = finding;
  useOfferHandle('find', session, active);
  useLayoutEffect(
    () => viewport.attach(scroller.current!, root.current!, controller.source.blocks),
    [controller, viewport, root, scroller],
  );
  useEffect(() => paintPlaces(controller, session, viewport, root.current!), [controller, session, viewport, root]);
  useEffect(() => {
    session.resume();
    return () => session.end();
  }, [session]);
  return finding;
}
