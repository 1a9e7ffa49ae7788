import { createHash } from 'node:crypto';
import {
  claimStatus,
  claimType,
  confidence,
  documentKind,
  labelColour,
  noteTarget,
  relation,
  stance,
  verdictAxis,
} from '../../../shared/domain/entities.ts';
import { reanchorDecision, reanchorState } from '../../../shared/domain/versions.ts';
import { extractionIdOf, laterExtractionColumns } from '../store/extraction-id.ts';
import { hashOfValues, rowHash } from '../store/row-hash.ts';
import { laterColumns, tableNames, type TableName } from '../store/tables.ts';
import { tableShapes } from './queries.ts';
import { kindOf, type StoredValue } from './record.ts';

/** The tables of a case whose rows are looked for in a damaged file. */
export const soughtTables = [...tableNames, 'operation', 'change', 'original', 'extraction', 'draft'] as const;
export type SoughtTable = (typeof soughtTables)[number];

/** How the rows of a table lie in their records. */
export interface Layout {
  table: SoughtTable;
  /** Kept in an index, as tables without row numbers are. */
  index: boolean;
  columns: readonly { name: string; kind: 'integer' | 'text' | 'blob'; nullable: boolean; rowid: boolean }[];
}

export type FoundValues = Record<string, StoredValue>;

/**
 * whole: proved by a hash that the row carries or is named by; open: nothing in the row proves or disproves it; damaged: it
 * is not what was written.
 */
export type Proof = 'whole' | 'open' | 'damaged';

/** How many columns at the end of a table came with a later format. */
const cameLater: Partial<Record<SoughtTable, number>> = {
  ...Object.fromEntries(Object.entries(laterColumns).map(([table, later]) => [table, later.length])),
  extraction: laterExtractionColumns.length,
};

/** The layouts of the present format, as SQLite itself makes them of our migrations. */
export function makeLayouts(nativeBinding: string | undefined): Layout[] {
  return tableShapes(soughtTables, nativeBinding).map(({ table, index, columns }) => ({
    table,
    index,
    columns: columns.map(({ name, type, notnull, pk }) => ({
      name,
      kind: type.toLowerCase() as 'integer' | 'text' | 'blob',
      nullable: notnull === 0 && pk === 0,
      rowid: !index && pk === 1 && type === 'INTEGER',
    })),
  }));
}

/**
 * Whether the types of a record are those of a table's rows. A first format lacks the hash at the end, and an older one the columns
 * that came later; a later one, of a table that is known by its name, may have more.
 */
export function fits({ table, columns, index }: Layout, types: readonly number[], from: { index: boolean; named: boolean }): boolean {
  if (index !== from.index) return false;
  const first = columns.length - (cameLater[table] ?? 0);
  const fewest = columns[first - 1]!.name === 'hash' ? first - 1 : first;
  if (types.length < fewest || (types.length > columns.length && !from.named)) return false;
  return columns.every(({ kind, nullable, rowid }, place) => {
    const type = types[place];
    if (type === undefined) return true;
    const found = kindOf(type);
    if (rowid) return found === 'null';
    return found === kind || (nullable && found === 'null');
  });
}

/** A record's values by column. */
export function nameValues({ columns }: Layout, values: readonly StoredValue[], rowid: number): FoundValues {
  const row: FoundValues = {};
  columns.forEach((column, place) => {
    if (place < values.length) row[column.name] = column.rowid ? rowid : values[place]!;
  });
  return row;
}

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');
const digits = /^[0-9a-f]{64}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** How far a row is what was written. */
export function prove(table: SoughtTable, row: FoundValues): Proof {
  switch (table) {
    case 'original':
      return sha256(row['bytes'] as Buffer) === row['sha256'] ? 'whole' : 'damaged';
    case 'extraction':
      return extractionIdOf({
        text: row['text'],
        blocks: row['blocks'],
        removed: row['removed'],
        links: row['links'] ?? null,
        leftOut: row['left_out'] ?? null,
      }) === row['id']
        ? 'whole'
        : 'damaged';
    case 'operation':
    case 'change':
      return 'open';
    case 'draft':
      return hashOfValues([row['key'], row['text'], row['at']]) === row['hash'] ? 'whole' : 'damaged';
    default:
      if (row['hash'] === undefined) return 'open';
      return rowHash(table, row) === row['hash'] ? 'whole' : 'damaged';
  }
}

const oneOf =
  (column: string, options: readonly string[]) =>
  (row: FoundValues): boolean =>
    options.includes(row[column] as string);

/** Tells tables apart whose rows have columns of the same types: the hash of a row does not say which table it is of. */
const marks: Partial<Record<SoughtTable, (row: FoundValues) => boolean>> = {
  agent: oneOf('kind', ['person', 'organisation', 'outlet', 'unknown']),
  claim: (row) => oneOf('type', claimType.options)(row) && oneOf('status', claimStatus.options)(row),
  change: (row) => (tableNames as readonly unknown[]).includes(row['table_name']),
  document: oneOf('kind', documentKind.options),
  document_copy: (row) => digits.test(String(row['original_sha256'])),
  draft: (row) => instant.test(String(row['at'])),
  evidence: oneOf('stance', stance.options),
  extraction: (row) => digits.test(String(row['id'])) && digits.test(String(row['text_sha256'])),
  label: oneOf('colour', labelColour.options),
  label_use: oneOf('target_kind', ['passage', 'claim']),
  note: oneOf('target_kind', noteTarget.options),
  operation: (row) => instant.test(String(row['at'])) && digits.test(String(row['hash'])) && digits.test(String(row['previous_hash'])),
  original: (row) => digits.test(String(row['sha256'])),
  passage: (row) => String(row['ranges']).startsWith('[{'),
  reanchoring: (row) => oneOf('state', reanchorState.options)(row) && oneOf('decision', reanchorDecision.options)(row),
  passage_skip: (row) => row['id'] === row['passage_id'],
  reference_file: oneOf('kind', ['citation-style', 'citations']),
  sighting: oneOf('relation', relation.options),
  verdict: (row) => oneOf('axis', verdictAxis.options)(row) && oneOf('confidence', confidence.options)(row),
};

/** Whether a row of unknown origin reads like one of this table. */
export function isPlausible(table: SoughtTable, row: FoundValues): boolean {
  if ('created_at' in row && (!instant.test(String(row['created_at'])) || !instant.test(String(row['updated_at'])))) return false;
  if ('revision' in row && !(Number(row['revision']) >= 1)) return false;
  return marks[table]?.(row) ?? true;
}

export const isJournaled = (table: SoughtTable): table is TableName => (tableNames as readonly string[]).includes(table);
