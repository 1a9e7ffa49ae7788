import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels';
import * as z from 'zod';
import type { FrameHandle } from '../../actions/action.ts';
import { useOfferHandle } from '../../actions/handles.ts';
import { useViewSetting } from '../../parts/useViewSetting.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { CalledInspector } from './calledInspector.tsx';
import classes from './frame.module.css';
import { NarrowFrame, useNarrow } from './narrowFrame.tsx';
import { useIsTight } from './useColumns.ts';

/** Widths in CSS pixels. */
const frameSetting = z.object({ rail: z.number(), inspector: z.number(), railShown: z.boolean(), inspectorShown: z.boolean() });
const initial = { rail: 232, inspector: 352, railShown: true, inspectorShown: true };

interface FrameProps {
  rail: ReactNode;
  main: ReactNode;
  inspector: ReactNode;
}

/** Three panes: where to go, what is read or worked on, and what is selected in it. */
export function Frame(panes: FrameProps) {
  return useNarrow() ? <NarrowFrame {...panes} /> : <WideFrame {...panes} />;
}

function WideFrame({ rail, main, inspector }: FrameProps) {
  const [stored, store] = useViewSetting('frame', frameSetting, initial);
  // Widths belong to the person's hand once the window is open: another window's do not move this one's panes.
  const [widths] = useState(stored);
  const railRef = usePanelRef();
  const inspectorRef = usePanelRef();
  const inspected = useWorkspace((state) => state.inspected);
  const now = useRef(stored);
  const [called, setCalled] = useState(false);
  const isTight = useIsTight((stored.railShown ? stored.rail : 0) + stored.inspector);
  useEffect(() => {
    now.current = stored;
  });

  const handle = useMemo<FrameHandle>(
    () => ({
      toggle(side) {
        if (side === 'inspector' && isTight) setCalled(!called);
        else store({ ...now.current, [`${side}Shown`]: !now.current[`${side}Shown`] });
      },
      isShown: (side) => (side === 'inspector' && isTight ? called : stored[`${side}Shown`]),
    }),
    [store, stored, isTight, called],
  );
  useOfferHandle('frame', handle);

  // What is newly selected is looked at: an inspector that was hidden comes back for it, though not over what is being read.
  useEffect(() => {
    if (inspected && !now.current.inspectorShown) store({ ...now.current, inspectorShown: true });
  }, [inspected, store]);

  const remember = (byHand: boolean): void => {
    if (!byHand) return;
    const width = (ref: typeof railRef, before: number): number => Math.round(ref.current?.getSize().inPixels ?? before);
    store({ ...now.current, rail: width(railRef, now.current.rail), inspector: width(inspectorRef, now.current.inspector) });
  };

  return (
    <div className={classes['room']}>
      <Group
        orientation="horizontal"
        className={classes['frame']}
        onLayoutChanged={(_layout, { isUserInteraction }) => remember(isUserInteraction)}
      >
        {stored.railShown ? (
          <>
            <Panel
              id="rail"
              panelRef={railRef}
              defaultSize={widths.rail}
              minSize={180}
              maxSize={380}
              groupResizeBehavior="preserve-pixel-size"
              className={classes['rail']}
            >
              {rail}
            </Panel>
            <Separator className={classes['line']} title="Width of the rooms" />
          </>
        ) : null}
        <Panel id="main" minSize={320}>
          <main className={classes['main']}>{main}</main>
        </Panel>
        {stored.inspectorShown && !isTight ? (
          <>
            <Separator className={classes['line']} title="Width of the inspector" />
            <Panel
              id="inspector"
              panelRef={inspectorRef}
              defaultSize={widths.inspector}
              minSize={280}
              maxSize={640}
              groupResizeBehavior="preserve-pixel-size"
            >
              <aside className={classes['inspector']} aria-label="Inspector">
                {inspector}
              </aside>
            </Panel>
          </>
        ) : null}
      </Group>
      {isTight ? (
        <CalledInspector width={stored.inspector} shown={called} onShow={setCalled}>
          {inspector}
        </CalledInspector>
      ) : null}
    </div>
  );
}
