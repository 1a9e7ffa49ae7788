import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Finder, type StartThread } from './finder.ts';
import { searcher, type FromSearcher, type Search, type ToSearcher } from './searcher.ts';

const words = (text: string): Search => ({ kind: 'query', query: { words: text, matchCase: false, wholeWords: false, expression: false } });
const expression = (text: string): Search => ({
  kind: 'query',
  query: { words: text, matchCase: false, wholeWords: false, expression: true },
});
const at = (start: number, end: number) => ({ start, end });

/** A thread that does the real work, when it is let: an endless expression is one that is never let. */
function threads() {
  const started: { messages: ToSearcher[]; ended: boolean; work(): void; fail(): void }[] = [];
  const start: StartThread = (hear, fail) => {
    const hears = searcher((message: FromSearcher) => hear(message));
    const thread = {
      messages: [] as ToSearcher[],
      ended: false,
      work: () => {
        for (const message of thread.messages.splice(0)) hears(message);
      },
      fail,
    };
    started.push(thread);
    return { post: (message) => thread.messages.push(message), end: () => (thread.ended = true) };
  };
  return { started, start };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the finder of an article', () => {
  test('sends its text once, and finds in it', async () => {
    const { started, start } = threads();
    const finder = new Finder('a boat, a Boat', start);
    const first = finder.search(words('boat'));
    started[0]!.work();
    started[0]!.work();
    expect(await first).toEqual({ kind: 'found', ranges: [at(2, 6), at(10, 14)], more: false });
    const second = finder.search({ kind: 'occurrences', quote: 'a Boat', loosely: false });
    expect(started[0]!.messages).toHaveLength(1);
    started[0]!.work();
    expect(await second).toEqual({ kind: 'found', ranges: [at(8, 14)], more: false });
    expect(started).toHaveLength(1);
  });

  test('of searches that come while one runs the newest alone is done', async () => {
    const { started, start } = threads();
    const finder = new Finder('one two three', start);
    const outcomes = [words('one'), words('two'), words('three')].map((search) => finder.search(search));
    started[0]!.work();
    started[0]!.work();
    expect(await Promise.all(outcomes)).toEqual([
      { kind: 'superseded' },
      { kind: 'superseded' },
      { kind: 'found', ranges: [at(8, 13)], more: false },
    ]);
  });

  test('an expression that takes too long is stopped, and the next search has a new thread', async () => {
    const { started, start } = threads();
    const finder = new Finder('aaaa', start);
    const slow = finder.search(expression('(a+)+$'));
    started[0]!.work();
    vi.advanceTimersByTime(1_499);
    expect(started[0]!.ended).toBe(false);
    vi.advanceTimersByTime(1);
    expect(await slow).toEqual({ kind: 'slow' });
    expect(started[0]!.ended).toBe(true);
    const next = finder.search(words('aa'));
    started[1]!.work();
    started[1]!.work();
    expect(await next).toMatchObject({ kind: 'found', ranges: [at(0, 2), at(2, 4)] });
  });

  test('the time of an expression begins when the thread has its text', async () => {
    const { started, start } = threads();
    const finder = new Finder('aaaa', start);
    const found = finder.search(expression('a+'));
    vi.advanceTimersByTime(60_000);
    started[0]!.work();
    vi.advanceTimersByTime(1_000);
    started[0]!.work();
    expect(await found).toMatchObject({ kind: 'found', ranges: [at(0, 4)] });
    vi.advanceTimersByTime(60_000);
    expect(started[0]!.ended).toBe(false);
  });

  test('an expression that runs is given up for the next search at once', async () => {
    const { started, start } = threads();
    const finder = new Finder('aaaa', start);
    const slow = finder.search(expression('(a+)+$'));
    started[0]!.work();
    const next = finder.search(words('a'));
    expect(await slow).toEqual({ kind: 'superseded' });
    started[1]!.work();
    // What the ended thread says after all is not taken for the answer.
    started[0]!.work();
    started[1]!.work();
    expect(await next).toMatchObject({ kind: 'found', ranges: [at(0, 1), at(1, 2), at(2, 3), at(3, 4)] });
  });

  test('a wrong expression is told with its reason; a thread that breaks fails its searches', async () => {
    const { started, start } = threads();
    const finder = new Finder('a', start);
    const wrong = finder.search(expression('('));
    started[0]!.work();
    started[0]!.work();
    expect(await wrong).toEqual({ kind: 'wrong', reason: 'Unterminated group' });
    const broken = finder.search(words('a'));
    started[0]!.fail();
    expect(await broken).toEqual({ kind: 'failed' });
  });

  test('closing ends the thread and every search', async () => {
    const { started, start } = threads();
    const finder = new Finder('a', start);
    const outcomes = [finder.search(words('a')), finder.search(words('b'))];
    finder.close();
    expect(await Promise.all(outcomes)).toEqual([{ kind: 'superseded' }, { kind: 'superseded' }]);
    expect(started[0]!.ended).toBe(true);
  });
});
