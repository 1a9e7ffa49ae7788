import type { StandingCase } from '../api/openCase.ts';
import type { UnfinishedImport } from '../../shared/contract/documents.ts';
import type { AnchorInput } from '../../shared/contract/passages.ts';
import type { TextLink, TextRange } from '../../shared/domain/entities.ts';
import type { FindQuery } from '../../shared/text/find.ts';
import type { client, queryClient } from '../api/client.ts';
import type { ReadingPlace, SkipSubject, Workspace } from '../state/workspace.ts';

export type Menu = 'File' | 'Edit' | 'View' | 'Claim' | 'Window' | 'Help';

/** Where the keyboard is. Keys of a scope work only there; `everywhere` works in all, but plain letters never while typing. */
export type Scope = 'everywhere' | 'reader' | 'original' | 'find' | 'claims' | 'library' | 'evidence' | 'versions';

export type TextUnit = 'character' | 'word' | 'line' | 'sentence' | 'paragraph';

/** Which passages a walk stops at. */
export type PassageKind = 'any' | 'without-claim' | 'unverified';

/** What can be done with the passages of the article in the active reader. The chosen passage is the inspected one. */
export interface PassageHandle {
  /** To the next or previous passage, and into the inspector. */
  walk(direction: 1 | -1, kind?: PassageKind): void;
  /** Opens the passage at the caret; a choice where several meet. */
  openAtCaret(): void;
  /** Moves one end of the chosen passage. */
  adjust(edge: 'start' | 'end', unit: TextUnit, direction: 1 | -1): Promise<void>;
  /** Makes the selection a fragment of the chosen passage. */
  addSelection(): Promise<void>;
  /** Takes the selection, or the fragment at the caret, out of the chosen passage. */
  takeOut(): Promise<void>;
  /** Takes one fragment out of a passage that has several. */
  removeFragment(passageId: string, fragment: TextRange): Promise<void>;
  /** Parts the passage at the caret. */
  split(): Promise<void>;
  /** Joins the passages that the selection touches, and the chosen one. */
  join(): Promise<void>;
}

/** Which sentences a walk stops at: those not read, or all with which nothing was done yet. */
export type CoverageWalk = 'unread' | 'open';

/** What can be done about the sentences of the article in the active reader. */
export interface CoverageHandle {
  /** Selects the next or previous sentence of that kind, round the end of the text. */
  next(kind: CoverageWalk, direction: 1 | -1): void;
  /** What skipping is about here: the selection or the sentence at the caret, or the passage of just these words; null for neither. */
  skipSubject(): SkipSubject | null;
}

/** What the active reader offers to commands. The reader sets it, and takes it back when it goes. */
export interface ReaderHandle {
  documentId: string;
  versionId: string;
  /** An earlier version is shown: its text can be read and copied, but nothing new is marked in it. */
  earlier: boolean;
  /** A newer version came in while words were selected here, and waits for them to be let go of: nothing new is marked. */
  replaced: boolean;
  /** Moves the caret, by characters and words to the right (1) or left; extending keeps the other end of the selection. */
  move(unit: TextUnit, direction: 1 | -1, extend: boolean): void;
  passageWork: PassageHandle;
  coverageWork: CoverageHandle;
  /** The stored text, and where its words led. */
  readonly source: { readonly text: string; readonly links: readonly TextLink[] };
  /** Where the caret stands: UTF-16 offset over the stored text. */
  readonly caretAt: number;
  /** The selected text, or null. */
  anchor(): AnchorInput | null;
  /** The selection, else the sentence at the caret. */
  anchorOrSentence(): AnchorInput | null;
  /** Selects the sentence at the caret. */
  selectSentence(): void;
  selectAll(): void;
  /** Selects words, and offers what can be done with them. */
  select(range: TextRange): void;
  /** Brings `workspace.selection` up to date; else it follows a moment after the caret rests. */
  publishSelection(): void;
  clearSelection(): void;
  /** Empties the selection, of whose words a passage is made; tells where that takes in a character which the selection cut. */
  takeSelection(): void;
  focus(): void;
  /** Where reading stands; null while nothing is on screen. */
  position(): ReadingPlace | null;
  /** Scrolls to ranges and lights them up for a moment. */
  show(ranges: readonly TextRange[]): void;
}

