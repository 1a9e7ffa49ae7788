import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { AssayError } from '../../shared/domain/errors.ts';
import { openDevtoolsPipe, type DevtoolsPipe } from './devtools-pipe.ts';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'google-chrome-beta',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
];

const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
];

/** Where browsers that can print usually lie on this kind of machine, best first. */
function usualPlaces(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(homedir(), 'Applications')];
    return folders.flatMap((folder) => macApplications.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)));
  }
  if (platform === 'win32') {
    const folders = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LocalAppData']].filter((folder) => folder !== undefined);
    return folders.flatMap((folder) => windowsPrograms.map((program) => join(folder, program)));
  }
  const path = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const folders = [...new Set([...path, '/usr/bin', '/usr/local/bin', '/snap/bin'])];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Path of a Chromium, Chrome or Edge on this machine, or null. `ASSAY_CHROMIUM` names one; when that is not there, none is used. */
export function findChromium(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string | null {
  const named = env['ASSAY_CHROMIUM'];
  if (named) return existsSync(named) ? named : null;
  return usualPlaces(platform, env).find((path) => existsSync(path)) ?? null;
}

/**
 * Nothing is looked up, fetched, updated or reported, and nothing of the person's own browser is used. The host resolver
 * knows no name; with no proxy there is nobody else to ask.
 */
const closed = [
  '--headless',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--no-proxy-server',
  '--password-store=basic',
  '--use-mock-keychain',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

export interface PrintOptions {
  chromium: string;
  /** Milliseconds after which the browser is ended. */
  deadline?: number;
}

const usualDeadline = 120_000;

/**
 * Prints self-contained HTML to a tagged PDF with an outline, in a browser without network, under a profile that is
 * thrown away. Rejects with the reason of the signal when that is aborted, else with `PDF_UNAVAILABLE`.
 */
export async function printWithChromium(
  html: string,
  { chromium, deadline = usualDeadline }: PrintOptions,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  signal?.throwIfAborted();
  const folder = mkdtempSync(join(workFolder(chromium), 'assay-print-'));
  try {
    const page = join(folder, 'report.html');
    writeFileSync(page, html);
    const flags = [
      ...closed,
      // Chromium refuses its own sandbox to root; the page has no script and no network.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(folder, 'profile')}`,
      '--remote-debugging-pipe',
    ];
    return await run(chromium, flags, folder, deadline, signal, (browser) => print(browser, pathToFileURL(page).href));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Browsers from the Snap store see a temporary folder of their own: they are met in the one they share with us. */
function workFolder(chromium: string): string {
  const shared = join(homedir(), 'snap', 'chromium', 'common');
  const snap = chromium.startsWith('/snap/') || (chromium.endsWith('chromium-browser') && existsSync('/snap/bin/chromium'));
  if (!snap) return tmpdir();
  mkdirSync(shared, { recursive: true });
  return shared;
}

/** Loads a page and has it printed as its own style says, with the tags and the outline that screen readers need. */
async function print(browser: DevtoolsPipe, url: string): Promise<Uint8Array> {
  const { targetId } = await browser.call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = (await browser.call('Target.attachToTarget', { targetId, flatten: true })) as { sessionId: string };
  await browser.call('Page.enable', {}, sessionId);
  const loaded = browser.event('Page.loadEventFired', sessionId);
  await browser.call('Page.navigate', { url }, sessionId);
  await loaded;
  const options = { printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true, generateDocumentOutline: true };
  const { data } = (await browser.call('Page.printToPDF', options, sessionId)) as { data: string };
  return Buffer.from(data, 'base64');
}

/** Starts a browser for one piece of work; ends it and all it started after that, at the deadline, or when asked to. */
function run(
  chromium: string,
  flags: string[],
  folder: string,
  deadline: number,
  signal: AbortSignal | undefined,
  work: (browser: DevtoolsPipe) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const posix = process.platform !== 'win32';
  return new Promise((resolve, reject) => {
    const child = spawn(chromium, flags, {
      cwd: folder,
      detached: posix,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      windowsHide: true,
      env: { ...process.env, TMPDIR: folder },
    });
    let outcome: { bytes: Uint8Array } | { failure: unknown } | null = null;
    const end = (reached: NonNullable<typeof outcome>): void => {
      outcome ??= reached;
      if (!child.pid) return;
      try {
        if (posix) process.kill(-child.pid, 'SIGKILL');
        else child.kill();
      } catch {
        // It was gone already.
      }
    };
    const unavailable = (detail: string, cause?: unknown) => ({ failure: new AssayError('PDF_UNAVAILABLE', { detail }, { cause }) });
    const stop = (): void => end({ failure: signal!.reason });
    const timer = setTimeout(
      () => end(unavailable(`the browser found on this machine took longer than ${Math.ceil(deadline / 1_000)} s and was stopped`)),
      deadline,
    );
    signal?.addEventListener('abort', stop, { once: true });
    const settle = (reached: NonNullable<typeof outcome>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      if ('bytes' in reached) resolve(reached.bytes);
      else reject(reached.failure);
    };
    child.once('error', (error) => settle(outcome ?? unavailable('the browser found on this machine did not start', error)));
    child.once('exit', (code, killedBy) =>
      settle(outcome ?? unavailable(`the browser found on this machine stopped with ${killedBy ?? `code ${code}`}`)),
    );
    work(openDevtoolsPipe(child.stdio[3] as Writable, child.stdio[4] as Readable)).then(
      (bytes) => end({ bytes }),
      (error: unknown) => end(unavailable('the browser found on this machine made none', error)),
    );
  });
}
