import { History, Lock, PlugZap } from 'lucide-react';
import { quotedName } from '../../../shared/domain/historyWords.ts';
import { followingText, readOnlyTexts } from '../../../shared/domain/safekeepingWords.ts';
import { standingOf, useOpenCase } from '../../api/openCase.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { formatMoment } from '../../ui/dates.ts';
import classes from '../../ui/banner.module.css';

/** What is true of the whole window and stays so until something is done about it. */
export function Banners() {
  const connected = useWorkspace((state) => state.connected);
  const openCase = useOpenCase(standingOf);
  const readOnly = openCase?.readOnly ?? null;
  const elsewhen = readOnly === 'backup' || readOnly === 'as-of';
  return (
    <>
      {connected ? null : (
        <div className={classes['banner']} data-tone="danger" role="alert">
          <PlugZap aria-hidden />
          <p>Assay does not answer. What was saved is safe; what you change now is not saved. Trying again…</p>
        </div>
      )}
      {readOnly ? (
        <div
          className={classes['banner']}
          data-tone={elsewhen ? 'elsewhen' : 'warning'}
          data-way-back={elsewhen ? '' : undefined}
          role="note"
        >
          {elsewhen ? <History aria-hidden /> : <Lock aria-hidden />}
          <p>
            {openCase?.asOf ? (
              <strong>
                As of {formatMoment(openCase.asOf.at)}, after {quotedName(openCase.asOf.after)}.{' '}
              </strong>
            ) : null}
            {readOnlyTexts[readOnly]}
            {readOnly === 'chosen' && openCase?.follows ? ` ${followingText}` : null}
          </p>
          {readOnly === 'chosen' ? <ActionButton action="case.edit" size="s" /> : null}
          {elsewhen ? <ActionButton action="case.backToNow" size="s" /> : null}
        </div>
      ) : null}
    </>
  );
}
