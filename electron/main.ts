import { join, resolve } from 'node:path';
import { app, BrowserWindow, nativeTheme, session, type Event } from 'electron';
import { createParserPool } from './core/importers/pool.ts';
import { createCore, type Core } from './core/index.ts';
import { closeInOrder } from './hosts/close.ts';
import { appRoot, nodeProviders, rendererFolder } from './hosts/providers.ts';
import { answerDesktopCalls, type Desktop } from './native/desktop-calls.ts';
import { closeEveryWayOut } from './native/guards.ts';
import { setPlainMenu } from './native/menu.ts';
import { registerPageScheme, servePage } from './native/page.ts';
import { utilityFork } from './native/parser.ts';
import { printPdf } from './native/print.ts';
import { openWindow } from './window.ts';

const { ASSAY_USER_DATA: userData, ASSAY_CASES: cases } = process.env;
if (userData) app.setPath('userData', resolve(userData));
registerPageScheme();
closeEveryWayOut();
// Root, as in containers, cannot run Chromium's sandbox at all and must say --no-sandbox.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
setPlainMenu();

/** Files that were asked for before there was a core to open them. */
const early: string[] = [];
let openFile = (path: string): void => void early.push(path);

const named = fileNamed(process.argv, process.cwd());
if (named) openFile(named);
app.on('open-file', (event, path) => {
  event.preventDefault();
  openFile(path);
});

// One process holds the cases of this person; a second start hands over its file and ends.
if (app.requestSingleInstanceLock({ file: named })) {
  // Awaiting readiness at the top level of an ES module would keep Electron from ever getting ready.
  app.whenReady().then(start, fail);
} else {
  app.quit();
}

function start(): void {
  const casesDir = cases ? resolve(cases) : join(app.getPath('documents'), 'Assay');
  const resourcesDir = app.isPackaged ? process.resourcesPath : join(appRoot, 'resources');
  const core = createCore({
    ...nodeProviders('electron', { userData: app.getPath('userData'), cases: casesDir }),
    resourcesDir,
    // The packaged application loads its own binary, and none that a variable names.
    nativeBinding: app.isPackaged ? undefined : process.env['ASSAY_SQLITE_BINDING'] || undefined,
    version: app.getVersion(),
    parser: createParserPool({ fork: () => utilityFork(join(import.meta.dirname, 'parser.js')) }),
    printPdf,
  });
  const { log, settings } = core.workbench;
  process.on('uncaughtException', (error) => log.error('uncaught', error));
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', error));
  app.on('will-quit', (event) => leave(event, core));

  servePage(session.defaultSession, rendererFolder);
  followTheme(core);
  const newWindow = (): void => {
    if (left) return;
    openWindow({
      statePath: join(app.getPath('userData'), 'window.json'),
      iconPath: join(resourcesDir, 'icon.png'),
      devTools: !app.isPackaged,
      log: (event, data) => log.info(event, data),
    });
  };
  const desktop = answerDesktopCalls({ core, casesDir, openWindow: newWindow });
  openFirstCase(desktop, settings.read().lastCase);
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const { file } = data as { file?: unknown };
    if (typeof file === 'string') openFile(file);
    focusWindow(newWindow);
  });
  app.on('activate', () => focusWindow(newWindow));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  log.info('started', { version: app.getVersion(), electron: process.versions['electron'] });
  newWindow();
}

let left = false;

/** Quits once the backup of the closed case is made. Meanwhile nobody is kept from starting again. */
function leave(event: Event, core: Core): void {
  if (left) return;
  left = true;
  event.preventDefault();
  const closed = closeInOrder(core);
  app.releaseSingleInstanceLock();
  // Asked again while the event is still being answered, Electron would take that for the quitting that was prevented.
  closed.then(() => setImmediate(() => app.quit()), fail);
}

/** The file that was asked for, else the case of last time. A failure is told on the start screen; no case is made in its place. */
function openFirstCase(desktop: Desktop, lastCase: string | null): void {
  openFile = (path) => desktop.openRequested(path);
  const first = early.at(-1) ?? lastCase;
  if (first) openFile(first);
}

function focusWindow(newWindow: () => void): void {
  const [window] = BrowserWindow.getAllWindows().filter((candidate) => candidate.isVisible());
  if (!window) return newWindow();
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Keeps native surfaces (menus, dialogs, scroll bars, first paint) in the theme that the settings name. */
function followTheme({ workbench }: Core): void {
  const apply = (): void => {
    nativeTheme.themeSource = workbench.settings.read().theme;
  };
  apply();
  const follow = async (): Promise<void> => {
    for await (const { type } of workbench.subscribe(undefined)) if (type === 'settings') apply();
  };
  follow().catch((error: unknown) => workbench.log.error('theme not followed', error));
}

function fileNamed(argv: readonly string[], cwd: string): string | undefined {
  const file = argv.slice(1).find((argument) => argument.endsWith('.assay') && !argument.startsWith('-'));
  return file && resolve(cwd, file);
}

function fail(error: unknown): void {
  console.error(error);
  app.exit(1);
}
