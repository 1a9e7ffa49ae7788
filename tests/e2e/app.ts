import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, type Browser, type ElectronApplication, type Page } from '@playwright/test';
import type { AssayDesktop } from '../../shared/domain/desktop.ts';
import { findElectron } from '../../scripts/electron.ts';
import { chromiumPath } from './chromium.ts';
import { openDisplay, type Display } from './display.ts';
import { launchElectron } from './electron.ts';

declare global {
  interface Window {
    assayDesktop?: AssayDesktop;
  }
}

const root = join(import.meta.dirname, '../..');

export type HostKind = 'browser' | 'electron';

/** Set by the project. */
export interface HostOptions {
  host: HostKind;
}

/** The application as a user has it, on either host, with folders of its own. */
export interface App {
  readonly host: HostKind;
  /** The first window; after `restart` the new one. */
  readonly page: Page;
  readonly userDataDir: string;
  readonly casesDir: string;
  /** Null in the browser. */
  readonly electron: ElectronApplication | null;
  /** Another window, or tab, of the same application. */
  newWindow(): Promise<Page>;
  /** Quits, and starts again on the same folders. */
  restart(): Promise<Page>;
  /** Kills it as a power cut would, with no word of warning, and starts it again on the same folders. */
  kill(): Promise<Page>;
  /** Ends the process behind a page, and returns the page that a person goes on with. */
  crash(page: Page): Promise<Page>;
  /** The file that the page saves while `work` runs. */
  saved(work: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }>;
}

interface Running {
  page: Page;
  electron: ElectronApplication | null;
  newWindow(): Promise<Page>;
  saved(work: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }>;
  crash(page: Page): Promise<Page>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

interface Folders {
  userDataDir: string;
  casesDir: string;
  downloads: string;
}

export const test = base.extend<
  HostOptions & { app: App; arguments: string[] },
  { display: Display | null; browsers: () => Promise<Browser> }
>({
  host: ['browser', { option: true }],
  /** More arguments for the start of the application. */
  arguments: [[], { option: true }],

  display: [
    // Playwright reads the names of the fixtures that are needed from this pattern: here none are.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const display = await openDisplay();
      await use(display);
      display?.close();
    },
    { scope: 'worker' },
  ],

  /** Launched when the first test asks for it: the desktop projects need none. */
  browsers: [
    async ({ playwright }, use) => {
      let browser: Promise<Browser> | undefined;
      await use(() => (browser ??= playwright.chromium.launch()));
      await (await browser)?.close();
    },
    { scope: 'worker' },
  ],

  app: async ({ host, arguments: given, browsers, display }, use, testInfo) => {
    const home = mkdtempSync(join(tmpdir(), 'assay-e2e-'));
    const folders = { userDataDir: join(home, 'user'), casesDir: join(home, 'cases'), downloads: join(home, 'downloads') };
    for (const folder of Object.values(folders)) mkdirSync(folder);
    const start = async (): Promise<Running> => {
      if (host === 'browser') return startServe(folders, await browsers(), given);
      const electron = findElectron();
      if (electron.path === null) testInfo.skip(true, `No Electron: ${electron.reason}.`);
      if (!display) testInfo.skip(true, 'No display, and no Xvfb to make one.');
      return startElectron(folders, display!.env, given);
    };
    let running = await start();
    await use({
      host,
      get page() {
        return running.page;
      },
      ...folders,
      get electron() {
        return running.electron;
      },
      newWindow: () => running.newWindow(),
      saved: (work) => running.saved(work),
      crash: (page) => running.crash(page),
      async kill() {
        await running.kill();
        running = await start();
        return running.page;
      },
      async restart() {
        await running.stop();
        running = await start();
        return running.page;
      },
    });
    // Nothing is asked of a server any more, not even the backup of its last moment. A killed Electron leaves processes behind.
    await (host === 'browser' ? running.kill() : running.stop());
    rmSync(home, { recursive: true, force: true });
  },

  page: async ({ app }, use) => use(app.page),
  context: async ({ app }, use) => use(app.page.context()),
});

export { expect } from '@playwright/test';

const electronOf = new WeakMap<Page, { electron: ElectronApplication; casesDir: string }>();

