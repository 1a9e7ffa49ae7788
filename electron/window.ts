import { join } from 'node:path';
import { BrowserWindow, dialog, nativeTheme } from 'electron';
import { guardDownloads } from './native/downloads.ts';
import { pageUrl } from './native/page.ts';
import { rememberedPlace, rememberPlace } from './native/window-state.ts';

/** The paper of the page, so that a window never flashes in another colour before the page has painted. */
const paper = (): string => (nativeTheme.shouldUseDarkColors ? '#191817' : '#fdfcfa');

export interface WindowOptions {
  /** File that remembers size and place. */
  statePath: string;
  /** Shown by Linux in its task list; elsewhere the program carries its icon. */
  iconPath: string;
  /** Developer tools stay out of the packaged application. */
  devTools: boolean;
  log: (event: string, data?: Record<string, unknown>) => void;
}

/** Opens a window on the page: sandboxed, isolated, without Node, and shown once it has something to show. */
export function openWindow({ statePath, iconPath, devTools, log }: WindowOptions): BrowserWindow {
  const { bounds, maximized } = rememberedPlace(statePath);
  const [other] = BrowserWindow.getAllWindows().filter((window) => window.isVisible());
  const beside = other && { x: other.getBounds().x + 32, y: other.getBounds().y + 32 };
  const window = new BrowserWindow({
    ...bounds,
    ...beside,
    minWidth: 960,
    minHeight: 600,
    title: 'Assay',
    ...(process.platform === 'linux' ? { icon: iconPath } : {}),
    show: false,
    backgroundColor: paper(),
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      enableWebSQL: false,
      spellcheck: false,
      safeDialogs: true,
      devTools,
    },
  });
  guardDownloads(window.webContents.session);
  rememberPlace(window, statePath);
  window.once('ready-to-show', () => {
    if (maximized && !beside) window.maximize();
    window.show();
    log('window shown', { id: window.id });
  });
  const repaint = (): void => window.setBackgroundColor(paper());
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
  reviveAfterCrash(window, log);
  askBeforeWordsAreLost(window);
  window.loadURL(pageUrl).catch((error: unknown) => {
    if (!window.isDestroyed()) log('page did not load', { code: (error as { code?: unknown }).code });
  });
  return window;
}

/** A page that crashed is loaded again; one that crashes at once, again and again, is left alone. */
function reviveAfterCrash(window: BrowserWindow, log: WindowOptions['log']): void {
  let lastCrash = 0;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log('page gone', { reason, exitCode });
    const now = Date.now();
    if (reason !== 'clean-exit' && now - lastCrash > 10_000) window.webContents.reload();
    lastCrash = now;
  });
}

/** The page keeps its window while it has words that the disk refuses; only the person can say that they may go. */
function askBeforeWordsAreLost(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const answer = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: 'Some of what you typed is in this window alone.',
      detail: 'It could not be stored on the disk. Stay, and save it as a file from the File menu.',
      buttons: ['Stay', 'Close and lose it'],
      defaultId: 0,
      cancelId: 0,
    });
    if (answer === 1) event.preventDefault();
  });
}
