import { Combine } from 'lucide-react';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { joinPassages } from '../../../actions/passages.ts';
import { attempt } from '../../../actions/run.ts';
import { ChipFilter } from '../../../parts/chipFilter.tsx';
import { useWritable } from '../../../parts/scale.ts';
import { useWorkspace } from '../../../state/workspace.ts';
import { LabelChip } from '../../../ui/badges.tsx';
import { Button } from '../../../ui/button.tsx';
import { BesidePanel, NoRows } from '../beside/besidePanel.tsx';
import { BesideRows, PlaceCell } from '../beside/besideRows.tsx';
import type { ReaderController } from '../controller.ts';
import { inkOf, inWords, type PaintedPassage } from './paint.ts';
import { fitting, optionsOf, standingNames, type ListFilter } from './listFilter.ts';
import classes from './passageList.module.css';

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
    <BesidePanel
      label="Passages of this article"
      title="Passages"
      count={
        <span role="status">
          {shown.length === all.length ? all.length.toLocaleString() : `${shown.length.toLocaleString()} of ${all.length.toLocaleString()}`}
        </span>
      }
      actions={
        writable && chosen.length > 1 ? (
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
        ) : null
      }
    >
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
        <NoRows>No passages yet. Select some words and press H.</NoRows>
      ) : (
        <NoRows>
          No passage fits.{' '}
          <Button size="s" onPress={() => setFilter(everything)}>
            Show all
          </Button>
        </NoRows>
      )}
    </BesidePanel>
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
  const ids = useMemo(() => passages.map(({ id }) => id), [passages]);
  return (
    <BesideRows
      controller={controller}
      label="Passages"
      ids={ids}
      here={inspectedId === null ? -1 : ids.indexOf(inspectedId)}
      selection={{ selected, onSelect }}
      goTo={(id) => {
        const passage = controller.passages.find(id);
        if (!passage) return;
        controller.goTo(passage.ranges);
        useWorkspace.getState().inspect({ kind: 'passage', id });
      }}
      renderRow={(index) => {
        const passage = passages[index]!;
        return (
          <>
            <b role="gridcell" className={classes['letter']} style={{ color: inkOf(passage.tone) }}>
              <span aria-hidden>{passage.letter || '▎'}</span>
            </b>
            <PlaceCell meaning={inWords(passage)} quote={controller.passageWork.quoteOf(passage)} soft="quote" />
          </>
        );
      }}
    />
  );
}
