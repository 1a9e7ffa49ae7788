import { fork } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importLimits } from '../../../shared/domain/importLimits.ts';
import { endingOf, type ParserProcess } from './pool.ts';

/** Reading a page makes many objects that live for its time alone: with room for them a third less time goes into collecting them. */
const youngMemoryMb = 32;

/**
 * Starts the parser process under plain Node: a cap on its heap (and its own watch over all of its memory), read access to the program's own files and to
 * nothing else, no writing, no child processes. The entry is `process.ts` in a checkout, or the bundled file. The limits
 * stand on the returned function as `execArgv`.
 */
export function nodeFork(entry: URL | string): (() => ParserProcess) & { execArgv: string[] } {
  const path = realpathSync(typeof entry === 'string' ? entry : fileURLToPath(entry));
  const execArgv = [
    `--max-old-space-size=${importLimits.memoryMegabytes}`,
    `--max-semi-space-size=${youngMemoryMb}`,
    '--permission',
    // For the watch over its memory, which takes the permission back once it runs.
    '--allow-worker',
    `--allow-fs-read=${programFolder(path)}`,
  ];
  const start = (): ParserProcess => {
    const child = fork(path, [], {
      execArgv,
      // Nothing of the caller's environment is needed, and options meant for the parent must not reach it.
      env: process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // A pool that waits for files must not keep the program alive.
    child.unref();
    child.channel?.unref();
    return {
      post: (message) => child.send(message as object, () => undefined),
      onMessage: (listener) => child.on('message', listener),
      onExit(listener) {
        child.once('exit', (code, signal) => listener(endingOf(code, signal)));
        child.once('error', () => listener('crashed'));
      },
      kill: () => child.kill('SIGKILL'),
    };
  };
  return Object.assign(start, { execArgv });
}

/** The nearest folder above with a package.json: what the entry imports lies there, and Node looks no higher for it. */
function programFolder(path: string): string {
  const { root } = parse(path);
  for (let folder = dirname(path); folder !== root; folder = dirname(folder)) if (existsSync(join(folder, 'package.json'))) return folder;
  return dirname(path);
}
