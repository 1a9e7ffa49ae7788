import { useQuery } from '@tanstack/react-query';
import type { Backup } from '../../../shared/contract/backups.ts';
import { countOfRows } from '../../../shared/domain/safekeepingWords.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import classes from './since.module.css';

const shownOperations = 12;

/** How far a backup lies behind the case, after the words “Since then”. */
export function changesText({ operationsSince }: Backup): string {
  if (operationsSince === null) return 'Tells another history than this case';
  if (operationsSince === 0) return 'Nothing changed';
  return operationsSince === 1 ? 'One change' : `${operationsSince.toLocaleString()} changes`;
}

/** The same where it stands by itself. */
export const sinceText = (backup: Backup): string =>
  backup.operationsSince === null ? changesText(backup) : `${changesText(backup)} since`;

/** What changed in the case since a backup: what was done, and how many rows of each kind are different now. */
export function Since({ backupId }: { backupId: string }) {
  const { data, error } = useQuery(api.backups.since.queryOptions({ input: { id: backupId } }));
  if (error) return <p className={classes['hint']}>{failureOf(error).message}</p>;
  if (!data) return <p aria-busy="true" className={classes['hint']} />;
  const { operations, rows } = data;
  if (operations.length === 0 && rows.length === 0) return <p className={classes['hint']}>Nothing. The case is as it was then.</p>;
  const more = operations.length - shownOperations;
  return (
    <>
      {rows.length === 0 ? <p className={classes['hint']}>The case is as it was then: what was done since was taken back.</p> : null}
      {operations.length > 0 ? (
        <ul className={classes['operations']} aria-label="Done since then">
          {operations.slice(0, shownOperations).map(({ label, count }) => (
            <li key={label}>
              <span dir="auto">{label}</span>
              {count > 1 ? <b>× {count.toLocaleString()}</b> : null}
            </li>
          ))}
          {more > 0 ? <li className={classes['hint']}>and {more.toLocaleString()} other kinds of change</li> : null}
        </ul>
      ) : null}
      {rows.length > 0 ? (
        <table className={classes['rows']}>
          <caption className="visually-hidden">What is different now</caption>
          <thead>
            <tr>
              <th scope="col">Kind</th>
              <th scope="col">Added</th>
              <th scope="col">Changed</th>
              <th scope="col">Removed</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ table, added, changed, removed }) => (
              <tr key={table}>
                <th scope="row">{kindName(table)}</th>
                <td>{added || '–'}</td>
                <td>{changed || '–'}</td>
                <td>{removed || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
}

/** `Claims`, `Pieces of evidence`: what a table holds, as the head of a row. */
function kindName(table: string): string {
  const many = countOfRows(table, 2).replace(/^\S+ /, '');
  return many.charAt(0).toUpperCase() + many.slice(1);
}
