import { join } from 'node:path';
import type { BackupReason } from '../../../shared/contract/backups.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { Hanging } from '../maintenance/run.ts';
import { currentSchema } from '../store/migrations/index.ts';
import type { OpenedCase, Workbench } from '../workbench.ts';
import { readCaseInfo } from '../cases/queries.ts';
import { nextOrder, readRecords, removePart, underWay } from './files.ts';
import { backupRoots, noAnswer } from './folders.ts';
import { hasHeads } from './queries.ts';
import { backupName, type BackupRecord } from './record.ts';
import { checkSoon } from '../integrity/attendant.ts';
import { asBackupFailure, damageBehind, stage, type BackupTask } from './write.ts';

/** Makes the backups of one open case: on demand, when enough time has passed since it was changed, and when it is closed. */
export interface Keeper {
  /** The checked backups of this case, newest first. */
  records(): BackupRecord[];
  /** The backup of this name, also one that was changed since it was checked. */
  find(id: string): BackupRecord | undefined;
  /** Why the newest try failed, in words; null when it did not. */
  readonly problem: string | null;
  readonly running: boolean;
  /** A checked backup of the case as it is: the newest one when nothing was changed since, else a new one. `BACKUP_FAILED`. */
  make(reason: BackupReason): Promise<BackupRecord>;
  /**
   * Begins a backup of the case as it is, before much of it is changed at once. Resolves as soon as changes can be made that the
   * backup will not have, mostly within some milliseconds; never rejects.
   */
  hold(): Promise<void>;
  /** Ends what depends on the case being open. Copying that is under way is broken off. */
  closing(): void;
  /** Makes the backup of the closed case, when it has changes that no backup has. */
  closed(): void;
}

const minute = 60_000;
/** A failed backup is tried again after so many minutes, or at the next regular time when that comes first. */
const retryMinutes = 2;
/** Changes wait so many milliseconds at most for a backup to get hold of the case. */
const mostHold = 3_000;
/** One bulk change after another is covered by undo and by the backup before the first one: milliseconds. */
const bulkPause = minute;

/** While a backup is written, its folder is asked so often whether it still answers: milliseconds. */
const lookEvery = 30_000;

/** Backups newer than the one up to which the journal beside the case is let go. */
const backupsInReserve = 2;

interface Running {
  progress: Int32Array;
  stop: AbortController;
  made: Promise<BackupRecord>;
}

/**
 * `automatic` is false for what is only read, and where nobody wants backups that were not asked for. A case that stands alone has a
 * journal that begins at its head: with older backups that makes no whole case, so a new one is made at once.
 */
