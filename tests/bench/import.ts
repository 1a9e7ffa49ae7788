import { fork } from 'node:child_process';
import { once as event } from 'node:events';
import { fileURLToPath } from 'node:url';
import { extract } from '../../electron/core/importers/extract.ts';
import { nodeFork } from '../../electron/core/importers/fork.ts';
import type { TextParser } from '../../electron/core/importers/parser.ts';
import { createParserPool } from '../../electron/core/importers/pool.ts';
import { articleFile, formats, type Format } from '../fixtures/articleFiles.ts';
import { bare } from './imports/bare.ts';
import { importRows } from './imports/batch.ts';
import { spentOn, type Spent } from './imports/spent.ts';
import { row, type Row } from './row.ts';

const entry = new URL('../../electron/core/importers/process.ts', import.meta.url);
const bareEntry = fileURLToPath(new URL('imports/bareProcess.ts', import.meta.url));
const atOnce = 100;
/** Those that warm up, and those that count: a process compiles what it runs often, and people import batches. */
const [warmUp, rounds] = [4, 5];

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!;

async function read(pool: TextParser, file: { name: string; bytes: Uint8Array }): Promise<void> {
  const result = await pool.parse(file);
  if (!result.ok) throw new Error(`${file.name}: ${result.reason}`);
}

/**
 * A batch of files through one parser process and back, against the bare library in a process of its own, where linkedom is as it comes, and
 * where there is none against our reader in this one; round after round, one then the other. The bar is on how many files come through in a
 * time, the way there and back included. Beside it stand the time of all processors together, since the core works while a parser does, and
 * two processes at once, as a batch has them: they slow each other down where they share a processor.
 */
async function* formatRows(format: Format): AsyncGenerator<Row> {
  const files = Array.from({ length: atOnce }, (_, index) => articleFile(format, index));
  const library = bare[format];
  const child = library && fork(bareEntry, [format, String(atOnce)]);
  const reference = async (): Promise<Spent> => {
    if (!child)
      return spentOn(async () => {
        for (const file of files) await extract(file);
      });
    child.send('read');
    return ((await event(child, 'message')) as [Spent])[0];
  };
  const pools = [1, 2].map((size) => createParserPool({ fork: nodeFork(entry), size }));
  const [one, two, theirs]: [Spent[], Spent[], Spent[]] = [[], [], []];
  for (let round = 0; round < warmUp + rounds; round++) {
    const measured: Spent[] = [];
    for (const pool of pools) measured.push(await spentOn(() => Promise.all(files.map((file) => read(pool, file))), child?.pid));
    measured.push(await reference());
    if (round >= warmUp) for (const [index, spent] of measured.entries()) [one, two, theirs][index]!.push(spent);
  }
  for (const pool of pools) pool.close();
  child?.disconnect();
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const each = (spent: readonly Spent[], of: keyof Spent): number => median(spent.map((round) => round[of])) / atOnce;
  const name = library?.name ?? 'our reader, without the way there';
  const speed = (clock: number): string => `${(1_000 / clock).toFixed(0)} files/s, ${(bytes / atOnce / 1_000 / clock).toFixed(1)} MB/s`;
  const compared = (what: string, spent: readonly Spent[], of: keyof Spent, barred = false): Row => {
    const [value, reference] = [each(spent, of), each(theirs, of)];
    const bar = barred && library?.isAlike ? Number((1.5 * reference).toPrecision(4)) : null;
    return row(`${format}, ${what}`, value, 'ms a file', bar, { name, value: reference });
  };
  const clock = { one: each(one, 'clock'), two: each(two, 'clock') };
  yield compared(`${Math.round(bytes / atOnce / 1_000)} kB, ${speed(clock.one)}`, one, 'clock', true);
  yield compared('processor time', one, 'processor');
  yield compared(`two processes, ${speed(clock.two)}`, two, 'clock');
}

/** What it costs to bring files in: each format against the bare library that reads it, and batches through a whole core. */
export async function* importing(wanted: (name: string) => boolean): AsyncGenerator<Row> {
  for (const format of formats) if (wanted(format)) yield* formatRows(format);
  yield* importRows(wanted);
}
