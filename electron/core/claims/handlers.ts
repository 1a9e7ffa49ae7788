import type { PassageRef } from '../../../shared/contract/claims.ts';
import type { ClaimDetail, ClaimFields, ClaimStatus, Priority, SightingFields } from '../../../shared/domain/entities.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { editLabel } from '../../../shared/domain/historyWords.ts';
import { claimStatusNames, priorityNames } from '../../../shared/domain/wording.ts';
import { named, shortTextOf } from '../../../shared/text/shortText.ts';
import { insertEvidence } from '../evidence/insert.ts';
import { evidenceOfClaim, listEvidence, readEvidence } from '../evidence/queries.ts';
import { unassignAll } from '../labels/handlers.ts';
import { usesOnTarget } from '../labels/queries.ts';
import { removeNotesOf } from '../notes/handlers.ts';
import { listNotes } from '../notes/queries.ts';
import { beforeBulk } from '../backups/attend.ts';
import { inCase } from '../procedure.ts';
import { everyWord, hasWord, searchWords } from '../search/words.ts';
import type { Store } from '../store/open.ts';
import type { Row, RowPatch } from '../store/tables.ts';
import { fieldsIn, type Transaction } from '../store/transact.ts';
import { listVerdicts } from '../verdicts/queries.ts';
import { nameClaimant, removeIfUnused } from './claimant.ts';
import { passageOf } from './passage-ref.ts';
import {
  bestClaimIds,
  listClaimants,
  listSightings,
  readClaim,
  readClaimRows,
  readSighting,
  recentClaimIds,
  sightingsOfClaim,
  verdictsOfClaim,
} from './queries.ts';
import { claimIds, claimIdsWithWords, countClaims } from './table/queries.ts';

type MakingContext = { store: Store; newId: () => string };
type Optional<T> = { [Key in keyof T]?: T[Key] | undefined };

type NewClaim = { id: string; fields: Optional<ClaimFields> & { text: string } };
type NewSighting = Optional<SightingFields> & { id: string; passage: PassageRef };

/** Enough for the field that suggests names. */
const mostClaimants = 50;

/** A claim with all that hangs on it, or `NOT_FOUND`. */
function needClaim(store: Store, claimId: string): ClaimDetail {
  const claim = readClaim(store, claimId);
  if (!claim) throw new AssayError('NOT_FOUND', { kind: 'claim', id: claimId });
  return {
    ...claim,
    labelIds: usesOnTarget(store, 'claim', claimId).map((use) => use.labelId),
    sightings: listSightings(store, claimId),
    evidence: listEvidence(store, claimId).map(({ claimText: _claimText, ...item }) => item),
    verdicts: listVerdicts(store, claimId),
    notes: listNotes(store, 'claim', claimId),
  };
}

/** The column that each field of a claim is kept in. */
const claimColumn = {
  text: 'text',
  shortText: 'short_text',
  claimant: 'claimant_id',
  type: 'type',
  checkability: 'checkability',
  claimDate: 'claim_date',
  priority: 'priority',
  status: 'status',
  selectionReason: 'selection_reason',
} as const satisfies Record<keyof ClaimFields, keyof RowPatch<'claim'>>;

function claimColumns(
  context: MakingContext,
  tx: Transaction,
  fields: Optional<ClaimFields>,
  currentClaimant: string | null,
): RowPatch<'claim'> {
  return {
    text: fields.text,
    short_text: fields.shortText,
    claimant_id: fields.claimant === undefined ? undefined : nameClaimant(context, tx, fields.claimant, currentClaimant),
    type: fields.type,
    checkability: fields.checkability,
    claim_date: fields.claimDate,
    priority: fields.priority,
    status: fields.status,
    selection_reason: fields.selectionReason,
  };
}

function insertClaim(context: MakingContext, tx: Transaction, { id, fields }: NewClaim): void {
  tx.insert('claim', {
    id,
    text: fields.text,
    short_text: fields.shortText ?? '',
    claimant_id: nameClaimant(context, tx, fields.claimant ?? '', null),
    type: fields.type ?? 'event',
    checkability: fields.checkability ?? 'checkable',
    claim_date: fields.claimDate ?? null,
    priority: fields.priority ?? 'normal',
    status: fields.status ?? 'new',
    selection_reason: fields.selectionReason ?? '',
  });
}

