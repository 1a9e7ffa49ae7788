import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { afterEach, beforeEach } from 'vitest';
import { keepExtraction, keepOriginal } from '../../documents/queries.ts';
import { dumpJournaled } from '../dump.ts';
import type { Store, StoreOptions } from '../open.ts';
import { makeCase, openTestStore, testFolder } from '../testing.ts';
import { checkSideJournal } from './check.ts';

/** All that a case tells of its history. */
export const history = (store: Store): string =>
  JSON.stringify([
    store.db.prepare('SELECT * FROM operation ORDER BY seq').all(),
    store.db.prepare('SELECT * FROM change ORDER BY seq, ordinal').all(),
  ]);

/** A place for a case and the journal beside it, anew for each test; stores that were opened there are closed after it. */
export interface CaseWithJournal {
  readonly path: string;
  readonly journal: string;
  readonly folder: string;
  /** A path in the folder. */
  file(name: string): string;
  open(options?: Partial<StoreOptions>): Store;
  closeLater(store: Store): void;
  /** The lines of the journal, its header first. */
  lines(): string[];
  /** The operations that it holds, by number. */
  seqs(): number[];
  /** Journals that were set aside, by their names. */
  asides(): string[];
  /** What a check finds wrong with it. */
  problems(store: Store): string[];
  /** A case as it was after some operations, with the journal as it is after more of them; answers what both told together. */
  leaveCaseBehind(more: (store: Store) => void): { rows: string; history: string };
}

export function caseWithJournal(): CaseWithJournal {
  let files: ReturnType<typeof testFolder>;
  let opened: Store[];
  beforeEach(() => {
    files = testFolder();
    opened = [];
  });
  afterEach(() => {
    for (const store of opened) store.close();
    files.remove();
  });
  const path = (): string => files.path('case.assay');
  const lines = (): string[] => readFileSync(`${path()}.journal`, 'utf8').split('\n').slice(0, -1);
  const open = (options: Partial<StoreOptions> = {}): Store => {
    const store = openTestStore(path(), options);
    opened.push(store);
    return store;
  };
  return {
    get path() {
      return path();
    },
    get journal() {
      return `${path()}.journal`;
    },
    get folder() {
      return files.folder;
    },
    file: (name) => files.path(name),
    open,
    closeLater: (store) => void opened.push(store),
    lines,
    seqs: () => lines().flatMap((line) => (line.startsWith('{"seq"') ? [(JSON.parse(line) as { seq: number }).seq] : [])),
    asides: () => readdirSync(files.folder).filter((name) => /\.journal\.\d/.test(name)),
    problems: (store) => checkSideJournal(store.db, `${path()}.journal`).problems,
    leaveCaseBehind(more) {
      makeCase(path());
      copyFileSync(path(), files.path('earlier'));
      const store = open();
      more(store);
      const expected = { rows: dumpJournaled(store), history: history(store) };
      store.close();
      renameSync(files.path('earlier'), path());
      return expected;
    },
  };
}

/** A document with its content, as an import makes it. */
export function addDocument(store: Store, words: string): void {
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
