import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TextRange } from '../../../../shared/domain/entities.ts';
import { CoverageStore } from './coverageStore.ts';
import { barInWords, readShareOf } from './coverageWords.ts';

const text = 'The wall gave way. Nobody was hurt. The port opens again.';
const send = vi.fn<(ranges: TextRange[]) => Promise<TextRange[]>>();
const passages: never[] = [];
let store: CoverageStore;
beforeEach(() => {
  vi.useFakeTimers();
  send.mockReset().mockImplementation((ranges) => Promise.resolve(ranges));
  store = new CoverageStore({
    text,
    blocks: [{ start: 0, end: text.length, kind: 'paragraph' }],
    language: 'en',
    passages: { all: () => passages, subscribe: () => () => undefined },
    send,
  });
});
afterEach(() => void vi.useRealTimers());
const states = () => store.coverage().sentences.map(({ state }) => state);

test('stretches count at once, and are sent together; what is known is not sent again', async () => {
  const heard = vi.fn();
  store.subscribe(heard);
  store.add({ start: 0, end: 10 });
  store.add({ start: 10, end: 18 });
  expect(states()).toEqual(['read', 'unread', 'unread']);
  expect([heard.mock.calls.length, send.mock.calls.length]).toEqual([2, 0]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(heard).toHaveBeenCalledTimes(2);
  expect(send.mock.calls).toEqual([[[{ start: 0, end: 18 }]]]);
  store.add({ start: 2, end: 9 });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(send).toHaveBeenCalledTimes(1);
});

test('what could not be sent counts all the same, and goes with the next', async () => {
  send.mockRejectedValueOnce(new Error('no answer'));
  store.add({ start: 0, end: 18 });
  store.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(states()[0]).toBe('read');
  store.add({ start: 19, end: 35 });
  store.flush();
  expect(send.mock.lastCall).toEqual([
    [
      { start: 0, end: 18 },
      { start: 19, end: 35 },
    ],
  ]);
});

test('what is on its way lies over what was read back meanwhile', async () => {
  let arrive: (all: TextRange[]) => void = () => undefined;
  send.mockReturnValueOnce(new Promise((resolve) => (arrive = resolve)));
  store.add({ start: 0, end: 18 });
  store.flush();
  store.add({ start: 19, end: 35 });
  store.know([]);
  expect(states()).toEqual(['read', 'read', 'unread']);
  arrive([{ start: 0, end: 18 }]);
  await vi.advanceTimersByTimeAsync(0);
  expect(states()).toEqual(['read', 'read', 'unread']);
});

test('the answer may know more, from another window; the same coverage stays one object', async () => {
  store.know([{ start: 0, end: 18 }]);
  const before = store.coverage();
  store.know([{ start: 3, end: 8 }]);
  expect(store.coverage()).toBe(before);
  send.mockResolvedValueOnce([{ start: 0, end: text.length }]);
  store.add({ start: 19, end: 25 });
  store.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(states()).toEqual(['read', 'read', 'read']);
  expect([readShareOf(store.coverage()), barInWords(store.coverage())]).toEqual([100, 'Read, nothing marked 100 %']);
});
