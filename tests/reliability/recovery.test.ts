import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseKey } from '../../electron/core/cases/paths.ts';
import { gather } from '../../electron/core/recovery/gather.ts';
import { openImage, type DatabaseImage } from '../../electron/core/recovery/image.ts';
import { isJournaled, makeLayouts } from '../../electron/core/recovery/layouts.ts';
import { scan } from '../../electron/core/recovery/scan.ts';
import { readImage } from '../../electron/core/store/open.ts';
import { dumpJournaled } from '../../electron/core/store/dump.ts';
import { sideJournalPath } from '../../electron/core/store/side-journal/journal.ts';
import { fileHash, testFolder } from '../../electron/core/store/testing.ts';
import { columns, tableNames } from '../../electron/core/store/tables.ts';
import { testCore, type TestCore } from '../../electron/core/testing.ts';
import { errorData } from '../../shared/domain/errors.ts';
import { damages, repeatable } from './damage.ts';
import { rounds } from './rounds.ts';
import { makeWorkedCase } from './worked-case.ts';

const files = testFolder();
const master = files.path('master');
const work = files.path('work');
const path = join(work, 'cases/Worked.assay');
const journal = sideJournalPath(path);
let sound: Buffer;
let dump: string;
let backupId: string;
let seq: number;
let spots: Map<string, Set<number>>;

/** All kinds of damage to a file: those of disks, and those of copies and programs. */
const kinds: Record<string, (bytes: Buffer, random: () => number) => Buffer> = {
  ...damages,
  header: (bytes) => Buffer.from(bytes).fill(0, 0, 4_096),
  half: (bytes) => Buffer.from(bytes).fill(0, 0, Math.floor(bytes.length / 2)),
  empty: () => Buffer.alloc(0),
};

/** A core over the working folder, as a person's own. */
function start(): TestCore {
  return testCore({ casesDir: join(work, 'cases'), settingsDir: join(work, 'settings'), newId: uuid, clock: () => new Date() });
}

/** The case with its journal and backups as they were, then damaged. Returns the hash of the damaged file. */
function strike(kind: string, round: number, without: { journal?: boolean; backups?: boolean } = {}): string {
  rmSync(work, { recursive: true, force: true });
  cpSync(master, work, { recursive: true });
  if (without.journal) rmSync(journal);
  if (without.backups) rmSync(join(work, 'settings/backups'), { recursive: true });
  writeFileSync(path, kinds[kind]!(sound, repeatable(round * 1_000 + Object.keys(kinds).indexOf(kind))));
  return fileHash(path);
}

/** Restores the one backup in the place of the damaged case. What the core says must be of the closed set. */
async function restore(): Promise<{ dump: string; keptAs: string; missing: number | null }> {
  const core = start();
  try {
    await core.client.cases.openPath({ path, readOnly: true }).catch(expectClosedSet);
    await core.client.cases.close({});
    const { keptAs, missing } = await core.client.recovery.restore({ key: caseKey(path), backupId });
    return { dump: dumpJournaled(core.core.workbench.requireCase().store), keptAs, missing };
  } finally {
    core.close();
  }
}

function expectClosedSet(error: unknown): void {
  expect(error).toBeInstanceOf(ORPCError);
  expect(Object.keys(errorData)).toContain((error as ORPCError<string, unknown>).code);
  expect((error as ORPCError<string, unknown>).code).not.toBe('INTERNAL');
}

beforeAll(async () => {
  mkdirSync(join(work, 'cases'), { recursive: true });
  await makeWorkedCase(path);
  const core = start();
  await core.client.cases.openPath({ path });
  backupId = (await core.client.backups.make({})).id;
  for (let made = 0; made < 20; made++)
    await core.client.claims.create({ id: uuid(), fields: { text: `A claim made after the backup, number ${made}.` } });
  const { store } = core.core.workbench.requireCase();
  dump = dumpJournaled(store);
  ({ seq } = store.journal.head());
  await core.client.cases.close({});
  core.close();
  sound = readFileSync(path);
  spots = pagesOfRows(path);
  cpSync(work, master, { recursive: true });
}, 120_000);
afterAll(() => files.remove());

/** On which pages of the file each row lies, with what overflows. */
function pagesOfRows(file: string): Map<string, Set<number>> {
  const image = openImage(file);
  const found = new Map<string, Set<number>>();
  let leaf = 0;
  let overflow: number[] = [];
  const watched: DatabaseImage = {
    ...image,
    page(number) {
      const page = image.page(number);
      // An overflow page begins with the number of the next one, which is small here.
      if (page?.[0] === 0) overflow.push(number);
      else [leaf, overflow] = [number, []];
      return page;
    },
  };
  scan(watched, makeLayouts(undefined), ({ table, values }) => {
    found.set(`${table} ${String(values['id'] ?? values['sha256'])}`, new Set([leaf, ...overflow]));
    overflow = [];
  });
  image.close();
  return found;
}

const contentTables = [...tableNames, 'original', 'extraction'];

