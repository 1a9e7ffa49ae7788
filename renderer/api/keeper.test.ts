import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '../../shared/contract/drafts.ts';
import type { Failure } from './errors.ts';
import { createKeeper, newestOfEach } from './keeper.ts';

/** A disk that answers when it is told to. */
class Disk {
  drafts = new Map<string, { text: string; at: string }>();
  waiting: (() => void)[] = [];
  calls: string[] = [];
  failing: Failure | null = null;
  clock = 0;
  at = (): string => new Date(Date.UTC(2026, 0, 1) + 1_000 * ++this.clock).toISOString();

  private async answer<Result>(call: string, work: () => Result): Promise<Result> {
    this.calls.push(call);
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.failing) throw this.failing;
    return work();
  }
  keep = ({ key, text }: { key: string; text: string }): Promise<Draft> =>
    this.answer(`keep ${text}`, () => {
      const at = this.at();
      this.drafts.set(key, { text, at });
      return { key, text, at };
    });
  drop = (keys: string[]): Promise<null> =>
    this.answer('drop', () => {
      for (const key of keys) this.drafts.delete(key);
      return null;
    });
  list = (): Promise<Draft[]> => Promise.resolve([...this.drafts].map(([key, draft]) => ({ key, ...draft })));
  texts = (): string[] => [...this.drafts.values()].map(({ text }) => text).sort();
  /** Lets every call through that is on its way, and those that follow from it. */
  async rest(): Promise<void> {
    for (let turns = 0; turns < 20; turns++) {
      this.waiting.splice(0).forEach((resolve) => resolve());
      await Promise.resolve();
    }
  }
}

const full: Failure = { code: 'DISK_FAILED', message: 'The disk is full.', data: { kind: 'full' } };

let disk: Disk;
let open: string | null;
const newKeeper = (window = 'here') =>
  createKeeper({
    window,
    list: disk.list,
    keep: disk.keep,
    drop: disk.drop,
    caseId: () => open,
    failureOf: (error) => error as Failure,
    retryAfter: 1_000,
  });

beforeEach(() => {
  vi.useFakeTimers();
  disk = new Disk();
  open = 'case 1';
});
afterEach(() => vi.useRealTimers());