function insertSighting(context: MakingContext, tx: Transaction, claimId: string, { id, passage, ...fields }: NewSighting): void {
  tx.insert('sighting', {
    id,
    claim_id: claimId,
    passage_id: passageOf(context, tx, passage),
    relation: fields.relation ?? 'asserts',
    wording: fields.wording ?? 'direct',
    statement_date: fields.statementDate ?? null,
    venue: fields.venue ?? '',
    attribution: fields.attribution ?? '',
  });
}

/** Deletes a claim with all that exists only for it. Its passages stay: they belong to their articles. */
function removeClaim(store: Store, tx: Transaction, claimId: string): Row<'claim'> {
  const claim = tx.need('claim', claimId);
  for (const sightingId of sightingsOfClaim(store, claimId)) tx.remove('sighting', sightingId);
  for (const evidenceId of evidenceOfClaim(store, claimId)) {
    removeNotesOf(store, tx, 'evidence', evidenceId);
    tx.remove('evidence', evidenceId);
  }
  for (const verdictId of verdictsOfClaim(store, claimId)) tx.remove('verdict', verdictId);
  removeNotesOf(store, tx, 'claim', claimId);
  unassignAll(store, tx, 'claim', claimId);
  tx.remove('claim', claimId);
  removeIfUnused(store, tx, claim.claimant_id);
  return claim;
}

function claimantOf(tx: Transaction, { claimant_id: id }: Row<'claim'>): string | null {
  return id === null ? null : tx.need('agent', id).name;
}

/** A short text that was only the beginning of the claim's words follows them; one that somebody wrote stays. */
function withShortText(fields: Optional<ClaimFields>, before: Row<'claim'>): Optional<ClaimFields> {
  if (fields.text === undefined || fields.shortText !== undefined || before.short_text !== shortTextOf(before.text)) return fields;
  return { ...fields, shortText: shortTextOf(fields.text) };
}

/** `claim` or `12 claims`, as undo names them. */
const claimsNamed = (count: number): string => (count === 1 ? 'claim' : `${count} claims`);

/** `Set status to Ready`, and of how many claims where they are several. */
function bulkLabel({ status, priority }: { status?: ClaimStatus | undefined; priority?: Priority | undefined }, count: number): string {
  if (status && priority) return `Set status and priority of ${claimsNamed(count)}`;
  const [what, value] = priority ? ['priority', priorityNames[priority]] : ['status', claimStatusNames[status!]];
  return `Set ${what}${count === 1 ? '' : ` of ${claimsNamed(count)}`} to ${value}`;
}

