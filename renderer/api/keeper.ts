import type { Draft } from '../../shared/contract/drafts.ts';
import type { Failure } from './errors.ts';

interface KeeperOptions {
  /** Names this window among all that ever wrote to the case: two that write in one field must not write over each other. */
  window: string;
  list: () => Promise<Draft[]>;
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
  /** The field. */
  readonly key: string;
  /** Where they are on the disk: the field, and the window that wrote them. */
  readonly id: string;
  readonly caseId: string;
  /** Typed in this window, or found on the disk and gone on with here; the others are only known to be there. */
  mine: boolean;
  /** Found words that are still on the disk until those that go on from them are. */
  goesOnFrom: Slot[];
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
  /** The field they were typed into. */
  key: string;
  /** Tells apart words of one field that were typed in different windows. */
  id: string;
  text: string;
  at: string;
}

/** The field whose words have this name on the disk. */
const fieldOf = (id: string): string => id.split('@', 1)[0]!;

/** Of each field the newest words, from words that are listed newest first. */
export const newestOfEach = (words: readonly TypedWords[]): TypedWords[] =>
  words.filter(({ key }, index) => words.findIndex((other) => other.key === key) === index);

/**
 * Brings words to the disk while they are typed: at once, one call at a time for each field, the newest words next. What the
 * disk refuses stays here, is tried again, and can be listed. Words that another window left on the disk are found and left
 * alone, until a field goes on with them.
 */
export function createKeeper({ window: tag, list, keep, drop, caseId, failureOf, retryAfter }: KeeperOptions) {
  const slots = new Map<string, Slot>();
  const listeners = new Set<() => void>();
  const forgetting = new Set<() => void>();
  let retrying: ReturnType<typeof setTimeout> | undefined;

  const nameOf = (inCase: string, id: string): string => `${inCase} ${id}`;
  const ownId = (key: string): string => `${key}@${tag}`;
  const here = (): Slot[] => [...slots.values()].filter((slot) => slot.caseId === caseId());
  const mineOf = (key: string): Slot[] => here().filter((slot) => slot.mine && slot.key === key);
  /** The words that this window has for a field: the newest of them are its own. */
  const find = (key: string): Slot | undefined => mineOf(key).find(({ id }) => id === ownId(key)) ?? mineOf(key)[0];
  const isOutstanding = (slot: Slot): boolean => slot.want !== slot.have;
  const changed = (): void => listeners.forEach((listener) => listener());
  const remove = (slot: Slot): void => void slots.delete(nameOf(slot.caseId, slot.id));

  function slotFor(id: string, mine: boolean): Slot | null {
    const inCase = caseId();
    if (inCase === null) return null;
    const name = nameOf(inCase, id);
    let slot = slots.get(name);
    if (!slot) {
      slot = { key: fieldOf(id), id, caseId: inCase, mine, goesOnFrom: [], want: null, have: null, at: '', sending: 0, failure: null };
      slots.set(name, slot);
    }
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
      if (want === null) await drop([slot.id]);
      else slot.at = (await keep({ key: slot.id, text: want })).at;
      slot.have = want;
      slot.failure = null;
      slot.goesOnFrom.splice(0).forEach(forget);
    } catch (error) {
      slot.have = undefined;
      slot.failure = failureOf(error);
    }
    slot.sending--;
    if (slot.failure) retryLater();
    else if (slot.sending === 0 && isOutstanding(slot)) void send(slot);
    else if (slot.want === null && slot.have === null) remove(slot);
    if (before !== slot.failure) changed();
  }

  function forget(slot: Slot): void {
    slot.want = null;
    slot.goesOnFrom.splice(0).forEach(forget);
    const { failure } = slot;
    slot.failure = null;
    if (failure) changed();
    if (slot.have === null && slot.sending === 0) remove(slot);
    else void send(slot);
    forgetting.forEach((listener) => listener());
  }

  function load(drafts: readonly Draft[]): void {
    const onDisk = new Set(drafts.map(({ key }) => key));
    for (const { key: id, text, at } of drafts) {
      const slot = slotFor(id, false);
      if (!slot || slot.sending > 0 || isOutstanding(slot)) continue;
      Object.assign(slot, { want: text, have: text, at });
    }
    for (const slot of here()) {
      if (onDisk.has(slot.id) || slot.sending > 0 || isOutstanding(slot)) continue;
      if (!slot.mine || slot.id !== ownId(slot.key)) remove(slot);
      else {
        // Another window went on with them, and may have forgotten them; here they still stand in their field.
        slot.have = null;
        void send(slot);
      }
    }
  }

  /** Found words that others go on from are on the disk for safety alone. */
  const shown = (): Slot[] => {
    const passed = new Set(here().flatMap(({ goesOnFrom }) => goesOnFrom));
    return here().filter((slot) => slot.want !== null && !passed.has(slot));
  };
  const asWords = ({ key, id, want, at }: Slot): TypedWords => ({ key, id, text: want!, at });

  const keeper = {
    /** Learns what the disk has, where nothing newer was typed here. Throws what reading it throws. */
    async refresh(): Promise<void> {
      const inCase = caseId();
      const drafts = await list();
      if (inCase === caseId()) load(drafts);
    },
    /** The words that this window has for a field, as they were typed last. */
    words(key: string): TypedWords | undefined {
      const slot = find(key);
      return !slot || slot.want === null ? undefined : asWords(slot);
    },
    /** All words whose field begins so, also those that another window left, newest first. */
    withPrefix(prefix: string): TypedWords[] {
      return shown()
        .filter(({ key }) => key.startsWith(prefix))
        .map(asWords)
        .sort((a, b) => (a.at < b.at ? 1 : -1));
    },
    /** This window goes on with words that were found: they are kept and dropped with what is typed into their field. */
    goOnWith(words: readonly TypedWords[]): void {
      for (const { id } of words) {
        const slot = slots.get(nameOf(caseId() ?? '', id));
        if (slot) slot.mine = true;
      }
    },
    keep(key: string, text: string): void {
      const slot = slotFor(ownId(key), true);
      if (!slot || slot.want === text) return;
      slot.mine = true;
      slot.want = text;
      slot.at ||= new Date().toISOString();
      for (const other of mineOf(key)) if (other !== slot && !slot.goesOnFrom.includes(other)) slot.goesOnFrom.push(other);
      void send(slot);
    },
    /** The words of a field were saved, or thrown away on purpose: those that this window has, not what others typed there. */
    drop(key: string): void {
      mineOf(key).forEach(forget);
    },
    /** Forgets found words that are of no use any more. */
    forget(words: readonly TypedWords[]): void {
      for (const { id } of words) {
        const slot = slots.get(nameOf(caseId() ?? '', id));
        if (slot) forget(slot);
      }
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
    /** Tells whenever words were saved as part of the case, or thrown away. */
    onForgotten(listener: () => void): () => void {
      forgetting.add(listener);
      return () => forgetting.delete(listener);
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return keeper;
}
