import { createHash } from 'node:crypto';
import { Option, type Command } from 'commander';
import { reportFormat, type ReportFormat, type ReportGap, type ReportOptions } from '../../../shared/contract/reports.ts';
import type { ContractClient } from '../../core/direct.ts';
import { CliError, exit, type Exit } from './exit.ts';
import { count, withCase, type Io } from './session.ts';
import { writeOut } from './write-out.ts';

interface ReportArguments {
  case: string;
  format: ReportFormat;
  out: string;
  groupBy: ReportOptions['groupBy'];
  claims?: string[];
  title: string;
  annex?: boolean;
  style?: string;
  json?: boolean;
}

export function addReport(program: Command, io: Io, finish: (code: Exit) => void): void {
  program
    .command('report')
    .description('write the report of a case')
    .requiredOption('--case <file>', 'the case to report on')
    .addOption(new Option('--format <format>', 'kind of file').choices(reportFormat.options).makeOptionMandatory())
    .requiredOption('--out <path>', 'the file to write; - for stdout')
    .addOption(new Option('--group-by <what>', 'order of the claims').choices(['article', 'rating']).default('article'))
    .option('--claims <ids>', 'only these claims, in this order (ids, separated by commas)', (value) => value.split(','))
    .option('--title <title>', "title of the report (else the case's name)", '')
    .option('--annex', 'add the texts of the articles with their passages marked')
    .option('--style <id>', 'style of the sources (assay citations styles); "none" for Assay’s own; else the one that the case keeps')
    .option('--json', 'print what was written, and what the report lacks, as JSON')
    .addHelpText(
      'after',
      '\nWhat the report lacks (a claim without verdict, one origin only) stands in it and goes to stderr.\n\nExamples:\n  assay report --case bridges.assay --format html --out report.html\n  assay report --case bridges.assay --format pdf --group-by rating --out report.pdf',
    )
    .action(async (options: ReportArguments) => {
      if (options.out === '-' && options.format === 'pdf') {
        throw new CliError('USAGE', exit.usage, 'A PDF cannot go to stdout. Name a file with --out.');
      }
      await withCase(io, { case: options.case, elseReadOnly: true }, async ({ client, path }) => {
        const { file, gaps } = await client.reports.export(
          {
            format: options.format,
            groupBy: options.groupBy,
            title: options.title,
            claimIds: options.claims ?? null,
            annex: options.annex === true,
            ...(options.style === undefined ? {} : { citationStyle: options.style === 'none' ? null : options.style }),
          },
          { signal: io.signal },
        );
        const bytes = Buffer.from(await file.arrayBuffer());
        await tellGaps(io, client, gaps);
        if (options.out === '-') return io.out(bytes.toString('utf8'));
        writeOut(path(options.out), bytes, { option: '--out', cases: [path(options.case)] });
        const written = { path: path(options.out), bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), gaps };
        io.out(options.json ? `${JSON.stringify(written)}\n` : `Wrote ${written.path} (${count(written.bytes, 'byte')}).\n`);
      });
      finish(exit.done);
    });
}

const rowsAtOnce = 500;

async function tellGaps(io: Io, client: ContractClient, gaps: readonly ReportGap[]): Promise<void> {
  const ids = [...new Set(gaps.map((gap) => gap.claimId))];
  const names = new Map<string, string>();
  for (let start = 0; start < ids.length; start += rowsAtOnce) {
    for (const row of await client.claims.rows({ ids: ids.slice(start, start + rowsAtOnce) })) names.set(row.id, row.shortText || row.text);
  }
  for (const gap of gaps) io.err(`lacks: ${names.get(gap.claimId) ?? gap.claimId}: ${gap.message}\n`);
}
