import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createBuilder } from 'vite';

const root = join(import.meta.dirname, '..');
const sources = ['shared', 'electron', 'renderer', 'vite.config.ts', 'package-lock.json'];
const products = ['renderer/index.html', 'main/main.js', 'preload/preload.cjs', 'cli/cli.js'].map((file) => join(root, 'dist', file));

/** Builds `dist` unless it is newer than everything it is made of. Returns whether it built. */
export async function buildIfStale(): Promise<boolean> {
  const newest = Math.max(...sources.map((source) => newestIn(join(root, source))));
  if (products.every((file) => existsSync(file) && statSync(file).mtimeMs >= newest)) return false;
  await build();
  return true;
}

/** Builds page, main process, preload and command line into `dist`, as `vite build --app` does. */
export async function build(): Promise<void> {
  const builder = await createBuilder({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  await builder.buildApp();
}

function newestIn(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
