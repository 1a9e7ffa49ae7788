import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect } from 'vitest';
import type { CaseHealth } from '../../shared/domain/safety.ts';
import { startCore, type CoreProcess } from './core-process.ts';
import { newLedger, promptly, type Ledger } from './ledger.ts';

export const root = process.getuid?.() === 0;
export const nobody = 65_534;

export const run = (command: string, ...args: string[]): SpawnSyncReturns<string> => spawnSync(command, args, { encoding: 'utf8' });

export const noMount =
  root && process.platform === 'linux' && run('unshare', '--mount', 'true').status === 0 ? null : 'this user may not mount';

const sentence = 'The harbour wall of Lowmere gave way on Tuesday night.';

type StartOptions = Partial<Parameters<typeof startCore>[0]>;

/** A core in a process of its own and a case in a folder of its own, anew for each test. */
export interface CaseOnDisk {
  readonly core: CoreProcess;
  readonly folder: string;
  casePath(): string;
  start(options?: StartOptions): Promise<void>;
  /** Starts a core and gives it a case with an article, a claim and some labels. */
  begin(options?: StartOptions): Promise<Ledger>;
  /** Done after the test, the last first. */
  undoLater(step: () => unknown): void;
  /** Windows are told, now or since what was told of last. */
  expectHealth(state: CaseHealth['state']): Promise<void>;
  /** Everything that reads and everything that exports goes on. */
  expectReadable(ledger: Ledger): Promise<void>;
  /** A disk of its own for the case folder. */
  mountDisk(megabytes: number): void;
  /** Runs a script with better-sqlite3 (`Database`) on the case, past everything that this application does around it. */
  sqliteAlone(script: string, ...before: string[]): SpawnSyncReturns<string>;
}

export function caseOnDisk(): CaseOnDisk {
  let folder: string;
  let settings: string;
  let core: CoreProcess;
  let undo: (() => unknown)[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-disks-'));
    settings = mkdtempSync(join(tmpdir(), 'assay-settings-'));
    if (root) chownSync(settings, nobody, nobody);
    undo = [];
  });
  afterEach(async () => {
    await core?.kill();
    for (const step of undo.toReversed()) await step();
    for (const made of [folder, settings]) rmSync(made, { recursive: true, force: true });
  });

  const casePath = (): string => join(folder, 'cases/Harbour.assay');
  const start = async (options: StartOptions = {}): Promise<void> => {
    core = await startCore({ folder, settings, ...options });
  };
  return {
    get core() {
      return core;
    },
    get folder() {
      return folder;
    },
    casePath,
    start,
    async begin(options) {
      await start(options);
      await core.get('cases.create', { name: 'Harbour' });
      await core.get('documents.paste', { documentId: uuid(), text: `${sentence}\n\nForty boats were damaged.` });
      await core.get('claims.create', { id: uuid(), fields: { text: 'Forty boats were damaged.' } });
      const ledger = newLedger(() => core);
      for (let made = 0; made < 3; made++) expect((await ledger.save()).code).toBeUndefined();
      return ledger;
    },
    undoLater: (step) => void undo.push(step),
    async expectHealth(state) {
      await core.told((event) => event.type === 'health' && event.health.state === state, promptly);
      core.forgetEvents();
    },
    async expectReadable(ledger) {
      const labels = await core.get<{ name: string }[]>('labels.list');
      expect(new Set(labels.map(({ name }) => name))).toEqual(ledger.acknowledged);
      expect(await core.get<unknown[]>('documents.list')).toHaveLength(1);
      expect(JSON.stringify(await core.get('search.query', { text: 'harbour' }))).toContain('Lowmere');
      expect(await core.get('reports.preview')).toMatchObject({ claims: 1 });
      for (const format of ['html', 'md', 'csv']) await core.get('reports.export', { format });
    },
    mountDisk(megabytes) {
      const disk = join(folder, 'cases');
      mkdirSync(disk);
      expect(run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk).stderr).toBe('');
      undo.push(() => run('umount', '-l', disk));
    },
    sqliteAlone(script, ...before) {
      const command = [...before, process.execPath, '-e', `const Database = require('better-sqlite3');\n${script}`, casePath()];
      return spawnSync(command[0]!, command.slice(1), { cwd: join(import.meta.dirname, '../..'), encoding: 'utf8' });
    },
  };
}
