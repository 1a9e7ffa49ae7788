import type { Store } from './open.ts';
import { columns, tableNames } from './tables.ts';

/** Every journaled row of a case, column by column in a fixed order: equal text means equal content, byte for byte. */
export function dumpJournaled(store: Store): string {
  return tableNames
    .map((table) => {
      const rows = store
        .statement<[], unknown[]>(`SELECT ${columns[table].join(', ')} FROM ${table} ORDER BY id`)
        .raw()
        .all();
      return `${table}\n${rows.map((row) => JSON.stringify(row)).join('\n')}`;
    })
    .join('\n');
}
