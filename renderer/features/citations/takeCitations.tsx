import { useQuery } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { download } from '../../actions/download.ts';
import { attempt } from '../../actions/run.ts';
import { undoOf } from '../../actions/takeBack.ts';
import { api, client } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { RestoredLine, WordsAtRisk } from '../../parts/restored.tsx';
import { useFormDraft } from '../../parts/useFormDraft.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import classes from './citations.module.css';
import { choicesOf, correctionPrefix, fileOf, itemOf, undecided, useDecisions, type Found } from './decisions.ts';
import { FoundCitations } from './foundCitations.tsx';
import { KeptFiles } from './keptFiles.tsx';

const plural = (count: number): string => (count === 1 ? '1 citation' : `${count.toLocaleString()} citations`);

/** Where citations are read from: the clipboard, a file, or one that is kept with the case. */
type Source = { text: string } | { file: File } | { fileId: string };

/** The citations of a source, or why there are none. */
async function citationsOf(source: Source): Promise<Found | string> {
  try {
    return await client.citations.read({ source });
  } catch (error) {
    return failureOf(error).message;
  }
}

/** Takes citations from a file or the clipboard over into articles: read first, shown with their matches and origins, taken in one step. */
export function TakeCitations({ documentId, fileId }: { documentId: string | null; fileId: string | null }) {
  const close = useWorkspace((state) => state.closeDialog);
  const toast = useWorkspace((state) => state.toast);
  const { data: documents } = useQuery(api.documents.list.queryOptions({ input: {} }));
  const { data: files } = useQuery(api.citations.files.queryOptions({ input: {}, enabled: fileId !== null }));
  const { found, byNumber, begin, dropCorrections } = useDecisions();
  const draft = useFormDraft('citations:', { text: '' });
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(fileId !== null);
  const about = documents?.find(({ id }) => id === documentId);
  const kept = files?.find(({ id }) => id === fileId);

  const show = useCallback(
    (answer: Found | string): void => {
      setBusy(false);
      setProblem(typeof answer === 'string' ? answer : undefined);
      if (typeof answer !== 'string') begin(answer, documentId);
    },
    [begin, documentId],
  );
  const read = (source: Source): void => {
    setBusy(true);
    void citationsOf(source).then(show);
  };

  useEffect(() => {
    let isShown = true;
    begin(null, null);
    if (fileId !== null) void citationsOf({ fileId }).then((answer) => isShown && show(answer));
    return () => {
      isShown = false;
      begin(null, null);
    };
  }, [begin, show, fileId]);

  const byId = new Map(documents?.map((document) => [document.id, document]));
  const decided = (found?.entries ?? []).flatMap((entry) => {
    const decision = byNumber[entry.number] ?? undecided;
    const document = decision.documentId === null ? undefined : byId.get(decision.documentId);
    return document ? [{ entry, document, choices: choicesOf(entry, document, decision) }] : [];
  });
  const items = decided.flatMap(({ document, choices }) => itemOf(document, choices) ?? []);
  const isBroken = decided.some(({ choices }) => choices.some(({ isTaken, problem }) => isTaken && problem !== undefined));
  const left = (found?.entries ?? []).filter(({ number }) => !decided.some(({ entry }) => entry.number === number));

  const take = async (): Promise<void> => {
    const done = await attempt(async () => {
      const { seq, documents: count } = await client.citations.take({ items });
      toast({ tone: 'done', text: `${plural(count)} taken.${leftWords(documentId === null ? left.length : 0)}`, action: undoOf(seq) });
    });
    if (!done) return;
    dropCorrections(decided.map(({ entry }) => entry.number));
    draft.done();
    close();
  };

  return (
    <Dialog
      title={about ? 'Citation for an article' : 'Import citations'}
      width="l"
      onClose={close}
      footer={
        found ? (
          <>
            {documentId === null && left.length > 0 ? (
              <Button tone="quiet" onPress={() => download(fileOf(left, found.format))}>
                Save the {left.length.toLocaleString()} left out…
              </Button>
            ) : null}
            <Button onPress={() => begin(null, null)}>Back</Button>
            <Button tone="primary" isDisabled={items.length === 0 || isBroken} onPress={() => void take()}>
              {documentId === null ? `Take ${plural(items.length)}` : 'Take these fields'}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={close}>Cancel</Button>
            <Button tone="primary" isPending={busy} isDisabled={draft.values.text.trim() === ''} onPress={() => read(draft.values)}>
              Read
            </Button>
          </>
        )
      }
    >
      {about ? (
        <p className={classes['lead']}>
          <strong dir="auto">{about.title}</strong>
        </p>
      ) : null}
      {found && kept ? (
        <p className={classes['lead']}>
          <strong dir="auto">{kept.title}</strong> holds citations, and is no article. It is kept with this case as it came.
        </p>
      ) : null}
      {found && documents ? (
        <FoundCitations found={found} documents={documents} documentId={documentId} />
      ) : (
        <SourceChoice draft={draft} problem={problem} isBusy={busy} read={read} onTyped={() => setProblem(undefined)} />
      )}
      <WordsAtRisk prefix={correctionPrefix} />
    </Dialog>
  );
}

const leftWords = (count: number): string =>
  count === 0 ? '' : count === 1 ? ' 1 was left out.' : ` ${count.toLocaleString()} were left out.`;

interface SourceProps {
  draft: ReturnType<typeof useFormDraft<{ text: string }>>;
  problem: string | undefined;
  isBusy: boolean;
  read: (source: Source) => void;
  onTyped: () => void;
}

function SourceChoice({ draft, problem, isBusy, read, onTyped }: SourceProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        accept=".bib,.ris,.json,.txt,.csljson,.bibtex"
        aria-label="File with citations"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) read({ file });
          // The same file can be chosen again.
          target.value = '';
        }}
      />
      <div className={classes['file']}>
        <Button onPress={() => input.current?.click()}>
          <FileUp aria-hidden size={15} />
          Open a file…
        </Button>
        <span className={classes['hint']}>
          CSL-JSON, BibTeX or RIS, as Zotero, JabRef, EndNote and catalogues export them; or paste below
        </span>
      </div>
      <KeptFiles isBusy={isBusy} read={read} />
      <RestoredLine at={draft.restoredAt} onDiscard={draft.discard} />
      <TextField
        label="Citations"
        lines={10}
        autoFocus
        value={draft.values.text}
        error={problem}
        description="Nothing is taken yet: what is found is shown first."
        onChange={(text) => {
          draft.set({ text });
          onTyped();
        }}
      />
      <WordsAtRisk prefix="citations:" />
    </>
  );
}
