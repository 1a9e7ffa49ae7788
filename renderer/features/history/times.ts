import type { HistoryTimes } from '../../state/workspace.ts';

export type Span = HistoryTimes['span'];

/** Spans of time that a history can be narrowed to. */
export const spans: Record<Span, string> = {
  any: 'Any time',
  today: 'Today',
  week: 'Last 7 days',
  month: 'Last 30 days',
  days: 'Chosen days',
};

/** What a chosen time means now: instants, from midnight to midnight where the person is. */
export function instantsOf({ span, first, last }: HistoryTimes, now = new Date()): { from?: string; to?: string } {
  if (span === 'days') return ofDays(first, last);
  const before = { any: null, today: 0, week: 6, month: 29 }[span];
  return before === null ? {} : { from: startOfDay(now, before) };
}

/** Why chosen days can hold nothing; undefined where they can. */
export function problemOf({ span, first, last }: HistoryTimes): string | undefined {
  return span === 'days' && first !== '' && last !== '' && first > last
    ? 'This day is before “From”, so there is nothing between.'
    : undefined;
}

function startOfDay(now: Date, daysBefore: number): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysBefore).toISOString();
}

/** Either day may be missing. */
function ofDays(first: string, last: string): { from?: string; to?: string } {
  const midnight = (day: string, later: number): string | null => {
    const [year, month, date] = day.split('-').map(Number);
    return year && month && date ? new Date(year, month - 1, date + later).toISOString() : null;
  };
  const from = midnight(first, 0);
  const to = midnight(last, 1);
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}
