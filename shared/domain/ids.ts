import * as z from 'zod';

/**
 * Every entity is named by a UUID (version 7 where we make it), so that copies of a case which grew apart can be merged
 * and a retried command is harmless: the caller makes the id.
 */
export const id = z.uuid();

/** A SHA-256 digest as 64 lower-case hexadecimal digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** An instant: ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const instant = z.iso.datetime();

/** A calendar date as precise as it is known: `2025`, `2025-09` or `2025-09-04`. */
export const partialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'Write a date as 2025, 2025-09 or 2025-09-04.')
  .refine((value) => value.length < 10 || isRealDay(value), 'That day does not exist.');

/** Asked for whatever was written, also where it is no date at all. */
function isRealDay(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/**
 * What a row was when the caller read it: the sequence number of the operation that wrote it. Sent back with every edit,
 * so that an edit made from an old view is refused (`STALE_STATE`) and never overwrites a newer one. Numbers are never
 * reused, not even by undo.
 */
export const revision = z.int().nonnegative();