/**
 * Answers the system's own file dialogs, which no test can click, with this case in the folder of cases. In the browser
 * there are none: then it does nothing and returns false.
 */
export async function answerFileDialogs(page: Page, name: string): Promise<boolean> {
  const desktop = electronOf.get(page);
  if (!desktop) return false;
  await desktop.electron.evaluate(
    ({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    },
    join(desktop.casesDir, `${name}.assay`),
  );
  return true;
}

function environment({ userDataDir, casesDir, downloads }: Folders): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(inherited),
    TZ: 'UTC',
    ASSAY_USER_DATA: userDataDir,
    ASSAY_CASES: casesDir,
    ASSAY_DOWNLOAD_DIR: downloads,
  };
}

async function startElectron(folders: Folders, display: Record<string, string>, given: string[]): Promise<Running> {
  const electron = await launchElectron(['--lang=en-GB', root, ...given], { ...environment(folders), ...display });
  const page = await electron.firstWindow();
  electronOf.set(page, { electron, casesDir: folders.casesDir });
  await page.getByRole('main').first().waitFor();
  return {
    page,
    electron,
    async newWindow() {
      const opened = electron.waitForEvent('window');
      await electron.windows()[0]!.evaluate(() => window.assayDesktop!.newWindow());
      return opened;
    },
    async saved(work) {
      // Listening has begun before anything is done.
      await electron.evaluate(({ session }) => {
        const done = new Promise<string>((resolve, reject) => {
          session.defaultSession.once('will-download', (_event, item) =>
            item.once('done', (_done, state) => (state === 'completed' ? resolve(item.getSavePath()) : reject(new Error(state)))),
          );
        });
        Object.assign(globalThis, { savedFile: done });
      });
      await work();
      const path = await electron.evaluate(() => (globalThis as unknown as { savedFile: Promise<string> }).savedFile);
      return { name: path.split(/[\\/]/).at(-1)!, bytes: readFileSync(path) };
    },
    async crash(broken) {
      const window = await electron.browserWindow(broken);
      const opened = electron.waitForEvent('window');
      // The window loads its page again by itself. What drives it here holds on to the dead page, and needs a new window.
      await window.evaluate(async ({ webContents }) => {
        const revived = new Promise((resolve) => webContents.once('did-finish-load', resolve));
        webContents.forcefullyCrashRenderer();
        await revived;
        await webContents.executeJavaScript('window.assayDesktop.newWindow()');
      });
      const page = await opened;
      await page.getByRole('main').first().waitFor();
      await window.evaluate((revived) => revived.destroy());
      electronOf.set(page, { electron, casesDir: folders.casesDir });
      return page;
    },
    stop: () => electron.close(),
    async kill() {
      const ended = once(electron.process(), 'exit');
      electron.process().kill('SIGKILL');
      await ended;
    },
  };
}

async function startServe(folders: Folders, browser: Browser, given: string[]): Promise<Running> {
  const server = spawn(process.execPath, [join(root, 'electron/hosts/serve.ts'), '--no-open', '--json', ...given], {
    // PDFs are printed by the browser that the specs run in: the machine may have no other.
    env: { ...environment(folders), ASSAY_SQLITE_BINDING: '', ASSAY_CHROMIUM: chromiumPath() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { link, origin } = await firstAnswer(server);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('main').first().waitFor();
  return {
    page,
    electron: null,
    async newWindow() {
      const another = await context.newPage();
      await another.goto(origin);
      return another;
    },
    async saved(work) {
      const [download] = await Promise.all([page.waitForEvent('download'), work()]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    },
    async crash(broken) {
      const gone = broken.waitForEvent('crash');
      const session = await context.newCDPSession(broken);
      // The page that is told does not live to answer.
      session.send('Page.crash').catch(() => undefined);
      await gone;
      await broken.close();
      const another = await context.newPage();
      await another.goto(origin);
      return another;
    },
    async stop() {
      await context.close();
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
    },
    async kill() {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
      await context.close();
    },
  };
}

async function firstAnswer(server: ChildProcess): Promise<{ link: string; origin: string }> {
  const lines = createInterface({ input: server.stdout! });
  const ended = once(server, 'exit').then(([code]) => Promise.reject(new Error(`The server ended (${String(code)}) before it served.`)));
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  return JSON.parse(line) as { link: string; origin: string };
}
