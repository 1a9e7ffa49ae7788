import { useQuery } from '@tanstack/react-query';
import { Download, Eye, RotateCcw } from 'lucide-react';
import { backupReasonNames, keptForNames } from '../../../shared/domain/safekeepingWords.ts';
import { api } from '../../api/client.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { Section } from '../../parts/section.tsx';
import { formatInstantFully, formatMoment } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatSize } from '../../ui/sizes.ts';
import classes from './backups.module.css';
import { changesText, Since } from './since.tsx';

/** One backup: what it is, what changed since, and what can be done with it. */
export function BackupInspector({ backupId }: { backupId: string }) {
  const { data } = useQuery(api.backups.list.queryOptions({ input: {} }));
  if (!data) return <div aria-busy="true" />;
  const backup = data.backups.find(({ id }) => id === backupId);
  if (!backup) {
    return <Empty title="This backup is not here">Newer ones have taken its place, or the folder of backups is another one now.</Empty>;
  }
  const ours = backup.operationsSince !== null;
  return (
    <article aria-label="Backup" className={classes['inspector']}>
      <header className={classes['inspectorHeader']}>
        <h2>Backup</h2>
      </header>
      <div className={classes['inspectorBody']}>
        <dl className={classes['details']}>
          <dt>Made</dt>
          <dd title={formatInstantFully(backup.at)}>{formatMoment(backup.at)}</dd>
          <dt>Why</dt>
          <dd>{backupReasonNames[backup.reason]}</dd>
          <dt>Kept</dt>
          <dd>{keptForNames[backup.keptFor]}</dd>
          <dt>Holds</dt>
          <dd>
            {backup.seq.toLocaleString()} changes, {formatSize(backup.size)}
          </dd>
          <dt>Since then</dt>
          <dd>{changesText(backup)}</dd>
        </dl>
        <div className={classes['ways']}>
          <ActionButton action="backup.open" label="Look inside" size="s" icon={<Eye size={14} aria-hidden />} />
          {ours ? <ActionButton action="backup.restore" label="Restore…" size="s" icon={<RotateCcw size={14} aria-hidden />} /> : null}
          <ActionButton action="backup.export" label="Export…" size="s" icon={<Download size={14} aria-hidden />} />
        </div>
      </div>
      {ours ? (
        <Section title="Changed since" name="backup.since">
          <Since backupId={backup.id} />
        </Section>
      ) : (
        <p className={classes['other']}>
          This backup tells another history than this case, so the case cannot go back to it. Look inside, or export it as a case of its
          own.
        </p>
      )}
    </article>
  );
}
