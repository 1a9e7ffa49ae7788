/**
 * A process that does nothing but change a case and back it up, and says so: opens the case at the path, then one operation and one
 * backup after another, with a line of JSON before and after each backup. Arguments: path, folder of the backups, and how:
 *
 * - sound: as the application does.
 * - direct: copied to the name under which it is kept, as no application should.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { nextOrder } from '../../../electron/core/backups/files.ts';
import { holdCase, readMark } from '../../../electron/core/backups/queries.ts';
import { backupName } from '../../../electron/core/backups/record.ts';
import { createMaintenance } from '../../../electron/core/maintenance/run.ts';
import { addLabel, openTestStore } from '../../../electron/core/store/testing.ts';

const [path = '', folder = '', how = 'sound'] = process.argv.slice(2);
const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

const maintain = createMaintenance({ entry: null });
const store = openTestStore(path);
const { caseId } = readMark(store.db)!;

for (;;) {
  addLabel(store);
  const { seq, hash } = store.journal.head();
  const at = new Date().toISOString();
  const order = nextOrder([folder]);
  say({ begun: seq });
  if (how === 'direct') {
    mkdirSync(folder, { recursive: true });
    const source = holdCase(path, { nativeBinding: undefined, mayWrite: true });
    await source.copyTo(join(folder, `${backupName(order, at, 'interval')}.assay`), () => undefined);
    source.close();
    say({ made: seq });
    continue;
  }
  const { id } = await maintain('backup', {
    path,
    writer: true,
    folder,
    chosen: false,
    order,
    at,
    reason: 'interval',
    expected: { caseId, seq, head: hash },
    folders: [folder],
    keep: { recent: 3, hourly: 0, daily: 0 },
    progress: new Int32Array(new SharedArrayBuffer(4)),
  });
  say({ made: seq, id });
}
