import { Download } from 'lucide-react';
import { useState } from 'react';
import type { DocumentDetail } from '../../shared/domain/entities.ts';
import { attempt } from '../actions/run.ts';
import { downloadOriginal, tellAdded } from '../actions/versions.ts';
import { client, newId } from '../api/client.ts';
import { failureOf } from '../api/errors.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { RestoredLine, WordsAtRisk } from './restored.tsx';
import classes from './transcript.module.css';
import { useFormDraft } from './useFormDraft.ts';

/** Writes the text of a file that gives none, or corrects it: each transcript is a new version of the same file. */
export function TranscriptForm({ document, onAdded }: { document: DocumentDetail; onAdded?: () => void }) {
  const { id: documentId, version } = document;
  const prefix = `transcript:${documentId}:`;
  const written = version.blocks.map(({ start, end }) => version.text.slice(start, end)).join('\n\n');
  const draft = useFormDraft(prefix, { text: written });
  const { text } = draft.values;
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [versionId] = useState(newId);

  const add = async (): Promise<void> => {
    setBusy(true);
    try {
      const outcome = await client.versions.transcribe({ documentId, versionId, fromVersionId: version.id, text });
      if (outcome.outcome === 'added') {
        draft.done();
        onAdded?.();
        tellAdded({ workspace: useWorkspace.getState() }, outcome);
      } else setProblem(outcome.outcome === 'failed' ? outcome.message : 'The text says that already. Nothing was changed.');
    } catch (caught) {
      setProblem(failureOf(caught).message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={classes['form']}>
      <RestoredLine at={draft.restoredAt} onDiscard={draft.discard} />
      <TextField
        label="Transcript"
        description="What the file says, word for word. An empty line parts two paragraphs. Subtitles can be pasted as they are."
        lines={12}
        prose
        value={text}
        error={problem}
        onChange={(value) => {
          draft.set({ text: value });
          setProblem(undefined);
        }}
      />
      <WordsAtRisk prefix={prefix} />
      <div className={classes['buttons']}>
        <Button tone="primary" isPending={busy} isDisabled={text.trim() === '' || text === written} onPress={() => void add()}>
          {written === '' ? 'Save as its text' : 'Save as a new version'}
        </Button>
        <Button onPress={() => void attempt(() => downloadOriginal(documentId, version.id))}>
          <Download aria-hidden size={15} />
          Download the original
        </Button>
      </div>
    </div>
  );
}
