import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type DesktopRuntime = { present: true; executable: string } | { present: false; reason: string };

const packageFolder = join(import.meta.dirname, '../node_modules/electron');

/**
 * The Electron that this machine can run: the one that `ELECTRON_OVERRIDE_DIST_PATH` names, else the one that the package
 * has downloaded. Never downloads anything itself.
 */
export function desktopRuntime(env: NodeJS.ProcessEnv = process.env): DesktopRuntime {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' } as Record<string, string>;
  const name = names[process.platform] ?? 'electron';
  if (override) {
    const executable = join(override, name);
    return existsSync(executable) ? { present: true, executable } : { present: false, reason: `there is no Electron in ${override}` };
  }
  const note = join(packageFolder, 'path.txt');
  const executable = existsSync(note) ? join(packageFolder, 'dist', readFileSync(note, 'utf8').trim()) : '';
  if (executable && existsSync(executable)) return { present: true, executable };
  return { present: false, reason: 'no Electron binary is installed, and ELECTRON_OVERRIDE_DIST_PATH names none' };
}
