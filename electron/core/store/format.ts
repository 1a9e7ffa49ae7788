import Database, { type Database as Connection } from 'better-sqlite3';
import { migrate } from './migrate.ts';
import { currentSchema, migrations } from './migrations/index.ts';

/** Columns of each format, as `table.column`, made once. */
const known = new Map<number, ReadonlySet<string>>();

/**
 * Why a case cannot be of the format whose number stands in its header; null where it can, or where the format is one that we do not
 * know. The number alone is not believed: a migration that begins from a wrong one fails in its middle.
 */
export function formatProblem(db: Connection, schema: number, nativeBinding: string | undefined): string | null {
  if (schema > currentSchema) return null;
  if (schema < 1) return `the number of its format is ${schema}`;
  const found = columnsIn(db);
  const expected = columnsOf(schema, nativeBinding);
  const lacking = [...expected].find((column) => !found.has(column));
  if (lacking !== undefined) return `it lacks ${lacking}, which its format ${schema} has`;
  const later = [...columnsOf(currentSchema, nativeBinding)].find((column) => !expected.has(column) && found.has(column));
  return later === undefined ? null : `it has ${later}, which its format ${schema} has not`;
}

function columnsOf(schema: number, nativeBinding: string | undefined): ReadonlySet<string> {
  let columns = known.get(schema);
  if (!columns) {
    const empty = new Database(':memory:', nativeBinding ? { nativeBinding } : {});
    try {
      migrate(
        empty,
        migrations.filter(({ version }) => version <= schema),
      );
      known.set(schema, (columns = columnsIn(empty)));
    } finally {
      empty.close();
    }
  }
  return columns;
}

function columnsIn(db: Connection): ReadonlySet<string> {
  return new Set(
    db
      .prepare<[], string>(
        `SELECT tables.name || '.' || columns.name FROM pragma_table_list AS tables, pragma_table_xinfo(tables.name) AS columns
         WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
      )
      .pluck()
      .all(),
  );
}
