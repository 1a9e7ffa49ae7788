import type { TaskContext } from './context.ts';

/**
 * Everything that is done with case files and long texts beside the process that works on them. Input and output cross to another
 * thread: plain data only. A program is read when its task is done: a thread that checks a case needs nothing of what
 * salvages one.
 */
const programs = {
  askFolders: async () => (await import('../backups/ask-folders.ts')).askFolders,
  awaitChange: async () => (await import('../watchedFolder/look.ts')).awaitChange,
  backup: async () => (await import('../backups/write.ts')).writeBackup,
  compareTexts: async () => (await import('../versions/followPassages.ts')).compareTexts,
  checkStyle: async () => (await import('../citations/styles/check.ts')).checkStyle,
  exportWords: async () => (await import('../recovery/exportWords.ts')).exportWords,
  followPassages: async () => (await import('../versions/followPassages.ts')).followPassages,
  formatSources: async () => (await import('../citations/styles/format.ts')).formatSources,
  inspect: async () => (await import('../recovery/inspect.ts')).inspectFile,
  lookAtFolder: async () => (await import('../watchedFolder/look.ts')).lookAtFolder,
  readSeenFile: async () => (await import('../watchedFolder/look.ts')).readSeenFile,
  readCitations: async () => (await import('../citations/read.ts')).readCitations,
  salvage: async () => (await import('../recovery/salvage.ts')).salvageFile,
  stageRestore: async () => (await import('../recovery/restore.ts')).stageRestore,
  tryFolder: async () => (await import('../backups/try-folder.ts')).tryFolder,
  verify: async () => (await import('../integrity/verify.ts')).verifyFile,
} satisfies Record<string, () => Promise<(input: never, context: TaskContext) => unknown>>;

type Program<Name extends TaskName> = Awaited<ReturnType<(typeof programs)[Name]>>;
export type TaskName = keyof typeof programs;
export type TaskInput<Name extends TaskName> = Parameters<Program<Name>>[0];
export type TaskOutput<Name extends TaskName> = Awaited<ReturnType<Program<Name>>>;

/** Runs a task here. */
export async function runTask<Name extends TaskName>(name: Name, input: TaskInput<Name>, context: TaskContext): Promise<TaskOutput<Name>> {
  context.check();
  const task = (await programs[name]()) as (input: TaskInput<Name>, context: TaskContext) => Promise<TaskOutput<Name>>;
  return task(input, context);
}
