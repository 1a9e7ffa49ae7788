import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AssayError } from '../../shared/domain/errors.ts';
import { dumpJournaled } from '../../electron/core/store/dump.ts';
import type { Store } from '../../electron/core/store/open.ts';
import { checkSideJournal } from '../../electron/core/store/side-journal/check.ts';
import { playSideJournal } from '../../electron/core/store/side-journal/play.ts';
import { openTestStore, testFolder } from '../../electron/core/store/testing.ts';
import { findings } from './acknowledged.ts';
import { randomNumbers } from './random.ts';
import { rounds } from './rounds.ts';
import { writeSome } from './writing.ts';

let files: ReturnType<typeof testFolder>;
let work: string;
let path: string;
/** A case as a crash leaves it: half of its operations in the file itself, the rest in its write-ahead log. */
const left = ['case.assay', 'case.assay-wal', 'case.assay.journal'];
let expected: { rows: string; history: string; seq: number };

const stateOf = (store: Store): typeof expected => ({
  rows: dumpJournaled(store),
  history: JSON.stringify([
    store.db.prepare('SELECT * FROM operation ORDER BY seq').all(),
    store.db.prepare('SELECT * FROM change ORDER BY seq, ordinal').all(),
    store.db.prepare('SELECT sha256, size FROM original ORDER BY sha256').all(),
    store.db.prepare('SELECT id, text_sha256 FROM extraction ORDER BY id').all(),
  ]),
  seq: store.journal.head().seq,
});

beforeAll(() => {
  files = testFolder();
  const made = files.path('case.assay');
  const store = openTestStore(made, { create: true, newId: uuid });
  const random = randomNumbers(7);
  writeSome(store, random, 30);
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  writeSome(store, random, 30);
  mkdirSync(files.path('left'));
  for (const name of left) copyFileSync(files.path(name), files.path(`left/${name}`));
  expected = stateOf(store);
  store.close();
  work = files.path('work');
  path = `${work}/case.assay`;
});
afterAll(() => files.remove());
beforeEach(lay);

function lay(): void {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  for (const name of left) copyFileSync(files.path(`left/${name}`), `${work}/${name}`);
}

const pick = (random: () => number, below: number): number => Math.floor(random() * below);

/** Ways in which a file is damaged. */
const damages: Record<string, (content: Buffer, random: () => number) => Buffer | null> = {
  'a bit flipped': (content, random) => {
    const at = pick(random, content.length);
    content[at]! ^= 1 << pick(random, 8);
    return content;
  },
  'a byte changed': (content, random) => {
    const at = pick(random, content.length);
    content[at] = (content[at]! + 1 + pick(random, 255)) % 256;
    return content;
  },
  'a sector zeroed': (content, random) => content.fill(0, ...sectorOf(content, random)),
  'a sector of something else': (content, random) => content.fill('other words ', ...sectorOf(content, random)),
  'cut off': (content, random) => content.subarray(0, pick(random, content.length)),
  'cut off to nothing': (content) => content.subarray(0, 0),
  'something added': (content) => Buffer.concat([content, Buffer.from('\nand so on')]),
  deleted: () => null,
};

const damagesOfLines: typeof damages = {
  ...damages,
  'a line deleted': (content, random) => {
    const lines = content.toString('utf8').split('\n');
    return Buffer.from(lines.toSpliced(pick(random, lines.length - 1), 1).join('\n'));
  },
  'two lines exchanged': (content, random) => {
    const lines = content.toString('utf8').split('\n');
    const first = pick(random, lines.length - 2);
    return Buffer.from(lines.toSpliced(first, 2, lines[first + 1]!, lines[first]!).join('\n'));
  },
};

function sectorOf(content: Buffer, random: () => number): [number, number] {
  const at = pick(random, Math.ceil(content.length / 512)) * 512;
  return [at, Math.min(content.length, at + 512)];
}

/** Damages a file of the case that was left, in one of the ways, and says how. */
function damage(name: string, ways: typeof damages, round: number): string {
  const random = randomNumbers(round);
  const names = Object.keys(ways);
  const way = names[round % names.length]!;
  const file = `${work}/${name}`;
  const content = ways[way]!(readFileSync(file), random);
  if (content) writeFileSync(file, content);
  else rmSync(file);
  return `round ${round}: ${name}, ${way}`;
}

const asides = (): string[] => readdirSync(work).filter((name) => /\.journal\.\d/.test(name));

describe('a damaged write-ahead log', () => {
  // Protects: SQLite passes over damage in its write-ahead log in silence; the journal brings back every operation that went with it.
  test('loses nothing: what it held comes back from the journal', () => {
    let healed = 0;
    for (let round = 0; round < rounds(12, 150); round++) {
      lay();
      const what = damage('case.assay-wal', damages, round);
      const store = openTestStore(path);
      healed += store.opening.journal!.state === 'case-healed' ? 1 : 0;
      expect(store.opening.journal, what).toMatchObject({ state: expect.stringMatching(/^(even|case-healed)$/), lost: false });
      expect(stateOf(store), what).toEqual(expected);
      if (round % rounds(6, 10) === 0) expect(findings(store), what).toEqual([]);
      store.close();
    }
    expect(healed).toBeGreaterThan(rounds(6, 75));
  });

  test('canary: without the journal, operations are gone and nobody says so', () => {
    let unsaid = 0;
    for (let round = 0; round < 16; round++) {
      lay();
      damage('case.assay-wal', damages, round);
      rmSync(`${path}.journal`);
      const store = openTestStore(path);
      if (store.journal.head().seq < expected.seq && store.db.pragma('integrity_check', { simple: true }) === 'ok') unsaid++;
      store.close();
    }
    expect(unsaid).toBeGreaterThan(4);
  });
});

