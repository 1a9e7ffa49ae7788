import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../core/log.ts';

const largest = 2_000_000;

/**
 * A log of JSON lines, `assay.log`, with one older file kept beside it. It holds no word of a case: of an error only its
 * kind, its code and the places in our code are written, since messages may quote what was being read. A log that cannot
 * be written is given up in silence: no work waits for it.
 */
export function openLogFile(folder: string, clock: () => Date, newId: () => string): Log {
  const path = join(folder, 'assay.log');
  const write = (entry: Record<string, unknown>): void => {
    try {
      mkdirSync(folder, { recursive: true });
      const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      if (size > largest) renameSync(path, `${path}.old`);
      appendFileSync(path, `${JSON.stringify({ at: clock().toISOString(), pid: process.pid, ...entry })}\n`);
    } catch {
      return;
    }
  };
  return {
    info: (event, data) => write({ level: 'info', event, ...data }),
    error(event, error, data) {
      const logId = newId().slice(-12);
      write({ level: 'error', logId, event, ...data, error: describe(error) });
      return logId;
    },
  };
}

interface ErrorEntry {
  name: string;
  code?: string | undefined;
  stack: string[];
  cause?: ErrorEntry;
}

function describe(error: unknown, depth = 0): ErrorEntry {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] };
  const { code } = error as { code?: unknown };
  // The lines of a stack below the message, which alone name places and not content.
  const stack = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return {
    name: error.name,
    code: typeof code === 'string' ? code : undefined,
    stack: stack.map((line) => line.trim()),
    ...(error.cause !== undefined && depth < 3 ? { cause: describe(error.cause, depth + 1) } : {}),
  };
}
