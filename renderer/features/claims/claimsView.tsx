import { ListChecks, Plus, SearchX } from 'lucide-react';
import { failureOf } from '../../api/errors.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useViewSetting } from '../../parts/useViewSetting.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { BulkBar } from './bulkBar.tsx';
import { ClaimsTable } from './claimsTable.tsx';
import classes from './claimsView.module.css';
import { ColumnChooser } from './columnChooser.tsx';
import { columnLayout, defaultLayout } from './columns.ts';
import { FilterBar } from './filterBar.tsx';
import { useClaimIds } from './useClaimRows.ts';

/** All claims of the case as a table: sorted, filtered, selected and changed together. */
export function ClaimsView() {
  const { ids, total, loaded, refreshing, error } = useClaimIds();
  const [layout, setLayout] = useViewSetting('claims.columns', columnLayout, defaultLayout);
  return (
    <section className={classes['view']} data-scope="claims" aria-labelledby="claims-title">
      <header className={classes['header']}>
        <h1 id="claims-title">Claims</h1>
        {loaded && total > 0 ? (
          <span role="status" className={classes['total']}>
            {ids.length === total ? total.toLocaleString() : `${ids.length.toLocaleString()} of ${total.toLocaleString()}`}
          </span>
        ) : null}
        <div className={classes['end']}>
          {total > 0 ? <ColumnChooser layout={layout} onLayout={setLayout} /> : null}
          <ActionButton action="claim.new" size="s" icon={<Plus aria-hidden size={14} />} />
        </div>
      </header>
      {error ? (
        <Empty title="The claims could not be read">{failureOf(error).message}</Empty>
      ) : !loaded ? null : total === 0 ? (
        <Empty
          icon={<ListChecks />}
          title="No claims yet"
          action={<ActionButton action="view.library" label="Open an article" tone="primary" />}
        >
          Read an article, select the words that assert something, and press <kbd>C</kbd>: they become a claim here, with the passage as its
          first sighting.
        </Empty>
      ) : (
        <>
          <FilterBar />
          {ids.length === 0 ? (
            <Empty
              icon={<SearchX />}
              title="No claim matches"
              action={<Button onPress={() => useWorkspace.getState().setClaimFilter({})}>Clear all filters</Button>}
            >
              All {total.toLocaleString()} claims are hidden by the filter.
            </Empty>
          ) : (
            <ClaimsTable ids={ids} refreshing={refreshing} layout={layout} onLayout={setLayout} />
          )}
          <BulkBar />
        </>
      )}
    </section>
  );
}
