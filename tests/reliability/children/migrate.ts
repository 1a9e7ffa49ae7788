/** Brings a case up to the present format and is killed at one statement of one migration, as by a power cut. */
import Database from 'better-sqlite3';
import { migrate } from '../../../electron/core/store/migrate.ts';
import { migrations } from '../../../electron/core/store/migrations/index.ts';

const [path = '', version = '', ordinal = ''] = process.argv.slice(2);
const db = new Database(path);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
migrate(db, migrations, (atVersion, at) => {
  if (atVersion === Number(version) && at === Number(ordinal)) process.kill(process.pid, 'SIGKILL');
});
