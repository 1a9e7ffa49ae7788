import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleMinus, ShieldCheck } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { ProgressBar } from 'react-aria-components';
import type { CheckResult, IntegrityCheck } from '../../../shared/contract/integrity.ts';
import { checkAdvice, checkedInWords, checkMeaning, foundNothingToCheck } from '../../../shared/domain/safekeepingWords.ts';
import { actionById } from '../../actions/all.ts';
import { runAction } from '../../actions/run.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { useSafekeeping } from '../../state/safekeeping.ts';
import { Button } from '../../ui/button.tsx';
import { formatInstantFully, formatMoment } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import classes from './checks.module.css';
import view from './safekeeping.module.css';

const shownProblems = 50;

export const problemsOf = ({ checks }: CheckResult): number => checks.reduce((sum, { problems }) => sum + problems.length, 0);

/** What the newest check of the whole case found, part by part, and what to do about it. */
export function Checks() {
  const { data, error } = useQuery(api.integrity.status.queryOptions({ input: {} }));
  const button = useRef<HTMLButtonElement>(null);
  const checked = Boolean(data?.last);
  const wasChecked = useRef(checked);
  // The first result takes the place of the button that asked for it: the keyboard goes on at the one beside the result.
  useLayoutEffect(() => {
    if (checked && !wasChecked.current && document.activeElement === document.body) button.current?.focus();
    wasChecked.current = checked;
  }, [checked]);
  if (error) return <Empty title="The checks cannot be shown">{failureOf(error).message}</Empty>;
  if (!data) return <div aria-busy="true" />;
  const { last, running } = data;
  const again = (
    <Button
      ref={button}
      isPending={running}
      {...(last ? {} : { tone: 'primary' as const })}
      onPress={() => void runAction(actionById('check.run'))}
    >
      {last ? 'Check again' : 'Check the whole case'}
    </Button>
  );
  return (
    <>
      {running ? <Running /> : null}
      {last ? (
        <>
          <div className={classes['verdict']} data-ok={last.ok}>
            <p>
              <strong>{last.ok ? 'Nothing is wrong.' : 'Something is wrong.'}</strong>{' '}
              <span title={formatInstantFully(last.at)}>Checked {formatMoment(last.at)}</span>, up to change {last.seq.toLocaleString()}.
            </p>
            {again}
          </div>
          <ul className={classes['checks']}>
            {last.checks.map((check) => (
              <Check key={check.name} check={check} />
            ))}
          </ul>
          <p className={view['foot']}>
            Fingerprint of the history up to this change: <code>{last.head}</code> (SHA-256). Reports print it too; whoever has the same one
            has the same history.
          </p>
        </>
      ) : (
        <Empty icon={<ShieldCheck />} title="Not checked yet" action={again}>
          A check reads the whole case: every page of the file, every word that was saved, every quote against its article. It runs beside
          your work, by itself every week and after a crash.
        </Empty>
      )}
    </>
  );
}

function Running() {
  return (
    <ProgressBar isIndeterminate aria-label="Check of the whole case" className={classes['running']!}>
      <p>The whole case is being read and checked. You can go on working.</p>
      <div className={classes['track']}>
        <div />
      </div>
    </ProgressBar>
  );
}

function Check({ check }: { check: IntegrityCheck }) {
  const { name, title, problems, note } = check;
  const nothing = foundNothingToCheck(check);
  const bad = problems.length > 0;
  return (
    <li data-bad={bad || undefined} data-nothing={nothing || undefined}>
      {bad ? <CircleAlert aria-hidden /> : nothing ? <CircleMinus aria-hidden /> : <CircleCheck aria-hidden />}
      <h3>
        {title}
        <small>{note ?? checkMeaning[name]}</small>
      </h3>
      <span className={classes['number']}>{checkedInWords(check)}</span>
      {bad ? (
        <div className={classes['found']}>
          <p>{checkAdvice[name]}</p>
          <Button size="s" onPress={() => useSafekeeping.getState().setTab('backups')}>
            Show the backups
          </Button>
          <ul>
            {problems.slice(0, shownProblems).map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
            {problems.length > shownProblems ? <li>and {(problems.length - shownProblems).toLocaleString()} more</li> : null}
          </ul>
        </div>
      ) : null}
    </li>
  );
}
