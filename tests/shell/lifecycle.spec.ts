import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { DesktopFailure, MenuModel, OpenRequest } from '../../shared/domain/desktop.ts';
import { findElectron, sandboxArguments } from '../../scripts/electron.ts';
import { expect, test, type App } from '../e2e/app.ts';
import { coreOf } from './core.ts';

const root = join(import.meta.dirname, '../..');

test('a case made in the native dialog is open again after a restart', async ({ app }) => {
  const path = join(app.casesDir, 'Bridges.assay');
  await answerSaveDialog(app.electron!, path);
  expect(await app.page.evaluate(() => window.assayDesktop!.createCaseDialog())).toBeNull();
  expect(existsSync(path)).toBe(true);
  expect(lastCase(app)).toBe(path);

  const page = await app.restart();
  const core = await coreOf(page);
  expect(await core.cases.current({})).toMatchObject({ name: 'Bridges', fileName: 'Bridges.assay' });
});

test('a dialog that is cancelled changes nothing, and a file that is no case is refused with the reason', async ({ app }) => {
  await answerOpenDialog(app.electron!, []);
  expect(await openByDialog(app.page)).toBeNull();
  const path = join(app.casesDir, 'Letter.assay');
  writeFileSync(path, 'Dear editor, this is a letter.');
  await answerOpenDialog(app.electron!, [path]);
  expect(await openByDialog(app.page)).toMatchObject({ code: 'NOT_A_CASE', data: { name: 'Letter.assay' } });
  expect(readFileSync(path, 'utf8')).toBe('Dear editor, this is a letter.');
  expect(lastCase(app)).toBeNull();
});

test('a last case that is gone is told at the start, and none is made in its place', async ({ app }) => {
  const path = join(app.casesDir, 'Moved.assay');
  writeFileSync(join(app.userDataDir, 'settings.json'), JSON.stringify({ lastCase: path }));
  const page = await app.restart();
  await expect(page.getByText('“Moved.assay” is not there any more.')).toBeVisible();
  expect(existsSync(path)).toBe(false);
});

test('a second start hands its file to the first and ends', async ({ app, display }) => {
  const { page, electron } = app;
  await answerSaveDialog(electron!, join(app.casesDir, 'One.assay'));
  await page.evaluate(() => window.assayDesktop!.createCaseDialog());
  await answerSaveDialog(electron!, join(app.casesDir, 'Two.assay'));
  await page.evaluate(() => window.assayDesktop!.createCaseDialog());
  await listenForRequests(page);

  const second = spawn(findElectron().path!, [...sandboxArguments, root, 'One.assay'], {
    cwd: app.casesDir,
    env: { ...process.env, ...display!.env, ASSAY_USER_DATA: app.userDataDir, ASSAY_CASES: app.casesDir },
    stdio: 'ignore',
  });
  expect(await once(second, 'exit')).toEqual([0, null]);
  await expect.poll(() => heardRequests(page)).toEqual([{ fileName: 'One.assay', failure: null }]);
  expect(lastCase(app)).toBe(join(app.casesDir, 'One.assay'));
  expect(electron!.windows()).toHaveLength(1);
});

test('a case is opened by its file', async ({ app }) => {
  const { electron } = app;
  await answerSaveDialog(electron!, join(app.casesDir, 'Named.assay'));
  await app.page.evaluate(() => window.assayDesktop!.createCaseDialog());
  await listenForRequests(app.page);
  await electron!.evaluate(
    ({ app: application }, path) => {
      application.emit('open-file', { preventDefault: () => undefined }, path);
    },
    join(app.casesDir, 'Named.assay'),
  );
  await expect.poll(() => heardRequests(app.page)).toEqual([{ fileName: 'Named.assay', failure: null }]);
});

test('each window has its own connection, and one that reloads gets a new one', async ({ app }) => {
  const second = await app.newWindow();
  await expect.poll(() => connected(second)).toBe(true);
  await second.reload();
  await expect.poll(() => connected(second)).toBe(true);
  await second.close();
  await expect.poll(() => connected(app.page)).toBe(true);
  expect(app.electron!.windows()).toHaveLength(1);
});

test('a page that crashes is loaded again', async ({ app }) => {
  const loaded = app.electron!.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((resolve) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!;
        webContents.once('did-finish-load', () => resolve(webContents.getURL()));
        webContents.forcefullyCrashRenderer();
      }),
  );
  expect(await loaded).toMatch(/^app:\/\/assay\//);
});

