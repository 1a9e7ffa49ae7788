import type { Command } from 'commander';
import { checkedInWords, noticeText } from '../../../shared/domain/safekeepingWords.ts';
import { exit, type Exit } from './exit.ts';
import { oneLine, withCase, type Io } from './session.ts';
import { tellingWaysOn, waysOn } from './ways-on.ts';

export function addVerify(program: Command, io: Io, finish: (code: Exit) => void): void {
  program
    .command('verify')
    .description('check a case: pages, rows, references, history, originals, texts, quotes, search index, journal beside it')
    .requiredOption('--case <file>', 'the case to check')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nExit code 1 when problems were found.\n\nExample:\n  assay verify --case bridges.assay')
    .action(async (options: { case: string; json?: boolean }) => {
      const { result, notices } = await tellingWaysOn(io, options.case, () =>
        withCase(io, { case: options.case, elseReadOnly: true }, async ({ client }) => ({
          result: await client.integrity.verify({}, { signal: io.signal }),
          notices: (await client.cases.current({}))!.notices.filter(({ kind }) => kind !== 'check-failed'),
        })),
      );
      for (const notice of notices) io.err(`${oneLine(noticeText(notice).says)}\n`);
      if (options.json) io.out(`${JSON.stringify(result)}\n`);
      else {
        for (const check of result.checks) {
          const { title, problems, note } = check;
          io.out(`${problems.length === 0 ? 'ok  ' : 'BAD '} ${title} (${checkedInWords(check)})\n`);
          if (note) io.out(`     ${oneLine(note)}\n`);
          for (const problem of problems) io.out(`     ${oneLine(problem)}\n`);
        }
        io.out(
          result.ok
            ? `The case is sound: operation ${result.seq}, ${result.head}\n`
            : `The case has problems. Keep this file.\n${waysOn(options.case)}`,
        );
      }
      finish(result.ok ? exit.done : exit.someFailed);
    });
}
