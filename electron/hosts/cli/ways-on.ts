import { asFailure } from './exit.ts';
import type { Io } from './session.ts';

/** Failures of opening after which a backup or a salvage helps. */
export const unopenable: readonly string[] = ['CASE_DAMAGED', 'NOT_A_CASE', 'CASE_MISSING'];

/** An argument as a shell takes it. */
const quoted = (argument: string): string => (/^[\w./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`);

/** What can be done with a damaged case, as commands to be typed. */
export function waysOn(path: string): string {
  const named = `--case ${quoted(path)}`;
  return [
    `  assay backup ${named} --list            the backups there are`,
    `  assay backup ${named} --restore <id>    put one in its place, with all that the journal adds`,
    `  assay salvage ${named}                  bring what can be read into a new case`,
    '',
  ].join('\n');
}

/** Runs what opens a case; where it cannot be opened, says beside the failure what can be done. */
export async function tellingWaysOn<Result>(io: Io, path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (asFailure(error, () => '').code === 'CASE_DAMAGED') io.err(waysOn(path));
    throw error;
  }
}
