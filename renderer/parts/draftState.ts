/** A text that is being edited, against the row it will be saved to. Pure: what happens is an event, what follows is a new state. */
export interface DraftState {
  /** What the person sees and types. */
  text: string;
  /** The text as it was when draft and row last agreed. */
  base: string;
  /** The row's value as far as it is known; differs from `base` where the core trimmed what was sent. */
  row: string;
  /** Newest revision of the row that is known. */
  revision: number;
  /** What is on its way to the core. */
  sent: { text: string; revision: number } | null;
  /** The other text, when the row was changed elsewhere while this draft was written. */
  theirs: string | null;
  /** The core refused an old revision; the newer row is awaited. */
  awaitingRow: boolean;
  /** Why the newest attempt to save failed, in words. The draft is kept. */
  failure: string | null;
}

export type DraftEvent =
  /** The row was read again. `wentBack`: what was read before was newer, so that undo brought an older row back. */
  | { type: 'row'; value: string; revision: number; wentBack?: boolean }
  | { type: 'typed'; text: string }
  | { type: 'sent' }
  | { type: 'saved'; value: string; revision: number }
  | { type: 'stale' }
  | { type: 'failed'; message: string }
  /** Words typed before the window was closed or broke; `moved` when the row's text is no longer the one they were typed over. */
  | { type: 'restored'; text: string; moved: boolean }
  /** The person's choice between the two texts. */
  | { type: 'keep-mine' }
  | { type: 'take-theirs' };

export const startDraft = (value: string, revision: number): DraftState => ({
  text: value,
  base: value,
  row: value,
  revision,
  sent: null,
  theirs: null,
  awaitingRow: false,
  failure: null,
});

/** Whether something was typed that the core does not have yet. */
export const isUnsaved = (state: DraftState): boolean => state.sent !== null || state.text !== state.base;

/** Whether the draft can be sent now: never while another is on its way, and never over a text nobody has looked at. */
export const isReadyToSave = (state: DraftState): boolean =>
  state.sent === null && state.theirs === null && !state.awaitingRow && state.text !== state.base;

/** The core trims what it stores. */
export const sameWords = (one: string, other: string): boolean => one.trim() === other.trim();

export function nextDraft(state: DraftState, event: DraftEvent): DraftState {
  switch (event.type) {
    case 'row':
      return withRow(state, event.value, event.revision, event.wentBack === true);
    case 'typed':
      return event.text === state.text ? state : { ...state, text: event.text };
    case 'sent':
      return { ...state, sent: { text: state.text, revision: state.revision } };
    case 'saved': {
      if (!state.sent) return state;
      const saved = { ...state, sent: null, failure: null, awaitingRow: false };
      // A newer row came in before the answer did: what it holds was compared when it came.
      if (event.revision < state.revision) return { ...saved, base: state.sent.text };
      return { ...saved, base: state.sent.text, row: event.value, revision: event.revision, theirs: null };
    }
    case 'stale': {
      const refused = { ...state, sent: null };
      const seenSince = state.sent !== null && state.revision > state.sent.revision;
      return seenSince ? { ...refused, awaitingRow: false } : { ...refused, awaitingRow: true };
    }
    case 'failed':
      return { ...state, sent: null, failure: event.message };
    case 'restored':
      if (sameWords(event.text, state.row)) return state;
      return { ...state, text: event.text, theirs: event.moved ? state.row : null };
    case 'keep-mine':
      return state.theirs === null ? state : { ...state, base: state.theirs, row: state.theirs, theirs: null, failure: null };
    case 'take-theirs':
      return state.theirs === null ? state : { ...startDraft(state.theirs, state.revision) };
  }
}

function withRow(state: DraftState, value: string, revision: number, wentBack: boolean): DraftState {
  // An answer that was overtaken.
  if (revision < state.revision && !wentBack) return state;
  if (revision === state.revision && value === state.row) return state;
  const fresh = { ...state, revision, awaitingRow: false };
  // Another field of the row changed, or what is on its way has arrived: the draft stands.
  if (value === state.row || (state.sent !== null && sameWords(value, state.sent.text))) return fresh;
  if (!isUnsaved(state) || value === state.text) return startDraft(value, revision);
  return { ...fresh, theirs: value };
}
