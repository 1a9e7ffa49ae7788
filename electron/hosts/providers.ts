import { existsSync, readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
import { v7 as uuid } from 'uuid';
import type { WorkbenchOptions } from '../core/index.ts';
import { nodeFork } from '../core/importers/fork.ts';
import { createParserPool } from '../core/importers/pool.ts';
import { findChromium, printWithChromium } from './chromium.ts';
import { openLogFile } from './log-file.ts';

/** Folder of package.json, `resources` and `dist`: two up from here, both from source and when built into `dist/<target>`. */
export const appRoot = join(import.meta.dirname, '../..');

/** Folder of the built page. */
export const rendererFolder = join(appRoot, 'dist/renderer');

/** A program of its own process or thread: bundled beside this file, or its source. */
function program(bundle: string, source: string): string {
  const bundled = join(import.meta.dirname, bundle);
  return existsSync(bundled) ? bundled : join(import.meta.dirname, '../core', source);
}

export interface Folders {
  /** settings.json, log, private copy of the demo case */
  userData: string;
  cases: string;
}

/** Where this person's things lie. `ASSAY_USER_DATA` and `ASSAY_CASES` name other folders. */
export function folders(env: NodeJS.ProcessEnv = process.env): Folders {
  const paths = envPaths('Assay', { suffix: '' });
  // The folder that Electron calls `userData`, so that every host knows the same recent cases.
  const shared = { darwin: paths.data, win32: dirname(paths.config) }[process.platform as string] ?? paths.config;
  return {
    userData: env['ASSAY_USER_DATA'] || shared,
    cases: env['ASSAY_CASES'] || join(homedir(), 'Documents', 'Assay'),
  };
}

/** What every host gives the core: the real clock, ids, folders, log, and the parser in its own process. */
export function nodeProviders(
  hostKind: WorkbenchOptions['hostKind'],
  { userData, cases }: Folders = folders(),
): Omit<WorkbenchOptions, 'printPdf'> {
  const clock = (): Date => new Date();
  const newId = (): string => uuid();
  return {
    settingsDir: userData,
    casesDir: cases,
    resourcesDir: join(appRoot, 'resources'),
    clock,
    newId,
    log: openLogFile(join(userData, 'logs'), clock, newId),
    defaultActor: personAtThisMachine(),
    version: (JSON.parse(readFileSync(join(appRoot, 'package.json'), 'utf8')) as { version: string }).version,
    hostKind,
    parser: createParserPool({ fork: nodeFork(program('parser.js', 'importers/process.ts')) }),
    maintenanceEntry: program('maintenance.js', 'maintenance/worker.ts'),
    nativeBinding: process.env['ASSAY_SQLITE_BINDING'] || undefined,
  };
}

/** How a host without Electron prints: by a Chromium of this machine, or not at all. */
export function chromiumPrinter(): WorkbenchOptions['printPdf'] {
  const chromium = findChromium();
  return chromium === null ? null : (html, signal) => printWithChromium(html, { chromium }, signal);
}

function personAtThisMachine(): string {
  try {
    return userInfo().username || 'Analyst';
  } catch {
    // A process may run under a number that has no name.
    return 'Analyst';
  }
}
