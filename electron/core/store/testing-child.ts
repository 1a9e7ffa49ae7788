/**
 * A second process for tests of the store: opens a case as it is told, then obeys one command a line of its input and
 * answers with one line of JSON each.
 */
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { AssayError } from '../../../shared/domain/errors.ts';
import { openStore, type Store } from './open.ts';

const [path = '', how = 'write', uid = ''] = process.argv.slice(2);
// A limit on file sizes is to be reported by the write that meets it.
process.on('SIGXFSZ', () => undefined);
if (uid !== '') process.setuid?.(Number(uid));

const answer = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
const told = (work: () => unknown): void => {
  try {
    answer({ ok: work() ?? null });
  } catch (error) {
    answer(error instanceof AssayError ? { code: error.code, data: error.data } : { failed: String(error) });
  }
};

let store: Store | undefined;
told(() => {
  store = openStore({
    path,
    create: how === 'create',
    readOnly: how === 'read',
    clock: () => new Date(),
    newId: randomUUID,
    actor: () => 'Second process',
  });
  return { readOnly: store.readOnly };
});

createInterface({ input: process.stdin }).on('line', (line) => {
  const [command, argument = ''] = line.split(' ');
  if (command === 'label') told(() => store!.transact('Label', (tx) => insertLabel(tx.insert, argument)));
  if (command === 'count') told(() => store!.statement<[], number>('SELECT count(*) FROM label').pluck().get());
  if (command === 'fill')
    told(() => {
      // Until something gives way; every one that is told of has been committed.
      for (let made = 0; made < 100_000; made++) {
        store!.transact('Fill', (tx) => insertLabel(tx.insert, 'x'.repeat(20_000)));
        answer({ made: made + 1 });
      }
    });
  if (command === 'close') {
    told(() => store!.close());
    process.exit();
  }
});

function insertLabel(insert: Parameters<Parameters<Store['transact']>[1]>[0]['insert'], name: string): void {
  insert('label', { id: randomUUID(), name, colour: 'red', definition: '', parent_id: null });
}
