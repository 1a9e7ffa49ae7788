import type { AnchorInput, newPassage } from '../../../shared/contract/passages.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { describe, quote, verify } from '../../../shared/text/anchor.ts';
import type { output } from 'zod';
import { removeEvidence } from '../evidence/remove.ts';
import { assignLabels, unassignAll } from '../labels/handlers.ts';
import { removeNotesOf } from '../notes/handlers.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';
import type { Transaction } from '../store/transact.ts';
import { evidenceIdsOf, reanchoringIdsOf, sightingIdsOf, versionText } from './queries.ts';

export type NewPassage = output<typeof newPassage>;

const longestFound = 400;

/**
 * Makes a passage inside the caller's transaction: the quote is verified against the stored text, the ranges grow to
 * whole graphemes, the context is taken from the text. The same passage sent again is left as it is.
 *
 * Errors: `STALE_TEXT`, `NOT_FOUND`, `ALREADY_EXISTS`.
 */
export function insertPassage(context: { store: Store; newId: () => string }, tx: Transaction, input: NewPassage): Row<'passage'> {
  const { id, documentId, anchor, labelIds } = input;
  const place = placeOf(context.store, tx, documentId, anchor);
  const there = tx.get('passage', id);
  if (there) {
    if (there.document_id !== documentId || there.version_id !== anchor.versionId || there.ranges !== place.ranges)
      throw new AssayError('ALREADY_EXISTS', { kind: 'passage', id });
    return there;
  }
  const row = tx.insert('passage', { id, document_id: documentId, version_id: anchor.versionId, ...place });
  assignLabels(context, tx, { kind: 'passage', id }, labelIds);
  return row;
}

/** The columns that say where a passage stands, or `STALE_TEXT` when the text does not say there what the caller saw. */
export function placeOf(store: Store, tx: Transaction, documentId: string, { versionId, ranges: given, exact: seen }: AnchorInput) {
  const stale = (problem: 'version' | 'outside' | 'empty' | 'quote', found?: string): never => {
    throw new AssayError('STALE_TEXT', { documentId, problem, ...(found === undefined ? {} : { found }) });
  };
  if (tx.need('document', documentId).version_id !== versionId) stale('version');
  const text = versionText(store, versionId)!;
  const problem = verify(text, given, seen);
  if (problem === 'quote') stale(problem, quote(text, describe(text, given).ranges).slice(0, longestFound).toWellFormed());
  if (problem) stale(problem);
  const { ranges, exact, prefix, suffix } = describe(text, given);
  return { ranges: JSON.stringify(ranges), first: ranges[0]!.start, last: ranges.at(-1)!.end, exact, prefix, suffix };
}

/**
 * Deletes a passage inside the caller's transaction, with its notes, its labels, and the sightings and evidence that rest
 * on it: the caller has made sure that the analyst wants that (`requireUnused`).
 */
export function removePassage(store: Store, tx: Transaction, passageId: string): void {
  for (const sightingId of sightingIdsOf(store, passageId)) tx.remove('sighting', sightingId);
  for (const evidenceId of evidenceIdsOf(store, passageId)) removeEvidence(store, tx, evidenceId);
  removeNotesOf(store, tx, 'passage', passageId);
  unassignAll(store, tx, 'passage', passageId);
  for (const reanchoringId of reanchoringIdsOf(store, passageId)) tx.remove('reanchoring', reanchoringId);
  tx.remove('passage', passageId);
}

/** Refuses with `IN_USE` when claims or evidence rest on one of the passages. */
export function requireUnused(store: Store, kind: 'passage' | 'article', id: string, passageIds: readonly string[]): void {
  let sightings = 0;
  let evidence = 0;
  for (const passageId of passageIds) {
    sightings += sightingIdsOf(store, passageId).length;
    evidence += evidenceIdsOf(store, passageId).length;
  }
  if (sightings + evidence > 0) throw new AssayError('IN_USE', { kind, id, sightings, evidence });
}
