import type { EvidenceFields } from '../../../shared/domain/entities.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { editLabel } from '../../../shared/domain/historyWords.ts';
import { namesIn } from '../history/titles/names.ts';
import { openTitles } from '../history/titles/titles.ts';
import { inCase } from '../procedure.ts';
import type { Store } from '../store/open.ts';
import type { RowPatch } from '../store/tables.ts';
import { fieldsIn, type Transaction } from '../store/transact.ts';
import { insertEvidence } from './insert.ts';
import { leadsBackTo, listEvidence, readEvidence } from './queries.ts';
import { removeEvidence } from './remove.ts';

/** An origin is another item of the same claim, and no chain of origins comes back to where it began. */
function checkOrigin(store: Store, tx: Transaction, item: { id: string; claimId: string }, originId: string | null | undefined): void {
  if (originId === null || originId === undefined) return;
  const problem = (message: string) => new AssayError('INVALID_INPUT', { problems: [{ path: 'derivedFromId', message }] });
  if (tx.need('evidence', originId).claim_id !== item.claimId) throw problem('the origin serves another claim');
  if (leadsBackTo(store, originId, item.id)) throw problem('the origin is itself derived from this item');
}

function mergeCitation(stored: string, patch: object): string {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  return JSON.stringify({ ...(JSON.parse(stored) as object), ...Object.fromEntries(given) });
}

function evidenceColumns(fields: { [Field in keyof EvidenceFields]?: EvidenceFields[Field] | undefined }): RowPatch<'evidence'> {
  return { stance: fields.stance, comment: fields.comment, credibility: fields.credibility, derived_from_id: fields.derivedFromId };
}

export const evidence = {
  list: inCase.evidence.list.handler(({ input, context: { store } }) => listEvidence(store, input.claimId)),

  create: inCase.evidence.create.handler(({ input, context }) => {
    const { store } = context;
    const { id, claimId } = input;
    store.transact('Add evidence', (tx) => {
      tx.need('claim', claimId);
      checkOrigin(store, tx, { id, claimId }, input.derivedFromId);
      insertEvidence(context, tx, input);
    });
    return readEvidence(store, id)!;
  }),

  update: inCase.evidence.update.handler(({ input: { evidenceId, revision, fields, citation, gesture }, context: { store } }) => {
    let label = '';
    store.transact(
      () => label,
      (tx) => {
        const written = fieldsIn({ ...evidenceColumns(fields), citation });
        const row = tx.expect('evidence', evidenceId, revision, written);
        if (citation && row.citation === null)
          throw new AssayError('INVALID_INPUT', {
            problems: [{ path: 'citation', message: 'this evidence is a passage, not a citation' }],
          });
        checkOrigin(store, tx, { id: evidenceId, claimId: row.claim_id }, fields.derivedFromId);
        const after = tx.update('evidence', evidenceId, {
          ...evidenceColumns(fields),
          citation: citation && mergeCitation(row.citation!, citation),
        });
        label = editLabel('evidence', 'Edit evidence', row, after, namesIn(openTitles(store), [{ ...after }]));
      },
      { gesture },
    );
    return readEvidence(store, evidenceId)!;
  }),

  remove: inCase.evidence.remove.handler(({ input, context: { store } }) => {
    store.transact('Remove evidence', (tx) => removeEvidence(store, tx, input.evidenceId));
    return null;
  }),
};
