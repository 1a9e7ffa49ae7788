import type { AnchorInput, newPassage } from '../../../shared/contract/passages.ts';
import type { TextRange } from '../../../shared/domain/entities.ts';
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
import { setSkipReason } from './skip.ts';

export type NewPassage = output<typeof newPassage>;

/** The stored text of a version that there is. */
type TextOf = (versionId: string) => string;

const longestFound = 400;

/**
 * Makes a passage inside the caller's transaction: the quote is verified against the stored text, the ranges grow to
 * whole graphemes, the context is taken from the text. The same passage sent again is left as it is.
 *
 * Errors: `STALE_TEXT`, `NOT_FOUND`, `ALREADY_EXISTS`.
 */
export function insertPassage(
  context: { store: Store; newId: () => string },
  tx: Transaction,
  input: NewPassage,
  textOf?: TextOf,
): Row<'passage'> {
  const { id, documentId, anchor, labelIds, skipReason } = input;
  const place = placeOf(context.store, tx, documentId, anchor, textOf);
  const there = tx.get('passage', id);
  if (there) {
    if (there.document_id !== documentId || there.version_id !== anchor.versionId || there.ranges !== place.ranges)
      throw new AssayError('ALREADY_EXISTS', { kind: 'passage', id });
    return there;
  }
  const row = tx.insert('passage', { id, document_id: documentId, version_id: anchor.versionId, ...place });
  assignLabels(context, tx, { kind: 'passage', id }, labelIds);
  setSkipReason(context.store, tx, id, skipReason);
  return row;
}

/**
 * Makes passages inside the caller's transaction, each checked as `insertPassage` does; a text is read once for all of them. A
 * passage that the text does not bear out is named by its place among them.
 *
 * Errors: `STALE_TEXT`, `NOT_FOUND`, `ALREADY_EXISTS`.
 */
export function insertPassages(
  context: { store: Store; newId: () => string },
  tx: Transaction,
  inputs: readonly NewPassage[],
): Row<'passage'>[] {
  const texts = new Map<string, string>();
  const textOf: TextOf = (versionId) => {
    const text = texts.get(versionId) ?? versionText(context.store, versionId)!;
    texts.set(versionId, text);
    return text;
  };
  return inputs.map((input, index) => {
    try {
      return insertPassage(context, tx, input, textOf);
    } catch (error) {
      if (!isStaleText(error)) throw error;
      throw new AssayError('STALE_TEXT', { ...error.data, place: { number: index + 1, of: inputs.length } }, { cause: error });
    }
  });
}

const isStaleText = (error: unknown): error is AssayError<'STALE_TEXT'> => error instanceof AssayError && error.code === 'STALE_TEXT';

/** The columns that say where a passage stands, or `STALE_TEXT` when the text does not say there what the caller saw. */
export function placeOf(
  store: Store,
  tx: Transaction,
  documentId: string,
  { versionId, ranges: given, exact: seen }: AnchorInput,
  textOf: TextOf = (id) => versionText(store, id)!,
) {
  const stale = (problem: 'version' | 'outside' | 'empty' | 'quote', found?: string): never => {
    throw new AssayError('STALE_TEXT', { documentId, problem, ...(found === undefined ? {} : { found }) });
  };
  if (tx.need('document', documentId).version_id !== versionId) stale('version');
  const text = textOf(versionId);
  const problem = verify(text, given, seen);
  if (problem === 'quote') stale(problem, quote(text, describe(text, given).ranges).slice(0, longestFound).toWellFormed());
  if (problem) stale(problem);
  return columnsOf(text, given);
}

/** The same columns for ranges over a text that are known to be good. */
export function columnsOf(text: string, given: readonly TextRange[]) {
  const { ranges, exact, prefix, suffix } = describe(text, given);
  return { ranges: JSON.stringify(ranges), first: ranges[0]!.start, last: ranges.at(-1)!.end, exact, prefix, suffix };
}

/**
 * Deletes a passage inside the caller's transaction, with its notes, its labels, the reason to skip it, and the sightings and evidence that rest
 * on it: the caller has made sure that the analyst wants that (`requireUnused`).
 */
export function removePassage(store: Store, tx: Transaction, passageId: string): void {
  for (const sightingId of sightingIdsOf(store, passageId)) tx.remove('sighting', sightingId);
  for (const evidenceId of evidenceIdsOf(store, passageId)) removeEvidence(store, tx, evidenceId);
  removeNotesOf(store, tx, 'passage', passageId);
  unassignAll(store, tx, 'passage', passageId);
  for (const reanchoringId of reanchoringIdsOf(store, passageId)) tx.remove('reanchoring', reanchoringId);
  setSkipReason(store, tx, passageId, '');
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
