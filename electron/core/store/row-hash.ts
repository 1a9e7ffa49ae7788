import { hash as digest } from 'node:crypto';
import { columns, laterColumns, type TableName } from './tables.ts';

/**
 * The hash that stands in every journaled row: the first 128 bits of SHA-256 over its columns in their fixed order, as 32
 * hexadecimal digits. It tells a whole row from a damaged one even where the journal is lost.
 */
export function rowHash(table: TableName, row: Readonly<Record<string, unknown>>): string {
  return hashOfColumns(
    table,
    columns[table].map((column) => row[column]),
  );
}

/** The hash of a row whose values are in the order of its columns; of those that came later the last that are null are left off. */
export function hashOfColumns(table: TableName, values: readonly unknown[]): string {
  const fewest = columns[table].length - (laterColumns[table]?.length ?? 0);
  let length = columns[table].length;
  while (length > fewest && (values[length - 1] ?? null) === null) length--;
  return hashOfValues(values.slice(0, length));
}

/** The same over values that are in order already, as SQL hands them over while old cases are brought up. */
export function hashOfValues(values: readonly unknown[]): string {
  return digest('sha256', JSON.stringify(values), 'hex').slice(0, 32);
}
