import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { keepExtraction, keepOriginal } from '../../electron/core/documents/queries.ts';
import { undoOne } from '../../electron/core/history/undo/apply.ts';
import type { Store } from '../../electron/core/store/open.ts';
import type { Transaction } from '../../electron/core/store/transact.ts';

interface Writing {
  /** Called with every operation when its rows are written and its commit is still to come. */
  beforeCommit?: (tx: Transaction) => void;
  /** Called when an operation has come back. */
  done?: () => void;
}

/** What is no operation, and no defect. */
const refusals = new Set<string | undefined>(['NOTHING_TO_UNDO', 'UNDO_BLOCKED', 'NOT_FOUND']);

/** Makes operations of all kinds in a case: rows made and changed, gestures, imports with their content, bulk, undo, redo, and undo in the middle. */
export function writeSome(store: Store, random: () => number, times: number, { beforeCommit, done }: Writing = {}): void {
  const below = (limit: number): number => Math.floor(random() * limit);
  const labels = store.statement<[], string>('SELECT id FROM label').pluck().all();
  const transact = (label: string, work: (tx: Transaction) => unknown, gesture?: string): void =>
    store.transact(
      label,
      (tx) => {
        // What was taken back in the meantime cannot be renamed, and nothing is written.
        if (work(tx) !== undefined) beforeCommit?.(tx);
      },
      { gesture },
    );
  if (store.journal.head().seq === 0) {
    transact('Create case', (tx) => tx.insert('case_info', { id: uuid(), name: 'Case', demo: 0, citation_style_id: null }));
    done?.();
  }
  for (let made = 0; made < times;) {
    const before = store.journal.head().seq;
    const kind = below(20);
    try {
      if (kind < 8 || labels.length === 0) transact('Create label', (tx) => labels.push(addLabel(tx, below(200))));
      else if (kind < 13) {
        const id = labels[below(labels.length)]!;
        transact('Rename label', (tx) => tx.get('label', id) && tx.update('label', id, { name: `Renamed ${random()}` }), 'renaming');
      } else if (kind < 15) transact('Import', (tx) => addDocument(store, tx, words(random, 1 + below(400))));
      else if (kind < 16) transact('Many claims', (tx) => addClaims(tx, 100));
      else if (kind < 17) undoOne(store, 1 + below(before));
      else if (kind < 19) store.undo();
      else store.redo();
    } catch (error) {
      if (!refusals.has((error as { code?: string }).code)) throw error;
    }
    if (store.journal.head().seq === before) continue;
    made++;
    done?.();
  }
}

const words = (random: () => number, count: number): string =>
  Array.from({ length: count }, () => random().toString(36).slice(2)).join(' ');
const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

function addLabel(tx: Transaction, length: number): string {
  return tx.insert('label', { id: uuid(), name: `Label ${'x'.repeat(length)}`, colour: 'red', definition: '', parent_id: null }).id;
}

function addDocument(store: Store, tx: Transaction, text: string): unknown {
  const bytes = Buffer.from(text);
  const [id, versionId, extractionId] = [uuid(), uuid(), sha256(JSON.stringify([text, '[]', '[]']))];
  keepOriginal(store, sha256(bytes), bytes);
  keepExtraction(store, { id: extractionId, textSha256: sha256(text), text, blocks: '[]', removed: '[]', links: null, leftOut: null });
  tx.insert('document_version', {
    id: versionId,
    document_id: id,
    number: 1,
    original_sha256: sha256(bytes),
    extraction_id: extractionId,
    file_name: 'a.txt',
    media_type: 'text/plain',
    size: bytes.length,
    encoding: 'utf-8',
    text_length: text.length,
    extractor: 'text',
    normaliser: '1',
    claimed_type: null,
    warnings: null,
  });
  const nothing = { publisher: '', byline: '', published: null, accessed: null, modified: null, address: '', language: '', guesses: '{}' };
  return tx.insert('document', { id, title: text.slice(0, 40), kind: 'article-newspaper', ...nothing, version_id: versionId });
}

function addClaims(tx: Transaction, count: number): unknown {
  const rest = { claimant_id: null, type: '', checkability: '', claim_date: null, priority: '', status: '', selection_reason: '' };
  return Array.from({ length: count }, (_none, made) => tx.insert('claim', { id: uuid(), text: `Claim ${made}`, short_text: '', ...rest }));
}
