import { create } from 'zustand';
import type { ClaimFilter, ClaimColumn } from '../../shared/contract/claims.ts';
import type { ImportOutcome } from '../../shared/contract/documents.ts';
import type { AnchorInput } from '../../shared/contract/passages.ts';
import type { HistoryFilter, TrashItem } from '../../shared/contract/history.ts';
import type { Stance, TextRange } from '../../shared/domain/entities.ts';
import type { FindQuery } from '../../shared/text/find.ts';
import type { Failure } from '../api/errors.ts';

/** The rooms of the rail, and the reader. */
export type View = 'library' | 'reader' | 'claims' | 'evidence' | 'report' | 'history' | 'search' | 'safekeeping';

/** What the inspector shows. */
export type Inspected = { kind: 'passage' | 'claim' | 'document' | 'evidence' | 'backup'; id: string };

/** Where reading stands in a text: the offset of the first line on screen, and of the caret. */
export interface ReadingPlace {
  top: number;
  caret: number;
}

/** One pane of the reader; two stand side by side when a source is laid beside an article. */
export interface ReaderPane {
  /** Stays with the pane when the other one is closed and it moves to its place; two panes have two. */
  slot: 0 | 1;
  documentId: string;
  /** An earlier version, to be read only; the current one where there is none. */
  versionId?: string;
  /** Where to go once the text is there; `nonce` makes the same place a new request. */
  target: { nonce: number; passageId?: string; range?: TextRange } | null;
  /** Which opening this is: each takes the keyboard into the text once. */
  opened: number;
  /** Where reading begins, when not where it stopped: a second view of an article begins where the first is read. */
  from?: ReadingPlace & { versionId: string };
}

/** What is selected in the text of a reader pane, as offsets over the stored text. */
export interface TextSelection {
  pane: 0 | 1;
  documentId: string;
  versionId: string;
  ranges: TextRange[];
  exact: string;
}

/** The review of passages that wait in a document: which one is looked at (null: the first), and which of its proposed places. */
export interface Review {
  documentId: string;
  id: string | null;
  proposal: number;
}

/** Two versions of a document side by side in place of the reader's panes; `at` is the difference looked at, -1 for none yet. */
export interface Comparison {
  documentId: string;
  olderId: string;
  newerId: string;
  at: number;
  count: number;
}

/** The time that a history is narrowed to, as it was chosen: what it means in instants depends on the day. */
export interface HistoryTimes {
  span: 'any' | 'today' | 'week' | 'month' | 'days';
  /** The first and the last day of chosen days, as `2026-11-12`; empty where none was chosen. */
  first: string;
  last: string;
}

/** What the history shows: all operations, or those that meet every condition; and what was deleted. */
interface HistoryView {
  tab: 'timeline' | 'trash';
  filter: Omit<HistoryFilter, 'from' | 'to'>;
  times: HistoryTimes;
}

export const anyTime: HistoryTimes = { span: 'any', first: '', last: '' };

/** Words at one side of a link: a passage that exists, or one to be made. */
export type LinkSide = { documentId: string; exact: string } & (
  | { passageId: string; anchor?: undefined }
  | { anchor: AnchorInput; passageId?: undefined }
);

/** What two panes have selected, to be tied by a claim: the one claims, the other is the evidence. */
export interface LinkRequest {
  claiming: LinkSide;
  evidence: LinkSide;
  /** Null where the claim is made of the words that claim. */
  claimId: string | null;
}

/** Questions and forms that float above the panes; `app.tsx` says which component draws each. */
export type Dialog =
  | { kind: 'palette' }
  | { kind: 'shortcuts' }
  | { kind: 'settings' }
  | { kind: 'about' }
  | { kind: 'new-case'; forFiles?: number }
  | { kind: 'open-case' }
  | { kind: 'rename-case' }
  /** A case that was asked for outside the page could not be opened. */
  | { kind: 'case-failure'; failure: Failure }
  | { kind: 'paste-article'; pasted?: { text: string; html: string } }
  | { kind: 'new-version'; documentId: string }
  /** Takes citations over: into this article, or into those of the case that they are about. `fileId`: of a file that is kept with the case. */
  | { kind: 'take-citations'; documentId: string | null; fileId?: string }
  | { kind: 'export-citations'; documentIds: readonly string[] }
  /** What the import left out of an article. */
  | { kind: 'left-out'; documentId: string }
  /** Corrects the text that was written for a file without any. */
  | { kind: 'transcript'; documentId: string }
  /** `of`: an import that this window did not make. */
  | { kind: 'import-results'; of?: { importId: string; outcomes: ImportOutcome[] } }
  | { kind: 'watched-folder' }
  /** `words`: those of the link. */
  | { kind: 'open-link'; address: string; words: string }
  | { kind: 'labels'; target: 'passage' | 'claim'; ids: string[] }
  /** Which label every selection gets from now on. */
  | { kind: 'coding' }
  /** Adds the selected passage to a claim that exists. */
  | { kind: 'pick-claim'; purpose: 'sighting' | 'evidence'; stance?: Stance; passageId?: string }
  | ({ kind: 'link' } & LinkRequest)
  | { kind: 'cite-source'; claimId: string }
  | { kind: 'choose-passage'; passageIds: string[] }
  /** Asks why words are skipped: a passage that exists, or the one that these words become. */
  | { kind: 'skip'; subject: SkipSubject }
  /** All places of an article that say the same as a quote, or that a search finds. */
  | { kind: 'occurrences'; documentId: string; of: string | FindQuery }
  | { kind: 'restore-backup'; backupId: string }
  | { kind: 'backup-settings' }
  | { kind: 'confirm'; title: string; message: string; action: string; danger?: boolean; onConfirm: () => void };

