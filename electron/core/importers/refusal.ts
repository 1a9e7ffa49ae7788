import type { ImportFailure } from '../../../shared/domain/errors.ts';
import type { ImportResult, Reading } from './parser.ts';

/** Thrown deep inside an importer where a file cannot be read, or must not be. */
export class Refusal extends Error {
  readonly reason: ImportFailure;
  constructor(reason: ImportFailure, detail?: string) {
    super(detail ?? reason);
    this.reason = reason;
  }
}

/**
 * The failure of a file that was laid out to exhaust its reader: nested deeper than functions may call each other, or longer than a string
 * or buffer can be. Throws again what is anything else.
 */
export function exhaustion(error: unknown): ImportFailure {
  if (!(error instanceof RangeError)) throw error;
  return /call stack/i.test(error.message) ? 'unsafe' : 'out-of-memory';
}

/** What was read, or why it was not. */
export async function orRefusal(read: () => Reading | Promise<Reading>): Promise<ImportResult> {
  try {
    return { ok: true, reading: await read() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.reason };
    throw error;
  }
}