/** What finding in the active article offers to commands. */
export interface FindHandle {
  /** Shows the bar with the keyboard in it; selected words are what is looked for. */
  open(): void;
  close(): void;
  /** To the next or previous place; shows the bar where it was closed. */
  step(direction: 1 | -1): void;
  toggle(how: 'matchCase' | 'wholeWords' | 'expression'): void;
  isOn(how: 'matchCase' | 'wholeWords' | 'expression'): boolean;
  isShown(): boolean;
  /** What is looked for while the bar is shown, else what is selected; empty for neither. */
  words(): string;
  /** What is looked for, while the bar is shown and the keyboard is not in the text. */
  query(): FindQuery | null;
}

/** What the original beside a text offers to commands. */
export interface OriginalHandle {
  documentId: string;
  versionId: string;
  focus(): void;
  /** Goes in the text to what is shown here. */
  showInText(): Promise<void>;
  /** What an original of pages offers besides; null for others. */
  pages: {
    turn(direction: 1 | -1): void;
    /** Makes it larger or smaller, or fits it into the pane. */
    zoom(to: 'larger' | 'smaller' | 'width' | 'page'): void;
    /** Moves the keyboard to where a page's number is written. */
    askForPage(): void;
    /** Whether pages turn with those of the text. */
    readonly linked: boolean;
    toggleLinked(): void;
  } | null;
}

/** What a list or table offers to commands. */
export interface ListHandle {
  move(direction: 1 | -1): void;
  open(): void;
  toggleSelected(): void;
  selectAll(): void;
}

/** Opens the file chooser of the import, or takes files from elsewhere. */
export interface ImporterHandle {
  /** `broken`: the files of an import that was broken off are chosen again. */
  chooseFiles(broken?: UnfinishedImport): void;
  chooseFolder(): void;
}

/** The panes around the main one, shown and hidden. */
export interface FrameHandle {
  toggle(side: 'rail' | 'inspector'): void;
  isShown(side: 'rail' | 'inspector'): boolean;
}

export interface Handles {
  frame: FrameHandle | null;
  reader: ReaderHandle | null;
  /** The panes by their place; a single one is the left. */
  left: ReaderHandle | null;
  right: ReaderHandle | null;
  find: FindHandle | null;
  original: OriginalHandle | null;
  list: ListHandle | null;
  importer: ImporterHandle | null;
  search: { focus(): void } | null;
  /** Moves the keyboard into a named field of the inspector, e.g. `claim.text`, `note`, `verdict.rationale`. */
  focusField: ((field: string) => void) | null;
}

/** Everything a command may look at. */
export interface ActionContext {
  client: typeof client;
  queryClient: typeof queryClient;
  workspace: Workspace;
  openCase: StandingCase | null;
  handles: Handles;
  /** Names of what undo and redo would do now. */
  undo: string | null;
  redo: string | null;
}

/**
 * One command. Menu, shortcut, palette and button all read this object, so that they cannot disagree about its name, its
 * key, whether it can be done, and what it does. A rejected `run` is shown to the person by whoever started it.
 */
export interface Action {
  id: string;
  label: string | ((context: ActionContext) => string);
  /** tinykeys notation, `$mod` being Ctrl or Cmd; the first is the one shown. */
  keys?: readonly string[];
  scope?: Scope;
  menu?: Menu;
  /** Items of a menu with the same group stand together; groups are parted by a line. */
  group?: number;
  /** Words the palette also finds it by. */
  words?: string;
  enabled?(context: ActionContext): boolean;
  checked?(context: ActionContext): boolean;
  /** Why its key does nothing now, where a person may wonder. */
  excuse?(context: ActionContext): string | null;
  /** Puts the keyboard into a text field: what is typed until it is there belongs into it. */
  opensField?: boolean;
  run(context: ActionContext): void | Promise<void>;
}

/** The file of the open case is gone or another one: nothing is written until the person has chosen. */
export const isFrozen = ({ openCase }: ActionContext): boolean =>
  openCase?.health.state === 'missing' || openCase?.health.state === 'replaced';
export const inWritableCase = (context: ActionContext): boolean =>
  context.openCase !== null && context.openCase.readOnly === null && !isFrozen(context);
export const inCase = ({ openCase }: ActionContext): boolean => openCase !== null;
export const labelOf = (action: Action, context: ActionContext): string =>
  typeof action.label === 'string' ? action.label : action.label(context);
export const isEnabled = (action: Action, context: ActionContext): boolean => action.enabled?.(context) ?? true;
