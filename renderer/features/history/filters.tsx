import { skipToken, useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { HistoryFilter, SubjectKind } from '../../../shared/contract/history.ts';
import { api } from '../../api/client.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import classes from './filters.module.css';
import { KindIcon, kindNames } from './kinds.tsx';
import { ofDays, ofSpan, spans, type Span } from './times.ts';

const anyone = ' anyone';
const anything = 'anything';

/** Whose changes, to what, and when; and the one thing whose timeline it is. */
export function Filters() {
  const filter = useWorkspace((state) => state.history.filter);
  const { data: people = [] } = useQuery(api.history.people.queryOptions({ input: {} }));
  const set = (change: (filter: HistoryFilter) => HistoryFilter): void =>
    useWorkspace.getState().setHistory({ filter: change(useWorkspace.getState().history.filter) });
  const narrowed = Object.keys(filter).some((condition) => condition !== 'subject');
  const known = filter.actor !== undefined && !people.includes(filter.actor) ? [...people, filter.actor] : people;

  return (
    <div role="search" aria-label="Filter the history" className={classes['filters']}>
      {filter.subject ? <Subject subject={filter.subject} onClear={() => set(({ subject: _subject, ...others }) => others)} /> : null}
      <Select<string>
        label="Person"
        hideLabel
        value={filter.actor ?? anyone}
        options={[{ value: anyone, label: 'Anyone' }, ...known.map((name) => ({ value: name, label: name }))]}
        onChange={(actor) => set(({ actor: _actor, ...others }) => (actor === anyone ? others : { ...others, actor }))}
      />
      <Select<SubjectKind | typeof anything>
        label="Kind"
        hideLabel
        value={filter.kind ?? anything}
        options={[
          { value: anything, label: 'Everything' },
          ...Object.entries(kindNames).map(([value, label]) => ({
            value: value as SubjectKind,
            label,
            icon: (
              <span className={classes['icon']}>
                <KindIcon kind={value as SubjectKind} />
              </span>
            ),
          })),
        ]}
        onChange={(kind) => set(({ kind: _kind, ...others }) => (kind === anything ? others : { ...others, kind }))}
      />
      <Times
        onChange={(times) => set(({ from: _from, to: _to, ...others }) => ({ ...others, ...times }))}
        cleared={!filter.from && !filter.to}
      />
      {narrowed ? (
        <Button size="s" tone="quiet" onPress={() => set(({ subject }) => (subject ? { subject } : {}))}>
          Clear filters
        </Button>
      ) : null}
    </div>
  );
}

function Times({ cleared, onChange }: { cleared: boolean; onChange: (times: { from?: string; to?: string }) => void }) {
  const [chosen, setChosen] = useState<Span>('any');
  const [days, setDays] = useState({ first: '', last: '' });
  const span = cleared && chosen !== 'days' ? 'any' : chosen;
  const choose = (next: Span): void => {
    setChosen(next);
    onChange(next === 'days' ? ofDays(days.first, days.last) : ofSpan(next, new Date()));
  };
  const setDay = (part: Partial<typeof days>): void => {
    const next = { ...days, ...part };
    setDays(next);
    onChange(ofDays(next.first, next.last));
  };
  return (
    <>
      <Select<Span>
        label="Time"
        hideLabel
        value={span}
        options={Object.entries(spans).map(([value, label]) => ({ value: value as Span, label }))}
        onChange={choose}
      />
      {span === 'days' ? (
        <>
          <Day label="From" value={days.first} onChange={(first) => setDay({ first })} />
          <Day label="To" value={days.last} onChange={(last) => setDay({ last })} />
        </>
      ) : null}
    </>
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <TextField type="date" value={value} onChange={onChange} className={classes['day']!}>
      <Label>{label}</Label>
      <Input className={classes['date']!} />
    </TextField>
  );
}

type Subject = NonNullable<HistoryFilter['subject']>;

const subjectNames = { claim: 'Claim', passage: 'Passage', document: 'Article' } as const;

/** The one thing whose timeline is shown, by name. */
function Subject({ subject: { kind, id }, onClear }: { subject: Subject; onClear: () => void }) {
  const is = (wanted: Subject['kind']): boolean => kind === wanted;
  const claim = useQuery(api.claims.get.queryOptions({ input: is('claim') ? { claimId: id } : skipToken }));
  const passage = useQuery(api.passages.get.queryOptions({ input: is('passage') ? { passageId: id } : skipToken }));
  const documents = useQuery(api.documents.list.queryOptions({ input: is('document') ? {} : skipToken }));
  const name =
    (claim.data && (claim.data.shortText || claim.data.text)) ?? passage.data?.exact ?? documents.data?.find((one) => one.id === id)?.title;
  return (
    <span className={classes['subject']}>
      <span className={classes['icon']}>
        <KindIcon kind={kind} />
      </span>
      <span className={classes['words']}>
        {subjectNames[kind]}
        {name ? (
          <>
            : <q dir="auto">{name}</q>
          </>
        ) : (
          ' that was deleted'
        )}
      </span>
      <button type="button" aria-label="Show the history of the whole case" onClick={onClear}>
        <X aria-hidden />
      </button>
    </span>
  );
}
