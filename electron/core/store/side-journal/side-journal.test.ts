import { createHash, randomUUID } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepExtraction, keepOriginal } from '../../documents/queries.ts';
import { dumpJournaled } from '../dump.ts';
import type { Store, StoreOptions } from '../open.ts';
import { checkSideJournal } from './check.ts';
import { addLabel, countLabels, makeCase, openTestStore, testFolder } from '../testing.ts';

let files: ReturnType<typeof testFolder>;
let path: string;
let journal: string;
let opened: Store[];
beforeEach(() => {
  files = testFolder();
  path = files.path('case.assay');
  journal = `${path}.journal`;
  opened = [];
});
afterEach(() => {
  for (const store of opened) store.close();
  files.remove();
});

function open(options: Partial<StoreOptions> = {}): Store {
  const store = openTestStore(path, options);
  opened.push(store);
  return store;
}

const lines = (): string[] => readFileSync(journal, 'utf8').split('\n').slice(0, -1);
const seqs = (): number[] => lines().flatMap((line) => (line.startsWith('{"seq"') ? [(JSON.parse(line) as { seq: number }).seq] : []));
const asides = (): string[] => readdirSync(files.folder).filter((name) => /\.journal\.\d/.test(name));
const history = (store: Store): string =>
  JSON.stringify([
    store.db.prepare('SELECT * FROM operation ORDER BY seq').all(),
    store.db.prepare('SELECT * FROM change ORDER BY seq, ordinal').all(),
  ]);
const problems = (store: Store): string[] => checkSideJournal(store.db, journal).problems;

/** A case as it was after some operations, with the journal as it is after more of them. */
function leaveCaseBehind(more: (store: Store) => void): { rows: string; history: string } {
  makeCase(path);
  copyFileSync(path, files.path('earlier'));
  const store = open();
  more(store);
  const expected = { rows: dumpJournaled(store), history: history(store) };
  store.close();
  renameSync(files.path('earlier'), path);
  return expected;
}

/** A document with its content, as an import makes it. */
function addDocument(store: Store, words: string): void {
  const bytes = Buffer.from(words);
  const sha = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
  const extraction = { text: words, blocks: '[]', removed: '[]', links: null, leftOut: null };
  const extractionId = sha(JSON.stringify([words, '[]', '[]']));
  const [id, versionId] = [randomUUID(), randomUUID()];
  store.transact('Import', (tx) => {
    keepOriginal(store, sha(bytes), bytes);
    keepExtraction(store, { id: extractionId, textSha256: sha(words), ...extraction });
    tx.insert('document_version', {
      id: versionId,
      document_id: id,
      number: 1,
      original_sha256: sha(bytes),
      extraction_id: extractionId,
      file_name: 'a.txt',
      media_type: 'text/plain',
      size: bytes.length,
      encoding: 'utf-8',
      text_length: words.length,
      extractor: 'text',
      normaliser: '1',
      claimed_type: null,
      warnings: null,
    });
    const nothing = {
      publisher: '',
      byline: '',
      published: null,
      accessed: null,
      modified: null,
      address: '',
      language: '',
      guesses: '{}',
    };
    tx.insert('document', { id, title: words, kind: 'article-newspaper', ...nothing, version_id: versionId });
  });
}

