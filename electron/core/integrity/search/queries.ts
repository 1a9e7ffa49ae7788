import type { Database } from 'better-sqlite3';

const searchIndexes = {
  document_search: 'document',
  extraction_search: 'extraction',
  passage_search: 'passage',
  claim_search: 'claim',
  evidence_search: 'evidence',
  verdict_search: 'verdict',
  note_search: 'note',
} as const;

/** Compares every search index with the rows it is made of, which takes a connection that may write; returns how many rows. */
export function checkSearch(db: Database, report: (problem: string) => void): number {
  let checked = 0;
  for (const [index, table] of Object.entries(searchIndexes)) {
    checked += db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()!;
    try {
      db.prepare(`INSERT INTO ${index} (${index}, rank) VALUES ('integrity-check', 1)`).run();
    } catch (error) {
      if (!isDamage(error)) throw error;
      report(`The search index of “${table}” does not agree with its rows.`);
    }
    if (!leadsToEveryPage(db, index)) report(`The search index of “${table}” does not lead to all of its pages.`);
  }
  return checked;
}

/** Bits of the number of a page in an index of FTS5: segment, a mark of an index of its own, height, page. */
const [pageBits, heightBits, segmentShift] = [31n, 5n, 37n];

/**
 * FTS5 finds the page of a word through a table of first words, and when it checks itself it follows only what stands in that
 * table: what is missing there, words are missing in searches, and nobody is told. Every page with words must be named there.
 */
function leadsToEveryPage(db: Database, index: string): boolean {
  const pages = db
    .prepare<[], { id: bigint; head: Buffer; size: bigint }>(
      `SELECT id, substr(block, 1, 4) AS head, length(block) AS size FROM ${index}_data WHERE id >= 1 << ${segmentShift}`,
    )
    .safeIntegers();
  const led = new Set<string>();
  for (const { segment, page } of db
    .prepare<[], { segment: unknown; page: unknown }>(`SELECT segid AS segment, pgno >> 1 AS page FROM ${index}_idx`)
    .iterate())
    led.add(`${String(segment)} ${String(page)}`);
  for (const { id, head, size } of pages.iterate()) {
    const above = (id >> pageBits) & ((1n << (heightBits + 1n)) - 1n);
    // Behind its entries, whose end is said here, a page lists where words begin; one in the middle of a word lists none.
    if (above !== 0n || size <= BigInt(head.readUInt16BE(2))) continue;
    if (!led.has(`${id >> segmentShift} ${id & ((1n << pageBits) - 1n)}`)) return false;
  }
  // Entries of pages that are gone are no harm: while segments are merged little by little, FTS5 leaves them behind itself.
  const settings = db.prepare<[], string>(`SELECT json_group_array(json_array(k, v)) FROM ${index}_config`).pluck().get();
  return settings === '[["version",4]]';
}

/** Is this how SQLite says that a file is damaged? */
function isDamage(error: unknown): error is Error {
  return error instanceof Error && String((error as Error & { code?: unknown }).code).startsWith('SQLITE_CORRUPT');
}
