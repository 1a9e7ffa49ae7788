import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { findElectron } from '../../../scripts/electron.ts';
import { chromiumPath, unpackChromium } from '../../e2e/chromium.ts';
import { openDisplay } from '../../e2e/display.ts';
import { launchElectron } from '../../e2e/electron.ts';

const root = join(import.meta.dirname, '../../..');
const size = { width: 1280, height: 800 };

/** A page to measure, and another of the same application for what comes from elsewhere. */
interface OpenPage {
  page: Page;
  another(): Promise<Page>;
  close(): Promise<void>;
}

/** A kind of window in which both readers are measured. */
export interface Surface {
  name: string;
  assay(casePath: string): Promise<OpenPage>;
  blank(): Promise<OpenPage>;
  end(): Promise<void>;
}

function environment(folder: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  for (const name of ['user', 'cases']) mkdirSync(join(folder, name), { recursive: true });
  return { ...Object.fromEntries(inherited), ASSAY_USER_DATA: join(folder, 'user'), ASSAY_CASES: join(folder, 'cases') };
}

export async function chromiumSurface(folder: string): Promise<Surface> {
  unpackChromium();
  const browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: process.getuid?.() !== 0 });
  const unneeded = (): Promise<never> => Promise.reject(new Error('A blank page stands alone.'));
  return {
    name: 'Chromium',
    async assay(casePath) {
      const server = spawn(process.execPath, [join(root, 'dist/cli/serve.js'), '--no-open', '--case', casePath], {
        env: { ...environment(folder), ASSAY_SQLITE_BINDING: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [line] = (await once(server.stdout, 'data')) as [Buffer];
      const address = String(line).trim();
      const context = await browser.newContext({ viewport: size });
      const page = await context.newPage();
      await page.goto(address);
      return {
        page,
        async another() {
          const other = await context.newPage();
          await other.goto(new URL(address).origin);
          return other;
        },
        async close() {
          await context.close();
          const gone = once(server, 'exit');
          server.kill('SIGINT');
          await gone;
        },
      };
    },
    async blank() {
      const context = await browser.newContext({ viewport: size });
      return { page: await context.newPage(), another: unneeded, close: () => context.close() };
    },
    end: () => browser.close(),
  };
}

/** Null, with a line that says why, where there is no Electron or no display. */
export async function electronSurface(folder: string): Promise<Surface | null> {
  const electron = findElectron();
  const display = electron.path === null ? null : await openDisplay();
  if (electron.path === null || display === null) {
    console.error(`bench: no rows of the desktop (${electron.reason ?? 'no display'})`);
    return null;
  }
  const open = async (args: string[]): Promise<OpenPage> => {
    const app = await launchElectron(args, { ...environment(folder), ...display.env });
    const page = await app.firstWindow();
    await app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]!.setContentSize(wanted.width, wanted.height), size);
    return {
      page,
      async another() {
        const opened = app.waitForEvent('window');
        await page.evaluate(() => window.assayDesktop!.newWindow());
        return opened;
      },
      close: () => app.close(),
    };
  };
  return {
    name: 'Electron',
    assay: (casePath) => open([root, casePath]),
    blank: () => open([join(root, 'tests/bench/blank')]),
    end: () => Promise.resolve(display.close()),
  };
}
