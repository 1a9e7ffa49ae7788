import type { AssayEvent } from '../../../shared/contract/events.ts';
import type { Store } from '../store/open.ts';
import { readDataVersion, readSince } from './queries.ts';

const idsInEvent = 200;

/**
 * Follows what another process writes to a case that is open here read-only: each call of the function returned tells of all
 * that was committed since the one before, as one change under the name of its newest operation.
 */
export function follow(store: Store, publish: (event: AssayEvent) => void): () => void {
  let version = readDataVersion(store);
  let { seq } = store.journal.head();
  return () => {
    const now = readDataVersion(store);
    if (now === version) return;
    const since = readSince(store, seq, idsInEvent);
    version = now;
    if (!since) return;
    seq = since.seq;
    publish({ type: 'changed', ...since });
    if (since.tables.includes('case_info')) publish({ type: 'case' });
  };
}
