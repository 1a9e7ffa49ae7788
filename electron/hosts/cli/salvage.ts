import type { Command } from 'commander';
import type { Loss } from '../../../shared/contract/recovery.ts';
import { everyBackup } from '../../core/recovery/caseBackups.ts';
import { CliError, exit, type Exit } from './exit.ts';
import { count, oneLine, withCase, type Io, type Session } from './session.ts';
import { writeOut } from './write-out.ts';

interface SalvageArguments {
  case: string;
  to?: string;
  export?: string;
  json?: boolean;
}

export function addSalvage(program: Command, io: Io, finish: (code: Exit) => void): void {
  program
    .command('salvage')
    .description('bring all that can be read of a damaged case into a new one, or into a text')
    .requiredOption('--case <file>', 'the damaged case; it is only read')
    .option('--to <file>', 'the new case (else one in the case folder)')
    .option('--export <file>', 'write the words as Markdown instead, and make no case')
    .option('--json', 'print what was done as JSON')
    .addHelpText(
      'after',
      '\nReads the file page by page, the journal beside it, and the newest backup. Exit code 1 when something was lost: each loss\nis a line on stderr, and all of them stand in the new case as an article.\n\nExamples:\n  assay salvage --case bridges.assay\n  assay salvage --case bridges.assay --to saved.assay\n  assay salvage --case bridges.assay --export words.md',
    )
    .action(async (options: SalvageArguments) => {
      if (options.to !== undefined && options.export !== undefined)
        throw new CliError('USAGE', exit.usage, 'Either --to or --export, not both.');
      const lost = await withCase(io, {}, (session) =>
        options.export === undefined ? salvage(io, session, options) : exportText(io, session, options.export, options),
      );
      finish(lost > 0 ? exit.someFailed : exit.done);
    });
}

/** Returns how much was lost. */
async function salvage(io: Io, { core: { workbench }, path }: Session, options: SalvageArguments): Promise<number> {
  const order = {
    path: path(options.case),
    backups: everyBackup(workbench),
    folder: workbench.casesDir,
    actor: workbench.settings.read().actor,
  };
  const made = await workbench.maintain('salvage', { ...order, to: options.to === undefined ? null : path(options.to) }, io.signal);
  for (const loss of made.losses) io.err(`lost: ${asLine(loss)}\n`);
  const losses = made.losses.length;
  io.out(
    options.json
      ? `${JSON.stringify(made)}\n`
      : `Made ${made.path} of ${count(made.rows, 'row')}; ${losses === 0 ? 'nothing is lost' : count(losses, 'thing') + ' could not be kept as it was'}.\n`,
  );
  return losses;
}

async function exportText(io: Io, { core: { workbench }, path }: Session, out: string, options: SalvageArguments): Promise<number> {
  const { text, losses } = await workbench.maintain(
    'exportWords',
    { path: path(options.case), backups: everyBackup(workbench) },
    io.signal,
  );
  const bytes = Buffer.from(text);
  writeOut(path(out), bytes, { option: '--export', cases: [path(options.case)] });
  io.out(
    options.json
      ? `${JSON.stringify({ path: path(out), bytes: bytes.length, losses })}\n`
      : `Wrote ${path(out)} (${count(bytes.length, 'byte')}).\n`,
  );
  return losses;
}

const asLine = ({ table, message }: Loss): string => oneLine(`${table.replaceAll('_', ' ')}: ${message}`);