test('the native menu is built from the page, and its items come back as actions', async ({ app }) => {
  const model: MenuModel = {
    menus: [
      {
        label: 'Edit',
        items: [
          { type: 'action', id: 'specs.undo', label: 'Undo “Highlight passage”', keys: '$mod+z' },
          { type: 'action', id: 'redo', label: 'Redo', enabled: false },
          { type: 'separator' },
          { type: 'action', id: 'inspector', label: 'Inspector', checked: true },
          { type: 'role', role: 'copy' },
        ],
      },
    ],
  };
  await app.electron!.evaluate(({ Menu }) => {
    const build = Menu.buildFromTemplate.bind(Menu);
    const menus: Electron.Menu[] = [];
    Reflect.set(globalThis, 'builtMenus', menus);
    Menu.buildFromTemplate = (template) => {
      const built = build(template);
      menus.push(built);
      return built;
    };
  });
  const chosen = app.page.evaluate(
    (sent) =>
      new Promise((resolve) => {
        window.assayDesktop!.onMenuAction(resolve);
        void window.assayDesktop!.setMenu(sent);
      }),
    model,
  );
  const readMenu = (): Promise<unknown[] | null> =>
    app.electron!.evaluate(() => {
      // The page sends menus of its own too, and every submenu is built as a menu before the one it belongs to.
      const menus = Reflect.get(globalThis, 'builtMenus') as Electron.Menu[];
      const menu = menus.findLast((candidate) => candidate.getMenuItemById('specs.undo'));
      const item = menu?.getMenuItemById('specs.undo');
      if (!item) return null;
      const [first] = menu!.items.filter(({ label }) => label === 'Edit');
      const described = first!.submenu!.items.map(({ label, type, enabled, checked }) => [label, type, enabled, checked]);
      item.click();
      return described;
    });
  await expect.poll(readMenu).toEqual([
    ['Undo “Highlight passage”', 'normal', true, false],
    ['Redo', 'normal', false, false],
    ['', 'separator', true, false],
    ['Inspector', 'checkbox', true, true],
    ['Copy', 'normal', true, false],
  ]);
  expect(await chosen).toBe('specs.undo');
});

test('a window remembers its size, keeps a least size, and shows no other colour first', async ({ app }) => {
  await app.electron!.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setBounds({ x: 60, y: 40, width: 1100, height: 700 }),
  );
  await app.restart();
  const shown = await app.electron!.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { ...window!.getBounds(), least: window!.getMinimumSize(), background: window!.getBackgroundColor() };
  });
  expect(shown).toMatchObject({ width: 1100, height: 700, least: [960, 600] });
  expect(shown.background.toLowerCase()).toMatch(/#(ff)?(fdfcfa|191817)/);
});

test('what the page made itself can be saved, and nothing else can be downloaded', async ({ app }) => {
  const file = await app.saved(() =>
    app.page.evaluate(() => {
      const href = URL.createObjectURL(new Blob(['rating,claim\n'], { type: 'text/csv' }));
      Object.assign(document.createElement('a'), { href, download: 'report.csv' }).click();
    }),
  );
  expect(file).toEqual({ name: 'report.csv', bytes: Buffer.from('rating,claim\n') });

  const refused = app.electron!.evaluate(
    ({ session }) =>
      new Promise<[string, boolean]>((resolve) => {
        session.defaultSession.once('will-download', (event, item) => resolve([item.getURL(), event.defaultPrevented]));
      }),
  );
  await app.page.evaluate(() => Object.assign(document.createElement('a'), { href: '/index.html', download: 'page.html' }).click());
  expect(await refused).toEqual(['app://assay/index.html', true]);
});

test('the log of the desktop names events and no content', async ({ app }) => {
  const log = (): string => readFileSync(join(app.userDataDir, 'logs/assay.log'), 'utf8');
  await expect.poll(log).toContain('"event":"window shown"');
  expect(log()).toContain('"event":"started"');
});

function lastCase(app: App): string | null {
  const path = join(app.userDataDir, 'settings.json');
  return existsSync(path) ? ((JSON.parse(readFileSync(path, 'utf8')) as { lastCase: string | null }).lastCase ?? null) : null;
}

const answerSaveDialog = (electron: ElectronApplication, filePath: string): Promise<void> =>
  electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);

const answerOpenDialog = (electron: ElectronApplication, filePaths: string[]): Promise<void> =>
  electron.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: paths.length === 0, filePaths: paths });
  }, filePaths);

const openByDialog = (page: Page): Promise<DesktopFailure | null> => page.evaluate(() => window.assayDesktop!.openCaseDialog());

const heard = 'heardRequests';

/** Listens beside the page. */
async function listenForRequests(page: Page): Promise<void> {
  await page.evaluate((name) => {
    const requests: OpenRequest[] = [];
    Reflect.set(window, name, requests);
    window.assayDesktop!.onOpenRequest((request) => requests.push(request));
  }, heard);
}

const heardRequests = (page: Page): Promise<OpenRequest[]> => page.evaluate((name) => Reflect.get(window, name) as OpenRequest[], heard);

/** Has the page shown anything that came from the core? */
const connected = (page: Page): Promise<boolean> => page.evaluate(() => (document.body.textContent ?? '').trim().length > 0);
