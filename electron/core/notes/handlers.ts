import type { NoteTarget } from '../../../shared/domain/entities.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { inCase } from '../procedure.ts';
import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/transact.ts';
import { listNotes, noteIdsOn, readNote } from './queries.ts';

/** Deletes every note on a thing that is about to be deleted. */
export function removeNotesOf(store: Store, tx: Transaction, kind: NoteTarget, id: string): void {
  for (const noteId of noteIdsOn(store, kind, id)) tx.remove('note', noteId);
}

export const notes = {
  list: inCase.notes.list.handler(({ input, context: { store } }) => listNotes(store, input.targetKind, input.targetId)),

  create: inCase.notes.create.handler(({ input: { id, targetKind, targetId, markdown }, context: { store } }) => {
    store.transact('Write note', (tx) => {
      tx.need(targetKind, targetId);
      const there = tx.get('note', id);
      if (!there) tx.insert('note', { id, target_kind: targetKind, target_id: targetId, markdown, author: tx.actor });
      else if (there.target_kind !== targetKind || there.target_id !== targetId || there.markdown !== markdown)
        throw new AssayError('ALREADY_EXISTS', { kind: 'note', id });
    });
    return readNote(store, id)!;
  }),

  update: inCase.notes.update.handler(({ input: { noteId, revision, markdown, gesture }, context: { store } }) => {
    store.transact(
      'Edit note',
      (tx) => {
        tx.expect('note', noteId, revision, ['markdown']);
        tx.update('note', noteId, { markdown });
      },
      { gesture },
    );
    return readNote(store, noteId)!;
  }),

  remove: inCase.notes.remove.handler(({ input, context: { store } }) => {
    store.transact('Delete note', (tx) => tx.remove('note', input.noteId));
    return null;
  }),
};
