import { useSyncExternalStore } from 'react';
import { keeper } from '../api/drafts.ts';
import { useWorkspace } from '../state/workspace.ts';
import { formatMoment } from '../ui/dates.ts';
import { ActionButton } from './actionButton.tsx';
import classes from './restored.module.css';

/** Says that a form or field goes on with words from before; nothing when it does not. */
export function RestoredLine({ at, onDiscard }: { at: string | null; onDiscard: () => void }) {
  if (at === null) return null;
  return (
    <p className={classes['restored']}>
      Restored what you typed at {formatMoment(at)} ·{' '}
      <button type="button" onClick={onDiscard}>
        Discard
      </button>
    </p>
  );
}

/** Takes the throwing away of words back, while the message about it stands. */
export function offerDiscarded(takeBack: () => void): void {
  useWorkspace.getState().toast({ tone: 'done', text: 'What you typed was thrown away.', action: { label: 'Undo', run: takeBack } });
}

/** Shown at a form whose words the disk refuses: they are in this window alone. */
export function WordsAtRisk({ prefix }: { prefix: string }) {
  const failure = useSyncExternalStore(keeper.subscribe, () => keeper.failureWithin(prefix));
  if (!failure) return null;
  return (
    <div role="alert" className={classes['risk']}>
      <p>What you typed is in this window alone. {failure.message}</p>
      <ActionButton action="words.saveFile" size="s" />
    </div>
  );
}
