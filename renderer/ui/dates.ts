/** Dates as the person's system writes them. */

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'long', timeZone: 'UTC' });
const localDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const localTime = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const localMoment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const exactly = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

/** A date as precise as it is known: `2025`, `2025-09` or `2025-09-04`; empty for none. */
export function formatPartialDate(date: string | null): string {
  if (!date) return '';
  if (date.length === 4) return date;
  return date.length === 7 ? month.format(new Date(`${date}-01T00:00:00Z`)) : day.format(new Date(`${date}T00:00:00Z`));
}

/** An instant, short: the time today, else the day. */
export function formatInstant(instant: string): string {
  const date = new Date(instant);
  return (date.toDateString() === new Date().toDateString() ? localTime : localDay).format(date);
}

/** An instant to the minute: the time today, else day and time. */
export function formatMoment(instant: string): string {
  const date = new Date(instant);
  return (date.toDateString() === new Date().toDateString() ? localTime : localMoment).format(date);
}

/** The time of day alone, where the day stands above. */
export const formatTime = (instant: string): string => localTime.format(new Date(instant));

/** The day of an instant, `Today` for today. */
export function formatDay(instant: string): string {
  const date = new Date(instant);
  return date.toDateString() === new Date().toDateString() ? 'Today' : localDay.format(date);
}

/** An instant in full, for tooltips. */
export const formatInstantFully = (instant: string): string => exactly.format(new Date(instant));

/** Today where the person is, as `2025-09-04`. */
export function today(): string {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
