import { useState } from 'react';
import { client, newId } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { RestoredLine, WordsAtRisk } from '../../parts/restored.tsx';
import { useFormDraft } from '../../parts/useFormDraft.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { useImports } from './imports.ts';

/** Takes an article from the clipboard; what is guessed from its text is shown for correction afterwards. */
export function PasteArticle() {
  const close = useWorkspace((state) => state.closeDialog);
  const openDialog = useWorkspace((state) => state.openDialog);
  const draft = useFormDraft('paste:', { text: '' });
  const { text } = draft.values;
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [documentId] = useState(newId);

  const add = async (): Promise<void> => {
    setBusy(true);
    try {
      const outcome = await client.documents.paste({ documentId, text });
      if (outcome.outcome === 'failed') setProblem(outcome.message);
      else {
        draft.done();
        useImports.setState({ outcomes: [outcome] });
        openDialog({ kind: 'import-results' });
      }
    } catch (error) {
      setProblem(failureOf(error).message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      title="Paste article"
      width="l"
      onClose={close}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button tone="primary" isDisabled={busy || text.trim() === ''} onPress={() => void add()}>
            Add to the library
          </Button>
        </>
      }
    >
      <RestoredLine at={draft.restoredAt} onDiscard={draft.discard} />
      <TextField
        label="Text of the article"
        description="The whole text, with its headline. Title, date and publisher are guessed from it, and shown for correction next."
        lines={12}
        prose
        autoFocus
        value={text}
        error={problem}
        onChange={(value) => {
          draft.set({ text: value });
          setProblem(undefined);
        }}
      />
      <WordsAtRisk prefix="paste:" />
    </Dialog>
  );
}
