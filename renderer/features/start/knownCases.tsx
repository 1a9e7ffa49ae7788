import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { attempt } from '../../actions/run.ts';
import { api, client, queryClient } from '../../api/client.ts';
import { useRecovery } from '../../state/recovery.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button, IconButton, whilePending } from '../../ui/button.tsx';
import { formatInstant, formatInstantFully } from '../../ui/dates.ts';
import type { CaseOpener } from './openCase.ts';
import classes from './start.module.css';
import { Trouble } from './trouble.tsx';

/** The cases this machine knows of, those used last first. */
export function KnownCases({ opener, heading }: { opener: CaseOpener; heading: string }) {
  const { data: cases } = useQuery(api.cases.known.queryOptions({ input: {} }));
  if (!cases || cases.length === 0) return null;

  const forget = (key: string): void =>
    void attempt(async () => {
      await client.cases.forget({ key });
      await queryClient.invalidateQueries({ queryKey: api.cases.known.key() });
    });

  const getBack = (key: string): void => {
    useWorkspace.getState().closeDialog();
    useRecovery.getState().begin({ key, failure: null });
  };

  return (
    <section className={classes['known']} aria-labelledby="known-cases">
      <h2 id="known-cases">{heading}</h2>
      <ul>
        {cases.map((known) => (
          <li key={known.key}>
            <div className={classes['line']}>
              <AriaButton
                className={classes['knownCase']!}
                isDisabled={known.missing}
                onPress={() => opener.open(known)}
                {...whilePending(opener.busy)}
              >
                <span className="visually-hidden">Open</span>
                <span className={classes['name']} dir="auto">
                  {known.name}
                </span>
                <span className={classes['folder']} title={`${known.folder}/${known.fileName}`}>
                  {known.missing ? 'Not there any more: ' : ''}
                  {known.folder}
                </span>
                <time dateTime={known.openedAt ?? ''} title={known.openedAt ? formatInstantFully(known.openedAt) : ''}>
                  {known.openedAt ? formatInstant(known.openedAt) : ''}
                </time>
              </AriaButton>
              {known.missing ? (
                <Button size="s" onPress={() => getBack(known.key)}>
                  Get it back…
                </Button>
              ) : null}
              {known.openedAt ? (
                <IconButton label={`Take ${known.name} off this list`} icon={<X />} onPress={() => forget(known.key)} />
              ) : null}
            </div>
            <Trouble opener={opener} place={known.key} />
          </li>
        ))}
      </ul>
    </section>
  );
}
