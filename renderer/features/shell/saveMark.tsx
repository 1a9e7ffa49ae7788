import { useQuery } from '@tanstack/react-query';
import { Check, CircleAlert, Lock } from 'lucide-react';
import type { CaseHealth } from '../../../shared/domain/safety.ts';
import { healthNames } from '../../../shared/domain/safekeepingWords.ts';
import { api } from '../../api/client.ts';
import type { Failure } from '../../api/errors.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { formatInstant, formatInstantFully } from '../../ui/dates.ts';
import classes from './rail.module.css';

/** In few words why nothing is saved: what is known of the disk, else what the newest save failed with. */
function reason(health: CaseHealth, failure: Failure | null, connected: boolean): string {
  if (!connected) return 'no connection';
  const kind = (failure?.data as { kind?: string } | null)?.kind;
  const state = health.state === 'ok' && kind !== undefined && kind in healthNames ? (kind as CaseHealth['state']) : health.state;
  return healthNames[state] || 'no connection';
}

/** There is no Save button: this says that everything is stored, or why it is not. */
export function SaveMark() {
  const { data: openCase } = useQuery(api.cases.current.queryOptions({ input: {} }));
  const wordsAtRisk = useWorkspace((state) => state.wordsAtRisk);
  const failure = useWorkspace((state) => state.saveFailure) ?? wordsAtRisk;
  const connected = useWorkspace((state) => state.connected);
  if (!openCase) return null;
  const { health, readOnly } = openCase;
  if (readOnly) {
    return (
      <p className={classes['saved']}>
        <Lock aria-hidden /> Read-only
      </p>
    );
  }
  if (failure || !connected || health.state !== 'ok') {
    return (
      <>
        <p className={classes['saved']} data-tone="failed" role="status" title={failure?.message ?? health.detail}>
          <CircleAlert aria-hidden /> Not saved: {reason(health, failure, connected)}
        </p>
        {wordsAtRisk ? <ActionButton action="words.saveFile" size="s" /> : null}
      </>
    );
  }
  return openCase.savedAt ? (
    <p className={classes['saved']} title={`${formatInstantFully(openCase.savedAt)}, ${openCase.folder}/${openCase.fileName}`}>
      <Check aria-hidden /> Saved {formatInstant(openCase.savedAt)}
    </p>
  ) : null;
}