/** What is skipped, with the reason that it has already. */
export type SkipSubject =
  | { kind: 'passage'; passageId: string; words: string; reason: string }
  | { kind: 'new'; documentId: string; anchor: AnchorInput };

export interface Toast {
  id: number;
  tone: 'done' | 'failed';
  text: string;
  /** Offered beside the text, e.g. Undo. */
  action?: { label: string; run: () => void };
}

type TrashRef = Pick<TrashItem, 'kind' | 'id'>;

interface Place {
  view: View;
  panes: ReaderPane[];
  inspected: Inspected | null;
}

interface WorkspaceState extends Place {
  activePane: 0 | 1;
  selection: TextSelection | null;
  review: Review | null;
  comparison: Comparison | null;
  /** The claim that evidence is gathered for; stays open while other articles are read. */
  openClaimId: string | null;
  claimFilter: Partial<ClaimFilter>;
  claimSort: { column: ClaimColumn; descending: boolean }[];
  selectedClaimIds: string[];
  /** Articles that are selected in the library, where there are several. */
  selectedDocumentIds: readonly string[];
  searchText: string;
  history: HistoryView;
  /** The entry of the history that commands are about. */
  historyAt: number | null;
  selectedTrash: TrashRef[];
  dialog: Dialog | null;
  toasts: Toast[];
  connected: boolean;
  /** Failure of the newest save, shown in place of "Saved". */
  saveFailure: Failure | null;
  /** Why words that were typed are in this window alone; null while they are on the disk. */
  wordsAtRisk: Failure | null;
  past: Place[];
  future: Place[];
}

interface Opening {
  beside?: boolean;
  versionId?: string;
  passageId?: string;
  range?: TextRange;
  from?: ReaderPane['from'];
}

interface WorkspaceActions {
  show(view: View): void;
  /** Opens an article, in the active pane or beside it, and goes to a place in it. */
  openDocument(documentId: string, options?: Opening): void;
  closePane(pane: 0 | 1): void;
  setActivePane(pane: 0 | 1): void;
  inspect(inspected: Inspected | null): void;
  setSelection(selection: TextSelection | null): void;
  setReview(review: Review | null): void;
  setComparison(comparison: Comparison | null): void;
  setOpenClaim(claimId: string | null): void;
  setClaimFilter(filter: Partial<ClaimFilter>): void;
  setClaimSort(sort: WorkspaceState['claimSort']): void;
  selectClaims(ids: string[]): void;
  selectDocuments(ids: readonly string[]): void;
  setSearchText(text: string): void;
  setHistory(history: Partial<HistoryView>): void;
  setHistoryAt(seq: number | null): void;
  selectTrash(selected: TrashRef[]): void;
  openDialog(dialog: Dialog): void;
  closeDialog(): void;
  toast(toast: Omit<Toast, 'id'>): void;
  dismissToast(id: number): void;
  setConnected(connected: boolean): void;
  setSaveFailure(failure: Failure | null): void;
  setWordsAtRisk(failure: Failure | null): void;
  back(): void;
  forward(): void;
  /** Forgets everything about the case that was open. */
  reset(): void;
}

export type Workspace = WorkspaceState & WorkspaceActions;

const emptyPlace: Place = { view: 'library', panes: [], inspected: null };

const initial: WorkspaceState = {
  ...emptyPlace,
  activePane: 0,
  selection: null,
  review: null,
  comparison: null,
  openClaimId: null,
  claimFilter: {},
  claimSort: [{ column: 'updated', descending: true }],
  selectedClaimIds: [],
  selectedDocumentIds: [],
  searchText: '',
  history: { tab: 'timeline', filter: {}, times: anyTime },
  historyAt: null,
  selectedTrash: [],
  dialog: null,
  toasts: [],
  connected: true,
  saveFailure: null,
  wordsAtRisk: null,
  past: [],
  future: [],
};

