import type { Draft } from '../../shared/contract/drafts.ts';
import type { Failure } from './errors.ts';

interface KeeperOptions {
  keep: (draft: { key: string; text: string }) => Promise<Draft>;
  drop: (keys: string[]) => Promise<unknown>;
  /** The case that is open now, null for none: words stay with the case that they were typed in. */
  caseId: () => string | null;
  failureOf: (error: unknown) => Failure;
  /** Milliseconds until what failed is tried again. */
  retryAfter: number;
}

/** Words in one field, as they are to be on the disk and as they are known to be there. */
interface Slot {
  readonly key: string;
  readonly caseId: string;
  /** Null: to be forgotten. */
  want: string | null;
  /** Null: nothing; undefined: not known, since a call failed on its way. */
  have: string | null | undefined;
  /** When they were typed, in ISO 8601 UTC. */
  at: string;
  sending: number;
  failure: Failure | null;
}

/** Words that were typed and are not part of the case yet. */
export interface TypedWords {
  key: string;
  text: string;
  at: string;
}

/**
 * Brings words to the disk while they are typed: at once, one call at a time for each field, the newest words next. What the
 * disk refuses stays here, is tried again, and can be listed.
 */
export function createKeeper({ keep, drop, caseId, failureOf, retryAfter }: KeeperOptions) {
  const slots = new Map<string, Slot>();
  const listeners = new Set<() => void>();
  let retrying: ReturnType<typeof setTimeout> | undefined;

  const nameOf = (id: string, key: string): string => `${id} ${key}`;
  const find = (key: string): Slot | undefined => slots.get(nameOf(caseId() ?? '', key));
  const here = (): Slot[] => [...slots.values()].filter((slot) => slot.caseId === caseId());
  const isOutstanding = (slot: Slot): boolean => slot.want !== slot.have;
  const changed = (): void => listeners.forEach((listener) => listener());

  function slotFor(key: string): Slot | null {
    const id = caseId();
    if (id === null) return null;
    const name = nameOf(id, key);
    let slot = slots.get(name);
    if (!slot) slots.set(name, (slot = { key, caseId: id, want: null, have: null, at: '', sending: 0, failure: null }));
    return slot;
  }

  function retryLater(): void {
    clearTimeout(retrying);
    retrying = setTimeout(() => here().forEach((slot) => void send(slot)), retryAfter);
  }

  async function send(slot: Slot, evenNow = false): Promise<void> {
    if (!isOutstanding(slot) || (slot.sending > 0 && !evenNow)) return;
    // Another case is open: these words wait until their own is.
    if (slot.caseId !== caseId()) return;
    const { want } = slot;
    const before = slot.failure;
    slot.sending++;
    try {
      if (want === null) await drop([slot.key]);
      else slot.at = (await keep({ key: slot.key, text: want })).at;
      slot.have = want;
      slot.failure = null;
    } catch (error) {
      slot.have = undefined;
      slot.failure = failureOf(error);
    }
    slot.sending--;
    if (slot.failure) retryLater();
    else if (slot.sending === 0 && isOutstanding(slot)) void send(slot);
    else if (slot.want === null && slot.have === null) slots.delete(nameOf(slot.caseId, slot.key));
    if (before !== slot.failure) changed();
  }

  const keeper = {
    /** Takes over what the disk has, where nothing newer was typed here. */
    load(drafts: readonly Draft[]): void {
      const onDisk = new Set(drafts.map(({ key }) => key));
      for (const { key, text, at } of drafts) {
        const slot = slotFor(key);
        if (!slot || slot.sending > 0 || isOutstanding(slot)) continue;
        Object.assign(slot, { want: text, have: text, at });
      }
      // Forgotten by another window.
      for (const slot of here())
        if (!onDisk.has(slot.key) && slot.sending === 0 && !isOutstanding(slot)) slots.delete(nameOf(slot.caseId, slot.key));
    },
    /** The words of a field, as they were typed last. */
    words(key: string): TypedWords | undefined {
      const slot = find(key);
      return !slot || slot.want === null ? undefined : { key, text: slot.want, at: slot.at };
    },
    /** All words whose key begins so, newest first. */
    withPrefix(prefix: string): TypedWords[] {
      return here()
        .flatMap(({ key, want, at }) => (want !== null && key.startsWith(prefix) ? [{ key, text: want, at }] : []))
        .sort((a, b) => (a.at < b.at ? 1 : -1));
    },
    keep(key: string, text: string): void {
      const slot = slotFor(key);
      if (!slot || slot.want === text) return;
      slot.want = text;
      slot.at ||= new Date().toISOString();
      void send(slot);
    },
    /** The words were saved, or thrown away on purpose. */
    drop(key: string): void {
      const slot = find(key);
      if (!slot) return;
      slot.want = null;
      const { failure } = slot;
      slot.failure = null;
      if (failure) changed();
      if (slot.have === null && slot.sending === 0) slots.delete(nameOf(slot.caseId, slot.key));
      else void send(slot);
    },
    /** Sends everything that waits, without waiting for what is on its way: the page may be gone the next moment. */
    flush(): void {
      for (const slot of here()) void send(slot, true);
    },
    /** Why the words of a field are not on the disk; null while they are, or are on their way. */
    failureOf: (key: string): Failure | null => find(key)?.failure ?? null,
    /** The same for all fields of a form. */
    failureWithin: (prefix: string): Failure | null =>
      here().find(({ key, failure }) => failure && key.startsWith(prefix))?.failure ?? null,
    /** The newest failure that keeps words off the disk. */
    trouble: (): Failure | null => here().findLast((slot) => slot.want !== null && slot.failure)?.failure ?? null,
    /** Everything that was typed and is not part of the case. */
    unsaved: (): TypedWords[] => keeper.withPrefix('').sort((a, b) => (a.at < b.at ? -1 : 1)),
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return keeper;
}
