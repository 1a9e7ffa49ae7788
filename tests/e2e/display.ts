import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface Display {
  /** What a program needs in its environment to show windows. */
  env: Record<string, string>;
  close(): void;
}

/** The display at hand; on Linux without one, a virtual one on any free number. Null where neither can be had. */
export async function openDisplay(): Promise<Display | null> {
  const { DISPLAY, XAUTHORITY, WAYLAND_DISPLAY } = process.env;
  const nothing = (): void => undefined;
  if (process.platform !== 'linux' || WAYLAND_DISPLAY) return { env: {}, close: nothing };
  if (DISPLAY) return { env: { DISPLAY, ...(XAUTHORITY ? { XAUTHORITY } : {}) }, close: nothing };
  if (!existsSync('/usr/bin/Xvfb')) return null;
  const server = spawn('/usr/bin/Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return { env: { DISPLAY: `:${await displayNumber(server)}` }, close: () => server.kill() };
}

function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.stdio[3]!.once('data', (text: Buffer) => resolve(text.toString().trim()));
    server.once('error', reject);
    server.once('exit', () => reject(new Error('Xvfb ended before it had a display')));
  });
}
