import { useQuery } from '@tanstack/react-query';
import { FileUp, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { tellAdded } from '../../actions/versions.ts';
import { api, client, newId } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { RestoredLine, WordsAtRisk } from '../../parts/restored.tsx';
import { useFormDraft } from '../../parts/useFormDraft.ts';
import { useNewVersion } from '../../state/newVersion.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import classes from './newVersion.module.css';

/** Takes a newer text of an article: a file that is chosen or dropped, or pasted words. */
export function NewVersion({ documentId }: { documentId: string }) {
  const { data: document, error } = useQuery(api.documents.get.queryOptions({ input: { documentId } }));
  const close = useWorkspace((state) => state.closeDialog);
  const draft = useFormDraft(`version:${documentId}:`, { text: '' });
  const { text } = draft.values;
  const [file, setFile] = useState<{ name: string; file: File } | null>(null);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [versionId] = useState(newId);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    useNewVersion.setState({
      take: (files) => {
        const [first] = files;
        if (files.length > 1) setProblem('One file is one version. Drop or choose a single file.');
        else if (first) {
          setFile(first);
          setProblem(undefined);
        }
        return true;
      },
    });
    return () => useNewVersion.setState({ take: null });
  }, []);

  const add = async (): Promise<void> => {
    setBusy(true);
    try {
      const outcome = await client.documents.addVersion({ documentId, versionId, source: file ?? { text } });
      if (outcome.outcome === 'added') {
        draft.done();
        close();
        tellAdded({ workspace: useWorkspace.getState() }, outcome);
      } else if (outcome.outcome === 'failed') setProblem(outcome.message);
      else
        setProblem(
          outcome.of === 'bytes'
            ? `This is the very file of version ${outcome.number}. Nothing was changed.`
            : `This says, word for word, what version ${outcome.number} says. Nothing was changed.`,
        );
    } catch (caught) {
      setProblem(failureOf(caught).message);
    } finally {
      setBusy(false);
    }
  };

  const choose = ({ target }: React.ChangeEvent<HTMLInputElement>): void => {
    const [chosen] = target.files ?? [];
    if (chosen) {
      setFile({ name: chosen.name, file: chosen });
      setProblem(undefined);
    }
    // The same file can be chosen again.
    target.value = '';
  };

  return (
    <Dialog
      title="New version"
      width="l"
      onClose={close}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button tone="primary" isPending={busy} isDisabled={file === null && text.trim() === ''} onPress={() => void add()}>
            {busy ? 'Following the passages…' : 'Add version'}
          </Button>
        </>
      }
    >
      <p className={classes['lead']}>
        {error ? failureOf(error).message : document ? <strong>{document.title}</strong> : null} The text of now stays as version{' '}
        {document?.version.number ?? 1}. Passages whose words are unchanged go along; the others stay where they are and wait for you.
      </p>
      <RestoredLine at={draft.restoredAt} onDiscard={draft.discard} />
      <input ref={input} type="file" hidden tabIndex={-1} aria-label="File of the new version" onChange={choose} />
      <div className={classes['file']}>
        <Button onPress={() => input.current?.click()}>
          <FileUp aria-hidden size={15} />
          Choose a file…
        </Button>
        {file ? (
          <span className={classes['chosen']}>
            <span title={file.name}>{file.name}</span>
            <IconButton label="Take the file out again" icon={<X />} onPress={() => setFile(null)} />
          </span>
        ) : (
          <span className={classes['hint']}>or drop one here, or paste the text below</span>
        )}
      </div>
      {file && problem ? (
        <p role="alert" className={classes['problem']}>
          {problem}
        </p>
      ) : null}
      {file ? null : (
        <TextField
          label="Text of the new version"
          description="The whole text, with its headline."
          lines={10}
          prose
          autoFocus
          value={text}
          error={problem}
          onChange={(value) => {
            draft.set({ text: value });
            setProblem(undefined);
          }}
        />
      )}
      <WordsAtRisk prefix={`version:${documentId}:`} />
    </Dialog>
  );
}
