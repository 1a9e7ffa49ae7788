import { anyTime, useWorkspace } from '../../state/workspace.ts';
import { focusSoon, rescueKeyboard } from '../../ui/keyboard.ts';

const entry = (seq: number): HTMLElement | null => document.querySelector<HTMLElement>(`[data-entry="${seq}"]`);

/** Puts the keyboard on an entry, past any filter. */
export function goToEntry(seq: number): void {
  if (!entry(seq)) useWorkspace.getState().setHistory({ filter: {}, times: anyTime });
  focusSoon(() => entry(seq));
}

/** Back to the line of an entry whose button went away. */
export const backToEntry = (seq: number): void => rescueKeyboard(() => entry(seq));

/** On to the first of the entries that came after so many. */
export const onToEntry = (list: () => HTMLElement | null, index: number): void =>
  focusSoon(() => list()?.querySelectorAll<HTMLElement>('[data-entry]')[index]);

/** To the filters, the first of them, from a button that clears some and goes with them. */
export const toFilters = (): void => focusSoon(() => document.querySelector<HTMLElement>('[data-filters] button[aria-haspopup]'));
