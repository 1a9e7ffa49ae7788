import type { OpenCase } from '../../shared/contract/cases.ts';
import type { AnchorInput } from '../../shared/contract/passages.ts';
import type { TextRange } from '../../shared/domain/entities.ts';
import type { client, queryClient } from '../api/client.ts';
import type { Workspace } from '../state/workspace.ts';

export type Menu = 'File' | 'Edit' | 'View' | 'Claim' | 'Window' | 'Help';

/** Where the keyboard is. Keys of a scope work only there; `everywhere` works in all, but plain letters never while typing. */
export type Scope = 'everywhere' | 'reader' | 'claims' | 'library' | 'evidence' | 'versions';

export type TextUnit = 'character' | 'word' | 'line' | 'sentence' | 'paragraph';

/** What the active reader offers to commands. The reader sets it, and takes it back when it goes. */
export interface ReaderHandle {
  documentId: string;
  versionId: string;
  /** An earlier version is shown: its text can be read and copied, but nothing new is marked in it. */
  earlier: boolean;
  /** Moves the caret; extending keeps the other end of the selection. */
  move(unit: TextUnit, direction: 1 | -1, extend: boolean): void;
  /** To the next or previous passage, and into the inspector. */
  walkPassages(direction: 1 | -1): void;
  /** Opens the passage at the caret; a choice where several meet. */
  openPassageAtCaret(): void;
  /** The selected text, or null. */
  anchor(): AnchorInput | null;
  /** The selection, else the sentence at the caret. */
  anchorOrSentence(): AnchorInput | null;
  /** Moves one end of the inspected passage. */
  adjust(edge: 'start' | 'end', unit: TextUnit, direction: 1 | -1): Promise<void>;
  /** Selects the sentence at the caret. */
  selectSentence(): void;
  selectAll(): void;
  /** Brings `workspace.selection` up to date; else it follows a moment after the caret rests. */
  publishSelection(): void;
  clearSelection(): void;
  focus(): void;
  /** Scrolls to ranges and lights them up for a moment. */
  show(ranges: readonly TextRange[]): void;
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
  chooseFiles(): void;
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
  openCase: OpenCase | null;
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
