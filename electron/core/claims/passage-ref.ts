import type { PassageRef } from '../../../shared/contract/claims.ts';
import { insertPassage } from '../passages/passage.ts';
import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/transact.ts';

/** The passage that a claim or an item of evidence points at: one that exists, or one made in the same step. */
export function passageOf(context: { store: Store; newId: () => string }, tx: Transaction, ref: PassageRef): string {
  return ('passageId' in ref ? tx.need('passage', ref.passageId) : insertPassage(context, tx, ref.create)).id;
}
