import Connection, { type Database } from 'better-sqlite3';
import type { TextRange } from '../../../shared/domain/entities.ts';
import { genesis } from '../store/journal.ts';
import { currentSchema } from '../store/migrations/index.ts';
import { migrate } from '../store/migrate.ts';
import { hashOfColumns, hashOfValues } from '../store/row-hash.ts';
import { readView } from '../store/viewState.ts';
import { columns, tableNames, type TableName } from '../store/tables.ts';

export function countPages(db: Database): number {
  return db.pragma('page_count', { simple: true }) as number;
}

/** What SQLite finds wrong in the file: pages, indexes, constraints. */
export function brokenPages(db: Database): string[] {
  const found = db.pragma('integrity_check(100)') as { integrity_check: string }[];
  return found.map((row) => row.integrity_check).filter((finding) => finding !== 'ok');
}

/** What a case says that it is made of: tables, indexes, triggers by name. */
function definitions(db: Database): Map<string, string> {
  return new Map(
    db
      .prepare<[], { name: string; kind: string; sql: string | null }>(
        "SELECT name, type || ' on ' || tbl_name AS kind, sql FROM sqlite_schema WHERE name <> 'sqlite_stat1'",
      )
      .all()
      // Cases of the first format have kept the comments of their definitions.
      .map(({ name, kind, sql }) => [name, `${kind}: ${sql?.replaceAll(/--.*$/gm, '').replaceAll(/\s+/g, ' ')}`]),
  );
}

let ofThisFormat: Map<string, string> | undefined;

/** What a case of the present format is made of, against what this one is: a table or trigger that was altered, is missing or was added. */
export function alteredDefinitions(db: Database, nativeBinding: string | undefined): string[] {
  // What a later format is made of is not known here.
  if ((db.pragma('user_version', { simple: true }) as number) > currentSchema) return [];
  if (!ofThisFormat) {
    const empty = new Connection(':memory:', nativeBinding ? { nativeBinding } : {});
    migrate(empty);
    ofThisFormat = definitions(empty);
    empty.close();
  }
  const [found, expected] = [definitions(db), ofThisFormat];
  const names = new Set([...found.keys(), ...expected.keys()]);
  return [...names].filter((name) => found.get(name) !== expected.get(name)).map((name) => `“${name}” is not defined as in this format.`);
}

/** Brings a copy of a case up to the present format, so that one set of checks serves every format. */
export function bringUp(db: Database): void {
  if ((db.pragma('user_version', { simple: true }) as number) < currentSchema) migrate(db);
}

/** Works out the hash of every row that carries one again; returns how many rows. */
export function checkRows(db: Database, report: (problem: string) => void): number {
  let checked = 0;
  for (const table of tableNames) {
    const rows = db.prepare<[], unknown[]>(`SELECT hash, ${columns[table].join(', ')} FROM ${table}`).raw();
    for (const [hash, ...values] of rows.iterate()) {
      checked++;
      if (hashOfColumns(table, values) !== hash) report(`A row of “${table}” (${String(values[0])}) is not what was saved.`);
    }
  }
  for (const [hash, ...values] of db.prepare<[], unknown[]>('SELECT hash, key, text, at FROM draft').raw().iterate()) {
    checked++;
    if (hashOfValues(values) !== hash) report(`A draft (${String(values[0])}) is not what was typed.`);
  }
  for (const { key, value } of db.prepare<[], { key: string; value: string }>('SELECT key, value FROM view_state').iterate()) {
    checked++;
    if (readView(key, value) === null) report(`What was remembered of the screen (${key}) cannot be read.`);
  }
  return checked;
}

