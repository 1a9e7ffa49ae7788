import { Worker } from 'node:worker_threads';
import { asError, flag, type WorkerAnswer, type WorkerOrder } from './message.ts';
import { runTask, type TaskInput, type TaskName, type TaskOutput } from './tasks.ts';

/**
 * Does a task with case files and resolves with what it found. Rejects with the task's error, or with the signal's reason
 * as soon as that is aborted; when `abort()` returns, the task has nothing open on the case any more.
 */
export type Maintain = <Name extends TaskName>(name: Name, input: TaskInput<Name>, signal?: AbortSignal) => Promise<TaskOutput<Name>>;

/** Why a task is cancelled that hangs on a folder that does not answer: it lets go of nothing, and is not waited for. */
export class Hanging extends Error {}

/** How long closing a case waits for a task to let go of it, milliseconds. */
const letGoLimit = 5_000;

/**
 * Makes the runner of tasks. `entry` is the program of the thread, `worker.ts` or its bundle; null does every task in the
 * calling thread, between its other work.
 */
export function createMaintenance({ entry, nativeBinding }: { entry: string | null; nativeBinding?: string | undefined }): Maintain {
  return async <Name extends TaskName>(name: Name, input: TaskInput<Name>, signal?: AbortSignal): Promise<TaskOutput<Name>> => {
    signal?.throwIfAborted();
    if (entry !== null) return inThread(entry, { name, input, nativeBinding }, signal);
    return runTask(name, input, {
      nativeBinding,
      signal,
      check: () => signal?.throwIfAborted(),
      hold: async (work) => work(),
    });
  };
}

function inThread<Name extends TaskName>(
  entry: string,
  order: Omit<WorkerOrder, 'flags'>,
  signal: AbortSignal | undefined,
): Promise<TaskOutput<Name>> {
  const flags = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(entry, { workerData: { ...order, flags } satisfies WorkerOrder, execArgv: [], name: 'Assay maintenance' });
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      Atomics.store(flags, flag.cancelled, 1);
      if (!(signal!.reason instanceof Hanging)) Atomics.wait(flags, flag.holding, 1, letGoLimit);
      reject(signal!.reason as Error);
      void worker.terminate();
    };
    signal?.addEventListener('abort', cancel, { once: true });
    const settle = (how: () => void): void => {
      signal?.removeEventListener('abort', cancel);
      how();
    };
    worker.once('message', (answer: WorkerAnswer) =>
      settle(() => (answer.kind === 'done' ? resolve(answer.output as TaskOutput<Name>) : reject(asError(answer)))),
    );
    worker.once('error', (error) => settle(() => reject(error)));
    worker.once('exit', () => settle(() => reject(new Error('the maintenance thread ended without an answer'))));
  });
}
