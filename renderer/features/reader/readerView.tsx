import { BookOpenText } from 'lucide-react';
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import * as z from 'zod';
import { loadOriginalView } from '../../actions/originalView.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useViewSetting } from '../../parts/useViewSetting.ts';
import { useOriginals } from '../../state/original.ts';
import { useWorkspace, type ReaderPane as Pane } from '../../state/workspace.ts';
import { Empty } from '../../ui/empty.tsx';
import { OriginalPane } from './original/originalPane.tsx';
import { ReaderPane } from './readerPane.tsx';
import classes from './readerView.module.css';

const layoutShape = z.record(z.string(), z.number());

/** CSS pixels below which a pane is too narrow, and too low, to read in. */
const narrowest = 280;
const lowest = 200;

/** The reader: one article, or two side by side, or two places of one; and beside them the original of the one being read. */
export function ReaderView() {
  const panes = useWorkspace((state) => state.panes);
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const [front, setFront] = useState<'texts' | 'original'>('texts');
  const [layout, setLayout] = useViewSetting('reader.original', layoutShape, {});
  const index = useShownOriginal(panes);
  const pane = index === null ? undefined : panes[index];
  const view = useOriginals(({ views }) => (pane ? views[pane.documentId] : undefined));
  const isShown = index !== null && pane !== undefined && view !== undefined;
  // Where there is no room beside the texts, the original lies below them.
  const below = width < narrowest * (panes.length + 1);
  // Where there is none below them either, as at 400 %, the one that has the keyboard covers the other.
  const single = below && height < lowest * 2 && isShown;
  if (panes.length === 0)
    return (
      <Empty icon={<BookOpenText />} title="No article is open" action={<ActionButton action="view.library" />}>
        Open one from the library. A second one can be laid beside it.
      </Empty>
    );
  return (
    <div ref={frame} className={classes['frame']} data-front={single ? front : undefined}>
      <Group
        orientation={below ? 'vertical' : 'horizontal'}
        className={classes['group']}
        {...(isShown && 'original' in layout ? { defaultLayout: layout } : {})}
        onLayoutChanged={(changed, { isUserInteraction }) => {
          if (isUserInteraction && 'original' in changed) setLayout(changed);
        }}
      >
        <Panel id="texts" minSize="25%">
          <div className={classes['side']} data-side="texts" onFocusCapture={() => setFront('texts')}>
            <Texts panes={panes} />
          </div>
        </Panel>
        {isShown ? (
          <>
            <Separator className={below ? classes['separatorBelow'] : classes['separator']} aria-label="Size of the original" />
            <Panel id="original" minSize="20%" defaultSize={panes.length > 1 ? '34%' : '50%'}>
              <div className={classes['side']} data-side="original" onFocusCapture={() => setFront('original')}>
                <OriginalPane key={`${pane.slot} ${pane.documentId} ${pane.versionId ?? ''}`} pane={pane} index={index} view={view} />
              </div>
            </Panel>
          </>
        ) : null}
      </Group>
    </div>
  );
}

function Texts({ panes }: { panes: readonly Pane[] }) {
  const [layout, setLayout] = useViewSetting('reader.split', layoutShape, {});
  return (
    <Group
      orientation="horizontal"
      className={classes['group']}
      {...(panes.length > 1 && 'pane-0' in layout ? { defaultLayout: layout } : {})}
      onLayoutChanged={(changed) => {
        if (panes.length > 1 && 'pane-1' in changed) setLayout(changed);
      }}
    >
      {panes.map((pane, index) => (
        <Fragment key={pane.slot}>
          {index > 0 ? <Separator className={classes['separator']} aria-label="Width of the two panes" /> : null}
          <Panel id={`pane-${index}`} minSize={`${narrowest}px`}>
            <ReaderPane
              key={`${pane.documentId} ${pane.versionId ?? ''}`}
              pane={pane}
              index={index as 0 | 1}
              alone={panes.length === 1}
              twin={panes.length > 1 && panes[0]?.documentId === panes[1]?.documentId}
            />
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}

/** The pane whose original is shown: the active one, where that is wanted of it, else the other. */
function useShownOriginal(panes: readonly Pane[]): 0 | 1 | null {
  const active = useWorkspace((state) => state.activePane);
  const views = useOriginals((state) => state.views);
  useEffect(() => {
    for (const { documentId } of panes) void loadOriginalView(documentId);
  }, [panes]);
  const wants = (index: 0 | 1): boolean => {
    const pane = panes[index];
    return pane !== undefined && views[pane.documentId]?.shown === true;
  };
  const other = active === 0 ? 1 : 0;
  return wants(active) ? active : wants(other) ? other : null;
}

function useSize(frame: { readonly current: HTMLElement | null }): { width: number; height: number } {
  const [size, setSize] = useState({ width: Infinity, height: Infinity });
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width, height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return size;
}