/** References that lead nowhere, those that SQLite cannot know included: labels and notes point at several tables. */
export function brokenReferences(db: Database): string[] {
  const declared = db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[];
  const open = db
    .prepare<[], { name: string; id: string; kind: string }>(
      `SELECT 'label' AS name, id, target_kind AS kind FROM label_use WHERE NOT CASE target_kind
         WHEN 'passage' THEN EXISTS (SELECT 1 FROM passage WHERE id = target_id)
         WHEN 'claim' THEN EXISTS (SELECT 1 FROM claim WHERE id = target_id) ELSE 0 END
       UNION ALL
       SELECT 'note', id, target_kind FROM note WHERE NOT CASE target_kind
         WHEN 'document' THEN EXISTS (SELECT 1 FROM document WHERE id = target_id)
         WHEN 'passage' THEN EXISTS (SELECT 1 FROM passage WHERE id = target_id)
         WHEN 'claim' THEN EXISTS (SELECT 1 FROM claim WHERE id = target_id)
         WHEN 'evidence' THEN EXISTS (SELECT 1 FROM evidence WHERE id = target_id)
         WHEN 'agent' THEN EXISTS (SELECT 1 FROM agent WHERE id = target_id) ELSE 0 END`,
    )
    .all();
  return [
    ...declared.map(({ table, parent }) => `A row of “${table}” points at a row of “${parent}” that is not there.`),
    ...open.map(({ name, id, kind }) => `The ${name} ${id} is on a ${kind} that is not there.`),
  ];
}

export function countReferences(db: Database): number {
  return tableNames.reduce((sum, table) => sum + countRows(db, table), 0);
}

function countRows(db: Database, table: TableName): number {
  return db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()!;
}

/** The newest operation, as it calls itself; 0 and `genesis` where there is none. */
export function headOf(db: Database): { seq: number; hash: string } {
  return (
    db.prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM operation ORDER BY seq DESC LIMIT 1').get() ?? {
      seq: 0,
      hash: genesis,
    }
  );
}

export function originals(db: Database): IterableIterator<{ sha256: string; size: number; bytes: Buffer }> {
  return db.prepare<[], { sha256: string; size: number; bytes: Buffer }>('SELECT sha256, size, bytes FROM original').iterate();
}

export interface StoredText {
  id: string;
  textSha256: string;
  text: string;
  blocks: string;
  removed: string;
  links: string | null;
  leftOut: string | null;
}

export function texts(db: Database): IterableIterator<StoredText> {
  return db
    .prepare<[], StoredText>('SELECT id, text_sha256 AS textSha256, text, blocks, removed, links, left_out AS leftOut FROM extraction')
    .iterate();
}

/** Versions whose recorded length is not that of their text: ids of the version with both lengths. */
export function versionLengths(db: Database): IterableIterator<{ id: string; textLength: number; text: string }> {
  return db
    .prepare<[], { id: string; textLength: number; text: string }>(
      `SELECT document_version.id, document_version.text_length AS textLength, extraction.text
       FROM document_version JOIN extraction ON extraction.id = document_version.extraction_id`,
    )
    .iterate();
}

/** The stored text of a version of an article; undefined where it is not there. */
export function textOfVersion(db: Database, versionId: string): string | undefined {
  return db
    .prepare<[string], string>(
      'SELECT extraction.text FROM document_version JOIN extraction ON extraction.id = document_version.extraction_id WHERE document_version.id = ?',
    )
    .pluck()
    .get(versionId);
}

/** Every passage, those over one version together. */
export function* passagesByVersion(db: Database): Generator<{ id: string; versionId: string; ranges: TextRange[]; exact: string }> {
  const rows = db.prepare<[], { id: string; versionId: string; ranges: string; exact: string }>(
    'SELECT id, version_id AS versionId, ranges, exact FROM passage ORDER BY version_id, first, last, id',
  );
  for (const row of rows.iterate()) yield { ...row, ranges: JSON.parse(row.ranges) as TextRange[] };
}

/** Where passages stood before a new version, those over one version together. */
export function* formerPlaces(db: Database): Generator<{ id: string; versionId: string; ranges: TextRange[]; exact: string }> {
  const rows = db.prepare<[], { id: string; versionId: string; ranges: string; exact: string }>(
    'SELECT id, from_version_id AS versionId, from_ranges AS ranges, from_exact AS exact FROM reanchoring ORDER BY from_version_id, id',
  );
  for (const row of rows.iterate()) yield { ...row, ranges: JSON.parse(row.ranges) as TextRange[] };
}

/** What a file defines is not trusted while it is checked: it may be damaged, or somebody else's. */
export function trustNothing(db: Database): void {
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
}
