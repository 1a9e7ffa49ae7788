/** Frames in which what is looked for comes up, or does not come up at all: about a second. */
const patience = 60;

/** Does nothing on screen have the keyboard? So it is when what had it went away, or cannot be used any more. */
function isNowhere(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.matches(':disabled, [aria-disabled="true"]');
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
