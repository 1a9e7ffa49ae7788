import { describe, expect, it } from 'vitest';
import { anyTime } from '../../state/workspace.ts';
import { instantsOf, problemOf } from './times.ts';

const now = new Date(2026, 10, 12, 14, 2);
const days = (first: string, last: string) => ({ span: 'days' as const, first, last });

describe('a history is narrowed', () => {
  it('to whole days, from midnight to midnight where the person is', () => {
    expect(instantsOf(days('2026-11-01', '2026-11-12'), now)).toEqual({
      from: new Date(2026, 10, 1).toISOString(),
      to: new Date(2026, 10, 13).toISOString(),
    });
    expect(instantsOf(days('', '2026-12-31'), now)).toEqual({ to: new Date(2027, 0, 1).toISOString() });
    expect(instantsOf(days('', ''), now)).toEqual({});
  });

  it('to the last days, today among them, whatever days were chosen before', () => {
    expect(instantsOf(anyTime, now)).toEqual({});
    expect(instantsOf({ ...days('2026-11-01', ''), span: 'today' }, now)).toEqual({ from: new Date(2026, 10, 12).toISOString() });
    expect(instantsOf({ ...anyTime, span: 'week' }, now)).toEqual({ from: new Date(2026, 10, 6).toISOString() });
  });

  it('to nothing, and says so, where the last day is before the first', () => {
    expect(problemOf(days('2026-11-12', '2026-11-01'))).toMatch(/before “From”/);
    for (const fine of [
      days('2026-11-01', '2026-11-01'),
      days('2026-11-12', ''),
      { ...days('2026-11-12', '2026-11-01'), span: 'any' as const },
    ])
      expect(problemOf(fine)).toBeUndefined();
  });
});
