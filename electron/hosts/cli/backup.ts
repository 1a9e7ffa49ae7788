import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { Backup } from '../../../shared/contract/backups.ts';
import type { Inspection } from '../../../shared/contract/recovery.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { requireSound } from '../../core/backups/files.ts';
import { everyBackup } from '../../core/recovery/caseBackups.ts';
import { restoreCase } from '../../core/recovery/restore.ts';
import { asFailure, CliError, exit, type Exit } from './exit.ts';
import { columns, count, oneLine, openIn, withCase, type Io, type Session } from './session.ts';
import { unopenable } from './ways-on.ts';
import { writeOut } from './write-out.ts';

interface BackupArguments {
  case: string;
  list?: boolean;
  export?: string;
  restore?: string;
  out?: string;
  json?: boolean;
}

export function addBackup(program: Command, io: Io, finish: (code: Exit) => void): void {
  program
    .command('backup')
    .description('make a backup of a case, list those there are, export or restore one')
    .requiredOption('--case <file>', 'the case')
    .option('--list', 'list the backups, newest first')
    .option('--export <id>', 'write a backup as a case file of its own (ids as in the list)')
    .option('--out <path>', 'the file to write')
    .option('--restore <id>', 'bring the case to what a backup says; in the place of a damaged one, with what its journal adds')
    .option('--json', 'print the backup or the list as JSON')
    .addHelpText(
      'after',
      '\nA backup is checked before it counts. None is made when the newest one has all that is in the case. The backups of a case that\ncannot be opened are listed, exported and restored all the same; a damaged file is kept under another name.\n\nExamples:\n  assay backup --case bridges.assay\n  assay backup --case bridges.assay --list\n  assay backup --case bridges.assay --export 000012_2026-01-31T18-05-00Z_close --out yesterday.assay\n  assay backup --case bridges.assay --restore 000012_2026-01-31T18-05-00Z_close',
    )
    .action(async (options: BackupArguments) => {
      if ([options.list, options.export, options.restore].filter((one) => one !== undefined).length > 1)
        throw new CliError('USAGE', exit.usage, 'One of --list, --export and --restore, not several.');
      if ((options.export === undefined) !== (options.out === undefined))
        throw new CliError('USAGE', exit.usage, '--export needs --out, and --out is for --export.');
      finish(await withCase(io, {}, (session) => obey(io, session, options)));
    });
}

async function obey(io: Io, session: Session, options: BackupArguments): Promise<Exit> {
  const reads = options.list === true || options.export !== undefined;
  const problem = await openIn(io, session, { case: options.case, readOnly: reads, elseReadOnly: options.restore === undefined }).then(
    () => null,
    (error: unknown) => error,
  );
  if (problem !== null) {
    const { code, message } = asFailure(problem, () => '');
    const asked = reads || options.restore !== undefined;
    if (!asked || !unopenable.includes(code)) throw problem;
    io.err(`${message}\n`);
  }
  const opened = problem === null;
  if (options.list) await (opened ? list : listOfUnopened)(io, session, options);
  else if (options.export !== undefined) await (opened ? write : writeOfUnopened)(io, session, options.export, options);
  else if (options.restore !== undefined) return (opened ? restore : restoreUnopened)(io, session, options.restore, options);
  else await make(io, session, options);
  return exit.done;
}

async function make(io: Io, { client }: Session, options: BackupArguments): Promise<void> {
  const made = await client.backups.make({}, { signal: io.signal });
  io.out(options.json ? `${JSON.stringify(made)}\n` : `${made.id} has all up to operation ${made.seq} (${count(made.size, 'byte')}).\n`);
}

async function list(io: Io, { client }: Session, options: BackupArguments): Promise<void> {
  const found = await client.backups.list({}, { signal: io.signal });
  if (options.json) return io.out(`${JSON.stringify(found)}\n`);
  io.out(columns(['id', 'made', 'kept for', 'bytes', 'since'], found.backups.map(asRow)));
  if (found.problem !== null) io.err(`${oneLine(found.problem)}\n`);
}

const asRow = ({ id, at, keptFor, size, operationsSince }: Backup): string[] => [
  id,
  at,
  keptFor,
  String(size),
  operationsSince === null ? 'another history' : count(operationsSince, 'operation'),
];

/** What could stand in the place of a case that does not open. */
async function standIns(io: Io, { core: { workbench }, path }: Session, options: BackupArguments): Promise<Inspection['backups']> {
  const given = { path: path(options.case), backups: everyBackup(workbench) };
  return (await workbench.maintain('inspect', given, io.signal)).backups;
}

async function listOfUnopened(io: Io, session: Session, options: BackupArguments): Promise<void> {
  const backups = await standIns(io, session, options);
  if (options.json) return io.out(`${JSON.stringify({ backups })}\n`);
  const rows = backups.map(({ id, at, seq, fromJournal, missing }) => [
    id,
    at,
    String(seq),
    count(fromJournal, 'operation'),
    missing === null ? 'unknown' : count(missing, 'operation'),
  ]);
  io.out(columns(['id', 'made', 'up to', 'from the journal', 'missing then'], rows));
}

async function write(io: Io, { client, path }: Session, id: string, options: BackupArguments): Promise<void> {
  const { file } = await client.backups.export({ id }, { signal: io.signal });
  wrote(io, path, new Uint8Array(await file.arrayBuffer()), options);
}

async function writeOfUnopened(io: Io, session: Session, id: string, options: BackupArguments): Promise<void> {
  const known = (await standIns(io, session, options)).find((backup) => backup.id === id);
  const record = everyBackup(session.core.workbench).find((backup) => backup.id === id && backup.seq === known?.seq);
  if (!record) throw new AssayError('NOT_FOUND', { kind: 'backup', id });
  requireSound(record);
  wrote(io, session.path, readFileSync(record.path), options);
}

function wrote(io: Io, path: Session['path'], bytes: Uint8Array, options: BackupArguments): void {
  const out = path(options.out!);
  writeOut(out, bytes, { option: '--out', cases: [path(options.case)] });
  io.out(options.json ? `${JSON.stringify({ path: out, bytes: bytes.length })}\n` : `Wrote ${out} (${count(bytes.length, 'byte')}).\n`);
}

async function restore(io: Io, { client }: Session, id: string, options: BackupArguments): Promise<Exit> {
  const { seq, rows } = await client.backups.restore({ id }, { signal: io.signal });
  io.out(
    options.json
      ? `${JSON.stringify({ seq, rows })}\n`
      : `The case is what ${id} says (${count(rows, 'row')} changed). Undo takes it back.\n`,
  );
  return exit.done;
}

async function restoreUnopened(io: Io, { core, path }: Session, id: string, options: BackupArguments): Promise<Exit> {
  const { keptAs, fromJournal, missing, case: opened } = await restoreCase(core.workbench, path(options.case), id);
  if (options.json) io.out(`${JSON.stringify({ seq: opened.seq, keptAs, fromJournal, missing })}\n`);
  else {
    const lost =
      missing === null
        ? 'how much is missing is not known'
        : missing === 0
          ? 'nothing is missing'
          : `${count(missing, 'operation')} missing`;
    io.out(`“${basename(options.case)}” is ${id} with ${count(fromJournal, 'operation')} of its journal; ${lost}.\n`);
    if (keptAs !== '') io.out(`The damaged file was kept as “${keptAs}”.\n`);
  }
  return missing === 0 ? exit.done : exit.someFailed;
}
