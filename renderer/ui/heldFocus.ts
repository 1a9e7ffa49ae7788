import { useEffect } from 'react';

/** Milliseconds in which a new place for the keyboard may come up; after that the person has gone on, or there is none. */
const longest = 5_000;

const dialogs = '[role="dialog"], [role="alertdialog"]';
const currentRow = ':is([role="row"], [role="option"])[tabindex="0"]';

/** Where the keyboard goes on: at the row that is current now, for what was gone from beside it; else at the head of the page. */
function homeFor(room: Element | null): HTMLElement | null {
  const main = document.querySelector<HTMLElement>('main');
  const row = room?.isConnected ? main?.querySelector<HTMLElement>(currentRow) : null;
  if (row) return row;
  // What is on its way has its head soon.
  const head = main?.querySelector<HTMLElement>('h1');
  if (head) head.tabIndex = -1;
  return head ?? null;
}

/**
 * Holds on to the keyboard for as long as the window lives: where what has it is taken off the page, by a command that leads
 * elsewhere or by one that deletes, it would fall to the page as a whole, and the next Tab would begin at its very start.
 */
export function useHeldFocus(): void {
  useEffect(() => {
    let last: Element | null = null;
    /** The part of the window in which it was. */
    let room: Element | null = null;
    let lostAt = 0;

    const remember = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element)) return;
      last = target;
      room = target.closest('main, aside') && document.querySelector('main');
      lostAt = 0;
    };
    const forget = (): void => {
      last = null;
      lostAt = 0;
    };
    const isLost = (): boolean =>
      document.activeElement === document.body &&
      last !== null &&
      (!last.isConnected || last.matches(':disabled')) &&
      document.querySelector(dialogs) === null;

    const goOn = (): void => {
      if (!isLost()) return;
      if (performance.now() - lostAt > longest) return forget();
      homeFor(room)?.focus({ preventScroll: true });
    };
    const watch = new MutationObserver(() => {
      if (!isLost()) return;
      lostAt ||= performance.now();
      // Menus and dialogs give the keyboard back themselves, one frame after they close.
      requestAnimationFrame(() => requestAnimationFrame(goOn));
    });
    watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', forget, true);
    return () => {
      watch.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget, true);
    };
  }, []);
}
