import { useCallback, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { FrameHandle } from '../../actions/action.ts';
import { useOfferHandle } from '../../actions/handles.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import classes from './narrowFrame.module.css';

/** CSS pixels below which three panes do not stand side by side: a small window, or a usual one at 200 % and more. */
const narrow = matchMedia('(max-width: 719px)');

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches);

type Side = 'rail' | 'main' | 'inspector';
const names: Record<Side, string> = { rail: 'Rooms', main: 'Page', inspector: 'Inspector' };

/** One of the three panes at a time, chosen below them. A pane that the keyboard goes into comes up by itself. */
export function NarrowFrame({ rail, main, inspector }: Record<Side, ReactNode>) {
  const view = useWorkspace((state) => state.view);
  const panes = useWorkspace((state) => state.panes);
  const [chosen, choose] = useState<{ side: Side; view: unknown; panes: unknown }>({ side: 'main', view, panes });
  // Who goes to a room, or opens an article, wants to see it.
  const shown = chosen.view === view && chosen.panes === panes ? chosen.side : 'main';
  const setShown = useCallback((side: Side) => choose({ side, view, panes }), [view, panes]);
  const handle = useMemo<FrameHandle>(
    () => ({
      toggle: (side) => setShown(shown === side ? 'main' : side),
      isShown: (side) => shown === side,
    }),
    [shown, setShown],
  );
  useOfferHandle('frame', handle);
  const pane = (side: Side) => ({
    className: classes['pane'],
    'data-shown': shown === side || undefined,
    onFocusCapture: () => setShown(side),
  });
  return (
    <>
      <div className={classes['frame']}>
        <div {...pane('rail')} data-side="rail">
          {rail}
        </div>
        <main {...pane('main')}>{main}</main>
        <aside {...pane('inspector')} aria-label="Inspector">
          {inspector}
        </aside>
      </div>
      <div role="group" aria-label="Panes" className={classes['choice']}>
        {(['rail', 'main', 'inspector'] as const).map((side) => (
          <Button key={side} size="s" tone="quiet" aria-pressed={shown === side} onPress={() => setShown(side)}>
            {names[side]}
          </Button>
        ))}
      </div>
    </>
  );
}
