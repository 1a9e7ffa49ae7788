import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '../../shared/contract/drafts.ts';
import type { Failure } from './errors.ts';
import { createKeeper } from './keeper.ts';

/** A disk that answers when it is told to. */
class Disk {
  drafts = new Map<string, string>();
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
      this.drafts.set(key, text);
      return { key, text, at: this.at() };
    });
  drop = (keys: string[]): Promise<null> =>
    this.answer('drop', () => {
      for (const key of keys) this.drafts.delete(key);
      return null;
    });
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
const newKeeper = () =>
  createKeeper({
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
    expect(disk.drafts.get('k')).toBe('Hello');
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
    expect(disk.drafts.get('k')).toBe('Hello');
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
    expect(disk.drafts.get('k')).toBe('Hello');
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
    expect(disk.drafts.get('k')).toBe('Hello');
  });
});

describe('words on the disk', () => {
  it('are taken over at the start, and never put over what was typed since', async () => {
    const keeper = newKeeper();
    keeper.keep('b', 'typed here');
    keeper.load([
      { key: 'a', text: 'from before', at: '2026-01-01T00:00:00.000Z' },
      { key: 'b', text: 'from before', at: '2026-01-01T00:00:00.000Z' },
    ]);
    expect(keeper.words('a')).toMatchObject({ text: 'from before', at: '2026-01-01T00:00:00.000Z' });
    expect(keeper.words('b')?.text).toBe('typed here');
    await disk.rest();
    expect(disk.drafts.get('b')).toBe('typed here');
  });

  it('are forgotten here when another window has forgotten them', () => {
    const keeper = newKeeper();
    keeper.load([{ key: 'a', text: 'x', at: '2026-01-01T00:00:00.000Z' }]);
    keeper.load([]);
    expect(keeper.words('a')).toBeUndefined();
  });

  it('are found by the beginning of their key, newest first', () => {
    const keeper = newKeeper();
    keeper.load([
      { key: 'note:1', text: 'old', at: '2026-01-01T00:00:00.000Z' },
      { key: 'note:2', text: 'new', at: '2026-01-02T00:00:00.000Z' },
      { key: 'cite:1', text: 'other', at: '2026-01-03T00:00:00.000Z' },
    ]);
    expect(keeper.withPrefix('note:').map(({ text }) => text)).toEqual(['new', 'old']);
  });
});
