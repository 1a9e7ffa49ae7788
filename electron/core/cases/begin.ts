import { rmSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { AssayError } from '../../../shared/domain/errors.ts';
import { defaultScale } from '../../../shared/domain/ratings.ts';
import { openStore, type Store, type StoreOptions } from '../store/open.ts';

export type CaseOptions = Omit<StoreOptions, 'create'>;

/** Makes a case with its first operation in it; leaves no file behind when that fails. */
export function createCase(options: CaseOptions, name: string): Store {
  const store = openStore({ ...options, create: true });
  try {
    beginCase(store, name, options.newId);
    return store;
  } catch (error) {
    store.close();
    for (const suffix of ['', '-wal', '-shm', '.journal']) rmSync(options.path + suffix, { force: true });
    throw error;
  }
}

/** Opens a case; one whose making was cut off before its first operation is made now. */
export function openCase(options: CaseOptions): Store {
  const store = openStore(options);
  if (store.journal.head().seq > 0) return store;
  try {
    if (store.readOnly) throw new AssayError('CASE_DAMAGED', { name: basename(options.path), detail: 'its making was cut off' });
    beginCase(store, basename(options.path, extname(options.path)), options.newId);
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}

/** A new case holds its own copy of the shipped scale. Making it is the first operation, and the only one that cannot be undone. */
function beginCase(store: Store, name: string, newId: () => string): void {
  store.transact(
    'Create case',
    (tx) => {
      tx.insert('case_info', { id: newId(), name, demo: 0, citation_style_id: null });
      tx.insert('rating_scale', { id: defaultScale.id, name: defaultScale.name });
      defaultScale.ratings.forEach(({ order, equivalents, ...rating }, position) =>
        tx.insert('rating', { ...rating, scale_id: defaultScale.id, position, rank: order, equivalents: JSON.stringify(equivalents) }),
      );
    },
    { undoable: false },
  );
}
