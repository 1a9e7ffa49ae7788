import { useEffect } from 'react';

/** Frames in which what is looked for comes up, or does not come up at all: about a second. */
const patience = 60;

/** Where the keyboard was put for want of a better place: who knows a better one may still have it. */
let stopgap: Element | null = null;

/** Does nothing on screen have the keyboard that was meant to? So it is when what had it went away, or cannot be used any more. */
function isNowhere(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active === stopgap || active.matches(':disabled, [aria-disabled="true"]');
}

/** Puts the keyboard on an element, also on one that it passes by otherwise, such as a heading. */
function take(element: HTMLElement): void {
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest' });
}

/** Puts the keyboard on what is found, as soon as it is on screen. */
export function focusSoon(find: () => HTMLElement | null | undefined): void {
  soon(find, () => true);
}

/** The same, but only for a keyboard that is nowhere: a person who is elsewhere by now stays there. */
export function rescueKeyboard(find: () => HTMLElement | null | undefined): void {
  soon(find, isNowhere);
}

function soon(find: () => HTMLElement | null | undefined, wanted: () => boolean, tries = patience): void {
  requestAnimationFrame(() => {
    const element = wanted() ? find() : null;
    if (element) take(element);
    else if (tries > 0) soon(find, wanted, tries - 1);
  });
}

/** Milliseconds in which a new place for the keyboard may come up; after that the person has gone on, or there is none. */
const longest = 5_000;

const dialogs = '[role="dialog"], [role="alertdialog"]';
const currentRow = ':is([role="row"], [role="option"])[tabindex="0"]';

const rowOf = (room: Element | null): HTMLElement | null => (room?.isConnected ? room.querySelector<HTMLElement>(currentRow) : null);

/** Where the keyboard goes on: at the row that is current now, for what was gone from beside it; else at the head of the page. */
function homeFor(room: Element | null): HTMLElement | null {
  const row = rowOf(room);
  if (row) return row;
  // What is on its way has its head soon.
  const head = document.querySelector<HTMLElement>('main h1');
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
      stopgap = null;
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
      const from = room;
      const home = homeFor(from);
      home?.focus({ preventScroll: true });
      // Last, since taking the keyboard is what says that somebody chose a place for it.
      stopgap = home;
      // The rows of a room that is just entered come after its head.
      if (home && !home.matches(currentRow)) rescueKeyboard(() => rowOf(from));
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