describe('beside a case', () => {
  test('every operation is one line that is there when it is acknowledged', () => {
    const store = open({ create: true });
    expect(existsSync(journal)).toBe(false);
    for (let made = 1; made <= 3; made++) {
      addLabel(store);
      expect(seqs().at(-1)).toBe(made);
    }
    store.undo();
    expect(seqs()).toEqual([1, 2, 3, 4]);
    expect(problems(store)).toEqual([]);
    expect(store.opening.journal).toMatchObject({ state: 'begun', lost: false });
  });

  test('content that no history repeats stands before the operation that brought it, and only once', () => {
    const store = open({ create: true });
    addDocument(store, 'The quay wall will be closed.');
    addDocument(store, 'The quay wall will be closed.');
    expect(lines().map((line) => line.slice(0, 11))).toEqual(['{"assay":"j', '{"content":', '{"content":', '{"seq":1,"i', '{"seq":2,"i']);
    expect(problems(store)).toEqual([]);
  });

  test('an operation that is taken back by a failure leaves no line, and its content none either', () => {
    const store = open({ create: true });
    addLabel(store);
    expect(() =>
      store.transact('Fails', () => {
        keepOriginal(store, 'a'.repeat(64), Buffer.from('x'));
        throw new Error('no');
      }),
    ).toThrow('no');
    addLabel(store);
    expect(lines()).toHaveLength(3);
  });

  test.skipIf(process.platform === 'win32')('it may be read by those who may read the case', () => {
    makeCase(path);
    rmSync(journal);
    chmodSync(path, 0o600);
    open().close();
    expect(statSync(journal).mode & 0o777).toBe(0o600);
  });

  test('none is kept in memory or read-only', () => {
    makeCase(path);
    rmSync(journal);
    expect(open({ readOnly: true }).opening.journal).toBe(null);
    expect(existsSync(journal)).toBe(false);
    const memory = openTestStore(':memory:');
    addLabel(memory);
    expect(memory.sideJournal).toBe(null);
    memory.close();
  });
});

