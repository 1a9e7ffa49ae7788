import { hash as digest } from 'node:crypto';
import { columns, type TableName } from './tables.ts';

/**
 * The hash that stands in every journaled row: the first 128 bits of SHA-256 over its columns in their fixed order, as 32
 * hexadecimal digits. It tells a whole row from a damaged one even where the journal is lost.
 */
export function rowHash(table: TableName, row: Readonly<Record<string, unknown>>): string {
  return hashOfValues(columns[table].map((column) => row[column]));
}

/** The same over values that are in order already, as SQL hands them over while old cases are brought up. */
export function hashOfValues(values: readonly unknown[]): string {
  return digest('sha256', JSON.stringify(values), 'hex').slice(0, 32);
}
