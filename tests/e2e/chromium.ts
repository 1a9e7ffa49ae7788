import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const cache = join(import.meta.dirname, '../../node_modules/.cache/chromium');
const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium, else the one that an npm package carries (see `unpackChromium`), else Playwright's own. */
export function chromiumPath(): string {
  const found = system.find((path) => existsSync(path));
  return found ?? (packaged() ? join(cache, 'chromium') : chromium.executablePath());
}

/** Unpacks the packaged Chromium, where that is the one to use, into the cache of this checkout. */
export function unpackChromium(): void {
  const path = chromiumPath();
  if (path !== join(cache, 'chromium') || existsSync(path)) return;
  mkdirSync(cache, { recursive: true });
  const program = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
  // The package unpacks into the system's temporary folder: this process is told of another one.
  execFileSync(process.execPath, ['--input-type=module', '--eval', program], { env: { ...process.env, TMPDIR: cache }, stdio: 'inherit' });
}

function packaged(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}
