import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { newId, queryClient } from '../api/client.ts';
import { keeper } from '../api/drafts.ts';
import { failureOf, keepsFromSaving } from '../api/errors.ts';
import { useWorkspace } from '../state/workspace.ts';
import { useView } from './scale.ts';
import { draftKey, overSameText } from './draftKey.ts';
import { isReadyToSave, isUnsaved, nextDraft, sameWords, startDraft, type DraftEvent, type DraftState } from './draftState.ts';

interface DraftOptions {
  /** Names the field in this window, e.g. `claim:<id>:text`. What could not be saved is found again under it. */
  key: string;
  /** The row's value and revision, as last read. */
  value: string;
  revision: number;
  /** Saves on this revision; calls with the same gesture are undone as one step. Returns the row's new value and revision. */
  save: (text: string, on: { revision: number; gesture: string }) => Promise<{ value: string; revision: number }>;
  /** Why a text cannot be saved, e.g. that it is empty; nothing is sent then. */
  problem?: (text: string) => string | undefined;
}

export interface Draft {
  text: string;
  unsaved: boolean;
  /** Shown at the field: why the text cannot be, or was not, saved. */
  error: string | undefined;
  /** The disk refuses the text: it is in this window alone, and can be saved as a file. */
  refused: boolean;
  /** When the words were typed that the field goes on with after a crash or a reload; null when there were none. */
  restoredAt: string | null;
  /** Puts the text back that was there before the restored words. */
  discardRestored: () => void;
  /** The text that was saved elsewhere in the meantime; the person chooses. */
  theirs: string | null;
  change: (text: string) => void;
  /** A focus session starts: its typing is one step for undo. */
  focus: () => void;
  /** Saves now, e.g. on blur. */
  flush: () => void;
  keepMine: () => void;
  takeTheirs: () => void;
}

const saveAfter = 600;

interface Entry {
  readonly name: string;
  state: DraftState;
  options: DraftOptions;
  gesture: string;
  timer: ReturnType<typeof setTimeout> | undefined;
  mounted: number;
  /** Revision of the row as it was read last. */
  read: number;
  listeners: Set<() => void>;
  /** The key under which the newest words are on the disk. */
  keptAs: string | null;
  restored: { at: string; over: string } | null;
  /** Was it asked for while the save before it was on its way? */
  hurried: boolean;
}

/** Drafts live outside React: a text that could not be saved is still there when its field comes back. */
const entries = new Map<string, Entry>();

/** Saves what was typed, at once, in every field of this window. */
function flushDrafts(): void {
  for (const entry of entries.values()) void save(entry);
}
window.addEventListener('pagehide', flushDrafts);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') flushDrafts();
});

// What the disk refused for a while is saved as soon as it takes words again.
keeper.subscribe(() => {
  if (!keeper.trouble()) flushDrafts();
});

function happened(entry: Entry, event: DraftEvent): void {
  const state = nextDraft(entry.state, event);
  if (state === entry.state) return;
  const other = state.text !== entry.state.text || state.base !== entry.state.base;
  const settled = isUnsaved(entry.state) && !isUnsaved(state);
  entry.state = state;
  if (other) keepWords(entry);
  if (settled) void restoreNext(entry);
  for (const listener of entry.listeners) listener();
}

/** Has the words on the disk for as long as the row does not have them. */
function keepWords(entry: Entry): void {
  const { text, base, sent } = entry.state;
  const key = !isUnsaved(entry.state) ? null : draftKey(entry.options.key, base, sent?.text);
  if (key !== null) keeper.keep(key, text);
  if (entry.keptAs !== null && entry.keptAs !== key) keeper.drop(entry.keptAs);
  entry.keptAs = key;
}

/**
 * Goes on with words that are on the disk from before a crash, a reload, or the closing of a window. Where several windows left
 * words of their own, the newest come first, and each of the others once those before it are settled.
 */
function restore(entry: Entry): void {
  const { key } = entry.options;
  const { row } = entry.state;
  const [newest, ...older] = keeper.withPrefix(`${key}~`);
  if (!newest) return;
  keeper.forget(older.filter(({ text }) => newest.text.includes(text.trim()) || sameWords(text, row)));
  keeper.goOnWith([newest]);
  entry.keptAs = newest.key;
  entry.state = nextDraft(entry.state, { type: 'restored', text: newest.text, moved: !overSameText(newest.key, row) });
  if (isUnsaved(entry.state)) entry.restored = { at: newest.at, over: row };
  else {
    keepWords(entry);
    restore(entry);
  }
}