describe('at opening', () => {
  test('a case and its journal that agree are left as they are', () => {
    makeCase(path);
    const before = readFileSync(journal);
    expect(open().opening.journal).toEqual({ state: 'even', count: 0, detail: '', lost: false });
    expect(readFileSync(journal)).toEqual(before);
  });

  test('a case without its journal is told of once, and a new one goes on from its head', () => {
    makeCase(path);
    rmSync(journal);
    const store = open();
    expect(store.opening.journal).toMatchObject({ state: 'missing' });
    addLabel(store);
    expect(seqs()).toEqual([4]);
    expect(problems(store)).toEqual([]);
    store.close();
    expect(open().opening.journal).toMatchObject({ state: 'even' });
  });

  test.each([1, 40, 400])('a line that was cut off %i bytes from its end is dropped and written again', (bytes) => {
    makeCase(path);
    const whole = readFileSync(journal);
    truncateSync(journal, whole.length - bytes);
    const store = open();
    expect(store.opening.journal).toMatchObject({ state: 'journal-healed', count: 1, lost: false });
    expect(readFileSync(journal)).toEqual(whole);
  });

  test('operations that the journal has lost are written to it again, with their content', () => {
    const store = open({ create: true });
    addLabel(store);
    const before = readFileSync(journal);
    addDocument(store, 'A text');
    addDocument(store, 'Another text');
    store.undo();
    store.close();
    const whole = readFileSync(journal);
    writeFileSync(journal, before);
    expect(open().opening.journal).toMatchObject({ state: 'journal-healed', count: 3 });
    expect(readFileSync(journal)).toEqual(whole);
  });

  test('operations that the case has lost are played into it, after it was put away', () => {
    const expected = leaveCaseBehind((store) => {
      addDocument(store, 'A text that only the journal still has');
      addLabel(store, 'Late');
    });
    const asked: string[] = [];
    const store = open({ beforeHeal: (at) => asked.push(at) });
    expect(store.opening.journal).toMatchObject({ state: 'case-healed', count: 2 });
    expect(asked).toEqual([path]);
    expect(dumpJournaled(store)).toBe(expected.rows);
    expect(history(store)).toBe(expected.history);
    expect(problems(store)).toEqual([]);
    addLabel(store);
    expect(problems(store)).toEqual([]);
  });

  test('what can be undone after that is what could be undone before', () => {
    const expected = leaveCaseBehind((store) => {
      const typed = (name: string): void => {
        const { id } = store.statement<[], { id: string }>('SELECT id FROM label ORDER BY id LIMIT 1').get()!;
        store.transact('Rename', (tx) => tx.update('label', id, { name }), { gesture: 'typing' });
      };
      typed('a');
      typed('ab');
      store.undo();
      typed('b');
      store.undo();
      store.redo();
      typed('bc');
      store.undo();
      store.undo();
      addLabel(store, 'abandons what was undone');
      addLabel(store, 'taken back');
      store.undo();
      store.transact('Begin', (tx) => tx.insert('label', { id: randomUUID(), name: 'x', colour: 'red', definition: '', parent_id: null }), {
        undoable: false,
      });
    });
    const store = open();
    expect(history(store)).toBe(expected.history);
    expect(dumpJournaled(store)).toBe(expected.rows);
  });

  test('a case that may not be put away first is not written to', () => {
    leaveCaseBehind((store) => void addLabel(store));
    const before = readFileSync(path);
    const refuse = (): never => {
      throw new Error('no room');
    };
    expect(() => open({ beforeHeal: refuse })).toThrow(expect.objectContaining({ code: 'CASE_DAMAGED' }));
    expect(readFileSync(path)).toEqual(before);
    expect(countLabels(open())).toBe(4);
  });

  test('a journal that tells another history is set aside', () => {
    leaveCaseBehind((store) => void addLabel(store));
    const other = readFileSync(journal);
    rmSync(journal);
    const alone = open();
    addLabel(alone);
    alone.close();
    writeFileSync(journal, other);
    const store = open();
    expect(store.opening.journal).toMatchObject({ state: 'foreign', detail: asides()[0] });
    expect(readFileSync(files.path(asides()[0]!))).toEqual(other);
    addLabel(store);
    expect(problems(store)).toEqual([]);
  });

  test('a new case does not take the journal that lies there for its own', () => {
    makeCase(path);
    rmSync(path);
    const old = readFileSync(journal);
    const store = open({ create: true });
    expect(store.opening.journal).toMatchObject({ state: 'foreign' });
    addLabel(store);
    expect(countLabels(store)).toBe(1);
    expect(readFileSync(files.path(asides()[0]!))).toEqual(old);
    expect(problems(store)).toEqual([]);
  });

  test('an operation that both have lost is not passed over in silence', () => {
    leaveCaseBehind((store) => void addLabel(store));
    const whole = readFileSync(journal);
    truncateSync(journal, whole.length - 40);
    const store = open();
    expect(store.opening.journal).toMatchObject({ lost: true, detail: asides()[0] });
    expect(problems(store)).toEqual([]);
  });

  test('all of a young case is made again when its write-ahead log is gone', () => {
    const store = open({ create: true });
    for (let made = 0; made < 5; made++) addLabel(store);
    const [young, young2] = [readFileSync(path), readFileSync(journal)];
    const expected = dumpJournaled(store);
    store.close();
    writeFileSync(path, young);
    writeFileSync(journal, young2);
    const again = open();
    expect(again.opening.journal).toMatchObject({ state: 'case-healed', count: 5 });
    expect(dumpJournaled(again)).toBe(expected);
  });
});

