import * as z from 'zod';
import { setView, viewOf } from '../api/viewSettings.ts';
import { focusSoon } from '../ui/keyboard.ts';
import type { Action, ActionContext } from './action.ts';

export const besideKey = 'reader.beside';
/** What stands beside the text of an article: one of these, or nothing. */
export const besideText = z.enum(['passages', 'coverage']).nullable();

export const showsReader = ({ workspace }: ActionContext): boolean => workspace.view === 'reader' && workspace.panes.length > 0;

/** The row that has the keyboard in what stands beside the text; its first control where there are no rows. */
function inside(): HTMLElement | null {
  const list = document.querySelector('[data-beside]');
  return list?.querySelector<HTMLElement>(list.querySelector('[role="grid"]') ? '[data-row][tabindex="0"]' : 'button') ?? null;
}

/** A command that shows something beside the text in place of what stood there, with the keyboard in it, or puts it away. */
export const beside = (what: NonNullable<z.output<typeof besideText>>, given: Pick<Action, 'id' | 'label' | 'keys' | 'words'>): Action => ({
  ...given,
  menu: 'View',
  group: 4,
  enabled: showsReader,
  checked: () => viewOf(besideKey) === what,
  async run(context) {
    const shown = viewOf(besideKey) !== what;
    const stored = setView(besideKey, shown ? what : null);
    // What stood there before goes with the next paint, and its rows must not be taken for the new ones.
    if (shown) requestAnimationFrame(() => focusSoon(inside));
    else context.handles.reader?.focus();
    await stored;
  },
});
