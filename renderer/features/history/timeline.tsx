import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { History, SearchX } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Operation } from '../../../shared/contract/history.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { anyTime, useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { formatDay } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { Entry } from './entry.tsx';
import { onToEntry, toFilters } from './keyboard.ts';
import { instantsOf } from './times.ts';
import classes from './timeline.module.css';

const pageSize = 100;

/** Operations of one day, newest first. */
interface Day {
  name: string;
  operations: Operation[];
}

function byDay(operations: readonly Operation[]): Day[] {
  const days: Day[] = [];
  for (const operation of operations) {
    const name = formatDay(operation.at);
    if (days.at(-1)?.name !== name) days.push({ name, operations: [] });
    days.at(-1)!.operations.push(operation);
  }
  return days;
}

/** What was done to the case, by day, newest first. */
export function Timeline() {
  const { filter, times } = useWorkspace((state) => state.history);
  const wanted = { ...filter, ...instantsOf(times) };
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = useInfiniteQuery(
    api.history.list.infiniteOptions({
      input: (before: number | undefined) => ({ ...wanted, limit: pageSize, ...(before === undefined ? {} : { before }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ operations, more }) => (more ? operations.at(-1)?.seq : undefined),
      placeholderData: keepPreviousData,
    }),
  );
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => () => useWorkspace.getState().setHistoryAt(null), []);

  if (error) return <Empty title="The history cannot be shown">{failureOf(error).message}</Empty>;
  if (!data) return <div aria-busy="true" className={classes['days']} />;
  const operations = data.pages.flatMap((page) => page.operations);
  if (operations.length === 0) return <Nothing narrowed={Object.keys(wanted).length > 0} />;
  const showOlder = (): void => void fetchNextPage().then(() => onToEntry(() => list.current, operations.length));
  return (
    <div ref={list} className={classes['days']} aria-busy={isPlaceholderData} onKeyDown={(event) => walk(event, list.current)}>
      {byDay(operations).map((day) => (
        <section key={day.name} aria-label={day.name}>
          <h2 className={classes['day']}>{day.name}</h2>
          <ol>
            {day.operations.map((operation) => (
              <li key={operation.seq}>
                <Entry operation={operation} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {hasNextPage ? (
        <div className={classes['more']}>
          <Button isDisabled={isFetchingNextPage} onPress={showOlder}>
            Show older changes
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** The arrow keys walk from entry to entry. */
function walk(event: KeyboardEvent, list: HTMLElement | null): void {
  const entries = [...(list?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])];
  const at = entries.findIndex((entry) => entry === event.target);
  if (at < 0) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
  if (to === undefined || !entries[to]) return;
  event.preventDefault();
  entries[to].focus();
  entries[to].scrollIntoView({ block: 'nearest' });
}

function Nothing({ narrowed }: { narrowed: boolean }) {
  const showAll = (): void => {
    useWorkspace.getState().setHistory({ filter: {}, times: anyTime });
    toFilters();
  };
  if (narrowed) {
    return (
      <Empty icon={<SearchX />} title="No change was like that" action={<Button onPress={showAll}>Show everything</Button>}>
        Nobody made such a change in that time. Choose another person, kind or time to see more.
      </Empty>
    );
  }
  return (
    <Empty icon={<History />} title="Nothing was changed yet">
      Every change of this case is kept here, with its time, who made it, and what was there before. Each can be taken back by itself as
      long as nothing later depends on it.
    </Empty>
  );
}
