import { sql as case0001 } from './0001_case.ts';
import { sql as safekeeping0002 } from './0002_safekeeping.ts';
import { sql as passages0003 } from './0003_passages.ts';
import { sql as importing0004 } from './0004_importing.ts';
import { sql as copies0005 } from './0005_copies.ts';
import { sql as referenceFiles0006 } from './0006_reference_files.ts';

/** Every released format of a case, oldest first. A migration that was released is never edited; a new one is added. */
export const migrations: readonly { version: number; sql: string }[] = [
  { version: 1, sql: case0001 },
  { version: 2, sql: safekeeping0002 },
  { version: 3, sql: passages0003 },
  { version: 4, sql: importing0004 },
  { version: 5, sql: copies0005 },
  { version: 6, sql: referenceFiles0006 },
];

/** The format that this Assay writes, kept in SQLite's `user_version`. */
export const currentSchema = migrations[migrations.length - 1]!.version;
