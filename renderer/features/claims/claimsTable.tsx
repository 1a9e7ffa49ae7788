import { columnOrderingFeature, columnResizingFeature, columnSizingFeature, columnVisibilityFeature } from '@tanstack/react-table';
import { createColumnHelper, tableFeatures, useTable, type ColumnSizingState, type Header } from '@tanstack/react-table';
import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, useEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import type { ClaimRow } from '../../../shared/domain/entities.ts';
import type { ClaimColumn } from '../../../shared/contract/claims.ts';
import { api } from '../../api/client.ts';
import type { RowEvents } from '../../parts/rowGrid.ts';
import { useScale } from '../../parts/scale.ts';
import { useVirtualRows } from '../../parts/virtualRows.ts';
import { useClaimWork } from '../../state/claimWork.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { announce } from '../../ui/announce.ts';
import { ClaimCell, type CellContext } from './claimCell.tsx';
import classes from './claimsTable.module.css';
import { columnSpec, columnSpecs, completeOrder, narrowClaim, waitingColumns, type ColumnLayout } from './columns.ts';
import { useClaimRows } from './useClaimRows.ts';

const features = tableFeatures({ columnOrderingFeature, columnResizingFeature, columnSizingFeature, columnVisibilityFeature });
type Line = { id: string };
type ClaimHeader = Header<typeof features, Line, unknown>;

const helper = createColumnHelper<typeof features, Line>();
const columns = helper.columns(
  columnSpecs.map((spec) => helper.display({ id: spec.id, header: spec.short ?? spec.name, size: spec.size, minSize: spec.minSize })),
);

const rowHeight = 36;
const checkWidth = 34;
/** From this width on, ratings are written out unless someone chose otherwise. */
const roomy = 1150;

interface ClaimsTableProps {
  ids: readonly string[];
  refreshing: boolean;
  layout: ColumnLayout;
  onLayout: (layout: ColumnLayout) => void;
}

/** The claims as a grid: columns from TanStack Table, rows drawn as they scroll in, order and filter from the core. */
export function ClaimsTable({ ids, refreshing, layout, onLayout }: ClaimsTableProps) {
  const [width, setWidth] = useState(0);
  const data = useMemo<Line[]>(() => ids.map((id) => ({ id })), [ids]);
  const waiting = waitingColumns(layout, width === 0 ? 0 : width - checkWidth);
  const fitted: Record<string, number> = width >= roomy ? { rating: 150 } : waiting.length > 0 ? { claim: narrowClaim } : {};
  const sizes = { ...fitted, ...layout.sizes };
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (line) => line.id,
    columnResizeMode: 'onChange',
    state: {
      columnOrder: completeOrder(layout.order),
      columnVisibility: Object.fromEntries([...layout.hidden, ...waiting].map((id) => [id, false])),
      columnSizing: sizes,
    },
    onColumnSizingChange: (updater) => {
      const changed: ColumnSizingState = typeof updater === 'function' ? updater(sizes) : updater;
      onLayout({ ...layout, sizes: changed });
    },
  });

  const { rows } = table.getRowModel();
  const selectedIds = useWorkspace((state) => state.selectedClaimIds);
  const selected = useMemo(() => new Set(selectedIds), [selectedIds]);
  const inspected = useWorkspace((state) => state.inspected);
  const follow = useFollowingInspector();

  const { hold, scroller, lines, height, focusedIndex, onKeyDown, rowEvents } = useVirtualRows({
    ids,
    rowHeight,
    headHeight: rowHeight,
    selection: {
      selected,
      onSelect: (chosen) => {
        useWorkspace.getState().selectClaims(chosen);
        announce(chosen.length === 0 ? 'Nothing selected' : `${chosen.length.toLocaleString()} selected`);
      },
    },
    current: inspected?.kind === 'claim' ? inspected.id : null,
    onOpen: (id) => useWorkspace.getState().inspect({ kind: 'claim', id }),
    onFocus: (id) => useClaimWork.getState().focusClaim(id),
    onMove: follow,
  });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  const claimOf = useClaimRows(
    ids,
    lines.map(({ index }) => index),
  );
  const { rating } = useScale();
  const { data: labels } = useQuery(api.labels.list.queryOptions({ input: {} }));
  const labelById = useMemo(() => new Map(labels?.map((label) => [label.id, label])), [labels]);

  const [head] = table.getHeaderGroups();
  const shown = head?.headers ?? [];
  const template = [`${checkWidth}px`, ...shown.map((header) => track(header))].join(' ');
  const named = (table.getColumn('rating')?.getSize() ?? 0) >= 120;
  const context = useMemo<CellContext>(() => ({ rating, label: (id) => labelById.get(id), named }), [rating, labelById, named]);
  const shownKey = shown.map((header) => header.id).join(' ');
  const shownColumns = useMemo(() => shownKey.split(' ') as ClaimColumn[], [shownKey]);

  return (
    <div
      ref={hold}
      role="grid"
      aria-label="Claims"
      aria-rowcount={ids.length + 1}
      aria-colcount={shown.length + 1}
      aria-multiselectable
      aria-busy={refreshing}
      data-selecting={selected.size > 0 || undefined}
      className={classes['grid']}
      style={{ '--columns': template, '--width': `${checkWidth + table.getTotalSize()}px` } as CSSProperties}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={classes['head']}>
        <div role="row" aria-rowindex={1} className={classes['row']}>
          <div role="columnheader" className={classes['check']}>
            <input
              type="checkbox"
              aria-label="Select all claims shown"
              tabIndex={-1}
              checked={ids.length > 0 && selected.size === ids.length}
              ref={(box) => {
                if (box) box.indeterminate = selected.size > 0 && selected.size < ids.length;
              }}
              onChange={(event) => useWorkspace.getState().selectClaims(event.target.checked ? [...ids] : [])}
            />
          </div>
          {shown.map((header) => (
            <HeaderCell
              key={header.id}
              header={header}
              resizing={header.column.getIsResizing()}
              onResize={(by) =>
                table.setColumnSizing({ ...sizes, [header.id]: Math.max(columnSpec(header.id).minSize, header.getSize() + by) })
              }
            />
          ))}
        </div>
      </div>
      <div role="rowgroup" className={classes['body']} style={{ height }}>
        {lines.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <ClaimLine
              key={row.id}
              id={row.id}
              index={item.index}
              top={item.start}
              claim={claimOf(row.id)}
              columns={shownColumns}
              context={context}
              focused={item.index === focusedIndex}
              selected={selected.has(row.id)}
              inspected={inspected?.kind === 'claim' && inspected.id === row.id}
              events={rowEvents}
            />
          );
        })}
      </div>
    </div>
  );
}