const historyLimit = 100;
let lastNumber = 0;

/** What this window shows: never content of the case, only what is open, selected and asked. */
export const useWorkspace = create<Workspace>()((set) => {
  const placeOf = ({ view, panes, inspected }: WorkspaceState): Place => ({ view, panes, inspected });
  const go = (state: WorkspaceState, place: Partial<Place>): Partial<WorkspaceState> => ({
    ...place,
    past: [...state.past, placeOf(state)].slice(-historyLimit),
    future: [],
  });

  return {
    ...initial,
    show: (view) => set((state) => (state.view === view ? {} : go(state, { view }))),
    openDocument: (documentId, { beside = false, versionId, passageId, range, from } = {}) =>
      set((state) => {
        const target =
          passageId || range ? { nonce: ++lastNumber, ...(passageId ? { passageId } : {}), ...(range ? { range } : {}) } : null;
        const current = state.panes[state.activePane] ? state.activePane : 0;
        // Where both panes show it, the one that is being read goes there, and the other one stays where it is.
        const indexOf = (fits: (open: ReaderPane) => boolean): number => {
          const active = state.panes[current];
          return active && fits(active) ? current : state.panes.findIndex(fits);
        };
        const ofVersion = indexOf((open) => open.documentId === documentId && open.versionId === versionId);
        const shown = ofVersion >= 0 ? ofVersion : indexOf((open) => open.documentId === documentId);
        const index: 0 | 1 =
          beside && state.panes.length > 0
            ? state.panes.length === 1
              ? 1
              : current === 0
                ? 1
                : 0
            : shown >= 0
              ? (shown as 0 | 1)
              : current;
        const slot = state.panes[index]?.slot ?? (state.panes[0]?.slot === 0 ? 1 : 0);
        const panes = [...state.panes];
        panes[index] = {
          slot,
          documentId,
          ...(versionId ? { versionId } : {}),
          target,
          opened: ++lastNumber,
          ...(from ? { from } : {}),
        };
        return {
          ...go(state, { view: 'reader', panes, inspected: passageId ? { kind: 'passage', id: passageId } : state.inspected }),
          activePane: index,
          selection: null,
          comparison: null,
        };
      }),
    closePane: (pane) =>
      set((state) => {
        const panes = state.panes.filter((_, index) => index !== pane);
        return { ...go(state, { panes, view: panes.length > 0 ? state.view : 'library' }), activePane: 0, selection: null };
      }),
    setActivePane: (activePane) => set((state) => (state.activePane === activePane ? {} : { activePane })),
    inspect: (inspected) => set({ inspected }),
    setSelection: (selection) => set({ selection }),
    setReview: (review) => set({ review }),
    setComparison: (comparison) => set({ comparison }),
    setOpenClaim: (openClaimId) => set({ openClaimId }),
    setClaimFilter: (claimFilter) => set({ claimFilter, selectedClaimIds: [] }),
    setClaimSort: (claimSort) => set({ claimSort }),
    selectClaims: (selectedClaimIds) => set({ selectedClaimIds }),
    selectDocuments: (selectedDocumentIds) => set({ selectedDocumentIds }),
    setSearchText: (searchText) => set({ searchText }),
    setHistory: (history) => set((state) => ({ history: { ...state.history, ...history } })),
    setHistoryAt: (historyAt) => set((state) => (state.historyAt === historyAt ? {} : { historyAt })),
    selectTrash: (selectedTrash) => set({ selectedTrash }),
    openDialog: (dialog) => set({ dialog }),
    closeDialog: () => set({ dialog: null }),
    toast: (toast) => set((state) => ({ toasts: [...state.toasts.slice(-3), { ...toast, id: ++lastNumber }] })),
    dismissToast: (id) => set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })),
    setConnected: (connected) => set({ connected }),
    setSaveFailure: (saveFailure) => set({ saveFailure }),
    setWordsAtRisk: (wordsAtRisk) => set({ wordsAtRisk }),
    back: () =>
      set((state) => {
        const place = state.past.at(-1);
        return place
          ? { ...place, activePane: 0, selection: null, past: state.past.slice(0, -1), future: [placeOf(state), ...state.future] }
          : {};
      }),
    forward: () =>
      set((state) => {
        const [place, ...future] = state.future;
        return place ? { ...place, activePane: 0, selection: null, past: [...state.past, placeOf(state)], future } : {};
      }),
    reset: () => set(({ connected, toasts }) => ({ ...initial, connected, toasts })),
  };
});
