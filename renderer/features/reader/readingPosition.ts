import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import { api, client, queryClient } from '../../api/client.ts';
import type { ReaderController } from './controller.ts';
import { keepPlace } from './keptPlaces.ts';
import { scrollToRange } from './text/place.ts';

/** Goes to where reading stopped, and remembers where it stops. */
export function usePosition(
  controller: ReaderController,
  begin: { top: number } | null,
  opened: number,
  scroller: RefObject<HTMLDivElement | null>,
  root: RefObject<HTMLDivElement | null>,
): void {
  const opening = useRef(opened);
  useLayoutEffect(() => {
    opening.current = opened;
  }, [opened]);
  const first = useRef(begin);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !root.current) return;
    const { documentId, versionId, earlier } = controller;
    const remembered = first.current;
    if (remembered && remembered.top > 0) {
      const { top } = remembered;
      const text = root.current;
      const restore = (): void => scrollToRange(element, text, controller.source.blocks, { start: top, end: top + 1 }, 'top');
      restore();
      // The reading face may arrive after the first layout, and moves every line.
      const at = element.scrollTop;
      void document.fonts.ready.then(() => {
        if (text.isConnected && Math.abs(element.scrollTop - at) < 2) restore();
      });
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stored = remembered?.top ?? 0;
    const remember = (): void => {
      clearTimeout(timer);
      const position = controller.position();
      if (position) keepPlace(opening.current, versionId, position);
      if (!position || position.top === stored) return;
      stored = position.top;
      if (earlier)
        queryClient.setQueryData(api.versions.get.queryKey({ input: { versionId } }), (known) => known && { ...known, position });
      else
        queryClient.setQueryData(api.documents.get.queryKey({ input: { documentId } }), (known) =>
          // A new version has come in meanwhile: this place is one of the version before.
          known?.version.id === versionId ? { ...known, position } : known,
        );
      // Where one was reading is a convenience: a case that cannot be written to is read all the same.
      void client.documents.rememberPosition({ documentId, versionId, ...position }).catch(() => undefined);
    };
    const rememberSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(remember, 800);
    };
    element.addEventListener('scroll', rememberSoon, { passive: true });
    window.addEventListener('pagehide', remember);
    return () => {
      remember();
      element.removeEventListener('scroll', rememberSoon);
      window.removeEventListener('pagehide', remember);
    };
  }, [controller, scroller, root]);
}

/** Keeps the line at the top where it is when the window gets another width, or the article another look. */
export function useSteadyPlace(
  controller: ReaderController,
  scroller: RefObject<HTMLDivElement | null>,
  root: RefObject<HTMLDivElement | null>,
  look: string,
): void {
  const top = useRef(0);
  const keep = useCallback(() => {
    const [element, text] = [scroller.current, root.current];
    if (!element || !text || top.current === 0) return;
    scrollToRange(element, text, controller.source.blocks, { start: top.current, end: top.current + 1 }, 'top');
  }, [controller, scroller, root]);
  useLayoutEffect(() => {
    const element = scroller.current;
    const text = root.current;
    if (!element || !text) return;
    const settle = (): void => {
      top.current = element.scrollTop === 0 ? 0 : (controller.position()?.top ?? 0);
    };
    let width: number | null = null;
    const resized = new ResizeObserver(([entry]) => {
      const now = entry!.contentRect.width;
      if (width !== null && now !== width) keep();
      width = now;
    });
    resized.observe(text);
    element.addEventListener('scrollend', settle);
    return () => {
      resized.disconnect();
      element.removeEventListener('scrollend', settle);
    };
  }, [controller, scroller, root, keep]);
  useLayoutEffect(keep, [keep, look]);
}
