import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createBuilder, createServer } from 'vite';
import { findElectron, sandboxArguments } from './electron.ts';

// `npm run dev [-- --browser]`: the page with hot reload, in Electron where it is at hand, else in the browser. The main
// process is built once: start again after changing it.

const root = join(import.meta.dirname, '..');
const configFile = join(root, 'vite.config.ts');
const electron = process.argv.includes('--browser') ? null : findElectron().path;

if (electron === null) await serveInBrowser();
else await runElectron(electron);

async function runElectron(path: string): Promise<void> {
  const server = await createServer({ configFile });
  await server.listen();
  const { port } = server.httpServer!.address() as AddressInfo;
  // Read by vite.config.ts: the address becomes part of this build of the main process, and of no other.
  process.env['ASSAY_DEV_PAGE'] = `http://127.0.0.1:${port}/`;
  const builder = await createBuilder({ configFile, logLevel: 'warn' });
  for (const name of ['main', 'preload']) await builder.build(builder.environments[name]!);
  await ended(spawn(path, [...sandboxArguments, join(root, 'dist/dev/main.js')], { stdio: 'inherit' }));
  await server.close();
}

/** The loopback host keeps its token and checks; the page and its hot reload come from Vite. */
async function serveInBrowser(): Promise<void> {
  const { createCore } = await import('../electron/core/index.ts');
  const { closeInOrder } = await import('../electron/hosts/close.ts');
  const { serveHttp } = await import('../electron/hosts/http.ts');
  const { chromiumPrinter, nodeProviders } = await import('../electron/hosts/providers.ts');
  const server = await createServer({ configFile, server: { middlewareMode: true } });
  const core = createCore({ ...nodeProviders('browser'), printPdf: chromiumPrinter() });
  const host = await serveHttp({ core, page: { handle: (request, response) => server.middlewares(request, response) } });
  console.log(host.newLink());
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await host.close();
  await server.close();
  await closeInOrder(core);
}

async function ended(child: ChildProcess): Promise<void> {
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}
