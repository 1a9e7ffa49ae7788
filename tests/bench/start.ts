import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type ElectronApplication } from '@playwright/test';
import { buildIfStale } from '../../scripts/build.ts';
import { findElectron } from '../../scripts/electron.ts';
import { chromiumPath, unpackChromium } from '../e2e/chromium.ts';
import { openDisplay } from '../e2e/display.ts';
import { launchElectron } from '../e2e/electron.ts';
import { row, type Row } from './row.ts';

const root = join(import.meta.dirname, '../..');
const runs = 3;

/** Cold starts: from the start of a process to a window that can be used. */
export async function startRows(folder: string, largeCase: string): Promise<Row[]> {
  await buildIfStale();
  return [...(await browserRows(folder)), ...(await electronRows(folder, largeCase))];
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

function environment(folder: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(inherited), ASSAY_USER_DATA: join(folder, 'start-user'), ASSAY_CASES: join(folder, 'start-cases') };
}

async function browserRows(folder: string): Promise<Row[]> {
  unpackChromium();
  const browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: process.getuid?.() !== 0 });
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const begin = performance.now();
    const server = spawn(process.execPath, [join(root, 'dist/cli/serve.js'), '--no-open'], {
      env: { ...environment(folder), ASSAY_SQLITE_BINDING: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    await page.goto(String(line).trim());
    await page.locator('h1').first().waitFor();
    times.push(performance.now() - begin);
    await context.close();
    const ended = once(server, 'exit');
    server.kill('SIGINT');
    await ended;
  }
  await browser.close();
  return [row('cold start, browser host: server, page, start screen', median(times), 'ms')];
}

async function electronRows(folder: string, largeCase: string): Promise<Row[]> {
  const electron = findElectron();
  const display = electron.path === null ? null : await openDisplay();
  if (electron.path === null || display === null) {
    console.error(`bench: no rows of the desktop (${electron.reason ?? 'no display'})`);
    return [];
  }
  const hello = join(folder, 'hello');
  mkdirSync(hello);
  writeFileSync(join(hello, 'package.json'), JSON.stringify({ name: 'hello', main: 'main.cjs' }));
  writeFileSync(
    join(hello, 'main.cjs'),
    "const { app, BrowserWindow } = require('electron');\napp.whenReady().then(() => new BrowserWindow({ width: 1200, height: 800 }).loadFile('index.html'));\n",
  );
  writeFileSync(join(hello, 'index.html'), '<!doctype html><title>Hello</title><h1>Hello</h1>');
  const env = { ...environment(folder), ...display.env };
  const launch = async (...args: string[]): Promise<{ app: ElectronApplication; took: number }> => {
    const begin = performance.now();
    const app = await launchElectron(args, env);
    await (await app.firstWindow()).locator('h1').first().waitFor();
    return { app, took: performance.now() - begin };
  };
  const times: Record<'ours' | 'hello', number[]> = { ours: [], hello: [] };
  for (let run = 0; run < runs; run++)
    for (const [name, path] of [
      ['hello', hello],
      ['ours', root],
    ] as const) {
      const { app, took } = await launch(path);
      times[name].push(took);
      await app.close();
    }
  const { app } = await launch(root, largeCase);
  const page = await app.firstWindow();
  await page.getByRole('navigation', { name: 'Case' }).waitFor();
  const memory = await app.evaluate(({ app: running }) =>
    running.getAppMetrics().map(({ type, memory: { workingSetSize } }) => ({ type, megabytes: workingSetSize / 1_000 })),
  );
  await app.close();
  display.close();
  const of = (type: 'Tab' | 'Browser'): number =>
    Math.max(0, ...memory.filter((process) => process.type === type).map(({ megabytes }) => megabytes));
  return [
    row('cold start, Electron: process, window, start screen', median(times.ours), 'ms', null, {
      name: "Electron's hello world",
      value: median(times.hello),
    }),
    row('memory of the renderer, large case open', of('Tab'), 'MB'),
    row('memory of the main process, large case open', of('Browser'), 'MB'),
  ];
}
