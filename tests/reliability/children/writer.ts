/**
 * A process that does nothing but write to a case and say so: opens the case at the path (or makes it), then makes one
 * operation after another and prints a line of JSON when each is acknowledged. Arguments: path, seed, how often, and how:
 *
 * - sound: as the application does.
 * - early: acknowledged before the commit, as no application should.
 * - lazy: SQLite's synchronous NORMAL, and a journal that is not synced.
 */
import fs, { existsSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { v7 as uuid } from 'uuid';
import { openStore } from '../../../electron/core/store/open.ts';
import { randomNumbers } from '../random.ts';
import { writeSome } from '../writing.ts';

const [path = '', seed = '1', times = '1000000', how = 'sound'] = process.argv.slice(2);
const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

if (how === 'lazy') {
  fs.fdatasyncSync = () => undefined;
  syncBuiltinESMExports();
}
const store = openStore({ path, create: !existsSync(path), clock: () => new Date(), newId: uuid, actor: () => 'Writer' });
if (how === 'lazy') store.db.pragma('synchronous = NORMAL');

writeSome(
  store,
  randomNumbers(Number(seed)),
  Number(times),
  how === 'early'
    ? {
        beforeCommit({ seq }) {
          say({ seq });
          // The time that an honest commit takes, and a little more.
          for (const end = performance.now() + 5; performance.now() < end;);
        },
      }
    : { done: () => say(store.journal.head()) },
);
store.close();
