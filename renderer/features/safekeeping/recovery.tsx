import { useQuery } from '@tanstack/react-query';
import { CircleAlert, LifeBuoy } from 'lucide-react';
import type { Inspection } from '../../../shared/contract/recovery.ts';
import { countOfRows, inspectionTexts, journalTexts } from '../../../shared/domain/safekeepingWords.ts';
import { actionById } from '../../actions/all.ts';
import { runAction } from '../../actions/run.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { standingOf, useOpenCase } from '../../api/openCase.ts';
import { useRecovery } from '../../state/recovery.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/dates.ts';
import { formatSize } from '../../ui/sizes.ts';
import classes from './recovery.module.css';
import { Outcome } from './recoveryOutcome.tsx';
import { WaysOn } from './waysOn.tsx';

/** A case does not open: what is known about it, what can be saved, and the ways on. Never a dead end. */
export function Recovery() {
  const subject = useRecovery((state) => state.subject);
  const outcome = useRecovery((state) => state.outcome);
  if (!subject) return null;
  return (
    <main className={classes['recovery']} aria-label="Recovery">
      <div className={classes['column']}>{outcome ? <Outcome outcome={outcome} /> : <Look caseKey={subject.key} />}</div>
    </main>
  );
}

function Look({ caseKey }: { caseKey: string | null }) {
  const failure = useRecovery((state) => state.subject?.failure ?? null);
  // Read anew each time: the file may have been changed in between.
  const { data, error, isFetching, refetch } = useQuery(
    api.recovery.inspect.queryOptions({ input: { key: caseKey }, gcTime: 0, staleTime: 0, refetchOnMount: 'always' }),
  );
  if (isFetching && !data) {
    return (
      <p className={classes['looking']} role="status" aria-busy="true">
        Looking at what can be saved. The file is only read, from a copy.
      </p>
    );
  }
  if (!data) {
    return (
      <>
        <header className={classes['header']}>
          <h1>
            <CircleAlert aria-hidden /> This case could not be looked into
          </h1>
          <p>{failure?.message}</p>
          {error ? <p>{failureOf(error).message}</p> : null}
        </header>
        <div className={classes['buttons']}>
          <Button onPress={() => void refetch()}>Try again</Button>
          <Leave />
        </div>
      </>
    );
  }
  const { title, text } = inspectionTexts[data.state];
  const hopeless =
    data.backups.length === 0 && data.readable.every(({ rows }) => rows === 0) && data.state !== 'newer' && data.state !== 'sound';
  return (
    <>
      <header className={classes['header']}>
        <h1>
          <LifeBuoy aria-hidden />
          <span>
            <bdi>{data.name}</bdi> {title}
          </span>
        </h1>
        <p>{text}</p>
      </header>
      <Known inspection={data} />
      <WaysOn key={data.key} inspection={data} />
      <footer className={classes['footer']}>
        <Leave />
        <Button
          tone={hopeless ? 'primary' : 'quiet'}
          onPress={() => {
            useRecovery.getState().leave();
            void runAction(actionById('case.open'));
          }}
        >
          Open another case…
        </Button>
      </footer>
    </>
  );
}

function Leave() {
  const openCase = useOpenCase(standingOf);
  return (
    <Button tone="quiet" onPress={() => useRecovery.getState().leave()}>
      {openCase ? `Back to ${openCase.name}` : 'Back to the start'}
    </Button>
  );
}

/** What a person knows to be in a case, in the order in which it is named. */
const keptKinds = [
  'document',
  'extraction',
  'passage',
  'claim',
  'sighting',
  'evidence',
  'verdict',
  'note',
  'label',
  'agent',
  'original',
  'operation',
];
/** Named also when none could be read. */
const essential = new Set(['document', 'extraction', 'passage', 'claim']);

function Known({ inspection }: { inspection: Inspection }) {
  const { folder, fileName, size, modifiedAt, newest, readable, journal, backups, state, detail } = inspection;
  const anything = readable.some(({ rows }) => rows > 0);
  const found = keptKinds
    .map((kind) => readable.find(({ table }) => table === kind) ?? { table: kind, rows: 0, expected: null })
    .filter(({ table, rows, expected }) => rows > 0 || (expected ?? 0) > 0 || (anything && essential.has(table)));
  return (
    <section aria-labelledby="what-is-known" className={classes['section']}>
      <h2 id="what-is-known">What is known</h2>
      <dl className={classes['known']}>
        <dt>File</dt>
        <dd>
          {folder}/{fileName}
          {state === 'missing' ? null : (
            <small>
              {formatSize(size)}
              {modifiedAt ? `, last written ${formatMoment(modifiedAt)}` : ''}
            </small>
          )}
        </dd>
        <dt>Newest change</dt>
        <dd>
          {newest ? (
            <>
              {newest.label}
              <small>
                {formatMoment(newest.at)}, change {newest.seq.toLocaleString()}
              </small>
            </>
          ) : (
            'Not known'
          )}
        </dd>
        <dt>Can be read</dt>
        <dd>
          {found.length === 0 ? (
            'Nothing'
          ) : (
            <ul className={classes['readable']}>
              {found.map(({ table, rows, expected }) => (
                <li key={table} data-short={rows < (expected ?? 1) || undefined}>
                  {countOfRows(table, rows)}
                  {expected !== null && rows < expected ? ` of ${expected.toLocaleString()}` : ''}
                </li>
              ))}
            </ul>
          )}
        </dd>
        <dt>Journal</dt>
        <dd>
          {journalTexts[journal.state]}
          {journal.operations > 0 ? (
            <small>
              {journal.operations === 1 ? 'One change' : `${journal.operations.toLocaleString()} changes`}
              {journal.newestAt ? `, the newest ${formatMoment(journal.newestAt)}` : ''}
            </small>
          ) : null}
        </dd>
        <dt>Backups</dt>
        <dd>
          {backups.length === 0 ? 'None were found' : `${backups.length.toLocaleString()}, the newest of ${formatMoment(backups[0]!.at)}`}
        </dd>
      </dl>
      {detail ? <p className={classes['detail']}>In detail: {detail}</p> : null}
    </section>
  );
}
