import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from './build.ts';

// `npm run dist [-- --dir]`: builds and packs for this platform, into `release`; with --dir a folder to run, no installer.
// More arguments go to electron-builder as they are.

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

/** The 7-Zip that an npm package carries, so that archives need no tool of the system and no download. */
const { path7za } = require('7zip-bin') as { path7za: string };
const builder = join(dirname(require.resolve('electron-builder/package.json')), 'cli.js');
const { ELECTRON_OVERRIDE_DIST_PATH: electronDist } = process.env;

await build();
const { status } = spawnSync(
  process.execPath,
  [builder, '--publish', 'never', ...process.argv.slice(2), ...(electronDist ? [`-c.electronDist=${electronDist}`] : [])],
  { cwd: root, stdio: 'inherit', env: { ELECTRON_BUILDER_7ZIP_PATH: path7za, ...process.env } },
);
process.exitCode = status ?? 1;
