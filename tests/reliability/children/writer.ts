/**
 * A process that does nothing but write to a case and say so: opens the case at the path (or makes it), then makes one
 * operation after another, in two sittings, and prints a line of JSON when each is acknowledged. Arguments: path, seed, how
 * often, and how:
 *
 * - sound: as the application does.
 * - early: acknowledged before the commit, as no application should.
 * - lazy: SQLite's synchronous NORMAL, and a journal that is not synced.
 */
import fs, { existsSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { v7 as uuid } from 'uuid';
import { openStore, type Store } from '../../../electron/core/store/open.ts';
import type { Transaction } from '../../../electron/core/store/transact.ts';
import { randomNumbers } from '../random.ts';
import { writeSome } from '../writing.ts';

const [path = '', seed = '1', times = '1000000', how = 'sound'] = process.argv.slice(2);
const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

if (how === 'lazy') {
  fs.fdatasyncSync = () => undefined;
  syncBuiltinESMExports();
}

function write(store: Store, operations: number): void {
  if (how === 'lazy') store.db.pragma('synchronous = NORMAL');
  const early = ({ seq }: Transaction): void => {
    say({ seq });
    // The time that an honest commit takes, and a little more.
    for (const end = performance.now() + 5; performance.now() < end;);
  };
  const done = (): void => {
    const head = store.journal.head();
    say(head);
    // As after a backup.
    if (head.seq % 20 === 0) store.sideJournal!.trim(head.seq - 10);
  };
  writeSome(store, random, operations, how === 'early' ? { beforeCommit: early } : { done });
  store.close();
}

const random = randomNumbers(Number(seed));
const open = (create: boolean): Store => openStore({ path, create, clock: () => new Date(), newId: uuid, actor: () => 'Writer' });
// In two sittings, the first of which makes the case where there is none.
write(open(!existsSync(path)), Math.ceil(Number(times) / 2));
write(open(false), Math.floor(Number(times) / 2));
