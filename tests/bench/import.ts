import { nodeFork } from '../../electron/core/importers/fork.ts';
import type { TextParser } from '../../electron/core/importers/parser.ts';
import { createParserPool } from '../../electron/core/importers/pool.ts';
import { articleFile, formats, type Format } from '../fixtures/articleFiles.ts';
import { bare } from './imports/bare.ts';
import { importRows } from './imports/batch.ts';
import { once } from './measure.ts';
import { row, type Row } from './row.ts';

const entry = new URL('../../electron/core/importers/process.ts', import.meta.url);
const warmUp = 10;
const compared = 50;
const atOnce = 200;

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!;

async function read(pool: TextParser, file: { name: string; bytes: Uint8Array }): Promise<void> {
  const result = await pool.parse(file);
  if (!result.ok) throw new Error(`${file.name}: ${result.reason}`);
}

/** One file through its own process against the bare library in this one; and how many files a second two processes read. */
async function* formatRows(format: Format): AsyncGenerator<Row> {
  const files = Array.from({ length: atOnce }, (_, index) => articleFile(format, index));
  const alone = createParserPool({ fork: nodeFork(entry), size: 1 });
  const [ours, theirs]: [number[], number[]] = [[], []];
  const { name, read: readBare } = bare[format];
  for (const [index, file] of files.slice(0, compared + warmUp).entries()) {
    const times = [await once(() => read(alone, file)), await once(() => readBare(file.bytes, index))] as const;
    if (index < warmUp) continue;
    ours.push(times[0]);
    theirs.push(times[1]);
  }
  alone.close();
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const size = `${Math.round(bytes / files.length / 1_000)} kB`;
  const reference = { name, value: median(theirs) };
  yield row(`${format} of ${size}, in its own process`, median(ours), 'ms', 1.5 * reference.value, reference);
  const pool = createParserPool({ fork: nodeFork(entry) });
  await Promise.all(files.slice(0, warmUp).map((file) => read(pool, file)));
  const seconds = (await once(() => Promise.all(files.map((file) => read(pool, file))))) / 1_000;
  pool.close();
  const [each, megabytes] = [(atOnce / seconds).toFixed(0), (bytes / 1e6 / seconds).toFixed(1)];
  yield row(`${format}, two processes: ${each} files/s, ${megabytes} MB/s`, (seconds / atOnce) * 1_000, 'ms a file');
}

/** What it costs to bring files in: each format against the bare library that reads it, and batches through a whole core. */
export async function* importing(wanted: (name: string) => boolean): AsyncGenerator<Row> {
  for (const format of formats) if (wanted(format)) yield* formatRows(format);
  yield* importRows(wanted);
}
