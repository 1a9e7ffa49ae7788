/**
 * A core in a process of its own, as the application runs it: obeys one call a line of its input, answers each with a line
 * of JSON, and passes on what windows are told. Its only argument is that of `startCore`; `heartless` leaves out
 * what looks after the disk between calls.
 */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { v7 as uuid } from 'uuid';
import { directClient } from '../../../electron/core/direct.ts';
import { nodeFork } from '../../../electron/core/importers/fork.ts';
import { inProcessParser } from '../../../electron/core/importers/inProcess.ts';
import { createParserPool } from '../../../electron/core/importers/pool.ts';
import { createCore } from '../../../electron/core/index.ts';
import { silentLog } from '../../../electron/core/log.ts';

const { folder, uid, heartless, settings, parsers } = JSON.parse(process.argv[2]!) as {
  folder: string;
  uid?: number;
  heartless?: boolean;
  settings?: string;
  parsers?: boolean;
};
if (uid !== undefined) process.setuid!(uid);

const core = createCore({
  settingsDir: settings ?? join(folder, 'settings'),
  casesDir: join(folder, 'cases'),
  resourcesDir: join(import.meta.dirname, '../../../resources'),
  clock: () => new Date(),
  newId: () => uuid(),
  log: silentLog,
  defaultActor: 'Second process',
  version: '0.0.0',
  hostKind: 'direct',
  printPdf: null,
  parser: parsers
    ? createParserPool({ fork: nodeFork(new URL('../../../electron/core/importers/process.ts', import.meta.url)) })
    : inProcessParser(),
  ...(heartless ? { every: () => () => undefined } : {}),
});
const client = directClient(core) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

async function collect(steps: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const step of steps) all.push(step);
  return all;
}

void (async () => {
  for await (const event of core.workbench.subscribe(undefined)) say({ event });
})();

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, name, input } = JSON.parse(line) as { id: number; name: string; input: unknown };
  const started = performance.now();
  const answer = (outcome: object): void => say({ id, ms: performance.now() - started, ...outcome });
  if (name === 'end') {
    core.close();
    void core.settled().then(() => {
      answer({ ok: null });
      process.exit();
    });
    return;
  }
  const [feature, procedure] = name.split('.') as [string, string];
  client[feature]![procedure]!(input).then(
    async (result) => {
      // Work that is told step by step is done once its last step is.
      if (result && typeof result === 'object' && Symbol.asyncIterator in result)
        answer({ ok: await collect(result as AsyncIterable<unknown>) });
      else answer({ ok: result ?? null });
    },
    (error: { code?: string; data?: unknown; message: string }) => answer({ code: error.code, data: error.data, message: error.message }),
  );
});
say({ event: { type: 'began' } });
