/** A process of its own that reads files with the bare library of their format, one after the other, each time it is asked. */
import { articleFile, type Format } from '../../fixtures/articleFiles.ts';
import { bare } from './bare.ts';
import type { Spent } from './spent.ts';

const [format, count] = process.argv.slice(2) as [Format, string];
const files = Array.from({ length: Number(count) }, (_, index) => articleFile(format, index));
const { read } = bare[format]!;

async function readAll(): Promise<void> {
  const [begin, used] = [performance.now(), process.cpuUsage()];
  for (const { bytes } of files) await read(bytes);
  const { user, system } = process.cpuUsage(used);
  process.send!({ clock: performance.now() - begin, processor: (user + system) / 1_000 } satisfies Spent);
}

process.on('message', () => void readAll());
process.on('disconnect', () => process.exit(0));
