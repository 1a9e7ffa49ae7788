import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database, { type Database as Connection } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMaintenance } from '../../electron/core/maintenance/run.ts';
import { readImage } from '../../electron/core/store/open.ts';
import { sideJournalPath } from '../../electron/core/store/side-journal/journal.ts';
import { addLabel, fileHash, openTestStore, testFolder } from '../../electron/core/store/testing.ts';
import { AssayError } from '../../shared/domain/errors.ts';
import { damages, repeatable } from './damage.ts';
import { long, rounds } from './rounds.ts';
import { makeWorkedCase } from './worked-case.ts';

const folder = testFolder();
const path = folder.path('case.assay');
const journal = sideJournalPath(path);
const maintain = createMaintenance({ entry: null });
let sound: Buffer;
let soundJournal: Buffer;
let content: Record<'stored' | 'answers', string>;
beforeAll(async () => {
  await makeWorkedCase(path);
  [sound, soundJournal] = [readFileSync(path), readFileSync(journal)];
  content = { stored: dump(path, 'stored'), answers: dump(path, 'answers') };
}, 60_000);
afterAll(() => folder.remove());

/** Every value of every table, byte for byte, and what the tables are; the search indexes as they are stored, or as they answer. */
function dump(file: string, search: 'stored' | 'answers'): string {
  return inMemory(file, (db) => {
    const lines = [String(db.pragma('user_version', { simple: true })), String(db.pragma('application_id', { simple: true }))];
    const objects = db.prepare<[], { name: string; sql: string | null }>('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
    lines.push(...objects.map(({ name, sql }) => `${name} ${sql?.replaceAll(/\s+/g, ' ')}`));
    for (const { name, sql } of objects) {
      if (search === 'answers' && sql?.startsWith('CREATE VIRTUAL TABLE')) lines.push(name, ...answers(db, name));
      if (!sql?.startsWith('CREATE TABLE') || (search === 'answers' && name.endsWith('_search_data'))) continue;
      const columns = (db.pragma(`table_info("${name}")`) as { name: string }[]).map(({ name: column }) => column);
      const values = columns.map((column) => `typeof("${column}") || ':' || hex("${column}")`).join(`|| ',' ||`);
      lines.push(name, ...db.prepare<[], string>(`SELECT ${values} FROM "${name}"`).pluck().all());
    }
    return lines.join('\n');
  });
}

/** All that a search index can answer: where every word stands, and what is found by its first one or two letters. */
function answers(db: Connection, index: string): string[] {
  db.exec(`CREATE VIRTUAL TABLE temp.words_of_${index} USING fts5vocab('main', '${index}', 'instance')`);
  const words = db.prepare<[], { term: string; doc: number; col: string; offset: number }>(`SELECT * FROM temp.words_of_${index}`).all();
  const prefixes = new Set(words.flatMap(({ term }) => [1, 2].map((length) => [...term].slice(0, length).join(''))));
  const find = db.prepare<[string], string>(`SELECT coalesce(group_concat(rowid), '') FROM ${index} WHERE ${index} MATCH ?`).pluck();
  return [
    ...words.map((word) => Object.values(word).join(' ')),
    ...[...prefixes].map((prefix) => `${prefix}: ${find.get(`"${prefix}"*`)}`),
  ];
}

function inMemory<Result>(file: string, read: (db: Connection) => Result): Result {
  const db = new Database(readImage(file, undefined));
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** Puts a file in the place of the case, its sound journal beside it, as after a stroke of the disk. */
function strike(bytes: Buffer): string {
  for (const name of readdirSync(folder.folder)) if (name.startsWith('case.assay-')) rmSync(join(folder.folder, name));
  writeFileSync(path, bytes);
  writeFileSync(journal, soundJournal);
  return fileHash(path);
}

/** How damage to the case at hand is noticed, null when it is not: by looking into it read-only, then by checking all of it. */
async function noticedBy(): Promise<'open' | 'check' | null> {
  try {
    openTestStore(path, { readOnly: true }).close();
  } catch (error) {
    expect(error).toBeInstanceOf(AssayError);
    expect((error as AssayError).code).toMatch(/^(NOT_A_CASE|CASE_DAMAGED|CASE_NEWER)$/);
    return 'open';
  }
  return (await maintain('verify', { path, journal })).ok ? null : 'check';
}

/** What SQLite notices by itself. */
function noticedBySqlite(): boolean {
  try {
    return inMemory(path, (db) => db.pragma('integrity_check', { simple: true }) !== 'ok');
  } catch {
    return true;
  }
}

/** Protects: no damage to a case goes unseen. Whatever is not noticed has not changed a single stored value. */
describe.each(Object.entries(damages))('damage to the file: a %s', (kind, damage) => {
  test('is noticed wherever it changes the case, and nothing is written to the damaged file', async () => {
    const random = repeatable(kind.length * 7_919);
    const found = { open: 0, check: 0, harmless: 0, sqlite: 0 };
    for (let round = 0; round < rounds(25, 1_000); round++) {
      const struck = damage(sound, random);
      const before = strike(struck);
      const by = await noticedBy();
      expect(fileHash(path), `round ${round}: the file is as it was`).toBe(before);
      if (by === null) {
        found.harmless++;
        // An index keeps more than it answers with: marks that a word was once taken out, of which nothing hangs any more.
        if (dump(path, 'stored') === content.stored) continue;
        expect(dump(path, 'answers') === content.answers, `round ${round}: this ${kind} was not noticed`).toBe(true);
      } else {
        found[by]++;
        if (noticedBySqlite()) found.sqlite++;
      }
    }
    const noticed = found.open + found.check;
    expect(noticed).toBeGreaterThan(0);
    if (long)
      console.info(
        `${kind}: ${noticed} noticed (${found.open} at opening), ${found.harmless} changed nothing, SQLite alone notices ${found.sqlite}`,
      );
    // Canary: what SQLite checks by itself is not enough where little is damaged.
    if (kind === 'bit' || kind === 'byte') expect(found.sqlite).toBeLessThan(0.8 * noticed);
  });
});

/** Protects: a damaged case and the words in its write-ahead log both stay for whoever can save more of them. */
describe('a damaged case with a write-ahead log', () => {
  const left = [path, `${path}-wal`, journal];

  /** Leaves the case as a process that was killed does: some words in the log alone. */
  function leaveLog(): void {
    strike(sound);
    const store = openTestStore(path);
    for (let made = 0; made < 5; made++) addLabel(store, `Label ${made}`);
    const [wal, lines] = [readFileSync(`${path}-wal`), readFileSync(journal)];
    store.close();
    strike(sound);
    writeFileSync(`${path}-wal`, wal);
    writeFileSync(journal, lines);
  }

  /** Puts nothing where a table of words begins. */
  function damageTable(): void {
    const page = inMemory(path, (db) => db.prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'note'").pluck().get()!);
    const bytes = Buffer.from(readFileSync(path));
    bytes.fill(0, (page - 1) * 4_096, page * 4_096);
    writeFileSync(path, bytes);
  }

  const opened = (): Error | null => {
    try {
      openTestStore(path).close();
      return null;
    } catch (error) {
      return error as Error;
    }
  };

  test('stays with it to the byte when its opening is refused', () => {
    leaveLog();
    damageTable();
    const before = left.map(fileHash);
    expect(opened()).toMatchObject({ code: 'CASE_DAMAGED' });
    expect(left.map(fileHash)).toEqual(before);
    expect(existsSync(`${path}-shm`)).toBe(false);
  });

  test('canary: a connection that may write folds the log into the damaged file', () => {
    leaveLog();
    damageTable();
    const before = left.map(fileHash);
    const db = new Database(path);
    db.prepare('SELECT count(*) FROM label').get();
    db.close();
    expect(left.filter(existsSync).map(fileHash)).not.toEqual(before);
  });

  test('is read with the case when that is sound', () => {
    leaveLog();
    expect(opened()).toBeNull();
    expect(existsSync(`${path}-wal`)).toBe(false);
    expect(inMemory(path, (db) => db.prepare('SELECT count(*) FROM label').pluck().get())).toBe(6);
  });
});
