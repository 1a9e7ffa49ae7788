import type { Command } from 'commander';
import type { ImportOutcome } from '../../../shared/contract/documents.ts';
import { importWarningTexts } from '../../../shared/domain/wording.ts';
import { exit, type Exit } from './exit.ts';
import { count, oneLine, withCase, type Io } from './session.ts';

interface ImportOptions {
  case: string;
  create?: boolean;
  keepTextless?: boolean;
  json?: boolean;
}

export function addImport(program: Command, io: Io, finish: (code: Exit) => void): void {
  program
    .command('import')
    .description('import articles: saved web pages, text and Markdown files, and folders of them')
    .argument('<path...>', 'files and folders')
    .requiredOption('--case <file>', 'the case to import into')
    .option('--create', 'make the case when it is not there')
    .option('--keep-textless', 'keep files that give no text (pictures, recordings, scans) as they are')
    .option('--json', 'print what became of each file as JSON')
    .addHelpText(
      'after',
      '\nProgress goes to stderr. A file that fails does not stop the others; the exit code is then 1.\n\nExamples:\n  assay import --case bridges.assay articles/\n  assay import --case new.assay --create --json one.md two.txt',
    )
    .action(async (paths: string[], options: ImportOptions) => {
      const outcomes: ImportOutcome[] = [];
      await withCase(io, options, async ({ client, core, path }) => {
        const progress = await client.documents.importPaths(
          { importId: core.workbench.newId(), paths: paths.map(path), keepTextless: options.keepTextless ?? false },
          { signal: io.signal },
        );
        for await (const { done, total, outcome } of progress) {
          outcomes.push(outcome);
          io.err(`${done}/${total} ${describe(outcome)}\n`);
        }
      });
      const tally = { imported: 0, kept: 0, copy: 0, duplicate: 0, failed: 0 };
      for (const { outcome } of outcomes) tally[outcome]++;
      const { imported, kept, copy, duplicate, failed } = tally;
      io.out(
        options.json
          ? `${JSON.stringify({ imported, kept, copies: copy, duplicates: duplicate, failed, outcomes })}\n`
          : `${count(imported, 'article')} imported, ${kept > 0 ? `${kept} kept without text, ` : ''}${copy > 0 ? `${copy} kept as copies, ` : ''}${duplicate} already there, ${failed} failed.\n`,
      );
      io.signal.throwIfAborted();
      finish(failed > 0 ? exit.someFailed : exit.done);
    });
}

function describe(outcome: ImportOutcome): string {
  const name = oneLine(outcome.name);
  if (outcome.outcome === 'imported')
    return [`imported ${name}: ${oneLine(outcome.title)}`, ...(outcome.warnings ?? []).map((warning) => importWarningTexts[warning])].join(
      ' – ',
    );
  if (outcome.outcome === 'kept') return `kept without text ${name}: ${oneLine(outcome.title)}`;
  if (outcome.outcome === 'copy') return `kept as a copy ${name}: ${oneLine(outcome.title)}`;
  if (outcome.outcome === 'duplicate') return `already there ${name}: ${oneLine(outcome.title)}`;
  return `failed ${name}: ${outcome.message}`;
}