export const claims = {
  ids: inCase.claims.ids.handler(({ input, context: { store } }) => ({
    ids: claimIds(store, input.filter ?? {}, input.sort),
    total: countClaims(store),
  })),

  rows: inCase.claims.rows.handler(({ input, context: { store } }) => readClaimRows(store, input.ids)),

  get: inCase.claims.get.handler(({ input, context: { store } }) => needClaim(store, input.claimId)),

  suggest: inCase.claims.suggest.handler(({ input: { text, limit }, context: { store } }) => {
    const words = searchWords(text);
    if (words.length === 0) return readClaimRows(store, recentClaimIds(store, limit));
    const found = new Set(bestClaimIds(store, everyWord(words), limit));
    if (found.size < limit) for (const id of claimIdsWithWords(store, words, limit)) found.add(id);
    return readClaimRows(store, [...found].slice(0, limit));
  }),

  create: inCase.claims.create.handler(({ input, context }) => {
    const { store } = context;
    store.transact('Create claim', (tx) => {
      insertClaim(context, tx, input);
      if (input.sighting) insertSighting(context, tx, input.id, input.sighting);
    });
    return needClaim(store, input.id);
  }),

  link: inCase.claims.link.handler(({ input: { claim, sighting, evidence }, context }) => {
    const { store } = context;
    const claimId = 'create' in claim ? claim.create.id : claim.claimId;
    store.transact('create' in claim ? 'Create claim with evidence' : 'Link passages by a claim', (tx) => {
      if ('create' in claim) insertClaim(context, tx, claim.create);
      else tx.need('claim', claimId);
      if (sighting) insertSighting(context, tx, claimId, sighting);
      insertEvidence(context, tx, { id: evidence.id, claimId, stance: evidence.stance, source: { passage: evidence.passage } });
    });
    // A row's revision is the number of the operation that wrote it.
    return { seq: readEvidence(store, evidence.id)!.revision, claim: needClaim(store, claimId) };
  }),

  update: inCase.claims.update.handler(({ input, context }) => {
    const { store } = context;
    let label = '';
    store.transact(
      () => label,
      (tx) => {
        const written = fieldsIn(input.fields).map((field) => claimColumn[field]);
        const before = tx.expect('claim', input.claimId, input.revision, written);
        const { claimant_id: claimantId } = before;
        const claimant = claimantOf(tx, before);
        const fields = withShortText(input.fields, before);
        const after = tx.update('claim', input.claimId, claimColumns(context, tx, fields, claimantId));
        if (after.claimant_id !== claimantId) removeIfUnused(store, tx, claimantId);
        // By name: the spelling of one may change without another claimant.
        const named = claimantOf(tx, after);
        const names = { [named ?? '']: named ?? '' };
        label = editLabel('claim', 'Edit claim', { ...before, claimant_id: claimant }, { ...after, claimant_id: named }, names);
      },
      { gesture: input.gesture },
    );
    return needClaim(store, input.claimId);
  }),

  bulkUpdate: inCase.claims.bulkUpdate.handler(async ({ input: { claimIds: ids, fields }, context: { store, workbench } }) => {
    const wanted = new Set(ids);
    await beforeBulk(workbench, wanted.size);
    let changed = 0;
    store.transact(
      () => bulkLabel(fields, changed),
      (tx) => {
        for (const claimId of wanted) if (tx.update('claim', claimId, { ...fields }).revision === tx.seq) changed++;
      },
    );
    return { changed };
  }),

  remove: inCase.claims.remove.handler(async ({ input, context: { store, workbench } }) => {
    const wanted = new Set(input.claimIds);
    await beforeBulk(workbench, wanted.size);
    let last = '';
    return store.transact(
      () => `Delete ${wanted.size === 1 ? named('claim', last) : claimsNamed(wanted.size)}`,
      (tx) => {
        for (const claimId of wanted) {
          const { short_text: short, text } = removeClaim(store, tx, claimId);
          last = short.trim() || text;
        }
        return { seq: tx.seq };
      },
    );
  }),

  claimants: inCase.claims.claimants.handler(({ input, context: { store } }) => {
    const words = searchWords(input.text);
    return listClaimants(store)
      .filter((agent) => words.every((word) => hasWord(agent.name, word)))
      .slice(0, mostClaimants);
  }),

  addSighting: inCase.claims.addSighting.handler(({ input: { claimId, ...sighting }, context }) => {
    context.store.transact('Add passage to claim', (tx) => {
      tx.need('claim', claimId);
      insertSighting(context, tx, claimId, sighting);
    });
    return readSighting(context.store, sighting.id)!;
  }),

  updateSighting: inCase.claims.updateSighting.handler(({ input: { sightingId, revision, fields, gesture }, context: { store } }) => {
    let label = '';
    store.transact(
      () => label,
      (tx) => {
        const columns: RowPatch<'sighting'> = {
          relation: fields.relation,
          wording: fields.wording,
          statement_date: fields.statementDate,
          venue: fields.venue,
          attribution: fields.attribution,
        };
        const before = tx.expect('sighting', sightingId, revision, fieldsIn(columns));
        const after = tx.update('sighting', sightingId, columns);
        label = editLabel('sighting', 'Edit sighting', before, after);
      },
      { gesture },
    );
    return readSighting(store, sightingId)!;
  }),

  removeSighting: inCase.claims.removeSighting.handler(({ input, context: { store } }) => {
    store.transact('Take passage off claim', (tx) => {
      tx.need('sighting', input.sightingId);
      tx.remove('sighting', input.sightingId);
    });
    return null;
  }),
};
