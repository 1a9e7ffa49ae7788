/** Where the core writes what went wrong. Holds no word of a case: codes, names of procedures, stack traces. */
export interface Log {
  info(event: string, data?: Record<string, unknown>): void;
  /** Returns the number under which the entry can be found. */
  error(event: string, error: unknown, data?: Record<string, unknown>): string;
}

export const silentLog: Log = { info: () => undefined, error: () => 'unlogged' };