describe('while it cannot be written', () => {
  test('operations stay saved, it is said, and the journal catches up', () => {
    makeCase(path);
    const store = open();
    const told: (string | null)[] = [];
    store.sideJournal!.onFailing((detail) => told.push(detail));
    rmSync(journal);
    mkdirSync(journal);
    writeFileSync(`${journal}/in the way`, '');
    addLabel(store);
    addLabel(store);
    expect(told).toEqual([expect.stringMatching(/EISDIR|EPERM|EACCES|ENOTEMPTY/)]);
    expect(store.sideJournal!.failing()).toBe(told[0]);
    expect(countLabels(store)).toBe(5);
    rmSync(journal, { recursive: true });
    addLabel(store);
    expect(told).toEqual([told[0], null]);
    expect(seqs()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(problems(store)).toEqual([]);
  });

  test('one that was deleted under the open case is made again', () => {
    makeCase(path);
    const store = open();
    rmSync(journal);
    addLabel(store);
    addLabel(store);
    expect(seqs()).toEqual([1, 2, 3, 4, 5]);
    expect(problems(store)).toEqual([]);
  });
});

describe('growth', () => {
  test('operations that stand in backups can go', () => {
    makeCase(path);
    const store = open();
    for (let made = 0; made < 20; made++) addLabel(store);
    const before = statSync(journal).size;
    expect(store.sideJournal!.trim(10)).toBe(before - statSync(journal).size);
    expect(seqs()).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]);
    expect(store.sideJournal!.trim(5)).toBe(0);
    addLabel(store);
    expect(problems(store)).toEqual([]);
    store.sideJournal!.trim(24);
    expect(seqs()).toEqual([]);
    store.close();
    const again = open();
    expect(again.opening.journal).toMatchObject({ state: 'even' });
    addLabel(again);
    expect(problems(again)).toEqual([]);
  });

  test('one that was found damaged is written anew from the case, as far back as it reached', () => {
    makeCase(path);
    const store = open();
    const whole = readFileSync(journal);
    const damaged = Buffer.from(whole);
    damaged[whole.length / 2] = 0;
    writeFileSync(journal, damaged);
    expect(problems(store)).not.toEqual([]);
    store.sideJournal!.renew();
    expect(readFileSync(journal)).toEqual(whole);
    expect(asides()).toHaveLength(1);
    addLabel(store);
    expect(problems(store)).toEqual([]);
  });
});

describe('a check finds', () => {
  const damages: [what: string, damage: () => void][] = [
    ['a letter changed', () => writeFileSync(journal, readFileSync(journal, 'utf8').replace('Label 1', 'Label 7'))],
    ['a line taken out', () => writeFileSync(journal, `${lines().toSpliced(2, 1).join('\n')}\n`)],
    ['two lines in each other’s place', () => writeFileSync(journal, `${[0, 2, 1, 3].map((line) => lines()[line]).join('\n')}\n`)],
    ['something added', () => appendFileSync(journal, 'and so on\n')],
    ['the last line gone', () => writeFileSync(journal, `${lines().slice(0, -1).join('\n')}\n`)],
    ['no header', () => writeFileSync(journal, `${lines().slice(1).join('\n')}\n`)],
    ['no journal', () => rmSync(journal)],
    ['letters written otherwise', () => writeFileSync(journal, readFileSync(journal, 'utf8').replace('"Label 1', '"\\u004cabel 1'))],
  ];

  test.each(damages)('%s', (_what, damage) => {
    makeCase(path);
    const store = open({ readOnly: true });
    expect(problems(store)).toEqual([]);
    damage();
    expect(problems(store).length).toBeGreaterThan(0);
  });

  test('a case that has lost what the journal has, and leaves the journal alone', () => {
    leaveCaseBehind((store) => void addLabel(store));
    const before = readFileSync(journal);
    expect(problems(open({ readOnly: true }))).toEqual(['The journal goes on to operation 4, of which the case has lost the last 1.']);
    copyFileSync(path, files.path('behind.assay'));
    const store = openTestStore(files.path('behind.assay'));
    opened.push(store);
    writeFileSync(`${files.path('behind.assay')}.journal`, before);
    store.sideJournal!.renew();
    expect(readFileSync(`${files.path('behind.assay')}.journal`)).toEqual(before);
  });

  test('nothing in a journal whose writer went on while it looked', () => {
    makeCase(path);
    const view = open({ readOnly: true });
    view.db.exec('BEGIN; SELECT count(*) FROM label');
    const writer = open();
    addLabel(writer);
    expect(checkSideJournal(view.db, journal, undefined, () => writer.journal.head().seq).problems).toEqual([]);
    view.db.exec('COMMIT');
  });

  test('content taken out', () => {
    const store = open({ create: true });
    addDocument(store, 'A text');
    writeFileSync(journal, `${lines().toSpliced(1, 1).join('\n')}\n`);
    expect(problems(store).length).toBeGreaterThan(0);
  });
});
