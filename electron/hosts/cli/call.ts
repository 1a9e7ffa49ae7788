import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { isContractProcedure } from '@orpc/contract';
import type { Command } from 'commander';
import { contract } from '../../../shared/contract/index.ts';
import { CliError, exit, type Exit } from './exit.ts';
import { withCase, type Io, type Session } from './session.ts';
import { writeOut } from './write-out.ts';

interface CallArguments {
  case?: string;
  input: string;
  out?: string;
  readOnly?: boolean;
  json?: boolean;
}

/** Names of all procedures, as in `claims.create`. */
export function procedureNames(): string[] {
  return Object.entries(contract).flatMap(([feature, procedures]) =>
    Object.entries(procedures)
      .filter(([, procedure]) => isContractProcedure(procedure))
      .map(([name]) => `${feature}.${name}`),
  );
}

export function addCall(program: Command, io: Io, finish: (code: Exit) => void): void {
  program
    .command('call')
    .description('call any procedure of the application')
    .argument('<procedure>', 'its name, as listed below')
    .option('--case <file>', 'the case to work on')
    .option('--input <json>', 'its input as JSON; - reads it from stdin', '{}')
    .option('--out <path>', 'where to write a file that comes back')
    .option('--read-only', 'open the case without writing to it')
    .option('--json', 'print the answer on one line')
    .addHelpText(
      'after',
      `
Files are given as {"$file": "path"}. Answers that come in pieces are printed one a line as they come.

Examples:
  assay call claims.ids --case bridges.assay --input '{"filter": {"ratings": ["none"]}}'
  assay call documents.original --case bridges.assay --input '{"documentId": "…"}' --out original.txt

Procedures:
${procedureNames()
  .map((name) => `  ${name}`)
  .join('\n')}`,
    )
    .action(async (procedure: string, options: CallArguments) => {
      if (!procedureNames().includes(procedure))
        throw new CliError('USAGE', exit.usage, `There is no procedure “${procedure}”. assay call --help lists them all.`);
      const text = options.input === '-' ? await io.stdin() : options.input;
      await withCase(io, { case: options.case, readOnly: options.readOnly }, async (session) => {
        const input = await withFiles(parseJson(text), session.path);
        await call(io, session, procedure, input, options);
      });
      finish(exit.done);
    });
}

async function call(io: Io, session: Session, procedure: string, input: unknown, options: CallArguments): Promise<void> {
  const [feature, name] = procedure.split('.') as [string, string];
  const client = session.client as unknown as Record<string, Record<string, (input: unknown, options: object) => Promise<unknown>>>;
  const output = await client[feature]![name]!(input, { signal: io.signal });
  if (isAsyncIterable(output)) {
    for await (const piece of output) io.out(`${JSON.stringify(piece)}\n`);
    return;
  }
  const files: File[] = [];
  const text = JSON.stringify(withoutFiles(output, files), null, options.json ? undefined : 2);
  const [file, ...others] = files;
  if (file && options.out !== undefined && others.length === 0)
    writeOut(session.path(options.out), new Uint8Array(await file.arrayBuffer()), { option: '--out', cases: openCases(session, options) });
  else if (file) io.err('The answer holds a file. Name a place for it with --out.\n');
  io.out(`${text}\n`);
}

/** The case that was named, and the one that is open now: what was called may have opened it. */
function openCases({ core, path }: Session, options: CallArguments): string[] {
  const open = core.workbench.current() ? [core.workbench.requireCase().path] : [];
  return options.case === undefined ? open : [path(options.case), ...open];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliError('BAD_JSON', exit.usage, `The input is not JSON: ${(error as Error).message}`);
  }
}

/** Puts the file that `{"$file": "path"}` names in its place. */
async function withFiles(value: unknown, path: (given: string) => string): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => withFiles(item, path)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === '$file' && typeof first[1] === 'string') {
    const name = path(first[1]);
    try {
      return new File([await openAsBlob(name)], basename(name));
    } catch {
      throw new CliError('FILE_MISSING', exit.usage, `${name} cannot be read. Check the path in "$file".`);
    }
  }
  return Object.fromEntries(await Promise.all(entries.map(async ([key, item]) => [key, await withFiles(item, path)] as const)));
}

/** The answer with its files named instead of spelled out. */
function withoutFiles(value: unknown, files: File[]): unknown {
  if (value instanceof File) {
    files.push(value);
    return { $file: { name: value.name, type: value.type, size: value.size } };
  }
  if (Array.isArray(value)) return value.map((item) => withoutFiles(item, files));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutFiles(item, files)]));
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
