import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import open from 'open';
import { createCore } from '../../core/index.ts';
import { serveHttp, type HttpHost } from '../http.ts';
import { closeInOrder } from '../close.ts';
import { chromiumPrinter, nodeProviders, rendererFolder } from '../providers.ts';
import { CliError, exit, type Exit } from './exit.ts';
import { pathFrom, type Io } from './session.ts';

interface ServeArguments {
  case?: string;
  create?: boolean;
  readOnly?: boolean;
  port: number;
  open: boolean;
  json?: boolean;
}

export function addServe(program: Command, io: Io, finish: (code: Exit) => void): void {
  program
    .command('serve')
    .description('serve the application to a browser on this machine')
    .option('--case <file>', 'the case to open (else the last one)')
    .option('--create', 'make the case when it is not there')
    .option('--read-only', 'open the case without writing to it')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes any free one', asPort, 0)
    .option('--no-open', 'do not open the browser')
    .option('--json', 'print the link as JSON')
    .addHelpText(
      'after',
      '\nPrints one line: a link that lets one browser in, once. Press Enter for another link, Ctrl+C to stop.\n\nExamples:\n  assay serve\n  assay serve --case bridges.assay --port 8123 --no-open',
    )
    .action(async (options: ServeArguments) => {
      await serve(io, options);
      finish(exit.done);
    });
}

/** Serves until stopped. The case is closed on the way out, whatever stopped it. */
async function serve(io: Io, options: ServeArguments): Promise<void> {
  if (!existsSync(join(rendererFolder, 'index.html')))
    throw new CliError('NOT_BUILT', exit.internal, 'The page is not built yet. Run: npm run build');
  const core = createCore({ ...nodeProviders('browser'), printPdf: chromiumPrinter() });
  try {
    const { workbench } = core;
    if (options.case !== undefined) {
      const path = pathFrom(io.env, options.case);
      if (options.create && !existsSync(path)) workbench.createAt(path);
      else workbench.open(path, options.readOnly);
    } else {
      const { lastCase } = workbench.settings.read();
      try {
        if (lastCase !== null) workbench.open(lastCase);
      } catch (error) {
        io.err(`${(error as Error).message}\n`);
      }
    }
    const host = await listen(core, options.port);
    const print = (): string => {
      const link = host.newLink();
      io.out(options.json ? `${JSON.stringify({ link, origin: host.origin })}\n` : `${link}\n`);
      return link;
    };
    const link = print();
    if (options.open && hasBrowser(io.env)) await openBrowser(io, link);
    const stopListening = onEnter(print);
    if (!io.signal.aborted) await once(io.signal, 'abort');
    stopListening();
    await host.close();
  } finally {
    await closeInOrder(core);
  }
}

async function listen(core: Parameters<typeof serveHttp>[0]['core'], port: number): Promise<HttpHost> {
  try {
    return await serveHttp({ core, page: { folder: rendererFolder }, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new CliError('PORT_TAKEN', exit.usage, `Port ${port} cannot be used (${code}). Choose another one, or leave --port out.`);
  }
}

function asPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new CliError('USAGE', exit.usage, `--port takes a number from 0 to 65535, not “${text}”.`);
  return port;
}

function hasBrowser(env: NodeJS.ProcessEnv): boolean {
  if (env['CI']) return false;
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

async function openBrowser(io: Io, link: string): Promise<void> {
  const sorry = (): void => io.err('No browser could be opened. Copy the link into one.\n');
  try {
    const browser = await open(link);
    browser.once('error', sorry);
  } catch {
    sorry();
  }
}

/** In a terminal, Enter prints another link. */
function onEnter(print: () => void): () => void {
  if (!process.stdin.isTTY) return () => undefined;
  const listener = (): void => print();
  process.stdin.on('data', listener);
  return () => {
    process.stdin.off('data', listener);
    process.stdin.pause();
  };
}