describe('a damaged journal', () => {
  /** Makes the case again from nothing but the journal: what damage cannot change need not be noticed. */
  function harmless(): boolean {
    const again = openTestStore(`${work}/again.assay`, { create: true });
    try {
      playSideJournal(again.db, `${path}.journal`);
      return again.journal.head().seq === expected.seq && dumpJournaled(again) === expected.rows;
    } finally {
      again.close();
    }
  }

  // Protects: damage to the journal never reaches the case, is noticed at opening or by the check, and is mended from the case.
  test('is noticed, does the case no harm, and is written anew', () => {
    const whole = readFileSync(`${work}/case.assay.journal`);
    for (let round = 0; round < rounds(12, 150); round++) {
      lay();
      const what = damage('case.assay.journal', damagesOfLines, round);
      const store = openTestStore(path);
      const { state, lost } = store.opening.journal!;
      expect(stateOf(store), what).toEqual(expected);
      const atOpening = state !== 'even' || lost || readFileSync(`${path}.journal`).equals(whole);
      const found = checkSideJournal(store.db, `${path}.journal`).problems;
      expect(atOpening || found.length > 0 || harmless(), what).toBe(true);
      if (found.length > 0) {
        store.sideJournal!.renew();
        expect(asides().length, what).toBeGreaterThan(0);
      }
      writeSome(store, randomNumbers(round), 1);
      expect(checkSideJournal(store.db, `${path}.journal`).problems, what).toEqual([]);
      store.close();
    }
  });

  test('canary: the comparison of heads at opening alone would pass over most of it', () => {
    let passed = 0;
    for (let round = 0; round < 10; round++) {
      lay();
      damage('case.assay.journal', { flip: damages['a bit flipped']! }, round);
      const store = openTestStore(path);
      if (store.opening.journal!.state === 'even') passed++;
      store.close();
    }
    expect(passed).toBeGreaterThan(5);
  });
});

describe('a backup of any moment', () => {
  // Protects: the newest backup and the journal are the whole case, and what can be undone in it is what could be undone.
  test('becomes the case again with what the journal has since', () => {
    for (let round = 1; round <= rounds(4, 100); round++) {
      rmSync(work, { recursive: true, force: true });
      mkdirSync(work);
      const random = randomNumbers(round);
      const first = openTestStore(path, { create: true, newId: uuid });
      writeSome(first, random, pick(random, 60));
      first.close();
      copyFileSync(path, `${work}/backup`);
      const store = openTestStore(path, { newId: uuid });
      writeSome(store, random, 1 + pick(random, 60));
      const whole = stateOf(store);
      store.close();
      copyFileSync(`${work}/backup`, path);
      const again = openTestStore(path);
      expect(stateOf(again), `round ${round}`).toEqual(whole);
      if (round % 4 === 0) expect(findings(again), `round ${round}`).toEqual([]);
      again.close();
    }
  });
});

describe('both at once', () => {
  // Protects: where the log and the end of the journal are damaged together, what the one still has is kept, and a loss is said.
  test('keeps what either still has, and says what is lost', () => {
    for (let round = 0; round < rounds(6, 60); round++) {
      lay();
      damage('case.assay-wal', damages, round);
      const what = damage('case.assay.journal', { 'cut off': damages['cut off']! }, round);
      let seq: number;
      let said = true;
      const journal = existsSync(`${path}.journal`) ? readFileSync(`${path}.journal`, 'utf8') : '';
      const newest = [...journal.matchAll(/^\{"seq":(\d+).*\}$/gm)].at(-1)?.[1] ?? '0';
      try {
        const store = openTestStore(path);
        seq = store.journal.head().seq;
        said = store.opening.journal!.state !== 'even' || store.opening.journal!.lost;
        store.close();
      } catch (error) {
        if (!(error instanceof AssayError)) throw error;
        continue;
      }
      expect(seq, what).toBeGreaterThanOrEqual(Number(newest));
      expect(seq === expected.seq || said, what).toBe(true);
    }
  });

  test('canary: SQLite left to itself passes over what the rest of the journal still has', () => {
    let passedOver = 0;
    for (let round = 0; round < 8; round++) {
      lay();
      damage('case.assay-wal', damages, round);
      damage('case.assay.journal', { 'cut off': damages['cut off']! }, round);
      const newest = [...readFileSync(`${path}.journal`, 'utf8').matchAll(/^\{"seq":(\d+).*\}$/gm)].at(-1)?.[1] ?? '0';
      const db = new Database(path);
      const seq = db.prepare<[], number>('SELECT max(seq) FROM operation').pluck().get() ?? 0;
      if (seq < Number(newest) && db.pragma('integrity_check', { simple: true }) === 'ok') passedOver++;
      db.close();
    }
    expect(passedOver).toBeGreaterThan(0);
  });
});
