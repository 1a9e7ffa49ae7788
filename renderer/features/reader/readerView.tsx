import { BookOpenText } from 'lucide-react';
import { Fragment } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import * as z from 'zod';
import { useViewSetting } from '../../parts/useViewSetting.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { Empty } from '../../ui/empty.tsx';
import { ReaderPane } from './readerPane.tsx';
import classes from './readerView.module.css';

const layoutShape = z.record(z.string(), z.number());

/** The reader: one article, or two side by side; or two places of one. */
export function ReaderView() {
  const panes = useWorkspace((state) => state.panes);
  const [layout, setLayout] = useViewSetting('reader.split', layoutShape, {});
  if (panes.length === 0)
    return (
      <Empty icon={<BookOpenText />} title="No article is open" action={<ActionButton action="view.library" />}>
        Open one from the library. A second one can be laid beside it.
      </Empty>
    );
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
          <Panel id={`pane-${index}`} minSize="280px">
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
