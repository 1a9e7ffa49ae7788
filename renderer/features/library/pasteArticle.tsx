import { useEffect, useState } from 'react';
import { client, newId } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { Choice } from '../../parts/choice.tsx';
import { offerDiscarded, RestoredLine, WordsAtRisk } from '../../parts/restored.tsx';
import { useFormDraft } from '../../parts/useFormDraft.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { useImports } from './imports.ts';
import { wordsIn, type PastedWords } from './pasted.ts';

const ways = [
  { value: 'marked', label: 'With headings, lists and links' },
  { value: 'plain', label: 'As plain text' },
] as const;

/** Takes an article from the clipboard; what is guessed from its text is shown for correction afterwards. */
export function PasteArticle({ pasted }: { pasted: PastedWords | null }) {
  const close = useWorkspace((state) => state.closeDialog);
  const openDialog = useWorkspace((state) => state.openDialog);
  const draft = useFormDraft('paste:', { text: '', html: '' });
  const { text, html } = draft.values;
  const [way, setWay] = useState<(typeof ways)[number]['value']>('marked');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [documentId] = useState(newId);

  // What was pasted just now takes the place of words that were left here before, which are offered back.
  const [start] = useState({ pasted, draft });
  useEffect(() => {
    if (!start.pasted) return;
    const before = start.draft.values;
    start.draft.set(start.pasted);
    if (before.text !== '' && before.text !== start.pasted.text) offerDiscarded(() => start.draft.set(before));
  }, [start]);

  const take = (words: PastedWords): void => {
    draft.set(words);
    setProblem(undefined);
  };
  const onPaste = (event: React.ClipboardEvent): void => {
    const field = event.target;
    const words = wordsIn(event.clipboardData);
    if (!(field instanceof HTMLTextAreaElement) || !words || words.html === '') return;
    // Among other words markup has no place: then the words alone are pasted.
    if (field.selectionEnd - field.selectionStart < field.value.length) return;
    event.preventDefault();
    take(words);
  };

  const add = async (): Promise<void> => {
    setBusy(true);
    try {
      const outcome = await client.documents.paste({ documentId, text, ...(html !== '' && way === 'marked' ? { html } : {}) });
      if (outcome.outcome === 'failed') setProblem(outcome.message);
      else {
        draft.done();
        useImports.setState({ outcomes: [outcome], importId: null });
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
      <div onPaste={onPaste}>
        <TextField
          label="Text of the article"
          description={
            html === ''
              ? 'The whole text, with its headline. Title, date and publisher are guessed from it, and shown for correction next.'
              : 'Its words, as they were copied. Once you change any, it is plain text.'
          }
          lines={12}
          prose
          autoFocus
          value={text}
          error={problem}
          onChange={(value) => take({ text: value, html: '' })}
        />
      </div>
      {html === '' ? null : <Choice label="Take it" value={way} options={ways} onChange={setWay} />}
      <WordsAtRisk prefix="paste:" />
    </Dialog>
  );
}
