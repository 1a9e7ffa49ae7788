import { useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { api } from '../../api/client.ts';
import { detailOf, failureOfData } from '../../api/errors.ts';
import { useRecovery } from '../../state/recovery.ts';
import { Button } from '../../ui/button.tsx';
import { readableAfter, recoverableAfter, type CaseOpener } from './openCase.ts';
import classes from './start.module.css';
import { Trouble } from './trouble.tsx';

const here = 'failed';

/** A case was asked for and does not open, for example the one of last time at start: what happened, and the ways on. */
export function FailedCase({ opener }: { opener: CaseOpener }) {
  const { data: failed } = useQuery(api.cases.failed.queryOptions({ input: {}, refetchOnMount: 'always' }));
  // What is told at the line of a case is not told twice.
  if (!failed || (opener.trouble && opener.trouble.place !== here)) return null;
  const { key, name, folder, fileName } = failed;
  const failure = failureOfData(failed.failure);
  return (
    <section className={classes['failed']} aria-labelledby="failed-case">
      <CircleAlert aria-hidden />
      <div>
        <h2 id="failed-case">
          <bdi>{name}</bdi> could not be opened
        </h2>
        <p>{failure.message}</p>
        <p className={classes['where']}>
          {folder}/{fileName}
        </p>
        {detailOf(failure) ? <p className={classes['detail']}>{detailOf(failure)}</p> : null}
        <div className={classes['choices']}>
          {recoverableAfter(failure) ? (
            <Button tone="primary" onPress={() => useRecovery.getState().begin({ key, failure })}>
              See what can be saved
            </Button>
          ) : null}
          {readableAfter(failure) ? (
            <Button isPending={opener.busy} onPress={() => opener.openReadOnly({ key }, here)}>
              Open read-only
            </Button>
          ) : null}
          <Button isPending={opener.busy} onPress={() => opener.open({ key }, here)}>
            Try again
          </Button>
        </div>
        <Trouble opener={opener} place={here} />
      </div>
    </section>
  );
}
