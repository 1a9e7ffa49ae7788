import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rowName, shownFields, valueInWords } from '../../../shared/domain/historyWords.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { Button } from '../../ui/button.tsx';
import { formatPartialDate } from '../../ui/dates.ts';
import classes from './changes.module.css';
import { Added, LongText, Removed, TextDiff } from '../../parts/textDiff.tsx';

const rowsShown = 20;

interface Change {
  table: string;
  rowId: string;
  title: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  names: Record<string, string>;
}

/** What one operation changed, row by row: how it was, and how it became. */
export function Changes({ seq }: { seq: number }) {
  const { data, error } = useQuery(api.history.changes.queryOptions({ input: { seq } }));
  const [limit, setLimit] = useState(rowsShown);
  if (error) return <p className={classes['changes']}>{failureOf(error).message}</p>;
  if (!data) return <p className={classes['changes']} aria-busy="true" />;
  return (
    <div className={classes['changes']}>
      <ul>
        {data.slice(0, limit).map((change) => (
          <li key={`${change.table} ${change.rowId}`}>
            <ChangedRow change={change} />
          </li>
        ))}
      </ul>
      {data.length > limit ? (
        <Button size="s" tone="quiet" onPress={() => setLimit(limit + 200)}>
          {(data.length - limit).toLocaleString()} more were changed with it: show more
        </Button>
      ) : null}
    </div>
  );
}

function ChangedRow({ change: { table, title, before, after, names } }: { change: Change }) {
  const became = before === null ? 'added' : after === null ? 'deleted' : 'changed';
  const words = (state: Change['before'], column: string): string => {
    const text = valueInWords(table, column, state?.[column], names);
    return /^\d{4}(-\d\d){0,2}$/.test(text) ? formatPartialDate(text) : text;
  };
  const fields = shownFields(table)
    .map((field) => ({ ...field, was: words(before, field.column), is: words(after, field.column) }))
    .filter(({ was, is }) => was !== is);
  return (
    <>
      <h4>
        {rowName(table)} {became}
        {title ? (
          <>
            : <q dir="auto">{title}</q>
          </>
        ) : null}
      </h4>
      {fields.length > 0 ? (
        <dl data-became={became}>
          {fields.map(({ column, name, prose, was, is }) => (
            <div key={column}>
              <dt>{name}</dt>
              <dd dir="auto">
                {before === null ? (
                  <LongText text={is} />
                ) : after === null ? (
                  <LongText text={was} />
                ) : prose ? (
                  <TextDiff before={was} after={is} />
                ) : (
                  <>
                    {was ? <Removed text={was} /> : <span className={classes['none']}>none</span>} <span aria-hidden>→</span>{' '}
                    {is ? <Added text={is} /> : <span className={classes['none']}>none</span>}
                  </>
                )}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  );
}