interface ClaimLineProps {
  id: string;
  index: number;
  /** CSS pixels from the top of the list. */
  top: number;
  claim: ClaimRow | undefined;
  columns: readonly ClaimColumn[];
  context: CellContext;
  focused: boolean;
  selected: boolean;
  inspected: boolean;
  events: RowEvents;
}

/** One claim. Drawn again only when something about it changed, so that scrolling draws just the rows that come in. */
const ClaimLine = memo(function ClaimLine({ id, index, top, claim, columns: shown, context, events, ...is }: ClaimLineProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={is.selected}
      className={classes['row']}
      data-row={id}
      data-inspected={is.inspected || undefined}
      tabIndex={is.focused ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => events.click(id, index, event)}
      onFocus={() => events.focus(id)}
    >
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- Space and x do the same from the row */}
      <div
        role="gridcell"
        className={classes['check']}
        onClick={(event) => {
          if (event.shiftKey) return;
          event.stopPropagation();
          events.toggle(id);
        }}
      >
        <input type="checkbox" aria-label="Select" tabIndex={-1} readOnly checked={is.selected} />
      </div>
      {shown.map((column) => (
        <div key={column} role="gridcell" className={classes['cell']} data-numeric={columnSpec(column).numeric} data-column={column}>
          {claim ? <ClaimCell column={column} claim={claim} context={context} /> : <span className={classes['pending']} />}
        </div>
      ))}
    </div>
  );
});

/** The claim takes what is left; the other columns are as wide as they were made. */
const track = (header: ClaimHeader): string => (header.id === 'claim' ? `minmax(${header.getSize()}px, 1fr)` : `${header.getSize()}px`);

/** While a claim is inspected, the inspector follows the keyboard; not faster than one can look. */
function useFollowingInspector(): (id: string) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (id) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const { inspected, inspect } = useWorkspace.getState();
      if (inspected?.kind === 'claim' && inspected.id !== id) inspect({ kind: 'claim', id });
    }, 120);
  };
}

interface HeaderCellProps {
  header: ClaimHeader;
  resizing: boolean;
  onResize: (by: number) => void;
}

function HeaderCell({ header, resizing, onResize }: HeaderCellProps) {
  const sort = useWorkspace((state) => state.claimSort);
  const column = header.id as ClaimColumn;
  const place = sort.findIndex((entry) => entry.column === column);
  const descending = place >= 0 ? sort[place]!.descending : null;
  const spec = columnSpec(column);

  const sortBy = (add: boolean): void => {
    // What one wants to see first: the newest, the most, the most urgent; words from A.
    const first = column === 'updated' || column === 'priority' || spec.numeric === true;
    const next = { column, descending: descending === null ? first : !descending };
    const others = sort.filter((entry) => entry.column !== column);
    const { setClaimSort } = useWorkspace.getState();
    if (!add) setClaimSort([next]);
    else if (place >= 0) setClaimSort(sort.map((entry) => (entry.column === column ? next : entry)));
    else setClaimSort([...others.slice(0, 2), next]);
    announce(`Sorted by ${spec.name}, ${next.descending ? 'descending' : 'ascending'}`);
  };

  return (
    <div
      role="columnheader"
      aria-sort={descending === null ? 'none' : descending ? 'descending' : 'ascending'}
      className={classes['header']}
      data-numeric={spec.numeric}
    >
      <button
        type="button"
        className={classes['sort']}
        aria-label={spec.name}
        aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
        title={`Sort by ${spec.name.toLowerCase()}. Shift-click sorts by it within the first column.`}
        onClick={(event) => sortBy(event.shiftKey)}
        onKeyDown={(event) => {
          if (!event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
          event.preventDefault();
          onResize(event.key === 'ArrowLeft' ? -16 : 16);
        }}
      >
        <span>{spec.short ?? spec.name}</span>
        {descending === null ? null : descending ? <ArrowDown aria-hidden size={12} /> : <ArrowUp aria-hidden size={12} />}
        {place >= 0 && sort.length > 1 ? <sup>{place + 1}</sup> : null}
      </button>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a mouse's handle; Shift and the arrows do the same from the button */}
      <span
        className={classes['resize']}
        data-active={resizing || undefined}
        onMouseDown={(event) => header.getResizeHandler()(event.nativeEvent)}
        onTouchStart={(event) => header.getResizeHandler()(event.nativeEvent)}
      />
    </div>
  );
}
