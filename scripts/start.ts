import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildIfStale } from './build.ts';
import { downloadElectron, findElectron, sandboxArguments, type Found } from './electron.ts';

// `npm start [-- FILE.assay]`: the desktop application where Electron can be had, else the same in the browser.

const root = join(import.meta.dirname, '..');
const given = process.argv.slice(2);

await buildIfStale();
const electron = await electronHere();
const failure = electron.path === null ? electron.reason : await runElectron(electron.path);
if (failure !== null) {
  console.log(`Electron is not available (${failure}); opening Assay in the browser instead.`);
  process.exitCode = await runServe();
}

async function electronHere(): Promise<Found> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return { path: null, reason: 'there is no display' };
  const found = findElectron();
  return found.path === null && !process.env['ELECTRON_OVERRIDE_DIST_PATH'] ? downloadElectron() : found;
}

/** Runs until the last window is closed. Returns why Electron could not even start, else null. */
function runElectron(path: string): Promise<string | null> {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(path, [...sandboxArguments, root, ...given], { stdio: ['inherit', 'inherit', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said = (said + text.toString()).slice(-4_000);
      process.stderr.write(text);
    });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => {
      process.exitCode = code ?? 1;
      const why = /error while loading shared libraries: [^\n]*|Missing X server[^\n]*|SUID sandbox helper[^\n]*/.exec(said);
      resolve(code !== 0 && why && Date.now() - started < 15_000 ? why[0] : null);
    });
  });
}

function runServe(): Promise<number> {
  const [file] = given;
  const args = [join(root, 'electron/hosts/serve.ts'), ...(file?.endsWith('.assay') ? ['--case', file, ...given.slice(1)] : given)];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    // Ctrl+C reaches the server too, which closes the case; this process waits for it.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('close', (code) => resolve(code ?? 1));
  });
}
