import { ORPCError } from '@orpc/server';
import { CommanderError } from 'commander';
import { AssayError, errorData, errorMessage, type ErrorCode } from '../../../shared/domain/errors.ts';

/** Exit codes of `assay`, as its help lists them. */
export const exit = { done: 0, someFailed: 1, usage: 2, noCase: 3, refused: 4, internal: 5, stopped: 130 } as const;
export type Exit = (typeof exit)[keyof typeof exit];

export const exitHelp = `
Exit codes:
  0  done
  1  done, but some files failed or problems were found
  2  the arguments or the JSON were not understood
  3  the case cannot be opened or written
  4  refused by a rule; nothing was changed
  5  something went wrong inside Assay (see the log)
  130  stopped by Ctrl+C; what was finished is kept`;

/** A failure of the command line itself, before or beside the core. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exit: Exit;
  readonly code: string;
  constructor(code: string, exitCode: Exit, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.exit = exitCode;
  }
}

const caseCodes: readonly ErrorCode[] = [
  'NO_CASE_OPEN',
  'NOT_A_CASE',
  'CASE_DAMAGED',
  'CASE_NEWER',
  'CASE_OPEN_ELSEWHERE',
  'CASE_EXISTS',
  'CASE_MISSING',
  'DISK_FAILED',
];

function exitOf(code: string): Exit {
  if (!(code in errorData) || code === 'INTERNAL') return exit.internal;
  if (code === 'INVALID_INPUT') return exit.usage;
  return caseCodes.includes(code as ErrorCode) ? exit.noCase : exit.refused;
}

export interface Failure {
  exit: Exit;
  code: string;
  message: string;
  data?: unknown;
}

/** What a thrown value means to whoever called the command; `log` takes what nobody expected and returns its number. */
export function asFailure(error: unknown, log: (error: unknown) => string): Failure {
  if (error instanceof CliError) return { exit: error.exit, code: error.code, message: error.message };
  if (error instanceof CommanderError) {
    const message = error.code === 'commander.help' ? 'Name a command.' : error.message.replace(/^error: /, '');
    return {
      exit: error.exitCode === 0 ? exit.done : exit.usage,
      code: 'USAGE',
      message: `${message} (assay --help lists what there is.)`,
    };
  }
  if (error instanceof DOMException && error.name === 'AbortError')
    return { exit: exit.stopped, code: 'STOPPED', message: 'Stopped. What was finished is kept.' };
  if ((error instanceof ORPCError || error instanceof AssayError) && error.code in errorData) {
    const { code, message, data } = error as { code: string; message: string; data: unknown };
    return { exit: exitOf(code), code, message, data };
  }
  const logId = log(error);
  return { exit: exit.internal, code: 'INTERNAL', message: errorMessage('INTERNAL', { logId }), data: { logId } };
}
