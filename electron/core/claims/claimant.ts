import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/transact.ts';
import { agentNamed, isUnused } from './queries.ts';

/**
 * The agent of that name, found whatever its case or made; null for an empty name. Writing the current claimant's name
 * with other capitals corrects the name itself.
 */
export function nameClaimant(
  { store, newId }: { store: Store; newId: () => string },
  tx: Transaction,
  name: string,
  currentId: string | null,
): string | null {
  if (name === '') return null;
  const known = agentNamed(store, name);
  if (!known) return tx.insert('agent', { id: newId(), kind: 'unknown', name, role: '' }).id;
  if (known.id === currentId) tx.update('agent', known.id, { name });
  return known.id;
}

/** Lets go of an agent that was only a name on a claim, so that a corrected or half-typed name leaves nothing behind. */
export function removeIfUnused(store: Store, tx: Transaction, agentId: string | null): void {
  if (agentId !== null && isUnused(store, agentId)) tx.remove('agent', agentId);
}
