import type { Command } from 'commander';
import type { WatchedFolder } from '../../../shared/contract/watchedFolder.ts';
import { exit, type Exit } from './exit.ts';
import { oneLine, withCase, type Io } from './session.ts';

interface WatchOptions {
  case: string;
  folder?: string;
  off?: boolean;
  json?: boolean;
}

export function addWatch(program: Command, io: Io, finish: (code: Exit) => void): void {
  program
    .command('watch')
    .description('say which folder is watched for a case on this machine, choose one, or watch none')
    .requiredOption('--case <file>', 'the case whose files come in through the folder')
    .option('--folder <folder>', 'import what comes into this folder from now on')
    .option('--off', 'watch no folder for this case')
    .option('--json', 'print the answer as JSON')
    .addHelpText(
      'after',
      '\nThe folder is watched while the application, or `assay serve`, has the case open.\n\nExamples:\n  assay watch --case bridges.assay --folder ~/Downloads\n  assay watch --case bridges.assay --off',
    )
    .action(async (options: WatchOptions) => {
      if (options.folder !== undefined && options.off) program.error('--folder and --off exclude each other');
      const changes = options.folder !== undefined || options.off === true;
      await withCase(io, { case: options.case, elseReadOnly: !changes }, async ({ client, path }) => {
        const watched =
          options.folder !== undefined
            ? await client.watchedFolder.set({ path: path(options.folder) })
            : options.off
              ? await client.watchedFolder.stop({})
              : await client.watchedFolder.get({});
        io.out(options.json ? `${JSON.stringify(watched)}\n` : `${inWords(watched)}\n`);
      });
      finish(exit.done);
    });
}

function inWords({ state, folder }: WatchedFolder): string {
  if (state === 'off') return 'No folder is watched for this case.';
  if (state === 'elsewhere') return 'A folder is watched for this case on another machine, and none here.';
  return `${oneLine(folder)} is watched for this case while it is open in Assay.`;
}
