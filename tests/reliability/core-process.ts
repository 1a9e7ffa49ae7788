import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AssayEvent } from '../../shared/contract/events.ts';
import type { ErrorCode } from '../../shared/domain/errors.ts';

/** What a call came to, and how long the core took over it. */
export interface Answer {
  ms: number;
  ok?: unknown;
  code?: ErrorCode;
  data?: Record<string, unknown>;
  message?: string;
}

export interface CoreProcess {
  readonly pid: number;
  /** What windows were told, oldest first. */
  readonly events: readonly AssayEvent[];
  call(name: string, input?: unknown): Promise<Answer>;
  /** The result of a call that has to go well. */
  get<Result = unknown>(name: string, input?: unknown): Promise<Result>;
  /** Resolves when windows have been told such a thing, now or earlier; fails after so many milliseconds. */
  told(matches: (event: AssayEvent) => boolean, within?: number): Promise<AssayEvent>;
  /** From now on `told` is about what windows are told from now on. */
  forgetEvents(): void;
  /** Closes the case, waits for what is left to do, and ends the process. */
  end(): Promise<void>;
  kill(): Promise<void>;
}

interface Options {
  folder: string;
  /** Gives up root for this user first. */
  uid?: number;
  /** Without what looks after the disk between calls. */
  heartless?: boolean;
  /** Folder of the settings; default: one in the folder. */
  settings?: string;
  /** Reads files in processes of their own, as the application does. */
  parsers?: boolean;
}

/** Starts the application's core in a process of its own, for tests that break what is around it. */
export async function startCore(options: Options): Promise<CoreProcess> {
  const script = fileURLToPath(new URL('./children/core.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Starts in half the time.
    env: { ...process.env, NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/node-compile', import.meta.url)) },
  });
  const exited = once(child, 'exit');
  const events: AssayEvent[] = [];
  const waiting = new Map<number, (answer: Answer) => void>();
  const listeners = new Set<() => void>();
  let calls = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = JSON.parse(line) as Answer & { id: number; event?: AssayEvent };
    if (said.event) events.push(said.event);
    else waiting.get(said.id)?.(said);
    for (const listener of listeners) listener();
  });
  const call = (name: string, input: unknown = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const id = ++calls;
      waiting.set(id, resolve);
      void exited.then(() => reject(new Error(`the process ended before it answered ${name}`)));
      child.stdin.write(`${JSON.stringify({ id, name, input })}\n`);
    });
  const core: CoreProcess = {
    pid: child.pid!,
    events,
    call,
    async get<Result>(name: string, input?: unknown) {
      const answer = await call(name, input);
      if (answer.code !== undefined || !('ok' in answer)) throw new Error(`${name}: ${answer.code} ${answer.message}`);
      return answer.ok as Result;
    },
    told: (matches, within = 2_000) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          listeners.delete(look);
          reject(new Error(`windows were not told within ${within} ms; they were told ${JSON.stringify(events.slice(-5))}`));
        }, within);
        function look(): void {
          const found = events.find(matches);
          if (!found) return;
          clearTimeout(late);
          listeners.delete(look);
          resolve(found);
        }
        listeners.add(look);
        look();
      }),
    forgetEvents: () => void (events.length = 0),
    async end() {
      await call('end');
      await exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
  const died = exited.then(() => Promise.reject(new Error('the process ended while it started')));
  await Promise.race([died, core.told((event) => (event.type as string) === 'began', 60_000)]);
  died.catch(() => undefined);
  return core;
}
