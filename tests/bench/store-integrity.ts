import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import { openStore } from '../../electron/core/store/open.ts';
import { startCore } from './core.ts';
import { measure, once } from './measure.ts';
import { row, type Row } from './row.ts';
import { articleText } from './text.ts';

const size = 100_000_000;
const longArticle = 400_000;

/** What it costs to be sure of a case of 100 MB: the quick look at every opening, and the check of everything beside the work. */
export async function integrityRows(folder: string, largeCase: string): Promise<Row[]> {
  const path = join(folder, 'integrity.assay');
  copyFileSync(largeCase, path);
  await grow(folder, path);
  const look = await measure(
    5,
    () => openStore({ path, readOnly: true, clock: () => new Date(), newId: uuid, actor: () => '' }).close(),
    1,
  );
  const db = new Database(path, { readonly: true });
  const sqlite = await measure(3, () => db.pragma('integrity_check'), 0);
  db.close();
  const { core, client } = startCore(folder);
  await client.cases.openPath({ path });
  let pause = 0;
  let ok = false;
  const whole = await once(async () => {
    const watch = watchPauses();
    ({ ok } = await client.integrity.verify({}));
    pause = watch.longest();
  });
  core.close();
  if (!ok) throw new Error('the case of the bench is not sound');
  const name = `${Math.round(statSync(path).size / 1_000_000)} MB`;
  return [
    row(`quick check at the opening of a case of ${name}`, look.median, 'ms', 1_000),
    row('check of everything in it, in its thread', whole, 'ms', 10_000, { name: 'integrity_check alone', value: sqlite.median }),
    row('  longest pause of the main thread meanwhile', pause, 'ms', 100),
  ];
}

/** Adds long articles until the case is large enough. */
async function grow(folder: string, path: string): Promise<void> {
  const { core, client } = startCore(folder);
  await client.cases.openPath({ path });
  for (let index = 0; statSync(path).size < size; index++) {
    const files = Array.from({ length: 4 }, (_, number) => {
      const name = `long ${index}-${number}.txt`;
      return { name, file: new File([articleText(10_000 + index * 4 + number, longArticle)], name) };
    });
    for await (const { outcome } of await client.documents.import({ importId: uuid(), files }))
      if (outcome.outcome === 'failed') throw new Error(outcome.message);
    core.workbench.requireCase().store.db.pragma('wal_checkpoint(TRUNCATE)');
  }
  core.close();
}

/** Watches how late this thread gets to its timers: milliseconds. */
function watchPauses(): { longest(): number } {
  let [last, longest] = [performance.now(), 0];
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  return {
    longest() {
      clearInterval(timer);
      look();
      return longest;
    },
  };
}
