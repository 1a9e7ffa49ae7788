import { useQuery } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { DocumentSummary } from '../../../shared/domain/entities.ts';
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
import { choicesOf, fileOf, itemOf, undecided, useDecisions } from './decisions.ts';
import { FoundCitations } from './foundCitations.tsx';

const plural = (count: number): string => (count === 1 ? '1 citation' : `${count.toLocaleString()} citations`);

/** Takes citations from a file or the clipboard over into articles: read first, shown with their matches and origins, taken in one step. */
export function TakeCitations({ documentId }: { documentId: string | null }) {
  const close = useWorkspace((state) => state.closeDialog);
  const toast = useWorkspace((state) => state.toast);
  const { data: documents } = useQuery(api.documents.list.queryOptions({ input: {} }));
  const { found, byNumber, begin } = useDecisions();
  const draft = useFormDraft('citations:', { text: '' });
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const about = documents?.find(({ id }) => id === documentId);

  useEffect(() => {
    begin(null, null);
    return () => begin(null, null);
  }, [begin]);

  const read = async (source: { text: string } | { file: File }): Promise<void> => {
    setBusy(true);
    try {
      begin(await client.citations.read({ source }), documentId);
      setProblem(undefined);
    } catch (error) {
      setProblem(failureOf(error).message);
    } finally {
      setBusy(false);
    }
  };

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
            <Button tone="primary" isPending={busy} isDisabled={draft.values.text.trim() === ''} onPress={() => void read(draft.values)}>
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
      {found && documents ? (
        <FoundCitations found={found} documents={documents} documentId={documentId} />
      ) : (
        <Source
          draft={draft}
          problem={problem}
          onFile={(file) => void read({ file })}
          onTyped={() => setProblem(undefined)}
          documents={documents}
        />
      )}
    </Dialog>
  );
}

const leftWords = (count: number): string =>
  count === 0 ? '' : count === 1 ? ' 1 was left out.' : ` ${count.toLocaleString()} were left out.`;

interface SourceProps {
  draft: ReturnType<typeof useFormDraft<{ text: string }>>;
  problem: string | undefined;
  onFile: (file: File) => void;
  onTyped: () => void;
  documents: readonly DocumentSummary[] | undefined;
}

function Source({ draft, problem, onFile, onTyped }: SourceProps) {
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
          if (file) onFile(file);
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