/** Rows of words and content on pages that the damage left as they were. */
function untouched(): string[] {
  const damaged = readFileSync(path);
  const whole = (page: number): boolean => {
    const [from, to] = [(page - 1) * 4_096, page * 4_096];
    return to <= damaged.length && sound.compare(damaged, from, to, from, to) === 0;
  };
  return [...spots].flatMap(([row, pages]) => (contentTables.includes(row.split(' ')[0]!) && [...pages].every(whole) ? [row] : []));
}

/** Every row of the sound case, as text. */
function soundRows(): Map<string, string> {
  const db = new Database(readImage(join(master, 'cases/Worked.assay'), undefined));
  const rows = tableNames.flatMap((table) =>
    db
      .prepare<[], Record<string, unknown>>(`SELECT ${columns[table].join(', ')} FROM ${table}`)
      .all()
      .map((row) => [`${table} ${String(row['id'])}`, JSON.stringify(row)] as const),
  );
  db.close();
  return new Map(rows);
}

describe.each(Object.keys(kinds))('%s damage', (kind) => {
  // Protects: a backup and the journal give back every operation, whatever became of the file, and that file is kept to the byte.
  test('is restored to equality, and the damaged file is kept', { timeout: rounds(60_000, 3_600_000) }, async () => {
    for (let round = 0; round < rounds(1, 1_000); round++) {
      const damaged = strike(kind, round);
      const restored = await restore();
      expect(restored.dump === dump, `round ${round} equals the case as it was`).toBe(true);
      expect(restored.missing ?? 0).toBe(0);
      expect(fileHash(join(work, 'cases', restored.keptAs))).toBe(damaged);
    }
  });

  // Protects: with neither journal nor backup, every row that the damage did not touch is found, as it was, and none that was not there.
  test('leaves every row that it did not touch to be salvaged', { timeout: rounds(60_000, 3_600_000) }, () => {
    const before = soundRows();
    for (let round = 0; round < rounds(3, 300); round++) {
      strike(kind, round, { journal: true, backups: true });
      const found = gather({ path, backups: [], nativeBinding: undefined });
      for (const row of untouched()) {
        const [table, id] = row.split(' ') as [string, string];
        const has =
          table === 'original' ? found.originals.has(id) : table === 'extraction' ? found.texts.has(id) : isThere(found, table, id);
        expect(has, `round ${round}: ${row}`).toBe(true);
      }
      for (const table of tableNames)
        for (const [id, { values, trust }] of found.rows.get(table)!) {
          if (trust !== 'whole') continue;
          if (found.history.isWhole) expect(before.has(`${table} ${id}`), `round ${round}: ${table} ${id} was deleted`).toBe(true);
          const row = Object.fromEntries(columns[table].map((column) => [column, values[column]]));
          // An older state of a row whose newest is lost is better than none.
          if (row['revision'] === (JSON.parse(before.get(`${table} ${id}`) ?? '{}') as { revision?: number }).revision)
            expect(JSON.stringify(row)).toBe(before.get(`${table} ${id}`));
        }
    }
  });

  // Protects: a damaged case is never a dead end and never a surprise: looking, salvage and export end well, or say why in the closed set.
  test('ends in a sound new case with a list of losses, or in words', { timeout: rounds(60_000, 3_600_000) }, async () => {
    for (let round = 0; round < rounds(1, 60); round++) {
      const damaged = strike(kind, round, { journal: round % 2 === 0, backups: round % 3 !== 0 });
      const core = start();
      try {
        const key = caseKey(path);
        await core.client.cases.close({});
        const found = await core.client.recovery.inspect({ key });
        expect(found.newest === null || found.newest.seq <= seq).toBe(true);
        const salvaged = await core.client.recovery.salvage({ key }).catch(expectClosedSet);
        if (salvaged) {
          expect(salvaged.rows).toBeGreaterThan(0);
          expect((await core.client.integrity.verify({})).checks.flatMap(({ problems }) => problems)).toEqual([]);
        }
        const words = await core.client.recovery.export({ key }).catch(expectClosedSet);
        expect(words === undefined).toBe(salvaged === undefined);
      } finally {
        core.close();
      }
      expect(fileHash(path)).toBe(damaged);
      expect(readdirSync(join(work, 'cases')).filter((name) => name.startsWith('Worked.assay-') || name.startsWith('.salvage'))).toEqual(
        [],
      );
    }
  });
});

function isThere(found: ReturnType<typeof gather>, table: string, id: string): boolean {
  return isJournaled(table as 'claim') && found.rows.get(table as 'claim')!.get(id)?.trust === 'whole';
}

// Canary: without the journal a restored backup lacks what was done after it.
test('without the journal operations are missing', async () => {
  strike('header', 0, { journal: true });
  expect((await restore()).dump).not.toBe(dump);
});

// Canary: SQLite alone reads nothing of a file whose first page is gone, of which every row is salvaged.
test('reading through SQLite alone loses rows that the damage did not touch', () => {
  strike('header', 0, { journal: true, backups: true });
  expect(untouched().length).toBeGreaterThan(400);
  const db = new Database(path, { readonly: true });
  expect(() => db.prepare('SELECT count(*) FROM claim').get()).toThrow('not a database');
  db.close();
});
