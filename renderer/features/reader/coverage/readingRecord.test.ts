import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dwellOf, recordReading } from './readingRecord.ts';
import type { View } from '../overview/viewport.ts';

let visibility = 'visible';
let onRest: (view: View) => void;
let onScroll: (top: number) => void;
const hearers = new Map<string, () => void>();
const store = { add: vi.fn(), flush: vi.fn() };
const viewport = {
  onRest: (listener: typeof onRest) => {
    onRest = listener;
    return () => undefined;
  },
  onScroll: (listener: typeof onScroll) => {
    onScroll = listener;
    return () => undefined;
  },
  restSoon: vi.fn(),
};
/** A text of one unit a pixel. */
const view = (top: number, height = 500): View => ({ top, height, map: { offsetAt: (at: number) => at } as View['map'] });
const target = {
  addEventListener: (type: string, listener: () => void) => hearers.set(type, listener),
  removeEventListener: (type: string) => hearers.delete(type),
};
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  visibility = 'visible';
  vi.stubGlobal('document', {
    ...target,
    get visibilityState() {
      return visibility;
    },
  });
  vi.stubGlobal('window', target);
  stop = recordReading(viewport, store);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what stands still for two seconds was read, and little text sooner', () => {
  onRest(view(100));
  vi.advanceTimersByTime(1_900);
  expect(store.add).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(store.add).toHaveBeenCalledWith({ start: 100, end: 600 });
  expect(dwellOf(15)).toBe(500);
});

test('scrolling on before that reads nothing, and a second look at the same place does not begin anew', () => {
  onRest(view(0));
  vi.advanceTimersByTime(1_500);
  onScroll(3);
  vi.advanceTimersByTime(5_000);
  expect(store.add).not.toHaveBeenCalled();
  onRest(view(3));
  vi.advanceTimersByTime(1_500);
  onRest(view(3));
  vi.advanceTimersByTime(600);
  expect(store.add).toHaveBeenCalledTimes(1);
});

test('a page that nobody looks at reads nothing, and what was read goes out when it is left', () => {
  onRest(view(0));
  visibility = 'hidden';
  hearers.get('visibilitychange')!();
  vi.advanceTimersByTime(5_000);
  onRest(view(0));
  vi.advanceTimersByTime(5_000);
  expect(store.add).not.toHaveBeenCalled();
  expect(store.flush).toHaveBeenCalledTimes(1);
  visibility = 'visible';
  hearers.get('visibilitychange')!();
  expect(viewport.restSoon).toHaveBeenCalledTimes(1);
  stop();
  expect(store.flush).toHaveBeenCalledTimes(2);
});
