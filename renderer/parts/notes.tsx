import type { NoteTarget } from '../../shared/domain/entities.ts';

/** Not written yet: shows nothing. */
export function Notes(_props: { targetKind: NoteTarget; targetId: string }) {
  return null;
}
