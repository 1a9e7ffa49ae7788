import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium } from '../electron/hosts/chromium.ts';

/** Renders resources/icon.svg to icon.png, 1024 pixels square, for the packages of every platform. */
const icons = join(import.meta.dirname, '../resources');
const drawn = 512;
const scale = 2;

const chromium = findChromium();
if (!chromium) throw new Error('No Chromium found to render the icon with. Name one in ASSAY_CHROMIUM.');
const folder = mkdtempSync(join(tmpdir(), 'assay-icon-'));
try {
  const page = join(folder, 'icon.html');
  writeFileSync(page, `<!doctype html><style>body{margin:0}svg{display:block}</style>${readFileSync(join(icons, 'icon.svg'), 'utf8')}`);
  execFileSync(
    chromium,
    [
      '--headless',
      '--disable-gpu',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(folder, 'profile')}`,
      '--default-background-color=00000000',
      `--force-device-scale-factor=${scale}`,
      '--hide-scrollbars',
      `--window-size=${drawn},${drawn}`,
      `--screenshot=${join(icons, 'icon.png')}`,
      pathToFileURL(page).href,
    ],
    { stdio: 'ignore' },
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
