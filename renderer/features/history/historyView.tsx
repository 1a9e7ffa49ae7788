import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { History, Redo2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { Operation } from '../../../shared/contract/history.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { Tag } from '../../ui/badges.tsx';
import { Button } from '../../ui/button.tsx';
import { formatInstant, formatInstantFully } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { Changes } from './changes.tsx';
import classes from './historyView.module.css';

const pageSize = 100;

/** Everything that was ever changed in this case, newest first. Nothing is taken out of it. */
export function HistoryView() {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    api.history.list.infiniteOptions({
      input: (before: number | undefined) => ({ limit: pageSize, ...(before === undefined ? {} : { before }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ operations, more }) => (more ? operations.at(-1)?.seq : undefined),
    }),
  );
  if (error) return <Empty title="The history cannot be shown">{failureOf(error).message}</Empty>;
  if (!data) return <div aria-busy="true" />;
  const operations = data.pages.flatMap((page) => page.operations);
  return (
    <div className={classes['history']}>
      <header className={classes['header']}>
        <h1>History</h1>
        <ActionButton action="edit.redo" icon={<Redo2 size={15} aria-hidden />} tone="quiet" />
        <ActionButton action="edit.undo" icon={<Undo2 size={15} aria-hidden />} />
      </header>
      {operations.length === 0 ? (
        <Empty icon={<History />} title="Nothing was changed yet">
          Every change of this case is kept here, with its time and who made it.
        </Empty>
      ) : (
        <>
          <ol className={classes['list']}>
            {operations.map((operation) => (
              <li key={operation.seq}>
                <Line operation={operation} />
              </li>
            ))}
          </ol>
          {hasNextPage ? (
            <div className={classes['more']}>
              <Button isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
                Show older changes
              </Button>
            </div>
          ) : null}
        </>
      )}
      <Head />
    </div>
  );
}

const stateNames = { live: null, undone: 'Undone', abandoned: 'Undone for good' } as const;

function Line({ operation }: { operation: Operation }) {
  const [open, setOpen] = useState(false);
  const { label, kind, state, at, actor, seq, changes } = operation;
  const stateName = state ? stateNames[state] : null;
  return (
    <Disclosure isExpanded={open} onExpandedChange={setOpen} className={classes['operation']!}>
      <Heading level={2} className={classes['line']!}>
        <AriaButton slot="trigger" className={classes['trigger']!}>
          <time dateTime={at} title={formatInstantFully(at)}>
            {formatInstant(at)}
          </time>
          <span className={classes['label']} data-state={state ?? kind}>
            {kind === 'undo' ? <Undo2 aria-hidden /> : kind === 'redo' ? <Redo2 aria-hidden /> : null}
            {kind === 'undo' ? 'Undo ' : kind === 'redo' ? 'Redo ' : ''}
            {label}
          </span>
          {stateName ? <Tag>{stateName}</Tag> : null}
          <span className={classes['actor']}>{actor}</span>
          <span className={classes['count']}>
            {changes.toLocaleString()} {changes === 1 ? 'change' : 'changes'}
          </span>
        </AriaButton>
      </Heading>
      <DisclosurePanel>{open ? <Changes seq={seq} /> : null}</DisclosurePanel>
    </Disclosure>
  );
}

/** The end of the chain of hashes: whoever wrote it down can tell later that nothing before it was altered. */
function Head() {
  const { data } = useQuery(api.history.state.queryOptions({ input: {} }));
  if (!data) return null;
  return (
    <footer className={classes['head']}>
      State {data.seq.toLocaleString()}, sealed with SHA-256 <code>{data.head}</code>
    </footer>
  );
}
