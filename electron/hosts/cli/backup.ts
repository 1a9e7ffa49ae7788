import type { Command } from 'commander';
import type { Backup } from '../../../shared/contract/backups.ts';
import { CliError, exit, type Exit } from './exit.ts';
import { columns, count, oneLine, withCase, type Io, type Session } from './session.ts';
import { writeOut } from './write-out.ts';

interface BackupArguments {
  case: string;
  list?: boolean;
  export?: string;
  out?: string;
  json?: boolean;
}

export function addBackup(program: Command, io: Io, finish: (code: Exit) => void): void {
  program
    .command('backup')
    .description('make a backup of a case, list those there are, or export one')
    .requiredOption('--case <file>', 'the case')
    .option('--list', 'list the backups, newest first')
    .option('--export <id>', 'write a backup as a case file of its own (ids as in the list)')
    .option('--out <path>', 'the file to write')
    .option('--json', 'print the backup or the list as JSON')
    .addHelpText(
      'after',
      '\nA backup is checked before it counts. None is made when the newest one has all that is in the case.\n\nExamples:\n  assay backup --case bridges.assay\n  assay backup --case bridges.assay --list\n  assay backup --case bridges.assay --export 000012_2026-01-31T18-05-00Z_close --out yesterday.assay',
    )
    .action(async (options: BackupArguments) => {
      if (options.list && options.export !== undefined) throw new CliError('USAGE', exit.usage, 'Either --list or --export, not both.');
      if ((options.export === undefined) !== (options.out === undefined))
        throw new CliError('USAGE', exit.usage, '--export needs --out, and --out is for --export.');
      await withCase(io, { case: options.case, elsewhereReadOnly: true }, async (session) => {
        if (options.list) return list(io, session, options);
        if (options.export !== undefined) return write(io, session, options.export, options);
        const made = await session.client.backups.make({}, { signal: io.signal });
        io.out(
          options.json ? `${JSON.stringify(made)}\n` : `${made.id} has all up to operation ${made.seq} (${count(made.size, 'byte')}).\n`,
        );
      });
      finish(exit.done);
    });
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

async function write(io: Io, { client, path }: Session, id: string, options: BackupArguments): Promise<void> {
  const { file } = await client.backups.export({ id }, { signal: io.signal });
  const out = path(options.out!);
  writeOut(out, new Uint8Array(await file.arrayBuffer()), { option: '--out', cases: [path(options.case)] });
  io.out(options.json ? `${JSON.stringify({ path: out, bytes: file.size })}\n` : `Wrote ${out} (${count(file.size, 'byte')}).\n`);
}
