import { useQuery } from '@tanstack/react-query';
import { Archive, CircleAlert, TriangleAlert } from 'lucide-react';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import type { Backup } from '../../../shared/contract/backups.ts';
import { backupPlaceWarning, backupReasonNames } from '../../../shared/domain/safekeepingWords.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { formatDay, formatInstantFully, formatTime } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatSize } from '../../ui/sizes.ts';
import classes from './backups.module.css';
import view from './safekeeping.module.css';
import { sinceText } from './since.tsx';

/** Every backup of the case, newest first, a day at a time; what is chosen is shown in the inspector. */
export function Backups() {
  const { data, error } = useQuery(api.backups.list.queryOptions({ input: {} }));
  const inspected = useWorkspace((state) => (state.inspected?.kind === 'backup' ? state.inspected.id : null));
  const inspect = useWorkspace((state) => state.inspect);
  if (error) return <Empty title="The backups cannot be listed">{failureOf(error).message}</Empty>;
  if (!data) return <div aria-busy="true" />;
  const { backups, folder, place, problem } = data;
  const warning = backupPlaceWarning(place);
  return (
    <>
      {problem ? (
        <p className={classes['trouble']} role="alert">
          <CircleAlert aria-hidden />
          <span>The newest backup could not be made: {problem}</span>
          <ActionButton action="backup.settings" size="s" />
        </p>
      ) : null}
      {warning ? (
        <p className={classes['warning']} role="note">
          <TriangleAlert aria-hidden />
          <span>{warning}</span>
          <ActionButton action="backup.settings" label="Choose another folder…" size="s" />
        </p>
      ) : null}
      {backups.length === 0 ? (
        <Empty icon={<Archive />} title="No backup yet" action={<ActionButton action="backup.make" label="Make a backup" tone="primary" />}>
          One is made by itself after some work, when the case is closed, and before large changes. From here you can look inside each, and
          go back to it.
        </Empty>
      ) : (
        <ListBox
          aria-label="Backups"
          selectionMode="single"
          selectionBehavior="replace"
          selectedKeys={inspected ? [inspected] : []}
          className={classes['list']!}
          onSelectionChange={(keys) => {
            const [id] = keys === 'all' ? [] : keys;
            if (id !== undefined) inspect({ kind: 'backup', id: String(id) });
          }}
        >
          {byDay(backups).map(([day, ofDay]) => (
            <ListBoxSection key={day} id={`day ${day}`}>
              <Header className={classes['day']}>{day}</Header>
              {ofDay.map((backup) => (
                <Line key={backup.id} backup={backup} />
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      )}
      <p className={view['foot']}>
        {backups.length === 0
          ? `They will lie in ${folder}, apart from the case.`
          : `They lie in ${folder}, apart from the case. Each was read back and checked before it counted.`}
      </p>
    </>
  );
}

function Line({ backup }: { backup: Backup }) {
  const reason = backupReasonNames[backup.reason];
  return (
    <ListBoxItem
      id={backup.id}
      textValue={`${formatTime(backup.at)}, ${reason}, ${sinceText(backup)}, ${formatSize(backup.size)}`}
      className={classes['backup']!}
    >
      <time dateTime={backup.at} title={formatInstantFully(backup.at)}>
        {formatTime(backup.at)}
      </time>
      <span>{reason}</span>
      <span className={classes['soft']}>{sinceText(backup)}</span>
      <span className={classes['number']}>{formatSize(backup.size)}</span>
    </ListBoxItem>
  );
}

function byDay(backups: readonly Backup[]): [string, Backup[]][] {
  return [...Map.groupBy(backups, ({ at }) => formatDay(at))];
}