describe('words that are typed', () => {
  it('go to the disk at once, one call at a time, the newest next', async () => {
    const keeper = newKeeper();
    keeper.keep('k', 'H');
    expect(disk.calls).toEqual(['keep H']);
    for (const text of ['He', 'Hel', 'Hell', 'Hello']) keeper.keep('k', text);
    expect(disk.calls).toEqual(['keep H']);
    await disk.rest();
    expect(disk.calls).toEqual(['keep H', 'keep Hello']);
    expect(disk.texts()).toEqual(['Hello']);
  });

  it('do not wait for the words of another field', () => {
    const keeper = newKeeper();
    keeper.keep('a', 'one');
    keeper.keep('b', 'two');
    expect(disk.calls).toEqual(['keep one', 'keep two']);
  });

  it('are sent all the same when the page goes while a call is on its way', async () => {
    const keeper = newKeeper();
    keeper.keep('k', 'H');
    keeper.keep('k', 'Hello');
    keeper.flush();
    expect(disk.calls).toEqual(['keep H', 'keep Hello']);
    await disk.rest();
    expect(disk.texts()).toEqual(['Hello']);
    expect(disk.calls).toEqual(['keep H', 'keep Hello']);
  });

  it('are forgotten once they are saved, also while a call is on its way', async () => {
    const keeper = newKeeper();
    keeper.keep('k', 'Hello');
    keeper.drop('k');
    expect(keeper.words('k')).toBeUndefined();
    await disk.rest();
    expect(disk.calls).toEqual(['keep Hello', 'drop']);
    expect(disk.drafts.size).toBe(0);
    keeper.drop('k');
    expect(disk.calls).toHaveLength(2);
  });

  it('stay here when the disk refuses them, are told, tried again, and told to be safe again', async () => {
    const keeper = newKeeper();
    const told = vi.fn();
    keeper.subscribe(told);
    disk.failing = full;
    keeper.keep('k', 'Hello');
    await disk.rest();
    expect(keeper.failureOf('k')).toBe(full);
    expect(keeper.trouble()).toBe(full);
    expect(keeper.unsaved()).toMatchObject([{ key: 'k', text: 'Hello' }]);
    expect(told).toHaveBeenCalledTimes(1);

    disk.failing = null;
    vi.advanceTimersByTime(1_000);
    await disk.rest();
    expect(disk.texts()).toEqual(['Hello']);
    expect(keeper.trouble()).toBeNull();
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('that may have reached the disk before it failed are taken off it', async () => {
    const keeper = newKeeper();
    disk.failing = full;
    keeper.keep('k', 'Hello');
    await disk.rest();
    disk.failing = null;
    keeper.drop('k');
    expect(disk.calls).toEqual(['keep Hello', 'drop']);
    expect(keeper.trouble()).toBeNull();
  });

  it('never reach another case than the one they were typed in', async () => {
    const keeper = newKeeper();
    keeper.keep('k', 'H');
    keeper.keep('k', 'Hello');
    open = 'case 2';
    await disk.rest();
    expect(disk.calls).toEqual(['keep H']);
    expect(keeper.words('k')).toBeUndefined();
    open = 'case 1';
    keeper.flush();
    await disk.rest();
    expect(disk.texts()).toEqual(['Hello']);
  });
});

/** Words that a window which is gone left on the disk. */
const left = (key: string, text: string, at = '2026-01-01T00:00:00.000Z', window = 'gone'): void =>
  void disk.drafts.set(`${key}@${window}`, { text, at });

describe('words on the disk', () => {
  it('are found at the start, and never put over what was typed since', async () => {
    const keeper = newKeeper();
    left('a', 'from before');
    left('b', 'from before');
    keeper.keep('b', 'typed here');
    await keeper.refresh();
    expect(keeper.withPrefix('a')).toMatchObject([{ key: 'a', text: 'from before', at: '2026-01-01T00:00:00.000Z' }]);
    expect(keeper.words('a')).toBeUndefined();
    expect(keeper.words('b')?.text).toBe('typed here');
    await disk.rest();
    expect(disk.texts()).toEqual(['from before', 'from before', 'typed here']);
  });

  it('are forgotten here when another window has forgotten them', async () => {
    const keeper = newKeeper();
    left('a', 'x');
    await keeper.refresh();
    disk.drafts.clear();
    await keeper.refresh();
    expect(keeper.withPrefix('a')).toEqual([]);
  });

  it('are found by the beginning of their field, newest first, and of each field the newest', async () => {
    const keeper = newKeeper();
    left('note:1', 'old', '2026-01-01T00:00:00.000Z');
    left('note:2', 'new', '2026-01-02T00:00:00.000Z');
    left('note:1', 'older', '2025-12-31T00:00:00.000Z', 'another');
    left('cite:1', 'other', '2026-01-03T00:00:00.000Z');
    await keeper.refresh();
    expect(keeper.withPrefix('note:').map(({ text }) => text)).toEqual(['new', 'old', 'older']);
    expect(newestOfEach(keeper.withPrefix('note:')).map(({ text }) => text)).toEqual(['new', 'old']);
  });

  it('stay there until those that go on from them are', async () => {
    const keeper = newKeeper();
    left('k', 'Two gauges');
    await keeper.refresh();
    keeper.goOnWith(keeper.withPrefix('k'));
    expect(keeper.words('k')?.text).toBe('Two gauges');
    disk.failing = full;
    keeper.keep('k', 'Two gauges agree');
    await disk.rest();
    expect(keeper.withPrefix('k').map(({ text }) => text)).toEqual(['Two gauges agree']);
    expect(disk.texts()).toEqual(['Two gauges']);
    disk.failing = null;
    vi.advanceTimersByTime(1_000);
    await disk.rest();
    expect(disk.texts()).toEqual(['Two gauges agree']);
  });

  it('are dropped with the field that went on with them, and others are not', async () => {
    const keeper = newKeeper();
    left('k', 'newer', '2026-01-02T00:00:00.000Z');
    left('k', 'older', '2026-01-01T00:00:00.000Z', 'another');
    await keeper.refresh();
    keeper.drop('k');
    await disk.rest();
    expect(disk.texts()).toEqual(['newer', 'older']);
    keeper.goOnWith(newestOfEach(keeper.withPrefix('k')));
    keeper.drop('k');
    await disk.rest();
    expect(disk.texts()).toEqual(['older']);
  });
});

describe('two windows', () => {
  it('that write in one field at once keep the words of both', async () => {
    const [one, two] = [newKeeper('one'), newKeeper('two')];
    one.keep('k', 'Mine');
    two.keep('k', 'Theirs');
    await disk.rest();
    expect(disk.texts()).toEqual(['Mine', 'Theirs']);
    two.drop('k');
    await disk.rest();
    expect(disk.texts()).toEqual(['Mine']);

    const next = newKeeper('next');
    await next.refresh();
    expect(next.withPrefix('k')).toMatchObject([{ text: 'Mine' }]);
  });

  it('lose nothing that stands in one when the other forgets it', async () => {
    const [one, two] = [newKeeper('one'), newKeeper('two')];
    one.keep('k', 'Mine');
    await disk.rest();
    await two.refresh();
    two.forget(two.withPrefix('k'));
    await disk.rest();
    expect(disk.texts()).toEqual([]);
    await one.refresh();
    await disk.rest();
    expect(disk.texts()).toEqual(['Mine']);
  });
});
