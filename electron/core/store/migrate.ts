import type { Database } from 'better-sqlite3';
import { migrations } from './migrations/index.ts';

/** `ASAY`, in SQLite's header of every case. */
export const applicationId = 0x41534159;

/**
 * Brings a case up to the current format: for each missing migration foreign keys off, one exclusive transaction with the
 * migration, a check of all references and the new version number, foreign keys on. A failure leaves the format before it.
 *
 * Source of the procedure: SQLite, "Making Other Kinds Of Table Schema Changes".
 */
export function migrate(db: Database, steps = migrations): void {
  const from = db.pragma('user_version', { simple: true }) as number;
  for (const { version, sql } of steps) {
    if (version <= from) continue;
    db.pragma('foreign_keys = OFF');
    try {
      db.transaction(() => {
        db.exec(sql);
        const broken = db.pragma('foreign_key_check') as unknown[];
        if (broken.length > 0) throw new Error(`migration ${version} leaves ${broken.length} broken references`);
        db.pragma(`application_id = ${applicationId}`);
        db.pragma(`user_version = ${version}`);
      }).exclusive();
    } finally {
      db.pragma('foreign_keys = ON');
    }
  }
}
