import { useQuery } from '@tanstack/react-query';
import { Redo2, Undo2 } from 'lucide-react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { api } from '../../api/client.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { Filters } from './filters.tsx';
import classes from './historyView.module.css';
import { Timeline } from './timeline.tsx';
import { Trash } from './trash.tsx';

/** Everything that was ever changed in this case, and everything that was deleted from it. Nothing is taken out of either. */
export function HistoryView() {
  const tab = useWorkspace((state) => state.history.tab);
  const setHistory = useWorkspace((state) => state.setHistory);
  return (
    <Tabs
      className={classes['history']!}
      selectedKey={tab}
      onSelectionChange={(key) => setHistory({ tab: key === 'trash' ? 'trash' : 'timeline' })}
    >
      <header className={classes['header']}>
        <h1>History</h1>
        <TabList aria-label="History" className={classes['tabs']!}>
          <Tab id="timeline" className={classes['tab']!}>
            Timeline
          </Tab>
          <Tab id="trash" className={classes['tab']!}>
            Trash
          </Tab>
        </TabList>
        <span className={classes['ends']}>
          <ActionButton action="edit.redo" icon={<Redo2 size={15} aria-hidden />} tone="quiet" shorten />
          <ActionButton action="edit.undo" icon={<Undo2 size={15} aria-hidden />} shorten />
        </span>
      </header>
      <TabPanel id="timeline" className={classes['panel']!}>
        <Filters />
        <Timeline />
        <Head />
      </TabPanel>
      <TabPanel id="trash" className={classes['panel']!}>
        <Trash />
      </TabPanel>
    </Tabs>
  );
}

/** The end of the chain of hashes: whoever wrote it down can tell later that nothing before it was altered. */
function Head() {
  const { data } = useQuery(api.history.state.queryOptions({ input: {} }));
  if (!data) return null;
  return (
    <footer className={classes['head']}>
      State {data.seq.toLocaleString()}, sealed with SHA-256 <code>{data.head}</code>
    </footer>
  );
}
