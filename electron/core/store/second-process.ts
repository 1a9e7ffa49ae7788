import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface SecondProcess {
  /** The next line it says. */
  next(): Promise<unknown>;
  ask(command: string): Promise<unknown>;
  kill(): Promise<void>;
}

interface Options {
  how?: 'write' | 'read' | 'create';
  /** Gives up root for this user first. */
  uid?: number;
  /** Most 512-byte blocks a file may have. */
  blocks?: number;
}

/** Opens a case in another process, for tests of what two of them do to each other. */
export function openInSecondProcess(path: string, { how = 'write', uid, blocks }: Options = {}): SecondProcess {
  const script = fileURLToPath(new URL('./testing-child.ts', import.meta.url));
  const command = [process.execPath, script, path, how, uid === undefined ? '' : String(uid)];
  const limited = blocks === undefined ? command : ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', ...command];
  const child = spawn(limited[0]!, limited.slice(1), {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Starts in half the time.
    env: { ...process.env, NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../node_modules/.cache/node-compile', import.meta.url)) },
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done) throw new Error('the second process ended');
    return JSON.parse(line.value);
  };
  return {
    next,
    ask(line) {
      child.stdin.write(`${line}\n`);
      return next();
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