export function createKeeper(opened: OpenedCase, workbench: Workbench, automatic: boolean, stands: 'alone' | 'with-journal'): Keeper {
  const { live, path } = opened;
  const caseId = readCaseInfo(live).id;
  const active = new Set<Running>();
  let queue: Promise<unknown> = Promise.resolve();
  let open = true;
  let problem: string | null = null;
  let lastOrder = 0;
  let lastHead = live.journal.head();
  let stopTimer: (() => void) | null = null;
  let bulkAt = -Infinity;

  const folders = (): string[] => backupRoots(workbench).all.map((root) => join(root, caseId));
  const records = (): BackupRecord[] => readRecords(folders());
  const head = (): typeof lastHead => (lastHead = open && live.db.open ? live.journal.head() : lastHead);
  const newestOf = ({ seq, hash }: typeof lastHead): BackupRecord | undefined =>
    records().find((record) => record.seq === seq && record.head === hash && record.schema === currentSchema);

  /** A case in which nothing was done since it was made needs no backup. */
  const isKept = (): boolean => head().seq <= 1 || newestOf(head()) !== undefined;

  function begin(reason: BackupReason): Running {
    const { seq, hash } = head();
    const { current, chosen, isSilent } = backupRoots(workbench);
    const folder = join(current, caseId);
    if (isSilent) throw failed(asBackupFailure(new Error(noAnswer), folder));
    const at = workbench.clock().toISOString();
    const order = (lastOrder = Math.max(lastOrder + 1, nextOrder(folders())));
    const name = backupName(order, at, reason);
    const progress = new Int32Array(new SharedArrayBuffer(4));
    const task: BackupTask = {
      path,
      writer: live.readOnly === null,
      folder,
      chosen,
      order,
      at,
      reason,
      expected: { caseId, seq, head: hash },
      folders: folders(),
      keep: workbench.settings.read().backups,
      progress,
    };
    const stop = new AbortController();
    underWay.add(name);
    const made = workbench.maintain('backup', task, stop.signal).then(
      (record) => {
        succeeded(record);
        return record;
      },
      (error: unknown) => {
        // A thread that was ended could not clean up.
        if (stop.signal.aborted && !backupRoots(workbench).isSilent) removePart(folder, name);
        throw failed(asBackupFailure(error, folder));
      },
    );
    const running: Running = { progress, stop, made };
    active.add(running);
    const stopLooking = workbench.every(lookEvery, () => giveUpIfHanging(running));
    const ended = (): void => {
      stopLooking();
      underWay.delete(name);
      active.delete(running);
      workbench.publish({ type: 'backups' });
    };
    made.then(ended, ended);
    workbench.publish({ type: 'backups' });
    return running;
  }

  /** A folder may stop to answer while a backup is written into it: then its thread waits for ever. */
  function giveUpIfHanging({ stop }: Running): void {
    if (backupRoots(workbench).isSilent) stop.abort(new Hanging(noAnswer));
  }

  function tryToBegin(reason: BackupReason): Running | null {
    try {
      return begin(reason);
    } catch {
      // Why was told by `failed`; it is tried again later.
      return null;
    }
  }

  function succeeded(record: BackupRecord): void {
    problem = null;
    workbench.log.info('backup made', { reason: record.reason, seq: record.seq, size: record.size });
    if (!open) return;
    workbench.dismissNotice('backup-failing');
    workbench.dismissNotice('backup-damaged');
    stopTimer?.();
    stopTimer = null;
    if (head().seq !== record.seq) schedule();
    trimJournal();
  }

  /** The journal is needed back to a backup that is surely there: with two newer ones to spare. */
  function trimJournal(): void {
    const ours = records();
    const known = hasHeads(live.db, ours);
    const oldest = ours.filter((_record, index) => known[index])[backupsInReserve];
    if (!oldest) return;
    try {
      live.sideJournal?.trim(oldest.seq);
    } catch (error) {
      workbench.log.error('journal not trimmed', error);
    }
  }

  function failed(error: unknown): unknown {
    if (!(error instanceof AssayError)) return error;
    problem = error.message;
    workbench.log.error('backup failed', error);
    if (!open) return error;
    const { detail } = error.data as { detail: string };
    if (damageBehind(error) !== null) {
      workbench.dismissNotice('backup-failing');
      workbench.notice({ kind: 'backup-damaged', count: null, detail });
      checkSoon(opened, workbench);
    } else workbench.notice({ kind: 'backup-failing', count: null, detail });
    stopTimer?.();
    stopTimer = null;
    schedule(retryMinutes);
    return error;
  }

  function schedule(minutes = Infinity): void {
    if (!automatic || !open || stopTimer) return;
    const wait = Math.min(minutes, workbench.settings.read().backups.everyMinutes) * minute;
    const stop = workbench.every(wait, () => {
      stop();
      stopTimer = null;
      make('interval').catch(() => undefined);
    });
    stopTimer = stop;
  }

  function make(reason: BackupReason): Promise<BackupRecord> {
    const next = queue.then(() => newestOf(head()) ?? begin(reason).made);
    queue = next.catch(() => undefined);
    workbench.finishLater(queue);
    return next;
  }

  async function hold(): Promise<void> {
    const now = performance.now();
    if (!automatic || now - bulkAt < bulkPause || isKept()) return;
    bulkAt = now;
    const running = tryToBegin('bulk');
    if (!running) return;
    const { made, progress } = running;
    workbench.finishLater(made.catch(() => undefined));
    const held = Atomics.waitAsync(progress, 0, stage.begun, mostHold);
    await Promise.race([held.value, made.catch(() => undefined)]);
  }

  const stopListening = live.onChange(() => schedule());
  if (!isKept()) {
    schedule();
    if (automatic && stands === 'alone') make('journal').catch(() => undefined);
  }

  return {
    records,
    find: (id) => readRecords(folders(), 'with-changed').find((record) => record.id === id),
    get problem() {
      return problem;
    },
    get running() {
      return active.size > 0;
    },
    make,
    hold,
    closing() {
      head();
      open = false;
      stopListening();
      stopTimer?.();
      stopTimer = null;
      for (const running of active) {
        if (Atomics.load(running.progress, 0) >= stage.copied) continue;
        giveUpIfHanging(running);
        running.stop.abort();
      }
    },
    closed() {
      if (automatic && !isKept()) make('close').catch(() => undefined);
    },
  };
}
