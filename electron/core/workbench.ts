import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, existsSync, copyFileSync, realpathSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { EventPublisher } from '@orpc/server';
import type { KnownCase, OpenCase } from '../../shared/contract/cases.ts';
import type { AssayEvent } from '../../shared/contract/events.ts';
import { AssayError } from '../../shared/domain/errors.ts';
import { defaultScale } from '../../shared/domain/ratings.ts';
import { readCaseInfo, readCounts, readScale } from './cases/queries.ts';
import type { TextParser } from './importers/parser.ts';
import type { Log } from './log.ts';
import { openSettings, type SettingsFile } from './settings/file.ts';
import { asStoreError } from './store/failures.ts';
import { openStore, type Store } from './store/open.ts';

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
  /** False for one-off commands, which must not change what the application opens next. Default true. */
  rememberCases?: boolean;
}

interface OpenedCase {
  path: string;
  store: Store;
}

/** One per process: the open case, the recent ones, the settings, and the stream of events to every window. */
export interface Workbench extends Pick<
  WorkbenchOptions,
  'clock' | 'newId' | 'log' | 'parser' | 'printPdf' | 'version' | 'hostKind' | 'resourcesDir'
> {
  readonly settings: SettingsFile;
  /** The open case, or `NO_CASE_OPEN`. */
  requireCase(): OpenedCase;
  current(): OpenCase | null;
  known(): KnownCase[];
  create(name: string): OpenCase;
  open(path: string, readOnly?: boolean): OpenCase;
  /** Makes a case at a path and opens it; its name is the file's. */
  createAt(path: string, name?: string): OpenCase;
  openDemo(): OpenCase;
  rename(name: string): OpenCase;
  pathOf(key: string): string;
  closeCase(): void;
  publish(event: AssayEvent): void;
  subscribe(signal: AbortSignal | undefined): AsyncIterable<AssayEvent>;
  close(): void;
}

const recentLimit = 20;

export function createWorkbench(options: WorkbenchOptions): Workbench {
  const settings = openSettings(join(options.settingsDir, 'settings.json'), { actor: options.defaultActor }, options.log);
  const publisher = new EventPublisher<{ event: AssayEvent }>();
  let opened: OpenedCase | null = null;

  const publish = (event: AssayEvent): void => publisher.publish('event', event);
  const storeOptions = {
    clock: options.clock,
    newId: options.newId,
    actor: () => settings.read().actor,
    nativeBinding: options.nativeBinding,
  };

  function adopt(path: string, openNext: () => Store): OpenCase {
    // The new case is opened first: when that fails, the one at hand stays open.
    const store = openNext();
    opened?.store.close();
    opened = { path: path === ':memory:' ? path : realpathSync(path), store };
    store.onChange((committed) => publish({ type: 'changed', ...committed }));
    if (path !== ':memory:') remember(opened.path, describe(opened).name);
    publish({ type: 'case' });
    return describe(opened);
  }

  function remember(path: string, name: string): void {
    if (options.rememberCases === false) return;
    const { recent } = settings.read();
    const entry = { path, name, openedAt: options.clock().toISOString() };
    try {
      settings.write({ recent: [entry, ...recent.filter((known) => known.path !== path)].slice(0, recentLimit), lastCase: path });
    } catch (error) {
      // A list of recent cases is a convenience; the case is open all the same.
      options.log.error('recent cases not written', error);
    }
  }

  const workbench: Workbench = {
    ...options,
    settings,
    publish,
    subscribe: (signal) => publisher.subscribe('event', signal ? { signal } : {}),
    requireCase() {
      if (!opened) throw new AssayError('NO_CASE_OPEN', {});
      return opened;
    },
    current: () => opened && describe(opened),
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
        if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
      } catch (error) {
        throw asStoreError(error, path);
      }
      return adopt(path, () => createCase({ ...storeOptions, path }, name, options.newId));
    },
    open(given, readOnly = false) {
      const path = resolve(given);
      if (opened && samePath(opened.path, path) && (opened.store.readOnly === 'chosen') === readOnly) return describe(opened);
      return adopt(path, () => openCase({ ...storeOptions, path, readOnly }, options.newId));
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
      if (!known) throw new AssayError('NOT_FOUND', { kind: 'case', id: key });
      return join(options.casesDir, known.fileName);
    },
    closeCase() {
      opened?.store.close();
      opened = null;
      if (options.rememberCases !== false) settings.write({ lastCase: null });
      publish({ type: 'case' });
    },
    close() {
      opened?.store.close();
      opened = null;
      options.parser.close();
    },
  };
  return workbench;
}

type CaseOptions = Omit<Parameters<typeof openStore>[0], 'create'>;

function createCase(storeOptions: CaseOptions, name: string, newId: () => string): Store {
  const store = openStore({ ...storeOptions, create: true });
  try {
    beginCase(store, name, newId);
    return store;
  } catch (error) {
    store.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(storeOptions.path + suffix, { force: true });
    throw error;
  }
}

/** Opens a case; one whose making was cut off before its first operation is made now. */
function openCase(storeOptions: CaseOptions, newId: () => string): Store {
  const store = openStore(storeOptions);
  if (store.journal.head().seq > 0) return store;
  try {
    if (store.readOnly) throw new AssayError('CASE_DAMAGED', { name: basename(storeOptions.path), detail: 'its making was cut off' });
    beginCase(store, basename(storeOptions.path, extname(storeOptions.path)), newId);
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}

/** A new case holds its own copy of the shipped scale. Making it is the first operation, and the only one that cannot be undone. */
function beginCase(store: Store, name: string, newId: () => string): void {
  store.transact(
    'Create case',
    (tx) => {
      tx.insert('case_info', { id: newId(), name, demo: 0 });
      tx.insert('rating_scale', { id: defaultScale.id, name: defaultScale.name });
      defaultScale.ratings.forEach(({ order, equivalents, ...rating }, position) =>
        tx.insert('rating', { ...rating, scale_id: defaultScale.id, position, rank: order, equivalents: JSON.stringify(equivalents) }),
      );
    },
    { undoable: false },
  );
}

function describe({ store, path }: OpenedCase): OpenCase {
  const info = readCaseInfo(store);
  const head = store.journal.head();
  return {
    caseId: info.id,
    name: info.name,
    fileName: basename(path),
    folder: shortFolder(path),
    readOnly: store.readOnly,
    demo: info.demo === 1,
    seq: head.seq,
    savedAt: head.at,
    scale: readScale(store),
    counts: readCounts(store),
  };
}

/** Stands for a path towards the page. */
function caseKey(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 24);
}

function shortFolder(path: string): string {
  const folder = dirname(path);
  return folder === homedir() || folder.startsWith(`${homedir()}/`) ? `~${folder.slice(homedir().length)}` : folder;
}

function samePath(a: string, b: string): boolean {
  return a !== ':memory:' && existsSync(a) && existsSync(b) && realpathSync(a) === realpathSync(b);
}

/** A file name made of a case's name, without what file systems refuse. Taken names are refused by the store. */
function freePath(folder: string, name: string): string {
  const safe = name
    .replaceAll(/[\u0000-\u001f<>:"/\\|?*]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100);
  return join(folder, `${safe || 'Case'}.assay`);
}
