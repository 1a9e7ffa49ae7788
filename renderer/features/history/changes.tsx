import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import classes from './historyView.module.css';

const tableNames: Record<string, string> = {
  agent: 'Claimant',
  case_info: 'Case',
  claim: 'Claim',
  document: 'Article',
  document_version: 'Text of an article',
  evidence: 'Evidence',
  label: 'Label',
  label_use: 'Label on something',
  note: 'Note',
  passage: 'Passage',
  rating: 'Rating',
  rating_scale: 'Rating scale',
  sighting: 'Sighting',
  verdict: 'Verdict',
};

type Row = Record<string, unknown>;
/** Kept by the machine, of no interest to a reader. */
const bookkeeping = new Set(['id', 'revision', 'created_at', 'updated_at', 'created_seq', 'updated_seq', 'seq']);
const mostRows = 200;

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
};

const fieldName = (column: string): string => {
  const words = column.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function changedFields(before: Row | null, after: Row | null): string[] {
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    (field) => !bookkeeping.has(field) && JSON.stringify(before?.[field] ?? null) !== JSON.stringify(after?.[field] ?? null),
  );
}

/** What one operation changed, row by row: how it was, and how it became. */
export function Changes({ seq }: { seq: number }) {
  const { data, error } = useQuery(api.history.changes.queryOptions({ input: { seq } }));
  if (error) return <p className={classes['changes']}>{failureOf(error).message}</p>;
  if (!data) return <p className={classes['changes']} aria-busy="true" />;
  return (
    <ul className={classes['changes']}>
      {data.slice(0, mostRows).map(({ table, rowId, before, after }) => (
        <li key={`${table} ${rowId}`}>
          <h3>
            {tableNames[table] ?? fieldName(table)} {before === null ? 'added' : after === null ? 'deleted' : 'changed'}
          </h3>
          <dl>
            {changedFields(before, after).map((field) => (
              <div key={field}>
                <dt>{fieldName(field)}</dt>
                <dd dir="auto">
                  {before ? <del>{shown(before[field])}</del> : null}
                  {after ? <ins>{shown(after[field])}</ins> : null}
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
      {data.length > mostRows ? <li>and {(data.length - mostRows).toLocaleString()} more</li> : null}
    </ul>
  );
}
