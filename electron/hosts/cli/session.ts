import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { directClient, type ContractClient } from '../../core/direct.ts';
import { createCore, type Core } from '../../core/index.ts';
import { closeInOrder } from '../close.ts';
import { chromiumPrinter, nodeProviders } from '../providers.ts';
import { asFailure } from './exit.ts';

/** Where a command reads and writes; the process's own, or a test's. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  stdin(): Promise<string>;
  env: NodeJS.ProcessEnv;
  /** Aborted by Ctrl+C. */
  signal: AbortSignal;
}

export interface CaseChoice {
  case?: string | undefined;
  /** Make the case when it is not there. */
  create?: boolean | undefined;
  readOnly?: boolean | undefined;
  /** Read a case that may not be written to all the same, and say so: one that is open elsewhere, or of a newer Assay. */
  elseReadOnly?: boolean | undefined;
}

export interface Session {
  core: Core;
  client: ContractClient;
  /** A path of the command line, from the folder in which it was typed. */
  path(given: string): string;
}

/** `npm run` starts our scripts in the folder of package.json, and leaves a note of where it was called. */
export function pathFrom(env: NodeJS.ProcessEnv, given: string): string {
  const ownScript = env['npm_package_name'] === 'assay' && /^(assay|serve|start)$/.test(env['npm_lifecycle_event'] ?? '');
  return resolve((ownScript && env['INIT_CWD']) || '.', given);
}

/** Starts the core for one command, opens the case it names, and closes both whatever happens. */
export async function withCase<Result>(io: Io, choice: CaseChoice, work: (session: Session) => Promise<Result>): Promise<Result> {
  const core = createCore({ ...nodeProviders('direct'), printPdf: chromiumPrinter(), rememberCases: false });
  try {
    const session: Session = { core, client: directClient(core), path: (given) => pathFrom(io.env, given) };
    if (choice.case !== undefined) await openIn(io, session, { ...choice, case: choice.case });
    return await work(session);
  } finally {
    await closeInOrder(core);
  }
}

const readAllTheSame: Readonly<Record<string, string>> = {
  CASE_OPEN_ELSEWHERE: 'The case is open in another Assay',
  CASE_NEWER: 'The case was saved by a newer Assay',
};

/** Opens the case that a command names. Errors: as of opening. */
export async function openIn(io: Io, { client, path: pathOf }: Session, choice: CaseChoice & { case: string }): Promise<void> {
  const path = pathOf(choice.case);
  try {
    const create = choice.create === true && !existsSync(path);
    await client.cases.openPath({ path, create, readOnly: choice.readOnly === true });
  } catch (error) {
    const { code } = asFailure(error, () => '');
    const why = readAllTheSame[code];
    if (!choice.elseReadOnly || why === undefined) throw error;
    io.err(`${why}; it is read here without writing to it.\n`);
    await client.cases.openPath({ path, readOnly: true });
  }
}

/** Text from a case as one line of a terminal: control and direction characters are spelled out, never obeyed. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** Rows as columns, aligned, with a heading. */
export function columns(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((name, index) => Math.max(name.length, ...rows.map((row) => [...(row[index] ?? '')].length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => cell + ' '.repeat(Math.max(0, widths[index]! - [...cell].length)))
      .join('  ')
      .trimEnd();
  return [heading, ...rows].map((row) => `${line(row)}\n`).join('');
}

export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;
