import { useInfiniteQuery } from '@tanstack/react-query';
import { ArchiveRestore, Check, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { Checkbox, GridList, GridListItem, type Selection } from 'react-aria-components';
import type { SubjectKind, TrashItem } from '../../../shared/contract/history.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useWritable } from '../../parts/scale.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { formatInstantFully, formatMoment } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { focusSoon, rescueKeyboard } from '../../ui/keyboard.ts';
import { KindIcon } from './kinds.tsx';
import classes from './trash.module.css';

const pageSize = 100;

const oneOf: Record<SubjectKind, string> = {
  agent: 'Claimant',
  claim: 'Claim',
  document: 'Article',
  evidence: 'Evidence',
  label: 'Label',
  note: 'Note',
  passage: 'Passage',
  sighting: 'Sighting',
  verdict: 'Verdict',
};

const keyOf = ({ kind, id }: Pick<TrashItem, 'kind' | 'id'>): string => `${kind} ${id}`;

/** What was deleted, newest deletion first: chosen with the mouse or the keyboard, and brought back together. */
export function Trash() {
  const writable = useWritable();
  const selected = useWorkspace((state) => state.selectedTrash);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    api.history.trash.infiniteOptions({
      input: (before: number | undefined) => ({ limit: pageSize, ...(before === undefined ? {} : { before }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ items, more }) => (more ? items.at(-1)?.seq : undefined),
    }),
  );
  const list = useRef<HTMLDivElement>(null);
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const shown = useRef<string[]>([]);
  useEffect(() => {
    if (!items) return;
    const keys = new Set(items.map(keyOf));
    const gone = shown.current.findIndex((key) => !keys.has(key));
    shown.current = [...keys];
    if (gone < 0) return;
    // What was restored went with the keyboard on it, or on the button that did it: on to the next, or out of an empty trash.
    rescueKeyboard(() => {
      const rows = list.current?.querySelectorAll<HTMLElement>('[role="row"]') ?? [];
      return rows[Math.min(gone, rows.length - 1)] ?? document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]');
    });
  }, [items]);
  if (error) return <Empty title="The trash cannot be shown">{failureOf(error).message}</Empty>;
  if (!items) return <div aria-busy="true" />;
  if (items.length === 0) {
    return (
      <Empty icon={<Trash2 />} title="The trash is empty">
        What you delete, a claim, an article, a note, waits here with everything that hung on it, for as long as the case lives. Bring it
        back from here whenever you need it.
      </Empty>
    );
  }
  const select = (selection: Selection): void =>
    useWorkspace
      .getState()
      .selectTrash(items.filter((item) => selection === 'all' || selection.has(keyOf(item))).map(({ kind, id }) => ({ kind, id })));
  const showEarlier = (): void =>
    void fetchNextPage().then(() => focusSoon(() => list.current?.querySelectorAll<HTMLElement>('[role="row"]')[items.length]));
  return (
    <>
      <div className={classes['bar']}>
        <p>{selected.length === 0 ? 'Choose what to bring back.' : `${selected.length.toLocaleString()} chosen`}</p>
        <ActionButton action="history.restore" size="s" tone="primary" icon={<ArchiveRestore size={14} aria-hidden />} />
      </div>
      <GridList
        ref={list}
        aria-label="Deleted things"
        className={classes['list']!}
        selectionMode={writable ? 'multiple' : 'none'}
        selectedKeys={selected.map(keyOf)}
        onSelectionChange={select}
      >
        {items.map((item) => (
          <GridListItem key={keyOf(item)} id={keyOf(item)} textValue={item.title || oneOf[item.kind]} className={classes['item']!}>
            {writable ? (
              <Checkbox slot="selection" className={classes['check']!}>
                <Check aria-hidden />
              </Checkbox>
            ) : null}
            <span className={classes['icon']}>
              <KindIcon kind={item.kind} />
            </span>
            <span className={classes['kind']}>{oneOf[item.kind]}</span>
            <span className={classes['title']} dir="auto">
              <span>{item.title || 'without words'}</span>
              {item.with > 0 ? (
                <small>{item.with === 1 ? 'with one thing more' : `with ${item.with.toLocaleString()} things more`}</small>
              ) : null}
            </span>
            <span className={classes['actor']}>{item.actor}</span>
            <time dateTime={item.at} title={formatInstantFully(item.at)}>
              {formatMoment(item.at)}
            </time>
          </GridListItem>
        ))}
      </GridList>
      {hasNextPage ? (
        <div className={classes['more']}>
          <Button isDisabled={isFetchingNextPage} onPress={showEarlier}>
            Show what was deleted earlier
          </Button>
        </div>
      ) : null}
    </>
  );
}
