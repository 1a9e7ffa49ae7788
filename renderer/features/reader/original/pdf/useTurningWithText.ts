import { useEffect, useMemo, useRef } from 'react';
import type { Block } from '../../../../../shared/domain/entities.ts';
import type { ReaderHandle } from '../../../../actions/action.ts';
import type { Wanted } from '../wanted.ts';
import { pageAt } from './textPages.ts';

/** Milliseconds for which the text's own scrolling to a place counts as part of going there. */
const restLength = 700;

interface Turning {
  reader: ReaderHandle | null;
  blocks: readonly Block[];
  linked: boolean;
  goTo: (page: number) => void;
  wanted: Wanted | null;
}

/** Turns to the page that is read in the text, as often as that becomes another one. */
export function useTurningWithText({ reader, blocks, linked, goTo, wanted }: Turning): { rest: () => void } {
  const latest = useRef(goTo);
  useEffect(() => {
    latest.current = goTo;
  });
  const until = useRef(0);
  const rest = useMemo(() => ({ rest: () => void (until.current = performance.now() + restLength) }), []);
  // Words that are shown have their own place on the page.
  useEffect(() => {
    if (wanted) rest.rest();
  }, [wanted, rest]);
  useEffect(() => {
    if (!linked || !reader) return;
    const pageOfText = (): number | null => {
      const place = reader.position();
      return place && pageAt(blocks, place.top);
    };
    let shown = pageOfText();
    let frame = 0;
    const follow = (): void => {
      frame = 0;
      const page = pageOfText();
      if (page === shown) return;
      shown = page;
      if (page !== null && performance.now() > until.current) latest.current(page);
    };
    const onScroll = ({ target }: Event): void => {
      if (frame === 0 && target instanceof HTMLElement && target.dataset['scope'] === 'reader') frame = requestAnimationFrame(follow);
    };
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => {
      document.removeEventListener('scroll', onScroll, { capture: true });
      cancelAnimationFrame(frame);
    };
  }, [linked, reader, blocks]);
  return rest;
}
