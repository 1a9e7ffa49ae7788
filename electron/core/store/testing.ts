import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store, type StoreOptions } from './open.ts';

/** A folder of its own for a test of files. */
export function testFolder(): { path(name: string): string; folder: string; clear(): void; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'assay-store-'));
  return {
    folder,
    path: (name) => join(folder, name),
    clear() {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
    },
    remove() {
      chmodSync(folder, 0o755);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function openTestStore(path: string, options: Partial<StoreOptions> = {}): Store {
  return openStore({ path, clock: () => new Date(), newId: randomUUID, actor: () => 'Tester', ...options });
}

/** One small operation. */
export function addLabel(store: Store, name = 'Label'): string {
  const id = randomUUID();
  store.transact('Create label', (tx) => tx.insert('label', { id, name, colour: 'red', definition: '', parent_id: null }));
  return id;
}

export const countLabels = (store: Store): number => store.statement<[], number>('SELECT count(*) FROM label').pluck().get()!;

/** A case with some labels in it, closed again. */
export function makeCase(path: string, labels = 3): void {
  const store = openTestStore(path, { create: true });
  for (let made = 0; made < labels; made++) addLabel(store, `Label ${made}`);
  store.close();
}

export const fileHash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