/** Offers the next words that were left in a field, now that nothing in it waits to be saved. */
async function restoreNext(entry: Entry): Promise<void> {
  const prefix = `${entry.options.key}~`;
  if (keeper.withPrefix(prefix).length === 0) return;
  // Another window may have saved or dropped them since they were read.
  await keeper.refresh().catch(() => undefined);
  if (entry.mounted === 0 || isUnsaved(entry.state) || keeper.withPrefix(prefix).length === 0) return;
  restore(entry);
  if (isReadyToSave(entry.state)) schedule(entry);
  for (const listener of entry.listeners) listener();
}

async function save(entry: Entry): Promise<void> {
  clearTimeout(entry.timer);
  entry.hurried = entry.state.sent !== null;
  if (!isReadyToSave(entry.state) || entry.options.problem?.(entry.state.text) !== undefined) return;
  const { text, revision } = entry.state;
  happened(entry, { type: 'sent' });
  try {
    happened(entry, { type: 'saved', ...(await entry.options.save(text, { revision, gesture: entry.gesture })) });
    useWorkspace.getState().setSaveFailure(null);
    // Typed while this was on its way; where it was to be saved meanwhile, it waits no longer.
    if (isReadyToSave(entry.state)) {
      if (entry.hurried) void save(entry);
      else schedule(entry);
    }
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code === 'STALE_STATE') {
      happened(entry, { type: 'stale' });
      if (isReadyToSave(entry.state)) void save(entry);
      else void queryClient.invalidateQueries();
    } else {
      happened(entry, { type: 'failed', message: failure.message });
      if (keepsFromSaving(failure)) useWorkspace.getState().setSaveFailure(failure);
    }
  }
  forgetIfDone(entry);
}

function schedule(entry: Entry): void {
  clearTimeout(entry.timer);
  entry.timer = setTimeout(() => void save(entry), saveAfter);
}

function forgetIfDone(entry: Entry): void {
  if (entry.mounted === 0 && !isUnsaved(entry.state) && entries.get(entry.name) === entry) entries.delete(entry.name);
}

function entryFor(options: DraftOptions, view: string): Entry {
  const name = options.key + view;
  const known = entries.get(name);
  if (known) return known;
  const entry: Entry = {
    name,
    state: startDraft(options.value, options.revision),
    options,
    gesture: newId(),
    timer: undefined,
    mounted: 0,
    read: options.revision,
    listeners: new Set(),
    keptAs: null,
    restored: null,
    hurried: false,
  };
  if (view === '') restore(entry);
  entries.set(name, entry);
  return entry;
}

/**
 * A text field that saves itself: shortly after the last key, on blur, when the field goes, and when the page is hidden.
 * What the person typed is never lost to a failure or to an edit made elsewhere.
 */
export function useDraft(options: DraftOptions): Draft {
  const { key, value, revision } = options;
  // A backup, or an earlier moment, has other texts in the same fields.
  const view = useView();
  // oxlint-disable-next-line react/exhaustive-deps -- the entry belongs to the key; newer options reach it in the effect below
  const entry = useMemo(() => entryFor(options, view), [key, view]);
  const state = useSyncExternalStore(
    useMemo(
      () => (listener: () => void) => {
        entries.set(entry.name, entry);
        entry.listeners.add(listener);
        entry.mounted++;
        return () => {
          entry.listeners.delete(listener);
          entry.mounted--;
          void save(entry);
          forgetIfDone(entry);
        };
      },
      [entry],
    ),
    () => entry.state,
  );

  useEffect(() => {
    entry.options = options;
  });
  useEffect(() => {
    happened(entry, { type: 'row', value, revision, wentBack: revision < entry.read });
    entry.read = revision;
    // A refused save goes on by itself once the newer row shows that only other fields changed.
    if (isReadyToSave(entry.state)) schedule(entry);
  }, [entry, value, revision]);

  const refusal = useSyncExternalStore(keeper.subscribe, () => (entry.keptAs === null ? null : keeper.failureOf(entry.keptAs)));
  return {
    text: state.text,
    unsaved: isUnsaved(state),
    error: options.problem?.(state.text) ?? state.failure ?? refusal?.message,
    refused: refusal !== null,
    restoredAt: entry.restored?.at ?? null,
    discardRestored() {
      if (!entry.restored) return;
      const { over } = entry.restored;
      entry.restored = null;
      happened(entry, { type: 'typed', text: over });
      void save(entry);
    },
    theirs: state.theirs,
    change(text) {
      entry.restored = null;
      happened(entry, { type: 'typed', text });
      schedule(entry);
    },
    focus() {
      entry.gesture = newId();
    },
    flush() {
      void save(entry);
    },
    keepMine() {
      happened(entry, { type: 'keep-mine' });
      void save(entry);
    },
    takeTheirs() {
      happened(entry, { type: 'take-theirs' });
    },
  };
}
