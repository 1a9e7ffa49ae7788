import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { EventPublisher } from '@orpc/server';
import Database from 'better-sqlite3';
import type { KnownCase, OpenCase } from '../../shared/contract/cases.ts';
import type { AssayEvent } from '../../shared/contract/events.ts';
import { AssayError } from '../../shared/domain/errors.ts';
import type { CaseHealth, CaseNotice } from '../../shared/domain/safety.ts';
import { attendants, type Attendant } from './attendants.ts';
import { allAnswer, createAnswering, type Answering } from './backups/answering.ts';
import { backUpBeforeOpening } from './backups/before-opening.ts';
import { recordOf } from './backups/files.ts';
import { createCase, openCase, type CaseOptions } from './cases/begin.ts';
import { caseKey, freePath, samePath, shortFolder } from './cases/paths.ts';
import { readCaseInfo, readCounts, readScale } from './cases/queries.ts';
import { makeFolder } from './folders.ts';
import type { TextParser } from './importers/parser.ts';
import type { Log } from './log.ts';
import { createMaintenance, type Maintain } from './maintenance/run.ts';
import { openSettings, type SettingsFile } from './settings/file.ts';
import { asStoreError } from './store/failures.ts';
import type { Store } from './store/open.ts';
import { openReplacement } from './watch/rescue.ts';
import { everyInterval, type Every } from './watch/timer.ts';

/** Everything the core needs from outside. Tests and hosts pass their own; nothing is reached for. */
export interface WorkbenchOptions {
  /** Folder of settings.json and of the private copy of the demo case. */
  settingsDir: string;
  /** Folder in which new cases are made. */
  casesDir: string;
  /** Folder of the shipped resources (`demo.assay`, report templates). */
  resourcesDir: string;
  clock: () => Date;
  newId: () => string;
  log: Log;
  /** Name of the person at this machine, until settings say otherwise. */
  defaultActor: string;
  version: string;
  hostKind: 'electron' | 'browser' | 'direct';
  /** Runs importers in a separate, limited process. */
  parser: TextParser;
  /** Prints self-contained HTML to a tagged PDF; null where this host cannot. */
  printPdf: ((html: string, signal?: AbortSignal) => Promise<Uint8Array>) | null;
  nativeBinding?: string | undefined;
  /** Program of the thread that does heavy work on case files (`maintenance/worker.ts` or its bundle); null or none: this thread does it. */
  maintenanceEntry?: string | null;
  /** Does something again and again; default: by the clock of the process. */
  every?: Every | undefined;
  /** False for one-off commands, which must not change what the application opens next. Default true. */
  rememberCases?: boolean;
  /** False where only those backups are wanted that are asked for, and those before a case is brought up. Default true. */
  automaticBackups?: boolean;
}

/** The case of this process. */
export interface OpenedCase {
  readonly path: string;
  /** What every procedure reads and writes: the case itself, or what is shown in its place. */
  store: Store;
  /** The case itself, whose writer this process is. */
  readonly live: Store;
  /** Set while an earlier moment is shown. */
  asOf: OpenCase['asOf'];
  health: CaseHealth;
  notices: CaseNotice[];
}

/** A case that could not be opened. */
export interface FailedOpen {
  readonly path: string;
  readonly error: AssayError;
}

/** One per process: the open case, the recent ones, the settings, and the stream of events to every window. */
export interface Workbench extends Pick<
  WorkbenchOptions,
  | 'clock'
  | 'newId'
  | 'log'
  | 'parser'
  | 'printPdf'
  | 'version'
  | 'hostKind'
  | 'resourcesDir'
  | 'settingsDir'
  | 'casesDir'
  | 'nativeBinding'
  | 'rememberCases'
