import { utilityProcess } from 'electron';
import type { ParserProcess } from '../core/importers/pool.ts';

/** Starts the parser as a utility process of Electron: at most 512 MB of heap, none of the caller's environment. */
export function utilityFork(entry: string): ParserProcess {
  const child = utilityProcess.fork(entry, [], {
    execArgv: ['--max-old-space-size=512', '--max-semi-space-size=32'],
    env: {},
    stdio: 'ignore',
    serviceName: 'Assay importer',
  });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill() {
      // A parser that hangs in a loop hears no polite request.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      else child.once('spawn', () => child.kill());
    },
  };
}
