import { memo, useEffect, useRef } from 'react';
import { inWords, type PaintedPassage } from './paint.ts';
import type { PassageStore, Repainted } from './passageStore.ts';

const descriptionId = (store: string, passageId: string): string => `${store}-${passageId}`;
/** Of a bare highlight there is no more to say than that it is one, which its mark says. */
const saysMore = ({ tone }: PaintedPassage): boolean => tone !== 'plain';

/** The elements that describe passages, for the mark where they start. */
export function descriptionsOf(store: string, passages: readonly PaintedPassage[]): string | undefined {
  const ids = passages.filter(saysMore).map(({ id }) => descriptionId(store, id));
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** What each passage means, in words: never shown, but named by the marks as their details. Made once the text is on screen. */
export const Descriptions = memo(function Descriptions({ passages }: { passages: PassageStore }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    let unsubscribe = (): void => undefined;
    const waiting = requestIdleCallback(
      () => {
        unsubscribe = describe(element, passages);
      },
      { timeout: 2_000 },
    );
    return () => {
      cancelIdleCallback(waiting);
      unsubscribe();
      element.replaceChildren();
    };
  }, [passages]);
  return <div ref={holder} hidden />;
});

/**
 * Keeps an element a passage, by hand: as components ten thousand of them, which nobody sees, took as long as painting the text.
 * Of these only those are written again that are painted anew.
 */
function describe(holder: HTMLElement, passages: PassageStore): () => void {
  const made = new Map<string, HTMLElement>();
  const follow = (repainted: readonly Repainted[]): void => {
    const fresh = document.createDocumentFragment();
    for (const { before, now } of repainted) {
      const { id } = (now ?? before)!;
      const known = made.get(id);
      if (!now || !saysMore(now)) {
        known?.remove();
        made.delete(id);
        continue;
      }
      const element = known ?? document.createElement('span');
      element.id = descriptionId(passages.name, id);
      element.textContent = inWords(now);
      if (known) continue;
      fresh.append(element);
      made.set(id, element);
    }
    holder.append(fresh);
  };
  follow(passages.all().map((now) => ({ before: undefined, now })));
  return passages.subscribe(follow);
}
