import * as z from 'zod';
import type { ErrorCode } from './errors.ts';

/** What the system does by itself when such a menu item is chosen. */
export const menuRole = z.enum([
  'cut',
  'copy',
  'paste',
  'selectAll',
  'minimize',
  'zoom',
  'close',
  'quit',
  'togglefullscreen',
  'zoomIn',
  'zoomOut',
  'resetZoom',
]);
export type MenuRole = z.infer<typeof menuRole>;

const menuItem = z.discriminatedUnion('type', [
  z.object({ type: z.literal('separator') }),
  z.object({
    type: z.literal('action'),
    /** Id of the action; comes back through `onMenuAction`. */
    id: z.string().min(1).max(100),
    label: z.string().min(1).max(200),
    /** As the page binds them, e.g. `$mod+Shift+KeyK` or `$mod+k`. Shown beside the item; the page itself listens for them. */
    keys: z.string().max(60).optional(),
    enabled: z.boolean().default(true),
    /** Set for items that are switched on and off. */
    checked: z.boolean().optional(),
  }),
  z.object({ type: z.literal('role'), role: menuRole, label: z.string().min(1).max(200).optional() }),
]);
export type MenuItem = z.input<typeof menuItem>;

/** The menu bar as the page's actions describe it. The host adds what the platform expects (the application menu on macOS). */
export const menuModel = z.object({
  menus: z
    .array(z.object({ label: z.string().min(1).max(60), items: z.array(menuItem).max(80) }))
    .min(1)
    .max(12),
});
export type MenuModel = z.input<typeof menuModel>;
export type CheckedMenuModel = z.output<typeof menuModel>;

/** A failure from the closed set as plain data, the message already in words. */
export interface DesktopFailure {
  code: ErrorCode;
  data: unknown;
  message: string;
}

/** A case that was asked for outside the page: the last one at start, by its file, or by a second start. */
export interface OpenRequest {
  /** File name without folder. */
  fileName: string;
  /** Null when the case is open now. */
  failure: DesktopFailure | null;
}

/**
 * What the desktop adds to the page, as `window.assayDesktop`; undefined in the browser. The page names no path: dialogs
 * and files stay with the host, and the page hears of another case by the event `case`.
 */
export interface AssayDesktop {
  readonly platform: 'darwin' | 'win32' | 'linux';
  /** Asks for a case file and opens it. Null when it is open or the person cancelled; else why it could not be opened. */
  openCaseDialog(): Promise<DesktopFailure | null>;
  /** Asks where to make a new case, makes and opens it. Null when done or cancelled. */
  createCaseDialog(): Promise<DesktopFailure | null>;
  /**
   * Asks for the folder of backups, tries it and sets it. Null when the person cancelled; else the folder for people to read, or why
   * it was not taken.
   */
  chooseBackupFolder(): Promise<DesktopFailure | { folder: string } | null>;
  /** Asks for the folder whose new files are imported into the open case. Null when it is watched or the person cancelled; else why not. */
  chooseWatchedFolder(): Promise<DesktopFailure | null>;
  /** Gives an address of http or https to the browser of this machine, once the person agreed to it. Null when it has it; else why not. */
  openLink(address: string): Promise<DesktopFailure | null>;
  /** Another window on the same case. */
  newWindow(): Promise<void>;
  /** Replaces the menu bar of this window. */
  setMenu(model: MenuModel): Promise<void>;
  /** Tells which action's menu item was chosen. Returns what ends the listening. */
  onMenuAction(listener: (actionId: string) => void): () => void;
  /** Tells of cases asked for outside the page, those before the page listened too. Returns what ends the listening. */
  onOpenRequest(listener: (request: OpenRequest) => void): () => void;
  /** Tells whether assistive technology, such as a screen reader, is at work: at once, and at each change. Returns what ends the listening. */
  onAssistiveTechnology(listener: (present: boolean) => void): () => void;
}

/** Data of the one `window.postMessage` that hands the page its port to the core (`event.ports[0]`). */
export const portMessageType = 'assay:port';
