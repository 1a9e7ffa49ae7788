import { basename } from 'node:path';
import type { WatchedState } from '../../../shared/contract/watchedFolder.ts';
import type { ImportOutcome } from '../../../shared/contract/documents.ts';
import { importSources } from '../documents/import.ts';
import type { TaskInput, TaskName, TaskOutput } from '../maintenance/tasks.ts';
import type { OpenedCase, Workbench } from '../workbench.ts';
import type { Look, SeenFile } from './look.ts';

/** A file that did not change for so long is whole. */
const settleMs = 2_000;
/** Changes that nobody told of are found at such looks. */
const slowLookMs = 60_000;
/** A folder that takes longer to answer is not waited for. */
const answerLimitMs = 20_000;
/** To the next try at a folder that is not there, or that did not answer; the latter is asked less and less often. */
const retryMs = 15_000;
const longestRetryMs = 3_600_000;
/** A look at a folder with very many files takes its time; so much more goes by until the next. */
const restPerLook = 10;
const outcomesTold = 200;

export interface FolderWatch {
  readonly folder: string;
  state(): WatchedState;
  stop(): void;
}

interface WatchOptions {
  folder: string;
  /** Files that changed later than this, by the clock of their file system, are new. */
  markMs: number;
  keepMark: (markMs: number) => void;
}

/** Imports what comes into a folder, for as long as its case is open. Nothing here waits for the folder but this loop itself. */
export function watchFolder(opened: OpenedCase, workbench: Workbench, { folder, markMs, keepMark }: WatchOptions): FolderWatch {
  const going = new AbortController();
  let state: WatchedState = 'watching';
  let mark = markMs;
  let wait = retryMs;
  /** Names that were there before the watch began: of them only those are new that are written anew. */
  let there: Set<string> | null = null;
  /** Files as they were at the look before, and those that were dealt with. */
  let before = new Map<string, string>();
  const dealtWith = new Map<string, string>();

  function tell(next: WatchedState): void {
    if (state === next) return;
    state = next;
    workbench.publish({ type: 'watched-folder' });
  }

  const rest = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        stop();
        going.signal.removeEventListener('abort', end);
        resolve();
      };
      const stop = workbench.every(milliseconds, end);
      going.signal.addEventListener('abort', end, { once: true });
    });

  /** Null where the folder does not answer in time. */
  async function ask<Name extends TaskName>(name: Name, input: TaskInput<Name>, limitMs: number): Promise<TaskOutput<Name> | null> {
    const silent = new AbortController();
    const limit = setTimeout(() => silent.abort(new Error('no answer')), limitMs);
    try {
      return await workbench.maintain(name, input, AbortSignal.any([going.signal, silent.signal]));
    } catch (error) {
      if (silent.signal.aborted || going.signal.aborted) return null;
      throw error;
    } finally {
      clearTimeout(limit);
    }
  }

  const stamp = ({ size, modifiedMs, changedMs }: SeenFile): string => `${size} ${modifiedMs} ${changedMs}`;

  /** New files that stood still since the look before; how many others do not yet. */
  function sortOut(look: Extract<Look, { ok: true }>): { whole: SeenFile[]; moving: SeenFile[] } {
    there ??= new Set(look.others);
    const wanted = look.fresh.filter(
      (file) => dealtWith.get(file.name) !== stamp(file) && (!there!.has(file.name) || file.modifiedMs > markMs),
    );
    const whole = wanted.filter((file) => before.get(file.name) === stamp(file));
    before = new Map(wanted.map((file) => [file.name, stamp(file)]));
    return { whole, moving: wanted.filter((file) => !whole.includes(file)) };
  }

  async function importFiles(inFolder: string, files: readonly SeenFile[]): Promise<void> {
    const outcomes: ImportOutcome[] = [];
    const name = basename(inFolder);
    const importId = workbench.newId();
    const sources = files.map((file) => ({
      name: file.name,
      read: async () => (await ask('readSeenFile', { folder: inFolder, file }, answerLimitMs)) ?? ('unreadable' as const),
    }));
    const context = { store: opened.live, newId: workbench.newId, workbench };
    const steps = importSources(context, { importId, sources, keepTextless: false, from: name }, going.signal);
    for await (const { outcome } of steps) outcomes.push(outcome);
    if (going.signal.aborted) return;
    // Another file stands there by now: it has its turn once it is whole.
    const isGone = (outcome: ImportOutcome): boolean => outcome.outcome === 'failed' && outcome.reason === 'vanished';
    const gone = new Set(outcomes.filter(isGone).map((outcome) => outcome.name));
    for (const file of files) if (!gone.has(file.name)) dealtWith.set(file.name, stamp(file));
    const told = outcomes.filter((outcome) => !isGone(outcome));
    const isMade = (one: ImportOutcome): boolean =>
      one.outcome === 'imported' || one.outcome === 'copy' || (one.outcome === 'citations' && one.isNew);
    const made = told.filter(isMade).length;
    const failed = told.filter(({ outcome }) => outcome === 'failed').length;
    // Bytes that are in the case already are nothing new.
    if (made + failed === 0) return;
    const seq = made > 0 ? opened.live.journal.head().seq : null;
    workbench.publish({ type: 'watched-import', folder: name, importId, seq, made, failed, outcomes: told.slice(0, outcomesTold) });
  }

  function advance(look: Extract<Look, { ok: true }>, moving: readonly SeenFile[]): void {
    const next = moving.length > 0 ? Math.min(look.newestMs, moving[0]!.changedMs - 1) : look.newestMs;
    if (next <= mark) return;
    mark = next;
    for (const [name, known] of dealtWith) if (Number(known.split(' ')[2]) <= mark) dealtWith.delete(name);
    // A name that was dealt with is one that was there, from now on.
    for (const { name } of look.fresh) if (!moving.some((file) => file.name === name)) there!.add(name);
    keepMark(mark);
  }

  async function step(): Promise<void> {
    // An earlier moment, or another file in its place, is no time to put anything in.
    if (opened.asOf !== null || opened.health.state !== 'ok') {
      tell('paused');
      return rest(retryMs);
    }
    const begun = performance.now();
    const look = await ask('lookAtFolder', { folder, afterMs: mark, withOthers: there === null }, answerLimitMs);
    if (going.signal.aborted) return;
    if (!look?.ok) {
      tell(look?.why ?? 'silent');
      await rest(wait);
      wait = look ? retryMs : Math.min(wait * 2, longestRetryMs);
      return;
    }
    const took = performance.now() - begun;
    wait = retryMs;
    tell('watching');
    const { whole, moving } = sortOut(look);
    if (whole.length > 0) await importFiles(look.folder, whole);
    if (going.signal.aborted) return;
    advance(look, moving);
    await rest(Math.max(moving.length > 0 ? settleMs : 0, took * restPerLook));
    if (moving.length > 0 || going.signal.aborted) return;
    await ask('awaitChange', { folder: look.folder, folderMs: look.folderMs, patienceMs: slowLookMs }, slowLookMs + answerLimitMs);
  }

  async function run(): Promise<void> {
    while (!going.signal.aborted) {
      try {
        await step();
      } catch (error) {
        if (going.signal.aborted) return;
        workbench.log.error('a watched folder', error);
        await rest(retryMs);
      }
    }
  }

  workbench.finishLater(run());
  return {
    folder,
    state: () => state,
    stop: () => going.abort(),
  };
}
