/**
 * A process that does nothing but write to a case and say so: opens the case at the path (or makes it), then makes one
 * operation after another and prints a line of JSON when each is acknowledged. Arguments: path, seed, how often, and how:
 *
 * - sound: as the application does.
 * - early: acknowledged before the commit, as no application should.
 * - lazy: SQLite's synchronous NORMAL, and a journal that is not synced.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { existsSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import { keepExtraction, keepOriginal } from '../../../electron/core/documents/queries.ts';
import { openStore, type Store } from '../../../electron/core/store/open.ts';
import type { Transaction } from '../../../electron/core/store/transact.ts';
import { randomNumbers } from '../random.ts';

const [path = '', seed = '1', times = '1000000', how = 'sound'] = process.argv.slice(2);
const random = randomNumbers(Number(seed));
const below = (limit: number): number => Math.floor(random() * limit);
const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

if (how === 'lazy') {
  fs.fdatasyncSync = () => undefined;
  syncBuiltinESMExports();
}
const store: Store = openStore({ path, create: !existsSync(path), clock: () => new Date(), newId: uuid, actor: () => 'Writer' });
if (how === 'lazy') store.db.pragma('synchronous = NORMAL');

const labels = store.statement<[], string>('SELECT id FROM label').pluck().all();

function transact(label: string, work: (tx: Transaction) => unknown, gesture?: string): void {
  store.transact(
    label,
    (tx) => {
      work(tx);
      if (how !== 'early') return;
      say({ seq: tx.seq });
      // The time that an honest commit takes, and a little more.
      for (const end = performance.now() + 5; performance.now() < end;);
    },
    { gesture },
  );
}

function addLabel(tx: Transaction): void {
  const id = uuid();
  tx.insert('label', { id, name: `Label ${'x'.repeat(below(200))}`, colour: 'red', definition: '', parent_id: null });
  labels.push(id);
}

function addDocument(tx: Transaction): void {
  const text = Array.from({ length: 1 + below(400) }, () => random().toString(36).slice(2)).join(' ');
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const extraction = { text, blocks: '[]', removed: '[]' };
  const extractionId = createHash('sha256')
    .update(JSON.stringify([text, '[]', '[]']))
    .digest('hex');
  const [id, versionId] = [uuid(), uuid()];
  keepOriginal(store, sha256, bytes);
  keepExtraction(store, { id: extractionId, textSha256: sha256, ...extraction });
  tx.insert('document_version', {
    id: versionId,
    document_id: id,
    number: 1,
    original_sha256: sha256,
    extraction_id: extractionId,
    file_name: 'a.txt',
    media_type: 'text/plain',
    size: bytes.length,
    encoding: 'utf-8',
    text_length: text.length,
    extractor: 'text',
    normaliser: '1',
  });
  const nothing = { publisher: '', byline: '', published: null, accessed: null, address: '', language: '', guesses: '{}' };
  tx.insert('document', { id, title: text.slice(0, 40), kind: 'article-newspaper', ...nothing, version_id: versionId });
}

function addClaims(tx: Transaction): void {
  const rest = { claimant_id: null, type: '', checkability: '', claim_date: null, priority: '', status: '', selection_reason: '' };
  for (let made = 0; made < 100; made++) tx.insert('claim', { id: uuid(), text: `Claim ${random()}`, short_text: '', ...rest });
}

if (store.journal.head().seq === 0) {
  transact('Create case', (tx) => tx.insert('case_info', { id: uuid(), name: 'Case', demo: 0 }));
  say(how === 'early' ? {} : store.journal.head());
}
for (let made = 0; made < Number(times); made++) {
  const kind = below(20);
  try {
    if (kind < 8 || labels.length === 0) transact('Create label', addLabel);
    else if (kind < 13) {
      const id = labels[below(labels.length)]!;
      transact('Rename label', (tx) => tx.get('label', id) && tx.update('label', id, { name: `Renamed ${random()}` }), 'renaming');
    } else if (kind < 15) transact('Import', addDocument);
    else if (kind < 16) transact('Many claims', addClaims);
    else if (kind < 18) store.undo();
    else store.redo();
  } catch (error) {
    if ((error as { code?: string }).code !== 'NOTHING_TO_UNDO') throw error;
    continue;
  }
  if (how !== 'early') say(store.journal.head());
}
store.close();
