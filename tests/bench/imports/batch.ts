import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { v7 as uuid } from 'uuid';
import { articleFile, formats } from '../../fixtures/articleFiles.ts';
import { startCore } from '../core.ts';
import { row, type Row } from '../row.ts';

const files = 1_000;
/** After so many files it is looked how much memory the processes have. */
const marks = Array.from({ length: 10 }, (_, index) => 100 * (index + 1));

/** Batches of a thousand files, from a folder into a case. */
export async function* importRows(wanted: (name: string) => boolean): AsyncGenerator<Row> {
  if (wanted('batch of pages')) yield* batch('batch of pages', (index) => articleFile('html', index));
  if (wanted('batch of all formats')) yield* batch('batch of all formats', (index) => articleFile(formats[index % formats.length]!, index));
}

async function* batch(name: string, make: (index: number) => { name: string; bytes: Uint8Array }): AsyncGenerator<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-import-'));
  try {
    const articles = join(folder, 'articles');
    mkdirSync(articles);
    for (let index = 0; index < files; index++) {
      const file = make(index);
      writeFileSync(join(articles, file.name), file.bytes);
    }
    const { core, client } = startCore(folder);
    await client.cases.openPath({ path: join(folder, 'case.assay'), create: true });
    const memory: { core: number; parsers: number }[] = [];
    let done = 0;
    let failed = 0;
    const over = new AbortController();
    const waits: number[] = [];
    // What somebody does meanwhile: one call after the other, as the pages of the window make them.
    const meanwhile = (async () => {
      while (!over.signal.aborted) {
        const begin = performance.now();
        await client.documents.list({});
        waits.push(performance.now() - begin);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    const delays = monitorEventLoopDelay({ resolution: 5 });
    delays.enable();
    const begin = performance.now();
    for await (const step of await client.documents.importPaths({ importId: uuid(), paths: [articles] })) {
      done = step.done;
      if (step.outcome.outcome !== 'imported') failed++;
      if (marks.includes(done)) memory.push(residentNow());
    }
    const seconds = (performance.now() - begin) / 1_000;
    delays.disable();
    over.abort();
    await meanwhile;
    if (done !== files || failed > 0) throw new Error(`${done} of ${files} files told, ${failed} failed`);
    const sorted = waits.toSorted((a, b) => a - b);
    yield row(`${name}: ${files} files into a case`, seconds, 's', 60);
    yield row(`${name}: a call meanwhile (99th of a hundred of ${waits.length})`, sorted[Math.floor(sorted.length * 0.99)]!, 'ms', 100);
    yield row(`${name}: longest time in which the core answers nobody`, delays.max / 1_000_000, 'ms', 100);
    for (const [index, { core: own, parsers }] of memory.entries()) {
      yield row(`${name}: core after ${marks[index]} files`, own, 'MB', index === 0 ? null : 1.5 * memory[0]!.core);
      if (parsers > 0)
        yield row(`${name}: larger parser after ${marks[index]} files`, parsers, 'MB', index === 0 ? null : 1.5 * memory[0]!.parsers);
    }
    core.close();
    await core.settled();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Megabytes that this process has resident, and the largest of those under it; 0 where the system does not tell. */
function residentNow(): { core: number; parsers: number } {
  let parsers = 0;
  try {
    for (const task of readdirSync('/proc/self/task'))
      for (const child of readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean))
        parsers = Math.max(parsers, Number(/^VmRSS:\s*(\d+)/m.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1] ?? 0) / 1_000);
  } catch {
    parsers = 0;
  }
  return { core: process.memoryUsage.rss() / 1_000_000, parsers };
}
