import { CircleCheck, Copy } from 'lucide-react';
import { useState } from 'react';
import type { Loss } from '../../../shared/contract/recovery.ts';
import { useRecovery, type RecoveryOutcome } from '../../state/recovery.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copyText.ts';
import classes from './recovery.module.css';

const changes = (count: number): string => (count === 1 ? 'One change' : `${count.toLocaleString()} changes`);
const shownLosses = 500;

/** The case is back: what was brought back, what was not, and where the damaged file is kept. */
export function Outcome({ outcome }: { outcome: RecoveryOutcome }) {
  const leave = useRecovery((state) => state.leave);
  return (
    <>
      <header className={classes['header']} role="status">
        <h1>
          <CircleCheck aria-hidden data-good />
          <span>
            {outcome.kind === 'restored' ? null : 'Salvaged to '}
            <bdi>{outcome.name}</bdi>
            {outcome.kind === 'restored' ? ' is restored' : null}
          </span>
        </h1>
        {outcome.kind === 'restored' ? <Restored outcome={outcome} /> : <Salvaged outcome={outcome} />}
      </header>
      {outcome.kind === 'salvaged' && outcome.losses.length > 0 ? <Losses losses={outcome.losses} /> : null}
      <div className={classes['buttons']}>
        <Button tone="primary" autoFocus onPress={leave}>
          Go to the case
        </Button>
      </div>
    </>
  );
}

function Restored({ outcome: { fromJournal, missing, keptAs } }: { outcome: Extract<RecoveryOutcome, { kind: 'restored' }> }) {
  return (
    <>
      <p>
        {missing === 0
          ? 'Nothing is missing. '
          : missing === null
            ? 'What came after this backup is not known. '
            : `${changes(missing)} could not be brought back. `}
        {fromJournal > 0
          ? `${changes(fromJournal)} that came after the backup ${fromJournal === 1 ? 'was' : 'were'} brought back from the journal.`
          : ''}
      </p>
      {keptAs ? (
        <p>
          The damaged file is kept beside the case as <strong>{keptAs}</strong>. You can delete it once you are sure.
        </p>
      ) : null}
    </>
  );
}

function Salvaged({ outcome: { rows, losses, folder, fileName } }: { outcome: Extract<RecoveryOutcome, { kind: 'salvaged' }> }) {
  return (
    <p>
      {rows.toLocaleString()} things were read and written to {folder}/{fileName}. The damaged file was not touched.{' '}
      {losses.length === 0 ? 'Nothing that was known of is missing.' : 'What could not be read is listed below.'}
    </p>
  );
}

/** A loss with all that is known of it, for someone who looks into it later. */
const lineOf = ({ rowId, message }: Loss): string => (rowId ? `${message} (${rowId})` : message);

function Losses({ losses }: { losses: readonly Loss[] }) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => setCopied(copyText(losses.map(lineOf).join('\n')));
  return (
    <section aria-labelledby="losses" className={classes['section']}>
      <h2 id="losses">
        Not read: {losses.length.toLocaleString()}
        <Button size="s" onPress={copy}>
          <Copy size={13} aria-hidden />
          {copied ? 'Copied' : 'Copy the list'}
        </Button>
      </h2>
      <ul className={classes['losses']}>
        {losses.slice(0, shownLosses).map((loss, index) => (
          <li key={index}>{loss.message}</li>
        ))}
        {losses.length > shownLosses ? (
          <li>and {(losses.length - shownLosses).toLocaleString()} more; the copied list has them all</li>
        ) : null}
      </ul>
    </section>
  );
}
