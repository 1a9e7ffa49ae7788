import { describe, expect, it } from 'vitest';
import { ofDays, ofSpan } from './times.ts';

const now = new Date(2026, 10, 12, 14, 2);

describe('a history is narrowed', () => {
  it('to whole days, from midnight to midnight where the person is', () => {
    expect(ofDays('2026-11-01', '2026-11-12')).toEqual({
      from: new Date(2026, 10, 1).toISOString(),
      to: new Date(2026, 10, 13).toISOString(),
    });
    expect(ofDays('', '2026-12-31')).toEqual({ to: new Date(2027, 0, 1).toISOString() });
    expect(ofDays('', '')).toEqual({});
  });

  it('to the last days, today among them', () => {
    expect(ofSpan('any', now)).toEqual({});
    expect(ofSpan('today', now)).toEqual({ from: new Date(2026, 10, 12).toISOString() });
    expect(ofSpan('week', now)).toEqual({ from: new Date(2026, 10, 6).toISOString() });
  });
});
