import { AssayError, type ErrorCode } from '../../../shared/domain/errors.ts';
import type { TaskName } from './tasks.ts';

/** What a worker is started with. */
export interface WorkerOrder {
  name: TaskName;
  input: unknown;
  nativeBinding: string | undefined;
  /** Shared memory, one number a flag. */
  flags: Int32Array;
}

/** Places in the shared memory: `cancelled` is written by the caller, `holding` by the worker. */
export const flag = { cancelled: 0, holding: 1 } as const;

/** The one message that a worker sends. */
export type WorkerAnswer =
  | { kind: 'done'; output: unknown }
  | { kind: 'refused'; code: ErrorCode; data: unknown }
  | { kind: 'failed'; message: string; stack: string | undefined };

/** An error as a message: those of the closed set stay what they are. */
export function asAnswer(error: unknown): WorkerAnswer {
  if (error instanceof AssayError) return { kind: 'refused', code: error.code, data: error.data };
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'failed', message, stack };
}

/** The error that a message tells of. */
export function asError(answer: Exclude<WorkerAnswer, { kind: 'done' }>): Error {
  if (answer.kind === 'refused') return new AssayError(answer.code, answer.data as never);
  const error = new Error(answer.message);
  if (answer.stack !== undefined) error.stack = answer.stack;
  return error;
}
