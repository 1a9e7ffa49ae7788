import { fragmentsAtMost } from '../../../shared/contract/passages.ts';
import type { TextRange } from '../../../shared/domain/entities.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { closeGaps, cutRanges } from '../../../shared/text/ranges.ts';
import { removeEvidence } from '../evidence/remove.ts';
import { evidenceDerivedFrom } from '../evidence/queries.ts';
import { assignLabels, unassignAll } from '../labels/handlers.ts';
import { usesOnTarget } from '../labels/queries.ts';
import { noteIdsOn } from '../notes/queries.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';
import type { Transaction } from '../store/transact.ts';
import { columnsOf } from './passage.ts';
import { setSkipReason } from './skip.ts';
import { evidenceIdsOf, reanchoringIdsOf, sightingIdsOf, versionText, waitingRowOf } from './queries.ts';

interface Context {
  store: Store;
  newId: () => string;
}

const rangesOf = ({ ranges }: Row<'passage'>): TextRange[] => JSON.parse(ranges) as TextRange[];

function refuse(reason: string): never {
  throw new AssayError('NOT_ALLOWED', { reason });
}

/**
 * Parts a passage at an offset (UTF-16 over its version's text) inside the caller's transaction, and returns the operation that
 * did. The first part stays the passage it was, with its notes, sightings and evidence; the second is a new one under the same
 * labels, and skipped for the same reason. Split already into the second that is named, it is left as it is.
 *
 * Errors: `NOT_FOUND`, `STALE_STATE`, `ALREADY_EXISTS`, `NOT_ALLOWED` where one part would have no words, or it waits for review.
 */
export function splitPassage(
  context: Context,
  tx: Transaction,
  { passageId, revision, at, secondId }: { passageId: string; revision: number; at: number; secondId: string },
): number {
  const there = tx.get('passage', secondId);
  const known = tx.need('passage', passageId);
  if (there) {
    if (there.version_id === known.version_id && there.revision === known.revision && known.last <= there.first) return there.revision;
    throw new AssayError('ALREADY_EXISTS', { kind: 'passage', id: secondId });
  }
  const row = tx.expect('passage', passageId, revision, ['version_id', 'ranges']);
  requireDecided(context.store, [passageId]);
  const text = versionText(context.store, row.version_id)!;
  const [before, after] = cutRanges(text, rangesOf(row), at);
  if (before.length === 0 || after.length === 0)
    refuse('a passage is split between two of its words, and here it has words on one side alone');
  tx.update('passage', passageId, columnsOf(text, before));
  tx.insert('passage', { id: secondId, document_id: row.document_id, version_id: row.version_id, ...columnsOf(text, after) });
  const labelIds = usesOnTarget(context.store, 'passage', passageId).map(({ labelId }) => labelId);
  assignLabels(context, tx, { kind: 'passage', id: secondId }, labelIds);
  setSkipReason(context.store, tx, secondId, tx.get('passage_skip', passageId)?.reason ?? '');
  return tx.seq;
}

/**
 * Makes one passage of several inside the caller's transaction. The one that stands first in the text is kept; the labels, notes,
 * sightings and evidence of the others move to it, and of uses that say exactly the same one is kept.
 *
 * Errors: `NOT_FOUND`, `NOT_ALLOWED` for passages of several texts, for one alone, for what waits for review, and for too many fragments.
 */
export function joinPassages(context: Context, tx: Transaction, passageIds: readonly string[]): { seq: number; keptId: string } {
  const { store } = context;
  const rows = passageIds
    .map((id) => tx.need('passage', id))
    .toSorted((a, b) => a.first - b.first || a.last - b.last || (a.id < b.id ? -1 : 1));
  const [kept, ...others] = rows;
  if (!kept || others.length === 0) refuse('it takes two passages to join');
  if (others.some(({ version_id: version }) => version !== kept.version_id)) refuse('only passages of the same text can be joined');
  requireDecided(store, passageIds);
  const text = versionText(store, kept.version_id)!;
  const ranges = closeGaps(text, rows.flatMap(rangesOf));
  if (ranges.length > fragmentsAtMost) refuse(`a passage has at most ${fragmentsAtMost} fragments, and these have ${ranges.length}`);
  for (const { id } of others) {
    const labelIds = usesOnTarget(store, 'passage', id).map(({ labelId }) => labelId);
    assignLabels(context, tx, { kind: 'passage', id: kept.id }, labelIds);
    unassignAll(store, tx, 'passage', id);
    for (const noteId of noteIdsOn(store, 'passage', id)) tx.update('note', noteId, { target_id: kept.id });
    moveSightings(store, tx, id, kept.id);
    moveEvidence(store, tx, id, kept.id);
    // Where it stood in earlier versions goes with it, and why it was skipped.
    setSkipReason(store, tx, id, '');
    for (const reanchoringId of reanchoringIdsOf(store, id)) tx.remove('reanchoring', reanchoringId);
    tx.remove('passage', id);
  }
  tx.update('passage', kept.id, columnsOf(text, ranges));
  return { seq: tx.seq, keptId: kept.id };
}

/** What waits for a decision about its place is not changed under the one who decides. */
function requireDecided(store: Store, passageIds: readonly string[]): void {
  if (passageIds.some((id) => waitingRowOf(store, id) !== undefined))
    refuse('a passage waits for review, since its article has a new version: decide first where it stands');
}

function moveSightings(store: Store, tx: Transaction, fromId: string, toId: string): void {
  for (const id of sightingIdsOf(store, fromId)) {
    const row = tx.need('sighting', id);
    const same = sightingIdsOf(store, toId).some((other) => saysTheSame(row, tx.need('sighting', other), sightingWords));
    if (same) tx.remove('sighting', id);
    else tx.update('sighting', id, { passage_id: toId });
  }
}

function moveEvidence(store: Store, tx: Transaction, fromId: string, toId: string): void {
  for (const id of evidenceIdsOf(store, fromId)) {
    const row = tx.need('evidence', id);
    const same = evidenceIdsOf(store, toId).find((other) => saysTheSame(row, tx.need('evidence', other), evidenceWords));
    if (same === undefined || noteIdsOn(store, 'evidence', id).length > 0) {
      tx.update('evidence', id, { passage_id: toId });
      continue;
    }
    for (const derived of evidenceDerivedFrom(store, id)) tx.update('evidence', derived, { derived_from_id: same });
    removeEvidence(store, tx, id);
  }
}

const sightingWords = ['claim_id', 'relation', 'wording', 'statement_date', 'venue', 'attribution'] as const;
const evidenceWords = ['claim_id', 'stance', 'comment', 'credibility', 'derived_from_id'] as const;

function saysTheSame<Columns extends string>(
  a: Record<Columns, unknown>,
  b: Record<Columns, unknown>,
  columns: readonly Columns[],
): boolean {
  return columns.every((column) => a[column] === b[column]);
}
