import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Combine } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { joinPassages } from '../../../actions/passages.ts';
import { attempt } from '../../../actions/run.ts';
import { ChipFilter } from '../../../parts/chipFilter.tsx';
import { useRowGrid } from '../../../parts/rowGrid.ts';
import { useWritable } from '../../../parts/scale.ts';
import { useWorkspace } from '../../../state/workspace.ts';
import { LabelChip } from '../../../ui/badges.tsx';
import { Button } from '../../../ui/button.tsx';
import type { ReaderController } from '../controller.ts';
import { inkOf, inWords, type PaintedPassage } from './paint.ts';
import { fitting, optionsOf, standingNames, type ListFilter } from './listFilter.ts';
import classes from './passageList.module.css';

const rowHeight = 62;
const everything: ListFilter = { labels: [], claims: [], standings: [] };

/** The passages of the article as a list: exactly those that are painted, or those of them that a filter leaves. */
export function PassageList({ controller }: { controller: ReaderController }) {
  const all = useSyncExternalStore(controller.passages.subscribe, controller.passages.all);
  const [filter, setFilter] = useState(everything);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => fitting(all, filter), [all, filter]);
  const options = useMemo(() => optionsOf(all), [all]);
  const writable = useWritable();
  const chosen = useMemo(() => shown.flatMap(({ id }) => (selected.has(id) ? [id] : [])), [shown, selected]);
  const narrow = (change: Partial<ListFilter>): void => setFilter({ ...filter, ...change });
  return (
    <section className={classes['list']} aria-label="Passages of this article" data-beside>
      <header className={classes['header']}>
        <h2>Passages</h2>
        <span role="status" className={classes['count']}>
          {shown.length === all.length ? all.length.toLocaleString() : `${shown.length.toLocaleString()} of ${all.length.toLocaleString()}`}
        </span>
        {writable && chosen.length > 1 ? (
          <Button
            size="s"
            tone="quiet"
            onPress={() => {
              setSelected(new Set());
              void attempt(() => joinPassages(chosen));
            }}
          >
            <Combine aria-hidden size={13} />
            Join {chosen.length}
          </Button>
        ) : null}
      </header>
      <div role="search" aria-label="Filter passages" className={classes['filters']}>
        <ChipFilter
          label="State"
          chosen={filter.standings}
          options={Object.entries(standingNames).map(([value, label]) => ({ value, label }))}
          onChange={(standings) => narrow({ standings })}
        />
        <ChipFilter
          label="Label"
          chosen={filter.labels}
          options={options.labels.map(({ id, name, colour }) => ({
            value: id,
            label: name,
            icon: <LabelChip name={name} colour={colour} />,
          }))}
          onChange={(labels) => narrow({ labels })}
        />
        <ChipFilter
          label="Claim"
          chosen={filter.claims}
          options={options.claims.map(({ id, shortText }) => ({ value: id, label: shortText }))}
          onChange={(claims) => narrow({ claims })}
        />
      </div>
      {shown.length > 0 ? (
        <Rows controller={controller} passages={shown} selected={selected} onSelect={(ids) => setSelected(new Set(ids))} />
      ) : all.length === 0 ? (
        <p className={classes['none']}>No passages yet. Select some words and press H.</p>
      ) : (
        <p className={classes['none']}>
          No passage fits.{' '}
          <Button size="s" onPress={() => setFilter(everything)}>
            Show all
          </Button>
        </p>
      )}
    </section>
  );
}

interface RowsProps {
  controller: ReaderController;
  passages: readonly PaintedPassage[];
  selected: ReadonlySet<string>;
  onSelect: (ids: string[]) => void;
}

function Rows({ controller, passages, selected, onSelect }: RowsProps) {
  const inspectedId = useSyncExternalStore(controller.passages.subscribe, () => controller.passages.inspectedId);
  const scroller = useRef<HTMLDivElement | null>(null);
  const ids = useMemo(() => passages.map(({ id }) => id), [passages]);
  const focusedIndex = useRef(0);
  const virtualizer = useVirtualizer({
    count: passages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), focusedIndex.current])].filter((at) => at < passages.length).sort((a, b) => a - b),
  });
  const goTo = (id: string): void => {
    const passage = controller.passages.find(id);
    if (!passage) return;
    controller.goTo(passage.ranges);
    useWorkspace.getState().inspect({ kind: 'passage', id });
  };
  const grid = useRowGrid({
    ids,
    selection: { selected, onSelect },
    onOpen(id) {
      goTo(id);
      controller.focus();
    },
    onFocus: goTo,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
    pageSize: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 1),
  });
  useEffect(() => {
    focusedIndex.current = grid.focusedIndex;
  }, [grid.focusedIndex]);
  // What was chosen in the text is brought into sight here; the keyboard stays where it is.
  const at = inspectedId === null ? -1 : ids.indexOf(inspectedId);
  useEffect(() => {
    if (at >= 0 && !scroller.current?.contains(document.activeElement)) virtualizer.scrollToIndex(at, { align: 'auto' });
  }, [at, virtualizer]);

  return (
    <div
      ref={(element) => {
        scroller.current = element;
        grid.grid.current = element;
      }}
      role="grid"
      aria-label="Passages"
      aria-rowcount={passages.length}
      aria-multiselectable
      className={classes['grid']}
      onKeyDown={(event) => {
        grid.onKeyDown(event);
        if (event.key === 'Escape' && !event.defaultPrevented) controller.focus();
      }}
    >
      <div role="rowgroup" className={classes['rows']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((line) => {
          const passage = passages[line.index];
          if (!passage) return null;
          const { id, tone, letter } = passage;
          return (
            <div
              key={id}
              role="row"
              aria-rowindex={line.index + 1}
              aria-selected={selected.has(id)}
              className={classes['row']}
              data-inspected={id === inspectedId || undefined}
              data-row={id}
              style={{ transform: `translateY(${line.start}px)` }}
              tabIndex={line.index === grid.focusedIndex ? 0 : -1}
              onFocus={() => grid.rowEvents.focus(id)}
              onClick={(event) => {
                if (event.shiftKey || event.ctrlKey || event.metaKey) grid.rowEvents.click(id, line.index, event);
                else goTo(id);
              }}
              onDoubleClick={() => grid.rowEvents.open(id)}
            >
              <b role="gridcell" className={classes['letter']} style={{ color: inkOf(tone) }}>
                <span aria-hidden>{letter || '▎'}</span>
              </b>
              <div role="gridcell" className={classes['words']}>
                <span className={classes['meaning']}>{inWords(passage)}</span>
                <span className={classes['quote']} dir="auto">
                  {controller.passageWork.quoteOf(passage)}
                </span>
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
