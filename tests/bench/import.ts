import { extract } from '../../electron/core/importers/extract.ts';
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

/** One file through its own process against our reader and the bare library in this one; and how many files a second two processes read. */
async function* formatRows(format: Format): AsyncGenerator<Row> {
  const files = Array.from({ length: atOnce }, (_, index) => articleFile(format, index));
  const alone = createParserPool({ fork: nodeFork(entry), size: 1 });
  const times: Record<'ours' | 'here' | 'library', number[]> = { ours: [], here: [], library: [] };
  const library = bare[format];
  for (const [index, file] of files.slice(0, compared + warmUp).entries()) {
    const ours = await once(() => read(alone, file));
    const here = await once(() => extract(file));
    const bareLibrary = await once(() => library?.read(file.bytes, index));
    if (index < warmUp) continue;
    times.ours.push(ours);
    times.here.push(here);
    times.library.push(bareLibrary);
  }
  alone.close();
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const size = `${Math.round(bytes / files.length / 1_000)} kB`;
  const [ours, here] = [median(times.ours), median(times.here)];
  yield row(`${format} of ${size}, in its own process`, ours, 'ms', 1.5 * here, { name: 'our reader, in this process', value: here });
  if (library) {
    const reference = { name: library.name, value: median(times.library) };
    yield row(`${format} against what it is built on`, ours, 'ms', library.isAlike ? 1.5 * reference.value : null, reference);
  }
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
