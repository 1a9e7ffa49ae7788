import { testFolder } from '../store/testing.ts';
import { testCore, type TestCore } from '../testing.ts';
import type { Every } from '../watch/timer.ts';
import type { WorkbenchOptions } from '../workbench.ts';

/** Time that a test moves by hand: what was asked for comes due as it goes by. */
export function movableTime(from = Date.UTC(2026, 0, 1, 12)): {
  clock: () => Date;
  every: Every;
  pass(milliseconds: number): void;
  set(at: number): void;
} {
  const waiting = new Set<{ due: number; milliseconds: number; tick: () => void }>();
  let gone = 0;
  let shown = from;
  return {
    clock: () => new Date(shown),
    every(milliseconds, tick) {
      const entry = { due: gone + milliseconds, milliseconds, tick };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    pass(milliseconds) {
      const until = gone + milliseconds;
      for (;;) {
        const [next] = [...waiting].filter(({ due }) => due <= until).toSorted((a, b) => a.due - b.due);
        if (!next) break;
        shown += next.due - gone;
        gone = next.due;
        next.due += next.milliseconds;
        next.tick();
      }
      shown += until - gone;
      gone = until;
    },
    set: (at) => (shown = at),
  };
}

export interface BackupBench extends TestCore {
  files: ReturnType<typeof testFolder>;
  time: ReturnType<typeof movableTime>;
  /** Folder of the backups of the open case. */
  folder: string;
  /** What was going on is done. */
  quiet(): Promise<void>;
}

/** A core on a case file of its own, with time that the test moves and backups made without being asked. */
export function backupBench(options: Partial<WorkbenchOptions> = {}): BackupBench {
  const files = testFolder();
  const time = movableTime();
  const core = testCore({
    settingsDir: files.path('settings'),
    casesDir: files.path('cases'),
    clock: time.clock,
    every: time.every,
    automaticBackups: true,
    ...options,
  });
  const { caseId } = core.core.workbench.createAt(files.path('cases/Harbour.assay'), 'Harbour');
  return {
    ...core,
    store: core.core.workbench.requireCase().live,
    files,
    time,
    folder: files.path(`settings/backups/${caseId}`),
    quiet: () => core.core.settled(),
    close() {
      core.close();
      files.remove();
    },
  };
}
