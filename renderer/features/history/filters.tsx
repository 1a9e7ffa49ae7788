import { skipToken, useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { FieldError, Input, Label, TextField } from 'react-aria-components';
import type { HistoryFilter, SubjectKind } from '../../../shared/contract/history.ts';
import { api } from '../../api/client.ts';
import { anyTime, useWorkspace, type Workspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import classes from './filters.module.css';
import { toFilters } from './keyboard.ts';
import { KindIcon, kindNames } from './kinds.tsx';
import { problemOf, spans, type Span } from './times.ts';

type Filter = Workspace['history']['filter'];

const anyone = ' anyone';
const anything = 'anything';

/** Whose changes, to what, and when; and the one thing whose timeline it is. */
export function Filters() {
  const { filter, times } = useWorkspace((state) => state.history);
  const { data: people = [] } = useQuery(api.history.people.queryOptions({ input: {} }));
  const set = (change: (filter: Filter) => Filter): void =>
    useWorkspace.getState().setHistory({ filter: change(useWorkspace.getState().history.filter) });
  const narrowed = times.span !== 'any' || Object.keys(filter).some((condition) => condition !== 'subject');
  const clear = (): void => {
    useWorkspace.getState().setHistory({ filter: filter.subject ? { subject: filter.subject } : {}, times: anyTime });
    toFilters();
  };
  const clearSubject = (): void => {
    set(({ subject: _subject, ...others }) => others);
    toFilters();
  };
  const known = filter.actor !== undefined && !people.includes(filter.actor) ? [...people, filter.actor] : people;

  return (
    <div role="search" aria-label="Filter the history" data-filters className={classes['filters']}>
      {filter.subject ? <Subject subject={filter.subject} onClear={clearSubject} /> : null}
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
      <Times />
      {narrowed ? (
        <Button size="s" tone="quiet" onPress={clear}>
          Clear filters
        </Button>
      ) : null}
    </div>
  );
}

function Times() {
  const times = useWorkspace((state) => state.history.times);
  const set = (change: Partial<typeof times>): void => useWorkspace.getState().setHistory({ times: { ...times, ...change } });
  return (
    <>
      <Select<Span>
        label="Time"
        hideLabel
        value={times.span}
        options={Object.entries(spans).map(([value, label]) => ({ value: value as Span, label }))}
        onChange={(span) => set({ span })}
      />
      {times.span === 'days' ? (
        <>
          <Day label="From" value={times.first} onChange={(first) => set({ first })} />
          <Day label="To" value={times.last} problem={problemOf(times)} onChange={(last) => set({ last })} />
        </>
      ) : null}
    </>
  );
}

interface DayProps {
  label: string;
  value: string;
  problem?: string | undefined;
  onChange: (day: string) => void;
}

function Day({ label, value, problem, onChange }: DayProps) {
  return (
    <TextField
      type="date"
      value={value}
      onChange={onChange}
      validationBehavior="aria"
      isInvalid={problem !== undefined}
      className={classes['day']!}
    >
      <Label>{label}</Label>
      <Input className={classes['date']!} />
      <FieldError className={classes['problem']!}>{problem}</FieldError>
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
  const documents = useQuery(api.documents.titles.queryOptions({ input: is('document') ? {} : skipToken }));
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
