import { extract } from './extract.ts';
import type { TextParser } from './parser.ts';
import { unpack } from './zip/unpack.ts';

/** Reads files in this process, without a deadline: for tests, and for text that the application made itself. */
export function inProcessParser(): TextParser {
  return {
    parse: async (file, signal) => (signal?.aborted ? { ok: false, reason: 'stopped' } : extract(file)),
    unpack: async (file, from, signal) => (signal?.aborted ? { ok: false, reason: 'stopped' } : unpack(file, from)),
    close: () => undefined,
  };
}
