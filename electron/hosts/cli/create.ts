import type { Command } from 'commander';
import { withCase, type Io } from './session.ts';
import { exit, type Exit } from './exit.ts';

export function addCreate(program: Command, io: Io, finish: (code: Exit) => void): void {
  program
    .command('create')
    .description('make a new, empty case')
    .requiredOption('--case <file>', 'the case file to make')
    .option('--name <name>', "the case's name (else the file's)")
    .option('--json', 'print the case as JSON')
    .addHelpText('after', '\nExample:\n  assay create --case bridges.assay --name "Bridge collapse"')
    .action(async (options: { case: string; name?: string; json?: boolean }) => {
      await withCase(io, {}, async ({ client, path }) => {
        let made = await client.cases.openPath({ path: path(options.case), create: true });
        if (options.name !== undefined) made = await client.cases.rename({ name: options.name });
        io.out(options.json ? `${JSON.stringify(made)}\n` : `Made “${made.name}” (${made.fileName}).\n`);
      });
      finish(exit.done);
    });
}
