import { constants } from 'node:os';
import { utilityProcess } from 'electron';
import { importLimits } from '../../shared/domain/importLimits.ts';
import { endingOf, type ParserProcess } from '../core/importers/pool.ts';

/** Starts the parser as a utility process of Electron: a cap on its heap (and its own watch over all of its memory), none of the caller's environment. */
export function utilityFork(entry: string): ParserProcess {
  const child = utilityProcess.fork(entry, [], {
    execArgv: [`--max-old-space-size=${importLimits.memoryMegabytes}`, '--max-semi-space-size=32'],
    env: {},
    stdio: 'ignore',
    serviceName: 'Assay importer',
  });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    // Where a signal ended it, Electron tells the number of that.
    onExit: (listener) =>
      void child.once('exit', (code) => listener(endingOf(code, code === constants.signals.SIGKILL ? 'SIGKILL' : null))),
    kill() {
      // A parser that hangs in a loop hears no polite request.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      else child.once('spawn', () => child.kill());
    },
  };
}
