import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { healthNames } from '../../../shared/domain/safekeepingWords.ts';
import { api } from '../../api/client.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useSafekeeping, type SafekeepingTab } from '../../state/safekeeping.ts';
import { formatMoment } from '../../ui/dates.ts';
import page from '../../ui/page.module.css';
import { Backups } from './backups.tsx';
import { Checks, problemsOf } from './checks.tsx';
import classes from './safekeeping.module.css';
import { sinceText } from './since.tsx';

/** Whether the case is safe, in three lines; below, its backups and what the newest check found. */
export function SafekeepingView() {
  const tab = useSafekeeping((state) => state.tab);
  const setTab = useSafekeeping((state) => state.setTab);
  const { data: backups } = useQuery(api.backups.list.queryOptions({ input: {} }));
  return (
    <div className={classes['view']}>
      <header className={page['header']}>
        <h1>Safekeeping</h1>
        <ActionButton action="backup.settings" label="Settings…" tone="quiet" />
        <ActionButton action="backup.make" label="Make a backup" />
      </header>
      <Facts />
      <Tabs className={classes['tabs']!} selectedKey={tab} onSelectionChange={(key) => setTab(key as SafekeepingTab)}>
        <TabList aria-label="Parts of Safekeeping" className={classes['tabList']!}>
          <Tab id="backups" className={classes['tab']!}>
            Backups
            {backups && backups.backups.length > 0 ? <span>{backups.backups.length.toLocaleString()}</span> : null}
          </Tab>
          <Tab id="checks" className={classes['tab']!}>
            Checks
          </Tab>
        </TabList>
        <TabPanel id="backups" className={classes['panel']!}>
          <Backups />
        </TabPanel>
        <TabPanel id="checks" className={classes['panel']!}>
          <Checks />
        </TabPanel>
      </Tabs>
    </div>
  );
}

type FactState = 'good' | 'bad' | 'open' | 'busy';

const icons: Record<FactState, ReactNode> = {
  good: <CircleCheck aria-hidden />,
  bad: <CircleAlert aria-hidden />,
  open: <CircleDashed aria-hidden />,
  busy: <LoaderCircle aria-hidden />,
};

function Fact({ name, state, children }: { name: string; state: FactState; children: ReactNode }) {
  return (
    <div className={classes['fact']} data-state={state}>
      {icons[state]}
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts() {
  const { data: openCase } = useQuery(api.cases.current.queryOptions({ input: {} }));
  const { data: kept } = useQuery(api.backups.list.queryOptions({ input: {} }));
  const { data: check } = useQuery(api.integrity.status.queryOptions({ input: {} }));
  if (!openCase) return null;
  const { health, savedAt, folder, fileName } = openCase;
  const newest = kept?.backups[0];
  const wrong = check?.last ? problemsOf(check.last) : 0;
  return (
    <dl className={classes['facts']}>
      <Fact name="Saved" state={health.state === 'ok' ? 'good' : 'bad'}>
        {health.state !== 'ok' ? `Not saved: ${healthNames[health.state]}` : savedAt ? formatMoment(savedAt) : 'Nothing to save yet'}
        <small title={`${folder}/${fileName}`}>{fileName}</small>
      </Fact>
      <Fact name="Backed up" state={kept?.running ? 'busy' : kept?.problem ? 'bad' : newest ? 'good' : 'open'}>
        {kept?.running ? 'A backup is being made…' : newest ? formatMoment(newest.at) : 'Not yet'}
        {newest ? <small>{sinceText(newest)}</small> : <small>After some work, and at close</small>}
      </Fact>
      <Fact name="Checked" state={check?.running ? 'busy' : !check?.last ? 'open' : check.last.ok ? 'good' : 'bad'}>
        {check?.running ? 'A check runs…' : check?.last ? formatMoment(check.last.at) : 'Not yet'}
        {check?.last ? (
          <small>{check.last.ok ? 'Nothing is wrong' : wrong === 1 ? 'One problem' : `${wrong} problems`}</small>
        ) : (
          <small>Every week, and after a crash</small>
        )}
      </Fact>
    </dl>
  );
}
