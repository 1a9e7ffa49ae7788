/** The program of the maintenance thread: does the one task that it is started with, answers, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { TaskContext } from './context.ts';
import { asAnswer, flag, type WorkerAnswer, type WorkerOrder } from './message.ts';
import { runTask } from './tasks.ts';

const { name, input, nativeBinding, flags } = workerData as WorkerOrder;

const check = (): void => {
  if (Atomics.load(flags, flag.cancelled) === 1) throw new DOMException('cancelled', 'AbortError');
};

const context: TaskContext = {
  nativeBinding,
  check,
  async hold(work) {
    Atomics.store(flags, flag.holding, 1);
    try {
      // Told after the flag is up: whoever cancels now either is heard here or waits for it to go down.
      check();
      return await work();
    } finally {
      Atomics.store(flags, flag.holding, 0);
      Atomics.notify(flags, flag.holding);
    }
  },
};

let answer: WorkerAnswer;
try {
  answer = { kind: 'done', output: await runTask(name, input as never, context) };
} catch (error) {
  answer = asAnswer(error);
}
parentPort!.postMessage(answer);
