import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { nodeProviders } from '../providers.ts';
import { addBackup } from './backup.ts';
import { addCall } from './call.ts';
import { addCitations } from './citations.ts';
import { addCreate } from './create.ts';
import { asFailure, exit, exitHelp, type Exit } from './exit.ts';
import { addImport } from './import.ts';
import { addList } from './list.ts';
import { addReport } from './report.ts';
import { addSalvage } from './salvage.ts';
import { addServe } from './serve.ts';
import type { Io } from './session.ts';
import { addVerify } from './verify.ts';
import { addWatch } from './watch.ts';

/** Runs one command line, without the name of the program, and returns the exit code. */
export async function run(argv: readonly string[]): Promise<Exit> {
  const stop = new AbortController();
  // The first Ctrl+C stops in order; with the handler gone, a second one ends the process at once.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  // A reader that went away (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? exit.done : exit.internal));
  const io: Io = {
    out: (line) => void process.stdout.write(line),
    err: (line) => void process.stderr.write(line),
    stdin: () => text(process.stdin),
    env: process.env,
    signal: stop.signal,
  };
  let code: Exit = exit.done;
  // Waiting for an event is no reason for Node to stay; a command that waits is.
  const awake = setInterval(() => undefined, 2 ** 30);
  try {
    await commands(io, (finished) => (code = finished)).parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    const failure = asFailure(error, (cause) => nodeProviders('direct').log.error('command failed', cause, { command: argv[0] }));
    if (failure.exit === exit.done) return exit.done;
    const { code: name, message, data } = failure;
    io.err(argv.includes('--json') ? `${JSON.stringify({ error: { code: name, message, data } })}\n` : `assay: ${message}\n`);
    return failure.exit;
  } finally {
    clearInterval(awake);
  }
}

function commands(io: Io, finish: (code: Exit) => void): Command {
  const program = new Command('assay')
    .description('Assay on the command line: import articles, list them, check and back up a case, write its report.')
    .version(nodeProviders('direct').version)
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => undefined })
    .showHelpAfterError(false)
    .addHelpText('afterAll', exitHelp);
  for (const add of [addCreate, addImport, addList, addReport, addCitations, addVerify, addBackup, addSalvage, addWatch, addServe, addCall])
    add(program, io, finish);
  return program;
}
