/** Spans of time that a history can be narrowed to. */
export const spans = { any: 'Any time', today: 'Today', week: 'Last 7 days', month: 'Last 30 days', days: 'Chosen days' } as const;
export type Span = keyof typeof spans;

/** Midnight where the person is, so many days before the day of `now`, as an instant. */
export function startOfDay(now: Date, daysBefore = 0): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysBefore).toISOString();
}

/** The first and the last day that are meant, as `2026-11-12`; either may be missing. Instants from midnight to midnight, there. */
export function ofDays(first: string, last: string): { from?: string; to?: string } {
  const midnight = (day: string, later: number): string | null => {
    const [year, month, date] = day.split('-').map(Number);
    return year && month && date ? new Date(year, month - 1, date + later).toISOString() : null;
  };
  const from = midnight(first, 0);
  const to = midnight(last, 1);
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

/** What a span means now. */
export function ofSpan(span: Exclude<Span, 'days'>, now: Date): { from?: string } {
  const before = { any: null, today: 0, week: 6, month: 29 }[span];
  return before === null ? {} : { from: startOfDay(now, before) };
}
