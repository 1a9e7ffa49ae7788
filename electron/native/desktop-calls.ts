import { basename, join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, shell, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import * as z from 'zod';
import type { DesktopFailure, OpenRequest } from '../../shared/domain/desktop.ts';
import { menuModel } from '../../shared/domain/desktop.ts';
import { AssayError, errorMessage } from '../../shared/domain/errors.ts';
import { setBackupFolder, setWatchedFolder, type Core } from '../core/index.ts';
import { servePort } from '../hosts/port.ts';
import { setWindowMenu } from './menu.ts';
import { pageOrigin } from './page.ts';

const caseFilter = { name: 'Assay case', extensions: ['assay'] };

export interface DesktopOptions {
  core: Core;
  /** Folder in which the dialogs start. */
  casesDir: string;
  openWindow: () => void;
}

export interface Desktop {
  /** Opens a case that was asked for outside the page, and tells every page how that went. Never throws. */
  openRequested(path: string): void;
}

/** Answers the calls of AssayDesktop, each only to the main frame of our own page, with what it sent checked. */
export function answerDesktopCalls({ core, casesDir, openWindow }: DesktopOptions): Desktop {
  const { workbench } = core;
  const connections = new Map<number, () => void>();
  /** The newest request that no page has heard of yet. */
  let waiting: OpenRequest | null = null;

  function failureOf(error: unknown): DesktopFailure {
    if (error instanceof AssayError) return { code: error.code, data: error.data, message: error.message };
    const data = { logId: workbench.log.error('desktop call failed', error) };
    return { code: 'INTERNAL', data, message: errorMessage('INTERNAL', data) };
  }

  function attempt(work: () => void): DesktopFailure | null {
    try {
      work();
      return null;
    } catch (error) {
      return failureOf(error);
    }
  }

  /** The window of a message that came from the main frame of our own page; null for any other. */
  function windowOf({ senderFrame, sender }: IpcMainInvokeEvent | IpcMainEvent): BrowserWindow | null {
    const ownPage = senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.origin === pageOrigin;
    return ownPage ? BrowserWindow.fromWebContents(sender) : null;
  }

  function answer<Input extends z.ZodType, Answer>(
    channel: string,
    input: Input,
    work: (window: BrowserWindow, sent: z.output<Input>) => Answer | Promise<Answer>,
  ): void {
    ipcMain.handle(channel, (event, ...sent: unknown[]) => {
      const window = windowOf(event);
      if (!window) throw new AssayError('NOT_ALLOWED', { reason: 'only the page of Assay may call its desktop' });
      return work(window, input.parse(sent));
    });
  }

  const connectedWindows = (): BrowserWindow[] =>
    BrowserWindow.getAllWindows().filter(({ webContents }) => connections.has(webContents.id));

  // The page connects at each load; what an earlier load of the same window held is ended.
  ipcMain.on('assay:connect', (event) => {
    const window = windowOf(event);
    const [port] = event.ports;
    if (!window || !port) return;
    const { id } = window.webContents;
    connections.get(id)?.();
    connections.set(id, servePort(core, port));
    window.once('closed', () => {
      connections.get(id)?.();
      connections.delete(id);
    });
    workbench.log.info('page connected', { window: window.id });
    if (waiting) window.webContents.send('assay:open-request', waiting);
    waiting = null;
  });

  answer('assay:open-case', z.tuple([]), async (window) => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Open case',
      defaultPath: casesDir,
      filters: [caseFilter],
      properties: ['openFile'],
    });
    const [path] = filePaths;
    return path ? attempt(() => workbench.open(path)) : null;
  });

  answer('assay:create-case', z.tuple([]), async (window) => {
    const { filePath } = await dialog.showSaveDialog(window, {
      title: 'New case',
      defaultPath: join(casesDir, 'New case.assay'),
      filters: [caseFilter],
      properties: ['createDirectory'],
    });
    if (!filePath) return null;
    return attempt(() => workbench.createAt(filePath.endsWith('.assay') ? filePath : `${filePath}.assay`));
  });

  answer('assay:choose-backup-folder', z.tuple([]), async (window) => {
    const { folder } = workbench.settings.read().backups;
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Folder for backups',
      ...(folder === null ? {} : { defaultPath: folder }),
      properties: ['openDirectory', 'createDirectory'],
    });
    const [path] = filePaths;
    if (!path) return null;
    return setBackupFolder(workbench, path).then((shown) => ({ folder: shown }), failureOf);
  });

  answer('assay:choose-watched-folder', z.tuple([]), async (window) => {
    const { filePaths } = await dialog.showOpenDialog(window, { title: 'Folder to watch', properties: ['openDirectory'] });
    const [path] = filePaths;
    return path ? setWatchedFolder(workbench, path).then(() => null, failureOf) : null;
  });

  answer('assay:open-link', z.tuple([z.url({ protocol: /^https?$/ }).max(4_000)]), async (_window, [address]) => {
    try {
      await shell.openExternal(address);
      return null;
    } catch (error) {
      workbench.log.error('no browser took an address', error);
      return failureOf(
        new AssayError('NOT_ALLOWED', { reason: 'no browser of this machine took the address. Copy it, and open it there' }),
      );
    }
  });

  answer('assay:new-window', z.tuple([]), () => {
    openWindow();
    return null;
  });

  answer('assay:set-menu', z.tuple([menuModel]), (window, [model]) => {
    setWindowMenu(window, model, (actionId) => window.webContents.send('assay:menu-action', actionId));
    return null;
  });

  answer('assay:assistive-technology', z.tuple([]), () => app.accessibilitySupportEnabled);
  app.on('accessibility-support-changed', (_event, present) => {
    for (const window of connectedWindows()) window.webContents.send('assay:assistive-technology', present);
  });

  return {
    openRequested(path) {
      const request: OpenRequest = { fileName: basename(path), failure: attempt(() => workbench.open(path)) };
      const connected = connectedWindows();
      if (connected.length === 0) waiting = request;
      for (const window of connected) window.webContents.send('assay:open-request', request);
    },
  };
}
