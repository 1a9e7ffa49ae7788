import type { Database } from 'better-sqlite3';
import { migrations } from './migrations/index.ts';
import { hashOfValues } from './row-hash.ts';

/** `ASAY`, in SQLite's header of every case. */
export const applicationId = 0x41534159;

/**
 * Brings a case up to the current format: for each missing migration foreign keys off, one exclusive transaction with the
 * migration, a check of all references and the new version number, foreign keys on. A failure leaves the format before it.
 * `onStatement` is told before each statement and before the end: tests break off there.
 *
 * Source of the procedure: SQLite, "Making Other Kinds Of Table Schema Changes".
 */
export function migrate(db: Database, steps = migrations, onStatement: (version: number, ordinal: number) => void = () => undefined): void {
  const from = db.pragma('user_version', { simple: true }) as number;
  if (steps.every(({ version }) => version <= from)) return;
  // Varargs: the number of columns differs from table to table.
  db.function('row_hash', { deterministic: true, varargs: true }, (...values: unknown[]) => hashOfValues(values));
  for (const { version, sql } of steps) {
    if (version <= from) continue;
    db.pragma('foreign_keys = OFF');
    try {
      db.transaction(() => {
        const statements = statementsOf(sql);
        statements.forEach((statement, ordinal) => {
          onStatement(version, ordinal);
          db.exec(statement);
        });
        onStatement(version, statements.length);
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

/** The statements of a migration: each ends with a semicolon at the end of a line, a trigger with `END;`. */
export function statementsOf(sql: string): string[] {
  const statements: string[] = [];
  let open = '';
  for (const piece of sql.split(/(?<=;)[ \t]*\n/)) {
    open += `${piece}\n`;
    const words = open.replaceAll(/^\s*--.*$/gm, '').trim();
    if (words === '') continue;
    if (/^CREATE TRIGGER/i.test(words) && !/\bEND;$/.test(words)) continue;
    statements.push(words);
    open = '';
  }
  return statements;
}
