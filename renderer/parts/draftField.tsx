import type { ComponentProps, ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { ActionButton } from './actionButton.tsx';
import classes from './draftField.module.css';
import { RestoredLine } from './restored.tsx';
import type { Draft } from './useDraft.ts';

type DraftFieldProps = Omit<ComponentProps<typeof TextField>, 'value' | 'onChange' | 'error'> & { draft: Draft };

/** A text field over a draft: saves itself, and asks where the same text was changed elsewhere. */
export function DraftField({ draft, ...props }: DraftFieldProps) {
  return (
    <div className={classes['field']}>
      <TextField
        {...props}
        value={draft.text}
        error={draft.error}
        onChange={draft.change}
        onFocus={(event) => {
          draft.focus();
          props.onFocus?.(event);
        }}
        onBlur={(event) => {
          draft.flush();
          props.onBlur?.(event);
        }}
      />
      <DraftState draft={draft} />
    </div>
  );
}

/** What a field says of its words beyond their error: where they come from, and what became of them. */
export function DraftState({ draft }: { draft: Draft }): ReactNode {
  return (
    <>
      {/* Discarding is one of the two choices while there are two texts. */}
      <RestoredLine at={draft.theirs === null ? draft.restoredAt : null} onDiscard={draft.discardRestored} />
      {draft.refused ? <ActionButton action="words.saveFile" size="s" /> : null}
      <DraftConflict draft={draft} />
    </>
  );
}

/** The choice between one's own words and those saved elsewhere meanwhile; nothing when there is none to make. */
function DraftConflict({ draft }: { draft: Draft }): ReactNode {
  if (draft.theirs === null) return null;
  return (
    <div role="alert" className={classes['conflict']}>
      <p>This was changed in another window while you wrote. Your words are kept above, not saved yet. The other text is:</p>
      <blockquote className={classes['theirs']}>{draft.theirs === '' ? '(empty)' : draft.theirs}</blockquote>
      <div className={classes['choice']}>
        <Button size="s" onPress={draft.keepMine}>
          Save mine
        </Button>
        <Button size="s" onPress={draft.takeTheirs}>
          Take the other text
        </Button>
      </div>
    </div>
  );
}
