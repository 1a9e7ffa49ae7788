import type { Note, NoteTarget } from '../../../shared/domain/entities.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';

const toNote = (row: Row<'note'>): Note => ({
  id: row.id,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  targetKind: row.target_kind as NoteTarget,
  targetId: row.target_id,
  markdown: row.markdown,
  author: row.author,
});

/** Notes on one thing, oldest first. */
export function listNotes(store: Store, targetKind: NoteTarget, targetId: string): Note[] {
  return store
    .statement<[string, string], Row<'note'>>('SELECT * FROM note WHERE target_kind = ? AND target_id = ? ORDER BY created_at, id')
    .all(targetKind, targetId)
    .map(toNote);
}

export function readNote(store: Store, id: string): Note | undefined {
  const row = store.statement<[string], Row<'note'>>('SELECT * FROM note WHERE id = ?').get(id);
  return row && toNote(row);
}

export function noteIdsOn(store: Store, targetKind: NoteTarget, targetId: string): string[] {
  return store
    .statement<[string, string], string>('SELECT id FROM note WHERE target_kind = ? AND target_id = ? ORDER BY n')
    .pluck()
    .all(targetKind, targetId);
}