> {
  readonly settings: SettingsFile;
  readonly automaticBackups: boolean;
  readonly every: Every;
  /** Does heavy work on case files beside the work on the open case. */
  readonly maintain: Maintain;
  readonly answering: Answering;
  /** The open case, or `NO_CASE_OPEN`. */
  requireCase(): OpenedCase;
  current(): OpenCase | null;
  /** Where the file of the open case lies; null where none is open, or one in memory. */
  pathOfOpen(): string | null;
  known(): KnownCase[];
  create(name: string): OpenCase;
  open(path: string, readOnly?: boolean): OpenCase;
  /** Opens what stands in the place of the open case now, which is closed first. */
  reopen(readOnly?: boolean): OpenCase;
  /** Makes a case at a path and opens it; its name is the file's. */
  createAt(path: string, name?: string): OpenCase;
  openDemo(): OpenCase;
  rename(name: string): OpenCase;
  /** The path behind a key: of a known case, or of one that could not be opened. `NOT_FOUND` for any other. */
  pathOf(key: string): string;
  /** The case that could not be opened last, and why; null once one was opened. */
  failedOpen(): FailedOpen | null;
  closeCase(): void;
  /** Shows another store (read-only) in place of the open case, in every window; null shows the case itself again. */
  showInstead(store: Store | null, asOf?: OpenedCase['asOf']): OpenCase;
  /** What a store of this workbench is opened with, but for its path. */
  readonly storeOptions: Omit<CaseOptions, 'path'>;
  /** Says how the disk under the open case does; windows are told when it differs. */
  setHealth(health: CaseHealth): void;
  /** Adds a notice to the open case (one a kind), or takes it off. */
  notice(notice: CaseNotice): void;
  dismissNotice(kind: CaseNotice['kind']): void;
  /** Work that may outlast a case: `settled` waits for it. */
  finishLater(work: Promise<unknown>): void;
  /** Resolves when no such work is left. */
  settled(): Promise<void>;
  publish(event: AssayEvent): void;
  subscribe(signal: AbortSignal | undefined): AsyncIterable<AssayEvent>;
  close(): void;
}

const recentLimit = 20;

