import { useQuery } from '@tanstack/react-query';
import { Check, CircleAlert, Lock } from 'lucide-react';
import { api } from '../../api/client.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { formatInstant, formatInstantFully } from '../../ui/dates.ts';
import classes from './rail.module.css';

const diskReasons: Record<string, string> = { full: 'disk full', denied: 'no permission to write', io: 'disk error' };

/** There is no Save button: this says that everything is stored, or why it is not. */
export function SaveMark() {
  const { data: openCase } = useQuery(api.cases.current.queryOptions({ input: {} }));
  const failure = useWorkspace((state) => state.saveFailure);
  const connected = useWorkspace((state) => state.connected);
  if (!openCase) return null;
  if (openCase.readOnly) {
    return (
      <p className={classes['saved']}>
        <Lock aria-hidden /> Read-only
      </p>
    );
  }
  if (failure || !connected) {
    const kind = (failure?.data as { kind?: string } | null)?.kind;
    return (
      <p className={classes['saved']} data-tone="failed" role="status" title={failure?.message}>
        <CircleAlert aria-hidden /> Not saved: {(kind && diskReasons[kind]) ?? 'no connection'}
      </p>
    );
  }
  return openCase.savedAt ? (
    <p className={classes['saved']} title={`${formatInstantFully(openCase.savedAt)}, ${openCase.folder}/${openCase.fileName}`}>
      <Check aria-hidden /> Saved {formatInstant(openCase.savedAt)}
    </p>
  ) : null;
}
