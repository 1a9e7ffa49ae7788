import { useQuery } from '@tanstack/react-query';
import { Pencil, Trash2 } from 'lucide-react';
import { useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { Note, NoteTarget } from '../../shared/domain/entities.ts';
import { attempt } from '../actions/run.ts';
import { api, client, newId, queryClient } from '../api/client.ts';
import { keeper } from '../api/drafts.ts';
import { IconButton } from '../ui/button.tsx';
import { formatInstant, formatInstantFully } from '../ui/dates.ts';
import { DraftField } from './draftField.tsx';
import { Markdown } from './markdown.tsx';
import classes from './notes.module.css';
import { useWritable } from './scale.ts';
import { useDraft } from './useDraft.ts';

interface NotesProps {
  targetKind: NoteTarget;
  targetId: string;
}

/** Notes on one thing, oldest first, each stored while it is written. The field for the next one is `data-field="note"`. */
export function Notes({ targetKind, targetId }: NotesProps) {
  const { data: notes } = useQuery(api.notes.list.queryOptions({ input: { targetKind, targetId } }));
  const writable = useWritable();
  // A note that was being written when the window was closed or broke is gone on with, and so is one that was being edited.
  const [drafted] = useState(() => draftedNotes(targetKind, targetId));
  const [editing, setEditing] = useState<string | null>(drafted[1] ?? null);
  const [nextId, setNextId] = useState(() => drafted[0] ?? newId());
  const composed = notes?.find(({ id }) => id === nextId);
  const shown = notes?.filter(({ id }) => id !== nextId) ?? [];
  return (
    <section aria-label="Notes" className={classes['notes']}>
      {shown.length > 0 ? (
        <ol className={classes['list']}>
          {shown.map((note) => (
            <li key={note.id} className={classes['note']}>
              {editing === note.id ? (
                <NoteField
                  label="Edit note"
                  note={note}
                  noteId={note.id}
                  targetKind={targetKind}
                  targetId={targetId}
                  autoFocus
                  onDone={() => setEditing(null)}
                />
              ) : (
                <NoteCard note={note} writable={writable} onEdit={() => setEditing(note.id)} />
              )}
            </li>
          ))}
        </ol>
      ) : null}
      {writable && (notes || drafted.length === 0) ? (
        <div data-field="note">
          <NoteField
            key={nextId}
            label="New note"
            noteId={nextId}
            note={composed}
            targetKind={targetKind}
            targetId={targetId}
            onDone={(written) => {
              if (written) setNextId(newId());
            }}
          />
        </div>
      ) : shown.length === 0 ? (
        <p className={classes['none']}>No notes.</p>
      ) : null}
    </section>
  );
}

const keyOf = (targetKind: NoteTarget, targetId: string, noteId: string): string => `note:${targetKind}:${targetId}:${noteId}`;

function draftedNotes(targetKind: NoteTarget, targetId: string): string[] {
  const prefix = keyOf(targetKind, targetId, '');
  return keeper.withPrefix(prefix).map(({ key }) => key.slice(prefix.length).split('~', 1)[0]!);
}

function NoteCard({ note, writable, onEdit }: { note: Note; writable: boolean; onEdit: () => void }): ReactNode {
  return (
    <>
      <Markdown text={note.markdown} />
      <footer className={classes['footer']}>
        <span>
          {note.author} · <time title={formatInstantFully(note.updatedAt)}>{formatInstant(note.updatedAt)}</time>
        </span>
        {writable ? (
          <span className={classes['tools']}>
            <IconButton label="Edit note" icon={<Pencil />} onPress={onEdit} />
            <IconButton
              label="Delete note"
              icon={<Trash2 />}
              onPress={() =>
                void attempt(async () => {
                  await client.notes.remove({ noteId: note.id });
                })
              }
            />
          </span>
        ) : null}
      </footer>
    </>
  );
}

interface NoteFieldProps extends NotesProps {
  label: string;
  noteId: string;
  /** Absent until its first words are stored. */
  note: Note | undefined;
  autoFocus?: boolean;
  onDone: (written: boolean) => void;
}

function NoteField({ label, noteId, note, targetKind, targetId, autoFocus = false, onDone }: NoteFieldProps) {
  const stored = useRef(note !== undefined);
  const draft = useDraft({
    key: keyOf(targetKind, targetId, noteId),
    value: note?.markdown ?? '',
    revision: note?.revision ?? 0,
    save: async (markdown, { revision, gesture }) => {
      const saved = stored.current
        ? await client.notes.update({ noteId, revision, markdown, gesture })
        : await client.notes.create({ id: noteId, targetKind, targetId, markdown });
      stored.current = true;
      queryClient.setQueryData(api.notes.list.queryKey({ input: { targetKind, targetId } }), (known) =>
        known?.some(({ id }) => id === noteId) ? known.map((other) => (other.id === noteId ? saved : other)) : [...(known ?? []), saved],
      );
      return { value: saved.markdown, revision: saved.revision };
    },
    // A note that was emptied is deleted when the field is left, not stored as nothing.
    problem: (text) => (text.trim() === '' && text !== '' ? '' : undefined),
  });
  const leave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (currentTarget.contains(relatedTarget)) return;
    const empty = draft.text.trim() === '';
    if (empty && stored.current) void attempt(() => client.notes.remove({ noteId }));
    else draft.flush();
    onDone(!empty || stored.current);
  };
  const finish = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.target instanceof HTMLElement) event.target.blur();
  };
  return (
    <div onBlur={leave} onKeyDown={finish}>
      <DraftField
        label={label}
        hideLabel
        draft={draft}
        lines={label === 'New note' && draft.text === '' ? 2 : 3}
        autoFocus={autoFocus}
        placeholder="Write a note. Markdown works."
      />
    </div>
  );
}
