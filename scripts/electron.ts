import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../node_modules/electron');

export type Found = { path: string; reason?: never } | { path: null; reason: string };

/** Electron's program: the one that `ELECTRON_OVERRIDE_DIST_PATH` names, or the package's own where it was downloaded. */
export function findElectron(env: NodeJS.ProcessEnv = process.env): Found {
  const name = ({ darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' } as Record<string, string>)[process.platform];
  const dist = env['ELECTRON_OVERRIDE_DIST_PATH'] || join(folder, 'dist');
  const path = join(dist, name ?? 'electron');
  if (existsSync(path)) return { path };
  if (env['ELECTRON_OVERRIDE_DIST_PATH']) return { path: null, reason: 'there is none where ELECTRON_OVERRIDE_DIST_PATH points' };
  return { path: null, reason: 'its program was never downloaded' };
}

/** Downloads Electron's program once, when its server answers within a few seconds; else says why not. */
export async function downloadElectron(env: NodeJS.ProcessEnv = process.env): Promise<Found> {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const mirror = env['ELECTRON_MIRROR'] || env['npm_config_electron_mirror'] || 'https://github.com/electron/electron/releases/download/';
  try {
    const answer = await fetch(`${mirror}v${version}/SHASUMS256.txt`, { method: 'HEAD', signal: AbortSignal.timeout(4_000) });
    if (!answer.ok) return { path: null, reason: `its server answered ${answer.status}` };
  } catch (error) {
    return {
      path: null,
      reason: (error as Error).name === 'TimeoutError' ? 'its server did not answer in time' : 'its server cannot be reached',
    };
  }
  console.log(`Downloading Electron ${version}, once (about 120 MB) …`);
  const { status } = spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: ['ignore', 'ignore', 'ignore'], timeout: 600_000 });
  return status === 0 ? findElectron(env) : { path: null, reason: 'its download failed' };
}

/** Chromium's sandbox refuses to run as root, as in containers; nobody else goes without it. */
export const sandboxArguments: string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