export function createWorkbench(options: WorkbenchOptions): Workbench {
  const settings = openSettings(join(options.settingsDir, 'settings.json'), { actor: options.defaultActor }, options.log);
  const publisher = new EventPublisher<{ event: AssayEvent }>();
  let opened: OpenedCase | null = null;
  let attending: Attendant[] = [];
  const unfinished = new Set<Promise<unknown>>();
  let failed: FailedOpen | null = null;
  /** Paths of all that could not be opened, by key. */
  const failedPaths = new Map<string, string>();

  const maintain = createMaintenance({ entry: options.maintenanceEntry ?? null, nativeBinding: options.nativeBinding });
  const publish = (event: AssayEvent): void => publisher.publish('event', event);
  const storeOptions = {
    clock: options.clock,
    newId: options.newId,
    actor: () => settings.read().actor,
    nativeBinding: options.nativeBinding,
    beforeMigration: (path: string) => backUpBeforeOpening(workbench, path, 'migration'),
    beforeHeal(path: string) {
      try {
        backUpBeforeOpening(workbench, path, 'heal');
      } catch (error) {
        // What the journal brings back must not wait for a disk that takes no backup.
        options.log.error('no backup before healing', error);
      }
    },
  };

  function adopt(path: string, openNext: () => Store): OpenCase {
    // The new case is opened first: when that fails, the one at hand stays open.
    const next = openWhole(path, openNext);
    leave();
    failed = null;
    opened = next;
    const { store } = next;
    store.onChange((committed) => publish({ type: 'changed', ...committed }));
    attending = attendants.map((attend) => attend(opened!, workbench)).filter((attendant) => attendant !== null);
    if (path !== ':memory:' && store.readOnly !== 'backup') remember(opened.path, describe(opened).name);
    publish({ type: 'case' });
    return describe(opened);
  }

  /** Opens a case and reads what every window shows of it, so that a case that lacks it is told as damaged. Keeps a failure in mind. */
  function openWhole(path: string, openNext: () => Store): OpenedCase {
    let store: Store | undefined;
    try {
      store = openNext();
      const next: OpenedCase = {
        path: path === ':memory:' ? path : realpathSync(path),
        store,
        live: store,
        asOf: null,
        health: { state: 'ok', detail: '', since: null },
        notices: [],
      };
      describe(next);
      return next;
    } catch (error) {
      store?.close();
      const failure = asOpeningFailure(error, path);
      if (failure instanceof AssayError && failure.code !== 'CASE_EXISTS') {
        failed = { path, error: failure };
        failedPaths.set(caseKey(path), path);
      }
      throw failure;
    }
  }

  /** Closes what is open, and what is shown in its place. */
  function leave(): void {
    if (!opened) return;
    const [{ store, live }, leaving] = [opened, attending];
    attending = [];
    for (const attendant of leaving) attendant.closing?.();
    if (store !== live) store.close();
    live.close();
    opened = null;
    for (const attendant of leaving) attendant.closed?.();
  }

  function remember(path: string, name: string): void {
    if (options.rememberCases === false) return;
    const { recent } = settings.read();
    const entry = { path, name, openedAt: options.clock().toISOString() };
    remembering(() =>
      settings.write({ recent: [entry, ...recent.filter((known) => known.path !== path)].slice(0, recentLimit), lastCase: path }),
    );
  }

  /** A list of recent cases is a convenience: without it a case is opened and closed all the same. */
  function remembering(write: () => void): void {
    try {
      write();
    } catch (error) {
      options.log.error('recent cases not written', error);
    }
  }

  const workbench: Workbench = {
    ...options,
    settings,
    automaticBackups: options.automaticBackups ?? true,
    every: options.every ?? everyInterval,
    maintain,
    answering: options.maintenanceEntry ? createAnswering(maintain) : allAnswer,
    storeOptions,
    publish,
    subscribe: (signal) => publisher.subscribe('event', signal ? { signal } : {}),
    requireCase() {
      if (!opened) throw new AssayError('NO_CASE_OPEN', {});
      return opened;
    },
    current: () => opened && describe(opened),
    pathOfOpen: () => (opened && opened.path !== ':memory:' ? opened.path : null),
    known() {
      const { recent } = settings.read();
      const paths = new Set(recent.map((entry) => entry.path));
      const found = existsSync(options.casesDir)
        ? readdirSync(options.casesDir)
            .filter((name) => name.endsWith('.assay') && !name.startsWith('.'))
            .map((name) => join(options.casesDir, name))
            .filter((path) => !paths.has(path))
        : [];
      return [...recent, ...found.map((path) => ({ path, name: basename(path, '.assay'), openedAt: null }))].map(
        ({ path, name, openedAt }) => ({
          key: caseKey(path),
          name,
          fileName: basename(path),
          folder: shortFolder(path),
          openedAt,
          missing: !existsSync(path),
        }),
      );
    },
    create: (name) => workbench.createAt(freePath(options.casesDir, name), name),
    createAt(path, name = basename(path, extname(path))) {
      try {
        if (path !== ':memory:') makeFolder(dirname(path));
      } catch (error) {
        throw asStoreError(error, path);
      }
      return adopt(path, () => createCase({ ...storeOptions, path }, name));
    },
    open(given, readOnly = false) {
      const path = resolve(given);
      if (opened && samePath(opened.path, path)) {
        if (opened.live.standing?.look() === 'replaced') return openReplacement(workbench, readOnly);
        // A disk that took no writes may take them now.
        if ((opened.store.readOnly === 'chosen') === readOnly && opened.live.readOnly !== 'disk') return describe(opened);
      }
      return adopt(path, () => openCase({ ...storeOptions, path, ...access(path, readOnly) }));
    },
    reopen(readOnly = false) {
      const { path } = workbench.requireCase();
      leave();
      try {
        return adopt(path, () => openCase({ ...storeOptions, path, ...access(path, readOnly) }));
      } finally {
        if (!opened) publish({ type: 'case' });
      }
    },
    openDemo() {
      const copy = join(options.settingsDir, 'Demo case.assay');
      if (!existsSync(copy)) {
        mkdirSync(options.settingsDir, { recursive: true });
        copyFileSync(join(options.resourcesDir, 'demo.assay'), copy);
        // An installed application may lie read-only; the copy is there to be worked on.
        chmodSync(copy, 0o644);
      }
      return workbench.open(copy);
    },
    rename(name) {
      const { store, path } = workbench.requireCase();
      store.transact('Rename case', (tx) => tx.update('case_info', readCaseInfo(store).id, { name }));
      if (path !== ':memory:') remember(path, name);
      publish({ type: 'case' });
      return workbench.current()!;
    },
    pathOf(key) {
      const known = workbench.known().find((entry) => entry.key === key);
      const recent = settings.read().recent.find((entry) => caseKey(entry.path) === key);
      if (recent) return recent.path;
      const unopened = failedPaths.get(key);
      if (unopened !== undefined) return unopened;
      if (!known) throw new AssayError('NOT_FOUND', { kind: 'case', id: key });
      return join(options.casesDir, known.fileName);
    },
    failedOpen: () => failed,
    closeCase() {
      leave();
      if (options.rememberCases !== false) remembering(() => settings.write({ lastCase: null }));
      publish({ type: 'case' });
    },
    showInstead(store, asOf = null) {
      const current = workbench.requireCase();
      if (current.store !== current.live) current.store.close();
      current.store = store ?? current.live;
      current.asOf = asOf;
      publish({ type: 'case' });
      return describe(current);
    },
    setHealth(health) {
      if (!opened || (opened.health.state === health.state && opened.health.detail === health.detail)) return;
      opened.health = health;
      publish({ type: 'health', health });
    },
    notice(notice) {
      if (!opened) return;
      opened.notices = [...opened.notices.filter(({ kind }) => kind !== notice.kind), notice];
      publish({ type: 'health', health: opened.health });
    },
    dismissNotice(kind) {
      if (!opened?.notices.some((notice) => notice.kind === kind)) return;
      opened.notices = opened.notices.filter((notice) => notice.kind !== kind);
      publish({ type: 'health', health: opened.health });
    },
    finishLater(work) {
      const done: Promise<unknown> = work
        .catch((error: unknown) => void options.log.error('background work failed', error))
        .finally(() => unfinished.delete(done));
      unfinished.add(done);
    },
    async settled() {
      while (unfinished.size > 0) await Promise.all(unfinished);
    },
    close() {
      leave();
      options.parser.close();
      workbench.answering.close();
    },
  };
  return workbench;
}

/** A backup is never written to, whichever way it is opened: it would be listed and thinned out as what it was. */
function access(path: string, readOnly: boolean): Pick<CaseOptions, 'readOnly' | 'readOnlyReason'> {
  return recordOf(path) ? { readOnly: true, readOnlyReason: 'backup' } : { readOnly };
}

/** A file that SQLite reads, and that lacks what every case has or says it in a way that nobody understands, is a damaged case. */
function asOpeningFailure(error: unknown, path: string): unknown {
  const unreadable = error instanceof Database.SqliteError || error instanceof TypeError || error instanceof SyntaxError;
  return unreadable ? new AssayError('CASE_DAMAGED', { name: basename(path), detail: error.message }, { cause: error }) : error;
}

function describe({ store, live, path, asOf, health, notices }: OpenedCase): OpenCase {
  const info = readCaseInfo(store);
  const head = store.journal.head();
  return {
    caseId: info.id,
    name: info.name,
    fileName: basename(path),
    folder: shortFolder(path),
    readOnly: store.readOnly,
    follows: live.standing !== null,
    asOf,
    health,
    notices,
    demo: info.demo === 1,
    seq: head.seq,
    savedAt: head.at,
    scale: readScale(store),
    counts: readCounts(store),
  };
}
