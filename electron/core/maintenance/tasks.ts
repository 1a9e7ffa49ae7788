import { writeBackup } from '../backups/write.ts';
import { verifyFile } from '../integrity/verify.ts';
import { exportWords } from '../recovery/exportWords.ts';
import { inspectFile } from '../recovery/inspect.ts';
import { stageRestore } from '../recovery/restore.ts';
import { salvageFile } from '../recovery/salvage.ts';
import type { TaskContext } from './context.ts';

/**
 * Everything that is done with case files beside the process that works on them. Input and output cross to another
 * thread: plain data only.
 */
export const tasks = {
  backup: writeBackup,
  exportWords,
  inspect: inspectFile,
  salvage: salvageFile,
  stageRestore,
  verify: verifyFile,
} satisfies Record<string, (input: never, context: TaskContext) => unknown>;

export type TaskName = keyof typeof tasks;
export type TaskInput<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[0];
export type TaskOutput<Name extends TaskName> = Awaited<ReturnType<(typeof tasks)[Name]>>;

/** Runs a task here. */
export async function runTask<Name extends TaskName>(name: Name, input: TaskInput<Name>, context: TaskContext): Promise<TaskOutput<Name>> {
  context.check();
  const task = tasks[name] as (input: TaskInput<Name>, context: TaskContext) => Promise<TaskOutput<Name>>;
  return task(input, context);
}
