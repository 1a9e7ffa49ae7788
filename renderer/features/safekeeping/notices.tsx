import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import type { CaseNotice } from '../../../shared/domain/safety.ts';
import { noticeText } from '../../../shared/domain/safekeepingWords.ts';
import { attempt } from '../../actions/run.ts';
import { client } from '../../api/client.ts';
import { standingOf, useOpenCase } from '../../api/openCase.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { showSafekeeping } from '../../state/safekeeping.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import banner from '../../ui/banner.module.css';
import classes from './notices.module.css';

const icons = { quiet: Info, warning: TriangleAlert, danger: CircleAlert } as const;
const urgency = { danger: 0, warning: 1, quiet: 2 } as const;
const shownAtOnce = 2;

/** What the person should know about the open case, until it is dismissed: the most urgent first. */
export function Notices() {
  const openCase = useOpenCase(standingOf);
  const [all, setAll] = useState(false);
  if (!openCase || openCase.notices.length === 0) return null;
  // The one thing to be decided comes first.
  if (openCase.health.state === 'missing' || openCase.health.state === 'replaced') return null;
  const notices = openCase.notices.toSorted((a, b) => urgency[noticeText(a).tone] - urgency[noticeText(b).tone]);
  const shown = all ? notices : notices.slice(0, shownAtOnce);
  const hidden = notices.length - shown.length;
  return (
    <section aria-label="Notices about this case">
      {shown.map((notice) => (
        <Notice key={notice.kind} notice={notice} />
      ))}
      {hidden > 0 ? (
        <div className={banner['banner']}>
          <Button size="s" tone="quiet" onPress={() => setAll(true)}>
            {hidden === 1 ? 'One more notice' : `${hidden} more notices`}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Notice({ notice }: { notice: CaseNotice }) {
  const { tone, says, explains } = noticeText(notice);
  const [explained, setExplained] = useState(false);
  const Icon = icons[tone];
  return (
    <div className={`${banner['banner']} ${classes['notice']}`} data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon aria-hidden />
      <p>
        {says}
        {explained ? <span className={classes['explained']}>{explains}</span> : null}
      </p>
      <span className={classes['ways']}>
        <WayOn kind={notice.kind} />
        <Button size="s" tone="quiet" aria-expanded={explained} onPress={() => setExplained(!explained)}>
          {explained ? 'Less' : 'What this means'}
        </Button>
        <IconButton
          label="Dismiss this notice"
          icon={<X />}
          onPress={() => void attempt(() => client.cases.dismissNotice({ kind: notice.kind }))}
        />
      </span>
    </div>
  );
}

/** The one step that a notice leads to, where there is one. */
function WayOn({ kind }: Pick<CaseNotice, 'kind'>) {
  switch (kind) {
    case 'unclean':
      return (
        <Button size="s" onPress={() => showSafekeeping('checks')}>
          Show the check
        </Button>
      );
    case 'backup-damaged':
    case 'check-failed':
      return (
        <Button size="s" onPress={() => showSafekeeping('checks')}>
          Open Safekeeping
        </Button>
      );
    case 'backup-failing':
    case 'backups-beside':
    case 'settings-lost':
      return <ActionButton action="backup.settings" size="s" />;
    case 'migrated':
      return (
        <Button size="s" onPress={() => showSafekeeping('backups')}>
          Show backups
        </Button>
      );
    case 'case-healed':
      return (
        <Button size="s" onPress={() => useWorkspace.getState().show('history')}>
          Show the history
        </Button>
      );
    default:
      return null;
  }
}
