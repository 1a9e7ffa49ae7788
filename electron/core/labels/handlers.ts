import { editLabel } from '../../../shared/domain/historyWords.ts';
import { named } from '../../../shared/text/shortText.ts';
import { beforeBulk } from '../backups/attend.ts';
import { inCase } from '../procedure.ts';
import type { Store } from '../store/open.ts';
import { fieldsIn, type Transaction } from '../store/transact.ts';
import { listLabels, readLabel, usesOfLabel, usesOnTarget } from './queries.ts';

type TargetKind = 'passage' | 'claim';

/** Puts labels on a target and takes labels off; what is so already stays untouched. */
export function assignLabels(
  { store, newId }: { store: Store; newId: () => string },
  tx: Transaction,
  target: { kind: TargetKind; id: string },
  add: readonly string[],
  remove: readonly string[] = [],
): boolean {
  const uses = usesOnTarget(store, target.kind, target.id);
  const missing = add.filter((labelId) => !uses.some((use) => use.labelId === labelId));
  const surplus = uses.filter((use) => remove.includes(use.labelId));
  for (const use of surplus) tx.remove('label_use', use.id);
  for (const labelId of new Set(missing)) {
    tx.need('label', labelId);
    tx.insert('label_use', { id: newId(), label_id: labelId, target_kind: target.kind, target_id: target.id });
  }
  return missing.length + surplus.length > 0;
}

/** Takes every label off a target that is about to be deleted. */
export function unassignAll(store: Store, tx: Transaction, kind: TargetKind, id: string): void {
  for (const use of usesOnTarget(store, kind, id)) tx.remove('label_use', use.id);
}

export const labels = {
  list: inCase.labels.list.handler(({ context: { store } }) => listLabels(store)),

  create: inCase.labels.create.handler(({ input, context: { store } }) => {
    store.transact(`Create ${named('label', input.name)}`, (tx) => tx.insert('label', { ...input, parent_id: null }));
    return readLabel(store, input.id)!;
  }),

  update: inCase.labels.update.handler(({ input, context: { store } }) => {
    let label = '';
    store.transact(
      () => label,
      (tx) => {
        const before = tx.expect('label', input.labelId, input.revision, fieldsIn(input.fields));
        label = editLabel('label', 'Edit label', before, tx.update('label', input.labelId, input.fields));
      },
    );
    return readLabel(store, input.labelId)!;
  }),

  remove: inCase.labels.remove.handler(({ input, context: { store } }) => {
    let name = '';
    store.transact(
      () => `Delete ${named('label', name)}`,
      (tx) => {
        ({ name } = tx.need('label', input.labelId));
        for (const use of usesOfLabel(store, input.labelId)) tx.remove('label_use', use);
        tx.remove('label', input.labelId);
      },
    );
    return null;
  }),

  assign: inCase.labels.assign.handler(async ({ input, context: { store, newId, workbench } }) => {
    const { targetKind, targetIds } = input;
    await beforeBulk(workbench, targetIds.length);
    let changed = 0;
    const things = (): string => (changed === 1 ? targetKind : `${changed} ${targetKind}s`);
    store.transact(
      () => (input.add.length === 0 ? `Take label off ${things()}` : `Label ${things()}`),
      (tx) => {
        for (const id of targetIds) {
          tx.need(targetKind, id);
          if (assignLabels({ store, newId }, tx, { kind: targetKind, id }, input.add, input.remove)) changed++;
        }
      },
    );
    return { changed };
  }),
};
