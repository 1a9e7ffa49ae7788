import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test as base } from '@playwright/test';
import { findElectron, sandboxArguments } from '../../scripts/electron.ts';
import { openDisplay } from '../e2e/display.ts';

const root = join(import.meta.dirname, '../..');
const nativeModule = 'node_modules/better-sqlite3/prebuilds/linux-x64.node';

interface Packed {
  folder: string;
  program: string;
  resources: string;
}

/** The application as it is shipped, packed once, offline, around the Electron at hand. */
const test = base.extend<object, { packed: Packed }>({
  packed: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const electron = findElectron();
      test.skip(process.platform !== 'linux' || process.arch !== 'x64', 'Packed on Linux x64 only.');
      test.skip(electron.path === null, `No Electron: ${electron.reason}.`);
      const output = mkdtempSync(join(tmpdir(), 'assay-packed-'));
      const builder = join(root, 'node_modules/electron-builder/cli.js');
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [builder, '--publish', 'never', '--linux', 'dir', `-c.electronDist=${dirname(electron.path!)}`, `-c.directories.output=${output}`],
        // An address that answers nobody: packing must not need the network.
        { cwd: root, encoding: 'utf8', env: { ...process.env, HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' } },
      );
      if (status !== 0) throw new Error(`electron-builder failed:\n${stdout}${stderr}`);
      const folder = join(output, 'linux-unpacked');
      await use({ folder, program: join(folder, 'assay'), resources: join(folder, 'resources') });
      rmSync(output, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});
test.describe.configure({ mode: 'serial' });

test('the package holds what runs, and nothing else', ({ packed }) => {
  const asar = join(packed.resources, 'app.asar');
  const files = listPackage(asar, { isPack: false }).map((file) => file.replaceAll('\\', '/').slice(1));
  const expected =
    /^(package\.json|dist\/main\/cmaps(\/[\w-]+\.bcmap)?|dist\/renderer\/picture-decoders(\/(LICENSE_[A-Z0-9_]+|\w+_nowasm_fallback\.js))?|dist(\/(main|preload|renderer)(\/assets)?(\/[\w.-]+\.(js|cjs|css|html|woff2|svg|png))?)?|node_modules(\/better-sqlite3(\/(package\.json|LICENSE|prebuilds(\/linux-x64\.node)?|lib(\/methods)?(\/[\w-]+\.js)?))?)?)$/;
  expect(files.filter((file) => !expected.test(file))).toEqual([]);
  expect(files.filter((file) => file.endsWith('.node'))).toEqual([nativeModule]);
  expect(files.filter((file) => /\.(ts|tsx|map|md)$/.test(file))).toEqual([]);
  for (const file of [
    'dist/main/main.js',
    'dist/main/parser.js',
    'dist/main/maintenance.js',
    'dist/main/cmaps/UniJIS-UTF16-H.bcmap',
    'dist/preload/preload.cjs',
    'dist/renderer/index.html',
  ])
    expect(files).toContain(file);
  expect(statSync(asar).size).toBeLessThan(18_000_000);
  expect(filesIn(join(packed.resources, 'app.asar.unpacked'))).toEqual([nativeModule]);
});

test('what people need beside the program is there', ({ packed }) => {
  for (const file of [
    'demo.assay',
    'icon.png',
    'report/page.css',
    'report/media.css',
    'LICENSE.assay.txt',
    'THIRD-PARTY.main.md',
    'THIRD-PARTY.page.md',
  ])
    expect(existsSync(join(packed.resources, file)), file).toBe(true);
  expect(readFileSync(join(packed.resources, 'THIRD-PARTY.page.md'), 'utf8')).toContain('react-aria-components');
});

test('the fuses are as hardened as they go', async ({ packed }) => {
  const wire = await getCurrentFuseWire(packed.program);
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ];
  const on = [FuseV1Options.EnableCookieEncryption, FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar];
  for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.DISABLE);
  for (const fuse of on) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.ENABLE);
});

test('the packed application starts, connects its page, opens a case, listens nowhere, and closes', async ({ packed }) => {
  const display = await openDisplay();
  test.skip(!display, 'No display, and no Xvfb to make one.');
  // A test runtime older than the shipped one needs its own build of the native module.
  const { ASSAY_SQLITE_BINDING: binding } = process.env;
  if (binding) copyFileSync(binding, join(packed.resources, 'app.asar.unpacked', nativeModule));
  const home = mkdtempSync(join(tmpdir(), 'assay-packed-home-'));
  const userData = join(home, 'user');
  const casePath = join(home, 'cases/Demo.assay');
  mkdirSync(dirname(casePath));
  copyFileSync(join(packed.resources, 'demo.assay'), casePath);
  const running = spawn(packed.program, [...sandboxArguments, casePath], {
    env: { ...process.env, ...display!.env, ASSAY_USER_DATA: userData, ASSAY_CASES: join(home, 'cases'), ASSAY_SQLITE_BINDING: '' },
    stdio: 'ignore',
  });
  try {
    const log = (): string => (existsSync(join(userData, 'logs/assay.log')) ? readFileSync(join(userData, 'logs/assay.log'), 'utf8') : '');
    await expect.poll(log, { timeout: 30_000 }).toContain('"event":"page connected"');
    await expect.poll(log).toContain('"event":"window shown"');
    expect(log()).not.toContain('"level":"error"');
    const settings = JSON.parse(readFileSync(join(userData, 'settings.json'), 'utf8')) as { lastCase: string };
    expect(settings.lastCase).toBe(casePath);
    expect(processesOf(running).length).toBeGreaterThan(1);
    expect(listening(processesOf(running))).toEqual([]);
  } finally {
    const ended = once(running, 'exit');
    running.kill('SIGTERM');
    await ended;
    display!.close();
  }
  expect(existsSync(`${casePath}-wal`), 'a closed case is one file').toBe(false);
  rmSync(home, { recursive: true, force: true });
});

test('the check for listening sockets sees one that is there', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  expect(listening([process.pid])).not.toEqual([]);
  server.close();
});

test('the packed program cannot be used as Node, as Electron itself can', ({ packed }) => {
  const asNode = (program: string): string =>
    spawnSync(program, ['-e', 'console.log("ran as node")'], {
      env: { PATH: process.env['PATH'], ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
      timeout: 10_000,
    }).stdout;
  expect(asNode(packed.program)).not.toContain('ran as node');
  expect(asNode(findElectron().path!)).toContain('ran as node');
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** The numbers of a program's process and all below it. */
function processesOf({ pid }: ChildProcess): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) =>
      orNothing(() => [[Number(name), Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1])] as const]),
    );
  const found = [pid!];
  for (const parent of found) found.push(...parents.filter(([, above]) => above === parent).map(([child]) => child));
  return found;
}

/** Sockets of these processes that accept connections or packets over a network, as the system lists them. */
function listening(processes: number[]): string[] {
  const links = processes.flatMap((pid) => orNothing(() => readdirSync(`/proc/${pid}/fd`)).map((fd) => `/proc/${pid}/fd/${fd}`));
  const owned = new Set(
    links.flatMap((link) => orNothing(() => [/^socket:\[(\d+)\]$/.exec(readlinkSync(link))?.[1]])).filter((inode) => inode !== undefined),
  );
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
    readFileSync(`/proc/net/${kind}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => inode !== undefined && owned.has(inode) && (kind.startsWith('udp') || state === '0A'))
      .map(([, local]) => `${kind} ${local}`),
  );
}

/** Processes and their files come and go while they are listed. */
function orNothing<Item>(list: () => Item[]): Item[] {
  try {
    return list();
  } catch {
    return [];
  }
}
