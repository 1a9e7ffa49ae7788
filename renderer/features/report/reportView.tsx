import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Download, FileText, Square } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { ReportFormat, ReportGap } from '../../../shared/contract/reports.ts';
import { exportReport, reportFormatNames } from '../../actions/exportReport.ts';
import { attempt } from '../../actions/run.ts';
import { api } from '../../api/client.ts';
import { keeper } from '../../api/drafts.ts';
import { failureOf } from '../../api/errors.ts';
import { standingOf, useOpenCase } from '../../api/openCase.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useClaimWork, type ReportScope } from '../../state/claimWork.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { TickBox } from '../../ui/tickBox.tsx';
import { SourceStyle, useSourceStyle } from './sourceStyle.tsx';
import { ReportPreview } from './reportPreview.tsx';
import classes from './report.module.css';

/** A preview of more claims than anyone reads on a screen would only be slow; the exports hold them all. */
const mostPreviewed = 200;
const none: readonly string[] = [];

const formats: readonly ReportFormat[] = ['html', 'pdf', 'md', 'csv'];

/** The report: which claims, how arranged, what it will say, and what it lacks. */
export function ReportView() {
  const choice = useClaimWork((state) => state.report);
  const selected = useWorkspace((state) => state.selectedClaimIds);
  const filter = useWorkspace((state) => state.claimFilter);
  const sort = useWorkspace((state) => state.claimSort);
  const filtered = useQuery(api.claims.ids.queryOptions({ input: { filter, sort }, placeholderData: keepPreviousData }));
  const everything = useQuery(api.claims.ids.queryOptions({ input: {}, placeholderData: keepPreviousData }));
  const counts = { all: everything.data?.total ?? 0, selected: selected.length, filtered: filtered.data?.ids.length ?? 0 };
  const ids = { all: everything.data?.ids ?? none, selected, filtered: filtered.data?.ids ?? none }[choice.scope];
  const whole = ids.length <= mostPreviewed;
  const claimIds = whole ? (choice.scope === 'all' ? null : [...ids]) : ids.slice(0, mostPreviewed);

  const style = useSourceStyle();

  const preview = useQuery(
    api.reports.preview.queryOptions({
      input: { claimIds, title: choice.title, groupBy: choice.groupBy, annex: choice.annex, citationStyle: style.chosen },
      placeholderData: keepPreviousData,
      enabled: everything.data !== undefined && counts.all > 0 && style.isKnown,
    }),
  );
  const page = useRef<HTMLDivElement>(null);

  return (
    <section className={classes['view']} aria-labelledby="report-title">
      <header className={classes['header']}>
        <h1 id="report-title">Report</h1>
        <Exports />
      </header>
      {everything.data && counts.all === 0 ? (
        <Empty
          icon={<FileText />}
          title="Nothing to report yet"
          action={<ActionButton action="view.library" label="Open an article" tone="primary" />}
        >
          A report is made of claims and their verdicts. Make the first claim from a passage of an article.
        </Empty>
      ) : (
        <>
          <ReportChoices counts={counts} />
          <div className={classes['body']}>
            {preview.error ? (
              <Empty title="The report could not be put together">{failureOf(preview.error).message}</Empty>
            ) : (
              <>
                <div ref={page} className={classes['page']} aria-busy={preview.isFetching}>
                  {whole ? null : (
                    <p className={classes['partial']}>
                      The preview shows the first {mostPreviewed.toLocaleString()} of {ids.length.toLocaleString()} claims. Exports hold all
                      of them.
                    </p>
                  )}
                  {preview.data ? <ReportPreview tree={preview.data.tree} /> : null}
                </div>
                {preview.data ? <Gaps gaps={preview.data.gaps} /> : null}
              </>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function ReportChoices({ counts }: { counts: Record<ReportScope, number> }) {
  const choice = useClaimWork((state) => state.report);
  const choose = useClaimWork((state) => state.chooseReport);
  const [title, setTitle] = useState(choice.title);
  const openCase = useOpenCase(standingOf);
  const scopes: { value: ReportScope; label: string }[] = [
    { value: 'all', label: `All claims (${counts.all.toLocaleString()})` },
    { value: 'selected', label: `Selected in the table (${counts.selected.toLocaleString()})` },
    { value: 'filtered', label: `As filtered in the table (${counts.filtered.toLocaleString()})` },
  ];
  return (
    <div className={classes['choices']}>
      <TextField
        label="Title"
        value={title}
        placeholder={openCase?.name ?? ''}
        onChange={(words) => {
          setTitle(words);
          keeper.keep('report:title', words);
        }}
        onBlur={() => choose({ title })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') choose({ title });
        }}
      />
      <Select label="Claims" value={choice.scope} options={scopes} onChange={(scope) => choose({ scope })} />
      <Select
        label="Grouped by"
        value={choice.groupBy}
        options={[
          { value: 'article', label: 'Article' },
          { value: 'rating', label: 'Rating' },
        ]}
        onChange={(groupBy) => choose({ groupBy })}
      />
      <SourceStyle />
      <div className={classes['annex']}>
        <span>Annex</span>
        <Checkbox aria-label="Annex with the articles" isSelected={choice.annex} onChange={(annex) => choose({ annex })}>
          <TickBox />
          The articles
        </Checkbox>
      </div>
    </div>
  );
}

function Exports() {
  const exporting = useClaimWork((state) => state.exporting);
  const failure = useClaimWork((state) => state.exportFailure);
  return (
    <div className={classes['exports']}>
      <div role="toolbar" aria-label="Export" className={classes['formats']}>
        {formats.map((format) => (
          <Button
            key={format}
            size="s"
            isDisabled={exporting !== null}
            aria-label={`Export as ${reportFormatNames[format]}`}
            onPress={() => void attempt(() => exportReport(format))}
          >
            <Download aria-hidden size={13} />
            {reportFormatNames[format]}
          </Button>
        ))}
      </div>
      {exporting ? (
        <div role="status" className={classes['running']}>
          <progress aria-label={`Making the ${reportFormatNames[exporting.format]}`} />
          Making the {reportFormatNames[exporting.format]}…
          <Button size="s" tone="quiet" onPress={exporting.stop}>
            <Square aria-hidden size={11} />
            Stop
          </Button>
        </div>
      ) : null}
      {failure ? (
        <p role="alert" className={classes['failure']}>
          {reportFormatNames[failure.format]}: {failure.message}
        </p>
      ) : null}
    </div>
  );
}

/** What the report lacks, claim by claim, so that it can be mended before it goes out. */
function Gaps({ gaps }: { gaps: readonly ReportGap[] }) {
  const byClaim = useMemo(() => [...Map.groupBy(gaps, (gap) => gap.claimId)], [gaps]);
  const wanted = useMemo(() => byClaim.map(([claimId]) => claimId).slice(0, mostPreviewed), [byClaim]);
  const { data: rows } = useQuery(api.claims.rows.queryOptions({ input: { ids: wanted }, placeholderData: keepPreviousData }));
  const names = useMemo(() => new Map(rows?.map((row) => [row.id, row.shortText || row.text])), [rows]);
  return (
    <aside className={classes['gaps']} aria-labelledby="gaps-title">
      <h2 id="gaps-title">
        What it lacks <span>{gaps.length === 0 ? '' : gaps.length.toLocaleString()}</span>
      </h2>
      {gaps.length === 0 ? (
        <p className={classes['hint']}>Every claim has a verdict and evidence of more than one origin.</p>
      ) : (
        <ul>
          {byClaim.slice(0, mostPreviewed).map(([claimId, own]) => (
            <li key={claimId}>
              <button type="button" dir="auto" onClick={() => useWorkspace.getState().inspect({ kind: 'claim', id: claimId })}>
                {names.get(claimId) ?? 'Claim'}
              </button>
              <ul>
                {own.map((gap) => (
                  <li key={`${gap.kind} ${gap.message}`}>{gap.message}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </aside>
  );
}
